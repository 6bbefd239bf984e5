//! The JSON Schema of the spec format, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::decode::{Decode, Key, Table, doc};
use super::{ModuleSpec, ProductSpec};
use crate::ir::Literal;

/// Keys of `product.toml` by which the schema tells it from `<module>.toml`.
const PRODUCT_KEYS: [&str; 3] = ["product", "format", "servers"];

/// The JSON Schema (draft 2020-12) of `product.toml` and `<module>.toml` as JSON text with a
/// newline at its end. It is made from the structs that are decoded, and the same in every run.
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&clientwright::spec::spec_schema())?;
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn spec_schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let product = ProductSpec::schema(&mut generator);
    let module = ModuleSpec::schema(&mut generator);
    let mut definitions = generator.take_definitions(true);
    // Keywords of the root, in the order of `KEYWORDS`.
    let mut root = Map::new();
    root.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("title".to_owned(), json!("API spec"));
    root.insert(
        "description".to_owned(),
        json!("A spec of an API: `product.toml`, or `<module>.toml` for one of its resources."),
    );
    // A file is judged by one of the two: `anyOf` would report the mistakes of both for one. Each
    // of these keys stands in no module, so that one of them misspelt does not change the judge.
    let of_product = PRODUCT_KEYS.map(|key| json!({ "required": [key] }));
    root.insert("if".to_owned(), json!({ "anyOf": of_product }));
    root.insert("then".to_owned(), product.to_value());
    root.insert("else".to_owned(), module.to_value());
    root.insert(
        "$defs".to_owned(),
        Value::Object(std::mem::take(&mut definitions)),
    );
    let literal = ordered(&Value::Object(root), Names::Keywords);
    // Writing plain values into memory does not fail.
    let mut text = serde_json::to_string_pretty(&literal).unwrap_or_default();
    text.push('\n');
    text
}

/// The schema of one table; `fields` are those of its keys, in order.
pub(super) fn table_schema<T: Table>(
    docs: &[&str],
    fields: impl IntoIterator<Item = Schema>,
) -> Schema {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (key, field) in T::KEYS.iter().zip(fields) {
        properties.insert(key.name.to_owned(), described(key, field));
        if key.required {
            required.push(key.name);
        }
    }
    let mut schema = schemars::json_schema!({
        "description": doc(docs),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn described(key: &Key, mut field: Schema) -> Value {
    // A description beside `$ref` is allowed since 2019-09.
    field.insert("description".to_owned(), json!(doc(key.doc)));
    if !key.words.is_empty() {
        field.insert("enum".to_owned(), json!(key.words));
    }
    if let Some(form) = key.form {
        field.insert("pattern".to_owned(), json!(form.pattern));
    }
    if let Some(form) = key.names {
        let names = json!({ "pattern": form.pattern });
        field.insert("propertyNames".to_owned(), names);
    }
    if let Some(only) = key.only {
        field.insert("const".to_owned(), json!(only));
    }
    field.to_value()
}

// Whether the names of an object are keywords of JSON Schema or data.
#[derive(Clone, Copy)]
enum Names {
    Keywords,
    Data,
}

const KEYWORDS: &[&str] = &[
    "$schema",
    "$ref",
    "title",
    "description",
    "type",
    "enum",
    "const",
    "pattern",
    "propertyNames",
    "minimum",
    "maximum",
    "items",
    "anyOf",
    "if",
    "then",
    "else",
    "properties",
    "required",
    "additionalProperties",
    "$defs",
];

// serde_json keeps the order of members or sorts them, as other crates choose; so the order is
// made here: keywords as above, names of data by the alphabet.
fn ordered(value: &Value, names: Names) -> Literal {
    match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(*value),
        Value::Number(number) => Literal::Number(number.to_string().into()),
        Value::String(text) => Literal::String(text.clone().into()),
        Value::Array(items) => {
            Literal::List(items.iter().map(|item| ordered(item, names)).collect())
        }
        Value::Object(object) => {
            let mut members: Vec<(&String, &Value)> = object.iter().collect();
            members.sort_by_key(|(name, _)| {
                let rank = match names {
                    Names::Keywords => KEYWORDS.iter().position(|keyword| keyword == name),
                    Names::Data => None,
                };
                (rank.unwrap_or(KEYWORDS.len()), *name)
            });
            let inner = |name: &str| match (names, name) {
                (Names::Keywords, "properties" | "$defs") => Names::Data,
                _ => Names::Keywords,
            };
            Literal::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name.into(), ordered(value, inner(name))))
                    .collect(),
            )
        }
    }
}
