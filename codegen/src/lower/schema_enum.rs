//! `enum` and `const`: listed values → draft.

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use super::draft::{DraftShape, DraftValue};
use super::numbers::Numbers;
use crate::ir::{EnumBase, Scalar};
use crate::source::{Node, Object, Value};

/// The values that a schema lists.
pub(crate) struct Listed<'a> {
    /// Each with its place in the list: people give names by it.
    values: Vec<(usize, &'a Node)>,
    /// Whether null is one of them.
    pub(crate) null: bool,
}

impl<'a> Listed<'a> {
    /// The values of each kind, with a word for it: strings, numbers, flags, lists and objects.
    pub(crate) fn by_kind(&self) -> Vec<(&'static str, Self)> {
        let mut kinds: Vec<(&'static str, Self)> = Vec::new();
        for (index, node) in &self.values {
            let word = word(&node.value);
            let at = kinds.iter().position(|(known, _)| *known == word);
            let at = at.unwrap_or(kinds.len());
            if at == kinds.len() {
                let (values, null) = (Vec::new(), false);
                kinds.push((word, Self { values, null }));
            }
            kinds[at].1.values.push((*index, node));
        }
        kinds
    }

    /// Whether there is a list or an object among the values.
    pub(crate) fn has_compound(&self) -> bool {
        let compound = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
        self.values.iter().any(|(_, node)| compound(&node.value))
    }
}

fn word(value: &Value) -> &'static str {
    match value {
        Value::Null => "Null",
        Value::Bool(_) => "Flag",
        Value::Number(_) => "Number",
        Value::String(_) => "Text",
        Value::Array(_) => "List",
        Value::Object(_) => "Object",
    }
}

/// The values of `enum` or `const`, if a schema has one of them.
pub(crate) fn listed_values(object: &Object) -> Option<Listed<'_>> {
    let all = match object.get("enum").and_then(Node::as_array) {
        // A list of nothing is a mistake that says nothing of the type.
        Some([]) => return None,
        Some(values) => values,
        None => std::slice::from_ref(object.get("const")?),
    };
    let is_null = |node: &Node| matches!(node.value, Value::Null);
    let values = all.iter().enumerate();
    Some(Listed {
        values: values.filter(|(_, node)| !is_null(node)).collect(),
        null: all.iter().any(is_null),
    })
}

/// The enum of listed values: strings or whole numbers. `Err` with the scalar where the values
/// are scalars that no enum is made of; `Ok(None)` where they are of several types, or objects.
pub(crate) fn enum_shape(
    listed: &Listed<'_>,
    schema: &Object,
) -> Result<Option<DraftShape>, Scalar> {
    let all = |test: fn(&Value) -> bool| listed.values.iter().all(|(_, node)| test(&node.value));
    if listed.values.is_empty() {
        return Ok(None);
    }
    if all(|value| matches!(value, Value::Bool(_))) {
        return Err(Scalar::Boolean);
    }
    let base = if all(|value| matches!(value, Value::String(_))) {
        EnumBase::String
    } else if all(|value| whole(value).is_some()) {
        EnumBase::Integer
    } else if all(|value| matches!(value, Value::Number(_))) {
        return Err(Numbers::of(schema).scalar());
    } else {
        return Ok(None);
    };
    // Names that people give to values, in the spelling of several code generators.
    let names = ["x-enum-varnames", "x-enumNames"]
        .into_iter()
        .find_map(|key| schema.get(key)?.as_array());
    let mut seen: HashSet<SmolStr> = HashSet::new();
    let mut values: Vec<DraftValue> = Vec::with_capacity(listed.values.len());
    for (index, node) in &listed.values {
        let Some(wire) = wire(&node.value).filter(|wire| seen.insert(wire.clone())) else {
            continue;
        };
        let name = names.and_then(|names| names.get(*index)?.as_str());
        values.push(DraftValue {
            wire,
            name: name.map(crate::names::variant_name),
            given: false,
            doc: SmolStr::default(),
            span: node.span,
        });
    }
    Ok(Some(DraftShape::Enum { base, values }))
}

/// A value as the text that stands for it.
fn wire(value: &Value) -> Option<SmolStr> {
    match value {
        Value::String(text) => Some(text.clone()),
        value => whole(value).map(|number| format_smolstr!("{number}")),
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(text) => whole_number(text),
        _ => None,
    }
}

/// A number that is whole, also where it is written with a fraction of nothing.
pub(crate) fn whole_number(text: &str) -> Option<i64> {
    let plain = match text.split_once('.') {
        Some((plain, zeros)) if zeros.bytes().all(|byte| byte == b'0') => plain,
        _ => text,
    };
    plain.parse().ok()
}
