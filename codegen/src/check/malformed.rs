//! Keywords of a schema whose value is of another kind than they take: they are passed over.

use super::documents::SchemaPlace;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Property, Value};

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
pub(crate) fn check(place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let mut unread = Vec::new();
    for keyword in place.schema {
        let value = &keyword.value;
        let wanted = match keyword.name.as_str() {
            "type" => {
                check_type(value, found);
                continue;
            }
            "required" => match &value.value {
                Value::Array(names) => {
                    let odd = names.iter().find(|name| name.as_str().is_none());
                    if let Some(odd) = odd {
                        found.tell(told(keyword, odd, "a list of names"));
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
        unread.push(told(keyword, value, wanted));
    }
    // Where more than one keyword is none, what looks like a schema is a value.
    if let [_] = unread[..] {
        unread.into_iter().for_each(|unread| found.tell(unread));
    }
}

fn told(keyword: &Property, value: &Node, wanted: &str) -> Diagnostic {
    let name = &keyword.name;
    let message = format!("`{name}` takes {wanted}, and this is {}", value.kind());
    Diagnostic::warning(codes::MALFORMED, value.span, message)
        .label("passed over")
        .help("put it right by a correction")
}

fn check_type(value: &Node, found: &mut Found) {
    let names = match &value.value {
        Value::Array(names) => names.as_slice(),
        // The keyword of another language, or a value that only looks like a schema.
        Value::Object(_) => return,
        _ => std::slice::from_ref(value),
    };
    for node in names {
        let Some(name) = node.as_str() else {
            let message = format!("a type is a name, and this is {}", node.kind());
            found.tell(
                Diagnostic::warning(codes::MALFORMED, node.span, message)
                    .label("passed over")
                    .help("put it right by a correction"),
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
        found.tell(
            Diagnostic::warning(
                codes::MALFORMED,
                node.span,
                format!("JSON Schema has no type `{name}`"),
            )
            .label("any JSON is taken")
            .help(match near {
                Some(near) => format!("did the author mean `{near}`? A correction puts it right"),
                None => format!("correct it; the types are `{}`", TYPES.join("`, `")),
            }),
        );
    }
}
