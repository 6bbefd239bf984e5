//! The JSON Schemas whose types hold each other most, for `tests/nesting.rs`: made from numbers.

use serde_json::{Map, Value, json};

/// A document of many shapes: each chain, mesh and wide object by its name.
pub(crate) fn schema() -> Value {
    let mut definitions = Map::new();
    // Sixteen objects that refer to each other and to themselves, optional and required.
    for at in 0..16 {
        let others = (0..16).map(|other| (format!("m{other}"), reference("Mesh", other)));
        let members: Map<String, Value> = others.collect();
        let names: Vec<&String> = members.keys().collect();
        let required = json!({"type": "object", "required": names, "properties": members});
        let required = required.to_string().replace("/Mesh", "/Needed");
        let id = ("id".to_owned(), json!({"type": "string"}));
        let members: Map<String, Value> = members.clone().into_iter().chain([id]).collect();
        definitions.insert(
            format!("Mesh{at}"),
            json!({"type": "object", "properties": members}),
        );
        definitions.insert(
            format!("Needed{at}"),
            serde_json::from_str(&required).unwrap_or_default(),
        );
    }
    chain(&mut definitions, "Twice", 30, 2, false);
    chain(&mut definitions, "Thrice", 20, 3, false);
    chain(&mut definitions, "NeededTwice", 30, 2, true);
    chain(&mut definitions, "Long", 1000, 1, false);
    chain(&mut definitions, "Ring", 64, 1, false);
    definitions["Ring63"]["properties"] = json!({"m0": reference("Ring", 0)});
    let wide: Map<String, Value> = (0..500)
        .map(|at| (format!("s{at}"), json!({"type": "string"})))
        .collect();
    definitions.insert(
        "Wide".to_owned(),
        json!({"type": "object", "properties": wide}),
    );
    let wide = json!({"$ref": "#/$defs/Wide"});
    let pair = json!({"type": "array", "prefixItems": [wide, wide], "minItems": 2, "maxItems": 2});
    let pairs = json!({"type": "array", "prefixItems": [pair, pair], "minItems": 2, "maxItems": 2});
    definitions.insert(
        "Holder".to_owned(),
        json!({"type": "object", "properties": {
            "one": wide,
            "null": {"oneOf": [wide, {"type": "null"}]},
            "list": {"type": "array", "items": wide},
            "map": {"type": "object", "additionalProperties": wide},
            "pairs": pairs,
            "either": {"oneOf": [wide, {"$ref": "#/$defs/Mesh0"}, {"type": "string"}]},
        }}),
    );
    definitions.insert(
        "Tree".to_owned(),
        json!({"type": "object", "properties": {
            "a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"},
            "next": {"$ref": "#/$defs/Tree"},
            "list": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
            "map": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Tree"}},
            "either": {"oneOf": [{"$ref": "#/$defs/Tree"}, {"type": "string"}, pair]},
        }}),
    );
    json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions})
}

fn reference(name: &str, number: usize) -> Value {
    json!({"$ref": format!("#/$defs/{name}{number}")})
}

/// Types that hold the next one `times` times.
fn chain(
    definitions: &mut Map<String, Value>,
    name: &str,
    length: usize,
    times: usize,
    required: bool,
) {
    for at in 0..length {
        let next = (0..times).filter(|_| at + 1 < length);
        let mut members: Map<String, Value> = next
            .map(|number| (format!("m{number}"), reference(name, at + 1)))
            .collect();
        let names: Vec<String> = members.keys().filter(|_| required).cloned().collect();
        members.insert("id".to_owned(), json!({"type": "string"}));
        definitions.insert(
            format!("{name}{at}"),
            json!({"type": "object", "properties": members, "required": names}),
        );
    }
}
