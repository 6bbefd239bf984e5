//! Keywords of a schema whose value is of another kind than they take: they are passed over.

use super::documents::{SchemaPlace, own};
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::Documents;
use crate::source::{FileId, Node, Property, Value};

/// What people call the types of JSON who come from elsewhere.
const FOREIGN: [(&str, &str); 12] = [
    ("bool", "boolean"),
    ("date", "string"),
    ("datetime", "string"),
    ("decimal", "number"),
    ("dict", "object"),
    ("double", "number"),
    ("float", "number"),
    ("int", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("map", "object"),
    ("str", "string"),
];

/// The types of JSON Schema.
pub(super) const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Checks one schema.
pub(crate) fn check(documents: &Documents, place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let own = own(documents, place);
    let mut unread = Vec::new();
    for keyword in place.schema {
        let value = &keyword.value;
        let wanted = match keyword.name.as_str() {
            "type" => {
                check_type(value, own, found);
                continue;
            }
            "required" => match &value.value {
                Value::Array(names) => {
                    let odd = names.iter().find(|name| name.as_str().is_none());
                    if let Some(odd) = odd {
                        let told = told(keyword, odd, "a list of names", own, found);
                        found.tell(told);
                    }
                    continue;
                }
                _ => "a list of names, beside `properties`",
            },
            "properties" | "definitions" | "$defs" if value.as_object().is_none() => {
                "an object of schemas"
            }
            "enum" | "allOf" | "anyOf" | "oneOf" | "prefixItems" if value.as_array().is_none() => {
                "a list"
            }
            "items" => match &value.value {
                Value::Object(_) | Value::Array(_) | Value::Bool(_) => continue,
                _ => "a schema",
            },
            "additionalProperties" => match &value.value {
                Value::Object(_) | Value::Bool(_) => continue,
                _ => "a schema, `true` or `false`",
            },
            "format" if value.as_str().is_none() => "a string",
            "nullable" | "readOnly" | "writeOnly" if value.as_bool().is_none() => {
                "`true` or `false`"
            }
            _ => continue,
        };
        unread.push(told(keyword, value, wanted, own, found));
    }
    // Where more than one keyword is none, what looks like a schema is a value.
    if let [_] = unread[..] {
        unread.into_iter().for_each(|unread| found.tell(unread));
    }
}

fn told(
    keyword: &Property,
    value: &Node,
    wanted: &str,
    own: Option<FileId>,
    found: &Found,
) -> Diagnostic {
    let name = &keyword.name;
    let kind = value.kind();
    let message = match is_by_hand(value, own) {
        true => format!("`{name}` takes {wanted}, and the correction writes {kind}"),
        false => format!("`{name}` takes {wanted}, and this is {kind}"),
    };
    let help = match is_by_hand(value, own) {
        true => format!("write {wanted}"),
        false => found
            .remedy("put it right by a correction", "put it right in the schema")
            .to_owned(),
    };
    diagnostic(value, message, own)
        .label("passed over")
        .help(help)
}

/// What a correction put there, somebody wrote by hand.
fn is_by_hand(value: &Node, own: Option<FileId>) -> bool {
    own.is_some_and(|own| own != value.span.file)
}

fn diagnostic(value: &Node, message: String, own: Option<FileId>) -> Diagnostic {
    match is_by_hand(value, own) {
        true => Diagnostic::error(codes::MALFORMED_CORRECTION, value.span, message),
        false => Diagnostic::warning(codes::MALFORMED, value.span, message),
    }
}

fn check_type(value: &Node, own: Option<FileId>, found: &mut Found) {
    let names = match &value.value {
        Value::Array(names) => names.as_slice(),
        // The keyword of another language, or a value that only looks like a schema.
        Value::Object(_) => return,
        _ => std::slice::from_ref(value),
    };
    let remedy = found.remedy("put it right by a correction", "put it right in the schema");
    let puts_right = found.remedy("A correction puts it right", "Put it right in the schema");
    for node in names {
        let Some(name) = node.as_str() else {
            let message = match is_by_hand(node, own) {
                true => format!(
                    "a type is a name, and the correction writes {}",
                    node.kind()
                ),
                false => format!("a type is a name, and this is {}", node.kind()),
            };
            found.tell(
                diagnostic(node, message, own).label("passed over").help(
                    match is_by_hand(node, own) {
                        true => format!("write one of `{}`", TYPES.join("`, `")),
                        false => remedy.to_owned(),
                    },
                ),
            );
            continue;
        };
        if TYPES.contains(&name) {
            continue;
        }
        let lower = name.to_lowercase();
        let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == lower);
        let near = match foreign {
            Some((_, meant)) => Some(*meant),
            None => found.suggest(&lower, TYPES),
        };
        let message = match is_by_hand(node, own) {
            true => {
                format!("the correction writes the type `{name}`, and JSON Schema has none such")
            }
            false => format!("JSON Schema has no type `{name}`"),
        };
        found.tell(
            diagnostic(node, message, own)
                .label("any JSON is taken")
                .help(match (near, is_by_hand(node, own)) {
                    (Some(near), true) => format!("write `{near}`"),
                    (Some(near), false) => format!("did the author mean `{near}`? {puts_right}"),
                    (None, _) => format!("correct it; the types are `{}`", TYPES.join("`, `")),
                }),
        );
    }
}
