//! Bounds of work: each has a setting and a message, and what is within it is taken.

use std::fmt::Write as _;

use clientwright::{Generator, Limits};
use expect_test::{Expect, expect};

use super::{GET, MODULE, PRODUCT, SCHEMA_MODULE, fails};
use crate::support::{describe, folder_of};

const SCHEMA: &str = r##"{ "definitions": {
  "widget": { "type": "object", "properties": { "a": { "$ref": "#/definitions/a" } } },
  "a": { "type": "string" }
} }
"##;

/// A small product, read within limits.
fn within(limits: Limits, expected: &Expect) {
    let module = format!("{SCHEMA_MODULE}{GET}");
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
        ("acme/widgets.schema.json", SCHEMA),
    ]);
    let generator = Generator::from_product(folder.path().join("acme"));
    describe(&generator);
    let failure = fails(&generator.limits(limits));
    expected.assert_eq(&failure.render(false));
}

#[test]
fn each_setting_is_a_bound() {
    let limits = Limits::default;
    within(
        limits().toml_bytes(400),
        &expect![[r#"
            error[E0105]: the file is too large
             --> product.toml:1:1
              |
            1 | format = 1
              | ^ this file
              |
              = note: at most 400 bytes of TOML are read
              = help: split it into modules, or raise `Limits::toml_bytes`
        "#]],
    );
    within(
        limits().json_bytes(100),
        &expect![[r#"
            error[E0105]: the file is too large
             --> widgets.schema.json:1:1
              |
            1 | { "definitions": {
              | ^ this file
              |
              = note: at most 100 bytes of JSON are read
              = help: keep only what the operations need, or raise `Limits::json_bytes`
        "#]],
    );
    within(
        limits().json_values(3),
        &expect![[r##"
            error[E0105]: the file is too large
             --> widgets.schema.json:2:47
              |
            2 |   "widget": { "type": "object", "properties": { "a": { "$ref": "#/definitions/a" } } },
              |                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this file
              |
              = note: at most 3 values of one file are read
              = help: keep only what the operations need, or raise `Limits::json_values`
        "##]],
    );
    within(
        limits().files(2),
        &expect![[r#"
            error[E0701]: the file `widgets.schema.json` cannot be read: more than 2 files are to be read
             --> widgets.toml:1:10
              |
            1 | schema = "widgets.schema.json"
              |          ^^^^^^^^^^^^^^^^^^^^^ named here
              |
              = help: keep only what the operations need, or raise `Limits::files`
        "#]],
    );
    within(
        limits().bytes(700),
        &expect![[r#"
            error[E0701]: this file cannot be read: the files that are read have more than 700 bytes together
            --> widgets.toml
             = help: keep only what the operations need, or raise `Limits::bytes`
        "#]],
    );
    within(
        limits().steps(5),
        &expect![[r##"
            error[E0305]: the specs expand to more than 5 schemas and references
             --> widgets.schema.json:2:54
              |
            2 |   "widget": { "type": "object", "properties": { "a": { "$ref": "#/definitions/a" } } },
              |                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the last that was looked at
              |
              = note: a reference inside `allOf` or a tuple copies what it names; copies of copies double
              = help: take out what expands, name it where it is copied, or raise `Limits::steps`
        "##]],
    );
}

#[test]
fn what_is_just_within_is_taken() {
    let module = format!("{SCHEMA_MODULE}{GET}");
    let files = [PRODUCT, &module, SCHEMA];
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
        ("acme/widgets.schema.json", SCHEMA),
    ]);
    let limits = Limits::default()
        .toml_bytes(PRODUCT.len().max(module.len()))
        .json_bytes(SCHEMA.len())
        .json_values(9)
        .files(3)
        .bytes(files.iter().map(|text| text.len()).sum());
    describe(&Generator::from_product(folder.path().join("acme")).limits(limits));
}

/// The first line of what is said of a schema, and how many are; nothing where it is taken and
/// emitted.
fn schema(text: &str) -> Option<(String, usize)> {
    let folder = folder_of(&[("large.schema.json", text)]);
    let generator = Generator::from_schema(folder.path().join("large.schema.json"));
    match generator.describe() {
        Ok(described) => {
            described.emit(generator.options()).unwrap();
            None
        }
        Err(failure) => {
            let lines = failure.to_string();
            let first = lines.lines().next().unwrap_or_default().to_owned();
            Some((first, failure.errors()))
        }
    }
}

#[test]
fn a_hundred_thousand_definitions() {
    // Each leads to the next, and so none is a type of its own but the last.
    let mut text = "{ \"definitions\": {\n".to_owned();
    for number in 0..100_000 {
        let next = number + 1;
        let _ = writeln!(
            text,
            "\"d{number}\": {{ \"$ref\": \"#/definitions/d{next}\" }},"
        );
    }
    text.push_str("\"d100000\": { \"type\": \"object\", \"properties\": { \"a\": {} } } } }\n");
    assert_eq!(schema(&text), None);

    // Scalars, of which no type is made.
    let mut text = "{ \"definitions\": {\n".to_owned();
    for number in 0..100_000 {
        let _ = writeln!(text, "\"d{number}\": {{ \"type\": \"string\" }},");
    }
    text.push_str("\"last\": { \"type\": \"object\", \"properties\": { \"a\": {} } } } }\n");
    assert_eq!(schema(&text), None);
}

#[test]
fn an_enum_of_twenty_thousand_values() {
    let values: Vec<String> = (0..20_000)
        .map(|number| format!("\"v-{number}\""))
        .collect();
    let text = format!(
        "{{ \"title\": \"Large\", \"type\": \"string\", \"enum\": [{}] }}",
        values.join(", ")
    );
    assert_eq!(schema(&text), None);
}

#[test]
fn texts_of_a_megabyte() {
    let words = "*/ ``` [word] \\n".repeat(1 << 15);
    let text = format!(
        "{{ \"title\": \"Large\", \"type\": \"object\", \"description\": \"{words}\", \
         \"properties\": {{ \"a\": {{ \"type\": \"string\", \"default\": \"{words}\" }} }} }}"
    );
    assert_eq!(schema(&text), None);
    // A long name is a name, too.
    let name = "name ".repeat(1 << 16);
    let text = format!(
        "{{ \"title\": \"Large\", \"type\": \"object\", \"properties\": {{ \"{name}\": {{}} }} }}"
    );
    assert_eq!(schema(&text), None);
}

#[test]
fn twenty_megabytes_of_brackets() {
    let brackets = "[".repeat(20 << 20);
    let (first, count) = schema(&brackets).unwrap();
    expect!["large.schema.json:1:129: error[E0104]: more than 128 values inside each other"]
        .assert_eq(&first);
    assert_eq!(count, 1);
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &brackets),
    ]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect!["widgets.toml:1:1: error[E0105]: the file is too large"]
        .assert_eq(&failure.to_string());
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        (
            "acme/widgets.toml",
            &format!("{MODULE}\na = {}", &brackets[..1 << 20]),
        ),
    ]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        widgets.toml:6:51: error[E0104]: more than 48 values inside each other
        widgets.toml:6:1048581: error[E0101]: unclosed array"#]]
    .assert_eq(&failure.to_string());
}

#[test]
fn many_files() {
    // A chain of files, each of which names the next.
    let folder = tempfile::tempdir().unwrap();
    for number in 0..200 {
        let text = format!(
            "{{ \"title\": \"T{number}\", \"properties\": {{ \"a\": {{ \"$ref\": \"{}.json\" }} }} }}",
            number + 1
        );
        std::fs::write(folder.path().join(format!("{number}.json")), text).unwrap();
    }
    let generator = Generator::from_schema(folder.path().join("0.json"));
    let failure = fails(&generator);
    expect![
        "199.json:1:51: error[E0701]: the file `200.json` cannot be read: there is no such file"
    ]
    .assert_eq(&failure.to_string());
    let failure = fails(&generator.limits(Limits::default().files(50)));
    expect!["49.json:1:50: error[E0701]: the file `50.json` cannot be read: more than 50 files are to be read"].assert_eq(&failure.to_string());
}
