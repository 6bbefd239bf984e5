//! JSON Schemas by grammar: deep, and full of references.

use serde_json::{Map, Value, json};

use crate::choices::Choices;
use crate::words::{HARM, WORDS};

const NAMES: [&str; 8] = ["a", "b", "c", "d", "user", "get-a-user", "A", "größe"];

/// A document with a table of definitions.
pub(crate) fn document(choices: &mut Choices<'_>) -> String {
    let table = choices.pick(&["definitions", "$defs"]);
    let mut definitions = Map::new();
    for _ in 0..=choices.below(6) {
        definitions.insert(choices.pick(&NAMES).to_owned(), schema(choices, table, 4));
    }
    let mut root = Map::new();
    if choices.one_in(3) {
        let drafts = [
            "http://json-schema.org/draft-04/schema#",
            "http://json-schema.org/draft-07/schema#",
            "https://json-schema.org/draft/2020-12/schema",
        ];
        root.insert("$schema".to_owned(), choices.pick(&drafts).into());
    }
    if choices.one_in(4)
        && let Value::Object(schema) = schema(choices, table, 3)
    {
        root.extend(schema);
    }
    root.insert(table.to_owned(), Value::Object(definitions));
    Value::Object(root).to_string()
}

fn schema(choices: &mut Choices<'_>, table: &str, depth: usize) -> Value {
    let Some(deeper) = depth.checked_sub(1) else {
        return leaf(choices, table);
    };
    let mut found = match choices.below(8) {
        0 => leaf(choices, table),
        1 | 2 => object(choices, table, deeper),
        3 => {
            let items = schema(choices, table, deeper);
            json!({ "type": "array", "items": items })
        }
        4 => {
            let length = choices.below(4);
            let items: Vec<Value> = (0..length)
                .map(|_| schema(choices, table, deeper))
                .collect();
            let keyword = choices.pick(&["items", "prefixItems"]);
            json!({ "type": "array", keyword: items, "minItems": length, "maxItems": length })
        }
        5 => json!({ "type": "object", "additionalProperties": schema(choices, table, deeper) }),
        _ => {
            let keyword = choices.pick(&["allOf", "anyOf", "oneOf"]);
            let pieces: Vec<Value> = (0..=choices.below(3))
                .map(|_| schema(choices, table, deeper))
                .collect();
            json!({ keyword: pieces })
        }
    };
    if let Value::Object(found) = &mut found {
        adorn(found, choices, table, deeper);
    }
    found
}

/// Whatever may stand beside the rest.
fn adorn(found: &mut Map<String, Value>, choices: &mut Choices<'_>, table: &str, depth: usize) {
    if !choices.one_in(3) {
        return;
    }
    let (keyword, value) = match choices.below(14) {
        0 => ("description", choices.pick(HARM).into()),
        1 => ("title", choices.pick(WORDS).into()),
        2 => ("readOnly", true.into()),
        3 => ("writeOnly", true.into()),
        4 => ("nullable", true.into()),
        5 => (
            "required",
            json!([choices.pick(&NAMES), choices.pick(&NAMES)]),
        ),
        6 => ("not", schema(choices, table, depth.min(1))),
        7 => ("if", schema(choices, table, depth.min(1))),
        8 => ("$ref", reference(choices, table)),
        9 => ("default", choices.pick(HARM).into()),
        10 => ("additionalProperties", choices.one_in(2).into()),
        11 => (
            "$id",
            choices
                .pick(&["a.json", "#a", "https://acme.example/a", ""])
                .into(),
        ),
        12 => ("$anchor", choices.pick(&NAMES).into()),
        _ => (
            "type",
            json!(["null", choices.pick(&["object", "string", "array"])]),
        ),
    };
    found.insert(keyword.to_owned(), value);
}

fn object(choices: &mut Choices<'_>, table: &str, depth: usize) -> Value {
    let mut properties = Map::new();
    for _ in 0..choices.below(5) {
        let name = if choices.one_in(4) {
            choices.pick(WORDS)
        } else {
            choices.pick(&NAMES)
        };
        properties.insert(name.to_owned(), schema(choices, table, depth));
    }
    json!({ "type": "object", "properties": properties })
}

fn leaf(choices: &mut Choices<'_>, table: &str) -> Value {
    match choices.below(8) {
        0..=2 => json!({ "$ref": reference(choices, table) }),
        3 => json!({ "enum": [choices.pick(WORDS), choices.pick(HARM), choices.pick(WORDS)] }),
        4 => json!({ "enum": [choices.below(5), choices.below(9), null] }),
        5 => choices.one_in(2).into(),
        6 => json!({ "type": "string", "format": choices.pick(WORDS) }),
        _ => json!({ "type": choices.pick(&["string", "integer", "number", "boolean", "null"]) }),
    }
}

fn reference(choices: &mut Choices<'_>, table: &str) -> Value {
    let name = choices.pick(&NAMES);
    let text = match choices.below(10) {
        0 => "#".to_owned(),
        1 => format!("#/{table}/{name}/properties/{}", choices.pick(&NAMES)),
        2 => format!("#/{table}/{name}/allOf/0"),
        3 => choices.pick(HARM).to_owned(),
        4 => format!("a.json#/{table}/{name}"),
        5 => format!("#{name}"),
        _ => format!("#/{table}/{name}"),
    };
    text.into()
}
