//! Required members that do not exist.

use super::documents::SchemaPlace;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Node;

/// Keywords beside which, or in whose schemas, members may stand elsewhere.
const ELSEWHERE: [&str; 8] = [
    "allOf",
    "anyOf",
    "oneOf",
    "$ref",
    "if",
    "patternProperties",
    "dependentSchemas",
    "not",
];

/// Checks one schema.
pub(crate) fn check(place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let schema = place.schema;
    let (Some(required), Some(table)) = (schema.get("required"), schema.property("properties"))
    else {
        return;
    };
    let (Some(required), Some(members)) = (required.as_array(), table.value.as_object()) else {
        return;
    };
    let elsewhere = ELSEWHERE.iter().any(|name| schema.get(name).is_some())
        || place
            .pointer
            .split('/')
            .any(|segment| ELSEWHERE.contains(&segment) || segment == "then" || segment == "else");
    if elsewhere
        || schema
            .get("additionalProperties")
            .and_then(Node::as_object)
            .is_some()
    {
        return;
    }
    for name in required {
        let Some(text) = name.as_str() else { continue };
        if members.get(text).is_some() {
            continue;
        }
        let near = found.suggest(text, members.iter().map(|member| member.name.as_str()));
        let help = match near {
            Some(near) => {
                let how =
                    found.remedy("Put it right by a correction", "Put it right in the schema");
                format!("did the vendor mean `{near}`? {how}")
            }
            None => found
                .remedy(
                    "take the name out, or add the member, by a correction",
                    "take the name out, or add the member",
                )
                .to_owned(),
        };
        found.tell(
            Diagnostic::warning(
                codes::REQUIRED_MEMBER,
                name.span,
                format!("`{text}` is required, and the object has no member of this name"),
            )
            .label("required here")
            .also(table.name_span, "the members")
            .help(help),
        );
    }
}
