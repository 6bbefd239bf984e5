//! Types of a JSON Schema: known by their pointers, whatever they are called.

use std::path::Path;

use clientwright::diff::{Specs, compare, compare_specs};

use crate::support::{describe, edited, lines, write};

const MODULE: &str = r##"schema = "gears.schema.json"

[module]
title = "Gears"
doc = "Gears."
source = "https://acme.example/docs/gears"

[operations.get]
summary = "Gets a gear."
http = "GET /gears"
source = "https://acme.example/docs/gears#get"
response = "#gear"
payload = ""
"##;

const SCHEMA: &str = r##"{
  "definitions": {
    "gear": {
      "type": "object",
      "properties": {
        "front": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } },
        "back": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } },
        "teeth": { "type": "integer" }
      }
    }
  }
}
"##;

/// The lines from one module and schema to others, whose names are remembered in between.
fn from_to((module, schema): (&str, &str), (new_module, new_schema): (&str, &str)) -> Vec<String> {
    let (product, _) = edited(&[]);
    let product = product.replace("context_type = \"PageInfo\"\n", "");
    let product = product
        .replace("context = \"paging\"\n", "")
        .replace("more = \"has_more\"\n", "");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = |module, schema| {
        write(
            folder.path(),
            &[
                ("acme", "product.toml", &product),
                ("acme", "gears.toml", module),
                ("acme", "gears.schema.json", schema),
            ],
        );
    };
    files(module, schema);
    let old = describe(folder.path());
    let locks: Vec<_> = old.lock_files().collect();
    for (path, text) in locks {
        std::fs::write(folder.path().join(path), text).expect("a file can be written");
    }
    files(new_module, new_schema);
    lines(&compare(&old.apis, &describe(folder.path()).apis))
}

/// With other members behind, so that it is no type like the other.
fn parted() -> String {
    let back =
        "\"back\": { \"type\": \"object\", \"properties\": { \"x\": { \"type\": \"string\" }";
    assert!(SCHEMA.contains(back));
    SCHEMA.replace(back, &back.replace("string", "integer"))
}

const OVERLAY: &str = "\n[overlay.\"/definitions/gear/properties/front\"]\nname = \"Side\"\n";

#[test]
fn a_pointer_with_another_name_is_a_rename() {
    let named = format!("{MODULE}{OVERLAY}");
    let parted = parted();
    assert_eq!(
        from_to((MODULE, &parted), (&named, &parted)),
        ["breaking acme::gears::Front: is called `Side` now"]
    );
    assert_eq!(
        from_to((&named, &parted), (MODULE, &parted)),
        [] as [&str; 0],
        "what the lock remembers stays"
    );
    assert_eq!(
        from_to((MODULE, SCHEMA), (&named, SCHEMA)),
        [
            "breaking acme::gears::Gear::front: is `Option<Side>`, was `Option<Front>`",
            "addition acme::gears::Side: the struct is new",
        ],
        "the other one has the name still"
    );
}

#[test]
fn what_was_one_type_and_parts_is_a_new_type() {
    let parted = parted();
    assert_eq!(
        from_to((MODULE, SCHEMA), (MODULE, &parted)),
        [
            "breaking acme::gears::Gear::back: is `Option<Back>`, was `Option<Front>`",
            "addition acme::gears::Back: the struct is new",
        ]
    );
    assert_eq!(
        from_to((MODULE, &parted), (MODULE, SCHEMA)),
        ["breaking acme::gears::Back::x: is `Option<String>`, was `Option<i64>`"],
        "the lock keeps apart what was"
    );
}

#[test]
fn what_was_two_types_becomes_one_where_no_lock_keeps_them_apart() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = [
        ("old", "gears.json", &*parted()),
        ("new", "gears.json", SCHEMA),
    ];
    write(folder.path(), &files);
    let path = |name: &str| folder.path().join(name).join("gears.json");
    let found = compare_specs(specs(&path("old"), ""), specs(&path("new"), ""));
    assert_eq!(
        lines(&found.expect("both are right")),
        ["breaking gears::Back: is called `Front` now"]
    );
}

#[test]
fn additional_members_come_and_go() {
    let with = |value: &str| {
        let additional = format!("\"additionalProperties\": {value}");
        SCHEMA.replace(
            "\"teeth\": { \"type\": \"integer\" }\n      }",
            &format!("\"teeth\": {{ \"type\": \"integer\" }}\n      }},\n      {additional}"),
        )
    };
    let change = |old: &str, new: &str| from_to((MODULE, old), (MODULE, new));
    let closed = with("false");
    let allowed = with("true");
    let texts = with("{ \"type\": \"string\" }");
    let numbers = with("{ \"type\": \"number\" }");
    assert_eq!(
        change(&closed, SCHEMA),
        ["addition acme::gears::Gear::additional: the field is new"]
    );
    for open in [SCHEMA, &allowed, &texts] {
        assert_eq!(
            change(open, &closed),
            ["breaking acme::gears::Gear::additional: the field is removed"]
        );
    }
    assert_eq!(
        change(SCHEMA, &allowed),
        ["fix acme::gears::Gear::additional: its members are documented now"]
    );
    assert_eq!(
        change(&allowed, SCHEMA),
        ["fix acme::gears::Gear::additional: its members are no longer documented"]
    );
    assert_eq!(
        change(SCHEMA, &texts),
        [
            "breaking acme::gears::Gear::additional: is `BTreeMap<String, String>`, was `BTreeMap<String, Value>`"
        ]
    );
    assert_eq!(
        change(&texts, &numbers),
        [
            "breaking acme::gears::Gear::additional: is `BTreeMap<String, f64>`, was `BTreeMap<String, String>`"
        ]
    );
}

fn specs<'a>(path: &'a Path, shown: &'a str) -> Specs<'a> {
    Specs { path, shown }
}

#[test]
fn one_product_is_the_same_whatever_its_folder_is_called() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (product, widgets) = edited(&[]);
    let files = [
        ("before", "product.toml", &*product),
        ("before", "widgets.toml", &*widgets),
        ("after", "product.toml", &*product),
        (
            "after",
            "widgets.toml",
            &widgets.replace("type = \"url\"", "type = \"date\""),
        ),
        ("schemas", "old.json", SCHEMA),
        ("schemas", "new.json", &SCHEMA.replace("integer", "boolean")),
        ("wrong", "product.toml", "format = 1\n"),
    ];
    write(folder.path(), &files);
    let path = |name: &str| folder.path().join(name);
    let found = compare_specs(
        specs(&path("before"), "before/"),
        specs(&path("after"), "after/"),
    );
    let found = found.expect("both are right");
    assert_eq!(
        lines(&found),
        ["breaking before::widgets::Widget::site: is `Option<Date>`, was `Option<String>`"]
    );
    assert_eq!(&*found.changes[0].place.file, "after/widgets.toml");
    let found = compare_specs(
        specs(&path("schemas/old.json"), ""),
        specs(&path("schemas/new.json"), ""),
    );
    assert_eq!(
        lines(&found.expect("both are right")),
        ["breaking old::Gear::teeth: is `Option<bool>`, was `Option<i64>`"]
    );
    let wrong = compare_specs(
        specs(&path("wrong"), "v1:specs/"),
        specs(&path("after"), ""),
    );
    let wrong = wrong
        .expect_err("a product without what it needs")
        .to_string();
    assert!(
        wrong.starts_with("v1:specs/product.toml:1:1: error[E"),
        "{wrong}"
    );
    let missing = compare_specs(specs(&path("after"), ""), specs(&path("none"), ""));
    let missing = missing.expect_err("a folder that is not there").to_string();
    assert!(missing.contains("none cannot be read: "), "{missing}");
}
