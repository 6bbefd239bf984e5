//! The values that a schema shows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "who reads the schemas of the tests stops at the first that is not as it should be"
)]

use serde_json::{Map, Value};

/// The value that is put together from the examples in a schema; none where there is none.
pub(crate) fn example<'s>(
    schema: &'s Value,
    node: &'s Value,
    open: &mut Vec<&'s str>,
) -> Option<Value> {
    if let Some(reference) = node["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        if open.contains(&name) {
            return None;
        }
        open.push(name);
        let value = example(schema, &schema["definitions"][name], open);
        open.pop();
        return value;
    }
    if let Some(members) = node["properties"].as_object() {
        let mut object = Map::new();
        for (name, member) in members {
            if let Some(value) = example(schema, member, open) {
                object.insert(name.clone(), value);
            }
        }
        for piece in node["allOf"].as_array().into_iter().flatten() {
            if let Some(Value::Object(more)) = example(schema, piece, open) {
                object.extend(more);
            }
        }
        return Some(Value::Object(object));
    }
    if let Some(value) = node.get("example") {
        return Some(value.clone());
    }
    if let Some(items) = node.get("items") {
        let item = example(schema, items, open);
        return Some(Value::Array(item.into_iter().collect()));
    }
    let mut object = Map::new();
    for piece in node["allOf"].as_array().into_iter().flatten() {
        if let Some(Value::Object(more)) = example(schema, piece, open) {
            object.extend(more);
        }
    }
    (!object.is_empty()).then_some(Value::Object(object))
}
