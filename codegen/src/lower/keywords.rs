//! What single keywords of a schema say.

use smol_str::format_smolstr;

use super::letter::{Kind, spoken};
use crate::ir::{Literal, Scalar};
use crate::source::{Node, Object, Value};

/// The longest array that becomes a tuple: the standard library implements its traits for twelve.
const LONGEST_TUPLE: usize = 12;

/// The type of a schema that is a scalar and nothing else.
pub(crate) fn plain_scalar(object: &Object) -> Option<&str> {
    let others = ["$ref", "allOf", "anyOf", "const", "enum", "oneOf"];
    let scalars = ["boolean", "integer", "number", "string"];
    let name = object.get("type")?.as_str()?;
    let plain = |name: &str| !others.contains(&name);
    let format = object.get("format").and_then(Node::as_str);
    if format.and_then(several_scalars).is_some() {
        return None;
    }
    (scalars.contains(&name) && object.iter().all(|keyword| plain(&keyword.name))).then_some(name)
}

/// Whether an array has exactly as many items as it has schemas for: only then it is a tuple, and
/// else a list of anything.
pub(crate) fn is_exact(object: &Object, keyword: &str, length: usize) -> bool {
    let rest = match keyword {
        "prefixItems" => object.get("items"),
        _ => object.get("additionalItems"),
    };
    let bound = |name: &str| {
        object.get(name).map(Node::to_literal) == Some(Literal::Number(format_smolstr!("{length}")))
    };
    let closed = rest.and_then(Node::as_bool) == Some(false) || bound("maxItems");
    (1..=LONGEST_TUPLE).contains(&length) && closed && bound("minItems")
}

/// Whether a schema has more than one choice, or conditions: then no choice is all that it says.
pub(crate) fn has_several_choices(object: &Object) -> bool {
    let has = |name: &str| object.get(name).is_some();
    let conditions = ["if", "dependentSchemas", "dependencies"];
    (has("oneOf") && has("anyOf")) || conditions.iter().any(|name| has(name))
}

/// The alternatives of a schema that is nothing but a choice; beside members they are conditions.
pub(crate) fn branches(object: &Object) -> Option<(&'static str, &[Node])> {
    if object.get("properties").is_some() {
        return None;
    }
    ["oneOf", "anyOf"]
        .into_iter()
        .find_map(|name| Some((name, object.get(name)?.as_array()?)))
}

/// Whether a schema takes null and nothing else.
pub(crate) fn is_null(schema: &Node) -> bool {
    let only = |name: &str| {
        let node = schema.get(name)?;
        Some(match node.as_array() {
            Some([one]) => one,
            Some(_) => return None,
            None => node,
        })
    };
    let null = |node: &Node| matches!(node.value, Value::Null);
    only("type").is_some_and(|name| name.as_str() == Some("null"))
        || only("const").is_some_and(null)
        || only("enum").is_some_and(null)
}

/// The types but null that the keyword `type` names, or that other keywords give away, and whether
/// null is beside them. A number may be whole.
pub(crate) fn named_types(object: &Object) -> (Vec<&str>, bool) {
    let mut types: Vec<&str> = match object.get("type").map(|node| &node.value) {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        _ => guess(object).into_iter().collect(),
    };
    let null = types.contains(&"null") && types.len() > 1;
    let number = types.contains(&"number");
    types.retain(|name| *name != "null" && !(number && *name == "integer"));
    (types, null)
}

/// The type of a schema that does not say, by keywords that only one type has.
fn guess(object: &Object) -> Option<&'static str> {
    let mut kinds: Vec<Kind> = Vec::new();
    for keyword in object {
        kinds.extend(match keyword.name.as_str() {
            // Numbers have formats too.
            "format" => match keyword.value.as_str().unwrap_or_default() {
                text if TEXT_FORMATS.contains(&text) => Some(Kind::String),
                text if NUMBER_FORMATS.contains(&text) => Some(Kind::Number),
                _ => None,
            },
            name => spoken(name),
        });
    }
    let words = [
        (Kind::Object, "object"),
        (Kind::Array, "array"),
        (Kind::String, "string"),
        (Kind::Number, "number"),
    ];
    let mut words = words.into_iter();
    words.find_map(|(kind, word)| kinds.contains(&kind).then_some(word))
}

/// What a text of a format means.
pub(crate) fn text_scalar(format: &str) -> Scalar {
    match format {
        "date-time" => Scalar::Timestamp,
        "date" => Scalar::Date,
        "uri" | "url" | "iri" => Scalar::Url,
        "email" | "idn-email" => Scalar::Email,
        "password" => Scalar::Secret,
        _ => Scalar::String,
    }
}

/// Formats that only numbers have.
const NUMBER_FORMATS: [&str; 8] = [
    "double", "float", "int16", "int32", "int64", "int8", "uint32", "uint64",
];

/// The scalars of a format that means several kinds of values: `int-or-string`.
pub(crate) fn several_scalars(format: &str) -> Option<Vec<Scalar>> {
    let mut scalars: Vec<Scalar> = Vec::new();
    for word in format.split("-or-") {
        let scalar = match word {
            "int" | "integer" => Scalar::Integer,
            "float" | "double" | "number" => Scalar::Number,
            "bool" | "boolean" => Scalar::Boolean,
            "string" => Scalar::String,
            _ => return None,
        };
        if !scalars.contains(&scalar) {
            scalars.push(scalar);
        }
    }
    (scalars.len() > 1).then_some(scalars)
}

/// Formats that only text has.
const TEXT_FORMATS: [&str; 21] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "password",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "url",
    "uuid",
];
