//! Keywords of a schema that add nothing to the types.

use super::documents::SchemaPlace;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Value;

/// Keywords that only say which values are valid.
const SILENT: [(&str, &str); 9] = [
    ("not", "it says what a value is not"),
    ("if", "it makes a condition"),
    (
        "patternProperties",
        "members whose names follow a pattern are read as any JSON, or not at all",
    ),
    ("dependencies", "it makes a condition"),
    ("dependentSchemas", "it makes a condition"),
    ("dependentRequired", "it makes a condition"),
    ("propertyNames", "it says what names are valid"),
    ("contains", "it says what a list must hold"),
    ("unevaluatedItems", "it says what else a list may hold"),
];

/// Checks one schema.
pub(crate) fn check(place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let schema = place.schema;
    let members = schema.property("properties");
    for keyword in schema {
        // `"not": "…"` in what only looks like a schema is no keyword.
        if !matches!(keyword.value.value, Value::Object(_) | Value::Array(_)) {
            continue;
        }
        let name = keyword.name.as_str();
        let silent = SILENT.iter().find(|(silent, _)| *silent == name);
        let (why, beside) = match (silent, members) {
            (Some((_, why)), _) => (*why, None),
            (None, Some(members)) if matches!(name, "oneOf" | "anyOf") => {
                ("beside members it is a condition", Some(members))
            }
            _ => continue,
        };
        let diagnostic = Diagnostic::warning(
            codes::KEYWORD,
            keyword.name_span,
            format!("`{name}` adds nothing to the types"),
        )
        .label(why);
        let diagnostic = match beside {
            Some(members) => diagnostic.also(members.name_span, "the members"),
            None => diagnostic,
        };
        found.tell(diagnostic.help(
            "if values need what it says, give the place a type by an overlay or a correction",
        ));
    }
}
