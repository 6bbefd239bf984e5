//! Defaults, examples and listed values of a vendor's schemas, against the types beside them.

use std::collections::HashMap;

use super::documents::{SchemaPlace, own};
use super::found::Found;
use super::malformed::TYPES;
use super::scalars::{begins_with_day, found as shown, is_email, is_url, is_whole};
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::{At, Documents, last};
use crate::source::{FileId, Node, Object, Span, Value};

/// How many examples of one schema are looked at, and among how many values they are looked for.
const MOST_EXAMPLES: usize = 20;
const MOST_LISTED: usize = 10_000;

/// How many references are followed to find the type.
const MOST_REFERENCES: usize = 16;

/// What a value is.
struct What<'a> {
    /// `example`.
    keyword: &'a str,
    /// `` example of `size` ``.
    words: &'a str,
}

/// Checks what one schema shows.
pub(crate) fn check(documents: &Documents, place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let schema = place.schema;
    let mut shown: Vec<(&'static str, &Node)> = Vec::new();
    for keyword in schema {
        match (keyword.name.as_str(), &keyword.value.value) {
            ("default", _) => shown.push(("default", &keyword.value)),
            ("example", _) => shown.push(("example", &keyword.value)),
            ("examples", Value::Array(items)) => {
                let items = items.iter().take(MOST_EXAMPLES);
                shown.extend(items.map(|item| ("example", item)));
            }
            ("enum", Value::Array(items)) => {
                check_twice(items, own(documents, place), found);
                shown.extend(items.iter().map(|item| ("enum value", item)));
            }
            ("const", _) => shown.push(("constant", &keyword.value)),
            _ => {}
        }
    }
    if shown.is_empty() {
        return;
    }
    let Some(said) = said(documents, place) else {
        return;
    };
    let name = last(place.pointer);
    let own = own(documents, place);
    for (keyword, value) in shown {
        let what = match name.is_empty() {
            true => keyword.to_owned(),
            false => format!("{keyword} of `{name}`"),
        };
        let what = What {
            keyword,
            words: &what,
        };
        if keyword != "enum value" && keyword != "constant" {
            check_listed(&what, value, said, own, found);
        }
        check_type(&what, value, said, own, found);
    }
}

/// A value that is listed twice is one that another was meant to be, perhaps.
fn check_twice(values: &[Node], own: Option<FileId>, found: &mut Found) {
    let mut seen: HashMap<(bool, &str), Span> = HashMap::new();
    for value in values {
        let (Value::String(text) | Value::Number(text)) = &value.value else {
            continue;
        };
        let key = (value.as_str().is_some(), text.as_str());
        let Some(first) = seen.insert(key, value.span) else {
            continue;
        };
        let message = format!("`enum` lists {} a second time", shown(value));
        // What a correction put there, somebody wrote by hand.
        let diagnostic = match own.is_some_and(|own| own != value.span.file) {
            true => Diagnostic::error(codes::VALUE_TYPE, value.span, message)
                .help("write another value, or let the correction take the second out"),
            false => {
                Diagnostic::warning(codes::VENDOR_VALUE, value.span, message).help(found.remedy(
                    "take it out by a correction, or put what was meant in its place",
                    "take it out, or put what was meant in its place",
                ))
            }
        };
        found.tell(
            diagnostic
                .label("the second")
                .also(first, "the first is here"),
        );
    }
}

/// The schema that says the type: this one, or what its references lead to.
fn said<'a>(documents: &'a Documents, place: &SchemaPlace<'a, '_>) -> Option<&'a Object> {
    let mut schema = place.schema;
    let mut at: Option<At> = None;
    for _ in 0..MOST_REFERENCES {
        if schema.get("type").is_some() || schema.get("enum").is_some() {
            return Some(schema);
        }
        let reference = schema.get("$ref")?.as_str()?;
        let from = at.unwrap_or_else(|| place.at());
        let target = documents.resolve(&from, reference).ok()?.at;
        schema = documents.node(&target)?.as_object()?;
        at = Some(target);
    }
    None
}

fn check_type(
    what: &What<'_>,
    value: &Node,
    schema: &Object,
    own: Option<FileId>,
    found: &mut Found,
) {
    let Some(ty) = schema.get("type") else { return };
    let names: Vec<&str> = match &ty.value {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Node::as_str).collect(),
        _ => return,
    };
    let null = schema.get("nullable").and_then(Node::as_bool) == Some(true);
    if names.is_empty() || (null && matches!(value.value, Value::Null)) {
        return;
    }
    if !names.iter().any(|name| is_of(value, name)) {
        let wanted = names.join("` or `");
        let message = format!(
            "the {} is {}, and the type is `{wanted}`",
            what.words,
            shown(value)
        );
        let told = diagnostic(what, value.span, message, ty.span, own, found);
        return found.tell(told);
    }
    let format = schema.get("format").or_else(|| schema.get("x-format"));
    let (Some(format), Value::String(text)) = (format, &value.value) else {
        return;
    };
    let good = match format.as_str() {
        Some("date" | "date-time") => begins_with_day(text),
        Some("email" | "idn-email") => is_email(text),
        Some("uri" | "url" | "iri") => is_url(text),
        _ => true,
    };
    if !good {
        let message = format!(
            "the {} is {}, and the format is `{}`",
            what.words,
            shown(value),
            format.as_str().unwrap_or_default()
        );
        let told = diagnostic(what, value.span, message, format.span, own, found);
        found.tell(told);
    }
}

/// A default or example is one of the listed values, where they are listed.
fn check_listed(
    what: &What<'_>,
    value: &Node,
    schema: &Object,
    own: Option<FileId>,
    found: &mut Found,
) {
    let listed = schema.get("enum");
    let Some(values) = listed.and_then(Node::as_array) else {
        return;
    };
    let literal = value.to_literal();
    let null = matches!(value.value, Value::Null);
    if (1..=MOST_LISTED).contains(&values.len())
        && !null
        && values.iter().all(|listed| listed.to_literal() != literal)
    {
        let message = format!(
            "the {} is {}, which `enum` does not list",
            what.words,
            shown(value)
        );
        let span = listed.map_or(value.span, |listed| listed.span);
        let told = diagnostic(what, value.span, message, span, own, found);
        found.tell(told);
    }
}

fn is_of(value: &Node, name: &str) -> bool {
    match (&value.value, name) {
        (Value::Null, "null")
        | (Value::Bool(_), "boolean")
        | (Value::Number(_), "number")
        | (Value::String(_), "string")
        | (Value::Array(_), "array")
        | (Value::Object(_), "object") => true,
        (Value::Number(text), "integer") => is_whole(text),
        // Words of other languages say nothing that could be contradicted.
        (_, name) => !TYPES.contains(&name),
    }
}

fn diagnostic(
    what: &What<'_>,
    span: Span,
    message: String,
    declared: Span,
    own: Option<FileId>,
    found: &Found,
) -> Diagnostic {
    // What a correction put there, somebody wrote by hand.
    let by_hand = own.is_some_and(|own| own != span.file);
    let diagnostic = match by_hand {
        true => Diagnostic::error(codes::VALUE_TYPE, span, message),
        false => Diagnostic::warning(codes::VENDOR_VALUE, span, message),
    };
    diagnostic
        .label(format!("the {}", what.keyword))
        .also(declared, "what the schema says")
        .help(match by_hand {
            true => "write in the correction what the type takes",
            false => found.remedy(
                "find out which of the two is wrong, and put it right by a correction",
                "find out which of the two is wrong, and put it right in the schema",
            ),
        })
}
