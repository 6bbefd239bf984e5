//! The root of a schema has a type under its own name, whatever it holds.

use clientwright::Generator;
use serde_json::json;

use crate::compile::{expected, refusal, there_and_back};
use crate::support::{describe, fixtures, folder_of};

#[test]
fn a_root_reads_and_writes_whole_documents() {
    use expected::root_list::Orders;
    let orders: Orders = there_and_back(json!([{"id": 1, "lines": [{"count": 2}]}, {"id": 3}]));
    assert_eq!(orders[1].id, 3);
    assert!(refusal::<Orders>(&json!({"id": 1})).contains("a sequence"));

    use expected::root_map::Service;
    let services: Service = there_and_back(json!({"web": {"port": 80}, "db": {}}));
    assert_eq!(services["web"].port, Some(80));

    let _: expected::root_scalar::Port = there_and_back::<i64>(json!(8080));

    use expected::root_reference::RootReference;
    let order: RootReference = there_and_back(json!({"id": 1, "next": {"id": 2}}));
    assert_eq!(order.next.and_then(|next| next.id), Some(2));

    use expected::root_choice::Contact;
    let person: Contact = there_and_back(json!({"name": "Ada"}));
    assert!(matches!(person, Contact::Person(_)));
    let text: Contact = there_and_back(json!("ada@acme.example"));
    assert!(matches!(text, Contact::String(_)));

    use expected::root_definitions::RootDefinitionsRoot;
    let _: RootDefinitionsRoot = there_and_back(json!([{"anything": null}]));

    use expected::root_nullable::Reading;
    let none: Reading = there_and_back(json!(null));
    assert_eq!(none, None);
    let some: Reading = there_and_back(json!({"celsius": 1.5}));
    assert_eq!(some.and_then(|reading| reading.celsius), Some(1.5));

    use expected::root_enum::Level;
    let level: Level = there_and_back(json!("low"));
    assert_eq!(level, Level::Low);
}

#[test]
fn the_items_of_a_root_have_names_of_their_own() {
    use expected::root_list::{Line, Order, Orders};
    let _: fn(Vec<Order>) -> Orders = |orders| orders;
    let _: fn(Order) -> Option<Vec<Line>> = |order| order.lines;
    use expected::root_list_of_definitions::{Order as Root, OrderDefinition};
    let _: fn(Vec<OrderDefinition>) -> Root = |orders| orders;
    use expected::root_collision::{Config, ConfigValue};
    let config: Config = there_and_back(json!({"inner": {"id": 1}, "x": {"level": 2}}));
    let _: Option<&ConfigValue> = config.additional.get("x");
}

#[test]
fn inspect_says_what_the_root_is() {
    let root = |name: &str| {
        let file = fixtures("schema").join(format!("{name}.schema.json"));
        let described = describe(&Generator::from_schema(file));
        let mut root = serde_json::to_value(&described.apis[0].root).unwrap();
        root.as_object_mut().unwrap().remove("place");
        root
    };
    assert_eq!(
        root("root_list"),
        json!({
            "document": "root_list.schema.json",
            "rust": "Orders",
            "type": {"list": {"named": {"path": "Order"}}},
            "doc": "All orders of a day.",
            "constraints": {"notes": ["at most 500 items"]},
        })
    );
    assert_eq!(
        root("root_reference"),
        json!({
            "document": "root_reference.schema.json",
            "rust": "RootReference",
            "type": {"named": {"path": "Order"}},
            "doc": "One order.",
        })
    );
    assert_eq!(
        root("root_enum")["type"],
        json!({"named": {"path": "Level"}})
    );
}

/// Roots of every kind, in a file `thing.json`.
const ROOTS: [&str; 26] = [
    "true",
    "false",
    "{}",
    r#"{"type": "string"}"#,
    r#"{"type": "number"}"#,
    r#"{"type": "boolean"}"#,
    r#"{"type": "null"}"#,
    r#"{"type": "array"}"#,
    r#"{"type": "object"}"#,
    r#"{"type": ["string", "null"]}"#,
    r#"{"type": ["string", "integer"]}"#,
    r#"{"type": "string", "format": "date-time"}"#,
    r#"{"const": 3}"#,
    r#"{"enum": [1, 2]}"#,
    r#"{"enum": [null, true, "a"]}"#,
    r##"{"type": "array", "items": {"$ref": "#"}}"##,
    r##"{"type": "object", "additionalProperties": {"$ref": "#"}}"##,
    r#"{"type": "array", "prefixItems": [{"type": "string"}], "items": false, "minItems": 1}"#,
    r#"{"patternProperties": {"^a": {"type": "integer"}}}"#,
    r#"{"not": {"type": "string"}}"#,
    r#"{"if": {"type": "string"}, "then": {"minLength": 1}}"#,
    r#"{"allOf": [{"type": "string"}, {"minLength": 1}]}"#,
    r#"{"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "object", "properties": {"a": {}}}}]}"#,
    r##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "array", "items": {"type": "integer"}}}}"##,
    r##"{"$ref": "#/$defs/thing", "$defs": {"thing": {"type": "object", "properties": {"a": {}}}}}"##,
    r##"{"$defs": {"thing": {"type": "object", "properties": {"a": {}}}}}"##,
];

#[test]
fn no_document_is_without_a_root() {
    for schema in ROOTS {
        let folder = folder_of(&[("thing.json", schema)]);
        for to_the_letter in [false, true] {
            let generator = Generator::from_schema(folder.path().join("thing.json"));
            let generator = match to_the_letter {
                true => generator.to_the_letter(),
                false => generator,
            };
            let described = describe(&generator);
            let root = described.apis[0].root.as_ref().unwrap();
            assert!(
                ["Thing", "ThingRoot"].contains(&root.rust.as_str()),
                "{schema}"
            );
            let files = described.emit(generator.options()).unwrap();
            let items = ["type", "struct", "enum"];
            let mut items = items
                .map(|item| format!("pub {item} {}", root.rust))
                .into_iter();
            let text = &files[0].text;
            assert!(items.any(|item| text.contains(&item)), "{schema}: {text}");
            let marked = text
                .matches("The root of the document `thing.json`.")
                .count();
            assert_eq!(marked, 1, "{schema}: {text}");
        }
    }
}

#[test]
fn a_prefix_stands_before_the_root() {
    let file = fixtures("schema").join("root_list.schema.json");
    let generator = Generator::from_schema(file).type_prefix("Acme");
    let files = describe(&generator).emit(generator.options()).unwrap();
    assert!(
        files[0]
            .text
            .contains("pub type AcmeOrders = Vec<AcmeOrder>;")
    );
}

#[test]
fn a_title_that_is_a_sentence_is_no_name() {
    let title = "A schema for all files that describe what a project builds, and how it does so";
    let schema = json!({"title": title, "type": "object", "properties": {"a": {}}});
    let folder = folder_of(&[("build-file.schema.json", &schema.to_string())]);
    let described = describe(&Generator::from_schema(
        folder.path().join("build-file.schema.json"),
    ));
    assert_eq!(described.apis[0].root.as_ref().unwrap().rust, "BuildFile");
}

#[test]
fn a_change_of_the_root_is_told() {
    use clientwright::diff::{Class, compare};
    let described = |schema: &str| {
        let folder = folder_of(&[("thing.json", schema)]);
        describe(&Generator::from_schema(folder.path().join("thing.json")))
    };
    let (texts, numbers) = (r#"{"type": "string"}"#, r#"{"type": "integer"}"#);
    let changes = |old: &str, new: &str| {
        let differences = compare(&described(old).apis, &described(new).apis);
        let changes = differences.changes.into_iter();
        let changes = changes.map(|change| (change.class, change.path, change.what));
        changes.collect::<Vec<_>>()
    };
    assert_eq!(changes(texts, texts), []);
    assert_eq!(
        changes(texts, numbers),
        [(
            Class::Breaking,
            "thing::Thing".to_owned(),
            "is `i64`, was `String`".to_owned()
        )]
    );
    let other = r#"{"title": "Other", "type": "string"}"#;
    let told = changes(texts, other);
    assert_eq!(told[0].0, Class::Breaking);
    assert_eq!(told[0].1, "thing::Thing");
    assert!(
        told.iter()
            .any(|it| it.0 == Class::Addition && it.1 == "thing::Other")
    );
}
