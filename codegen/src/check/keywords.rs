//! Keywords of a schema that add nothing to the types.

use super::documents::SchemaPlace;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Object, Property, Value};

/// Keywords that only say which values are valid.
const SILENT: [(&str, &str); 5] = [
    ("not", "it says what a value is not"),
    ("dependentRequired", "it makes a condition"),
    ("propertyNames", "it says what names are valid"),
    ("contains", "it says what a list must hold"),
    ("unevaluatedItems", "it says what else a list may hold"),
];

/// How deep branches in branches are looked into.
const DEEPEST: u32 = 8;

/// Checks one schema.
pub(crate) fn check(place: &SchemaPlace<'_, '_>, found: &mut Found) {
    let schema = place.schema;
    let members = schema.property("properties");
    for keyword in schema {
        // `"not": "…"` in what only looks like a schema is no keyword.
        // `discriminator` may be the name alone.
        let is_keyword = matches!(keyword.value.value, Value::Object(_) | Value::Array(_))
            || keyword.name == "discriminator" && keyword.value.as_str().is_some();
        if !is_keyword {
            continue;
        }
        let Some((why, beside)) = why_silent(schema, keyword, members) else {
            continue;
        };
        let diagnostic = Diagnostic::warning(
            codes::KEYWORD,
            keyword.name_span,
            format!("`{}` adds nothing to the types", keyword.name),
        )
        .label(why);
        let diagnostic = match beside {
            Some(members) => diagnostic.also(members.name_span, "the members"),
            None => diagnostic,
        };
        let help = found.remedy(
            "if values need what it says, give the place a type by an overlay or a correction",
            "where values must be as it says, check them where you read or send them",
        );
        found.tell(diagnostic.help(help));
    }
}

/// Why a keyword says nothing that a type could say, and what it stands beside; `None` where it
/// does.
fn why_silent<'a>(
    schema: &'a Object,
    keyword: &Property,
    members: Option<&'a Property>,
) -> Option<(&'static str, Option<&'a Property>)> {
    let name = keyword.name.as_str();
    let own = members.and_then(|members| members.value.as_object());
    let condition = Some(("it makes a condition", None));
    match name {
        "discriminator" => {
            let has = |name: &str| schema.get(name).is_some();
            let is_used = has("oneOf") || has("anyOf");
            (!is_used).then_some((
                "no `oneOf` or `anyOf` beside it lists what it tells apart",
                None,
            ))
        }
        "oneOf" | "anyOf" => {
            let members = members?;
            let branches = keyword.value.as_array().unwrap_or_default();
            let mut branches = branches.iter();
            let none = !branches.any(|branch| brings(branch, own, 0));
            none.then_some(("beside members it is a condition", Some(members)))
        }
        "if" => {
            let branches = ["then", "else"].map(|branch| schema.get(branch));
            let mut branches = branches.into_iter().flatten();
            if branches.any(|branch| brings(branch, own, 0)) {
                return None;
            }
            condition
        }
        "dependencies" | "dependentSchemas" => {
            let branches = keyword.value.as_object();
            let mut branches = branches.into_iter().flatten();
            if branches.any(|branch| brings(&branch.value, own, 0)) {
                return None;
            }
            condition
        }
        _ => {
            let silent = SILENT.iter().find(|(silent, _)| *silent == name);
            silent.map(|(_, why)| (*why, None))
        }
    }
}

/// Whether a branch may name members that are not there without it.
fn brings(branch: &Node, own: Option<&Object>, depth: u32) -> bool {
    let Some(branch) = branch.as_object() else {
        return false;
    };
    let named = branch.get("properties").and_then(Node::as_object);
    let mut named = named.into_iter().flatten();
    let is_new = |name: &str| own.is_none_or(|own| own.get(name).is_none());
    // Beside members, a branch narrows what is an object already.
    let typed = ["type", "enum", "const"]
        .iter()
        .any(|name| branch.get(name).is_some());
    if own.is_none() && typed {
        return true;
    }
    if branch.get("$ref").is_some() || named.any(|member| is_new(&member.name)) {
        return true;
    }
    let tables = ["allOf", "anyOf", "oneOf"].map(|name| branch.get(name)?.as_array());
    let inner = tables.into_iter().flatten().flatten();
    let conditional = ["then", "else"].map(|name| branch.get(name));
    let mut inner = inner.chain(conditional.into_iter().flatten());
    depth < DEEPEST && inner.any(|branch| brings(branch, own, depth + 1))
}
