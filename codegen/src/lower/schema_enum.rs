//! `enum` and `const`: listed values → draft.

use super::draft::{DraftShape, DraftValue};
use crate::ir::{EnumBase, Scalar};
use crate::source::{Node, Object, Value};

/// The values that a schema lists.
pub(crate) struct Listed<'a> {
    values: Vec<&'a Node>,
    /// Whether null is one of them.
    pub(crate) null: bool,
}

/// The values of `enum` or `const`, if a schema has one of them.
pub(crate) fn listed_values(object: &Object) -> Option<Listed<'_>> {
    let all: Vec<&Node> = match object.get("enum").and_then(Node::as_array) {
        Some(values) => values.iter().collect(),
        None => vec![object.get("const")?],
    };
    let is_null = |node: &&Node| matches!(node.value, Value::Null);
    let null = all.iter().any(is_null);
    Some(Listed {
        values: all.into_iter().filter(|node| !is_null(node)).collect(),
        null,
    })
}

/// The enum of listed values: strings or whole numbers. `Err` with the scalar where the values
/// are scalars that no enum is made of; `Ok(None)` where they are of several types, or objects.
pub(crate) fn enum_shape(
    listed: &Listed<'_>,
    schema: &Object,
) -> Result<Option<DraftShape>, Scalar> {
    let text = |node: &Node| match &node.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    let whole = |node: &Node| match &node.value {
        Value::Number(text) => text.parse::<i64>().ok().map(|number| number.to_string()),
        _ => None,
    };
    if listed.values.is_empty() {
        return Ok(None);
    }
    if listed
        .values
        .iter()
        .all(|node| matches!(node.value, Value::Bool(_)))
    {
        return Err(Scalar::Boolean);
    }
    let (base, wires): (EnumBase, Option<Vec<String>>) = match &listed.values[0].value {
        Value::String(_) => (
            EnumBase::String,
            listed.values.iter().map(|node| text(node)).collect(),
        ),
        _ => (
            EnumBase::Integer,
            listed.values.iter().map(|node| whole(node)).collect(),
        ),
    };
    let Some(wires) = wires else {
        let numbers = listed
            .values
            .iter()
            .all(|node| matches!(node.value, Value::Number(_)));
        return if numbers {
            Err(Scalar::Number)
        } else {
            Ok(None)
        };
    };
    // Names that people give to values, in the spelling of several code generators.
    let names = ["x-enum-varnames", "x-enumNames"]
        .into_iter()
        .find_map(|key| schema.get(key)?.as_array());
    let mut values: Vec<DraftValue> = Vec::with_capacity(wires.len());
    for (index, (wire, node)) in wires.into_iter().zip(&listed.values).enumerate() {
        if values.iter().any(|value| value.wire == wire) {
            continue;
        }
        let name = names.and_then(|names| names.get(index)?.as_str());
        values.push(DraftValue {
            wire,
            name: name.map(crate::names::variant_name),
            doc: String::new(),
            span: node.span,
        });
    }
    Ok(Some(DraftShape::Enum { base, values }))
}
