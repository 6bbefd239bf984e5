//! What `names.lock` remembers stays until somebody confirms that it is gone.

use std::collections::BTreeMap;

use clientwright::diagnostic::codes;
use clientwright::{Described, Generator};

const PRODUCT: &str = r#"format = 1
servers = [{ name = "main", title = "Everywhere", api = "https://api.acme.example/v1" }]

[product]
title = "Acme"
doc = "Widgets."
source = "https://acme.example/docs/"
"#;

const MODULE: &str = r##"schema = "widgets.schema.json"

[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"

[operations.get]
summary = "Gets a widget."
http = "GET /widget"
source = "https://acme.example/docs/widgets#get"
response = "#DEFINITION"
payload = ""
"##;

/// A product in a folder of its own, with the names of an earlier run.
struct Acme(tempfile::TempDir);

impl Acme {
    fn new(schema: &str, definition: &str) -> Self {
        let acme = Self(tempfile::tempdir().unwrap());
        acme.write("product.toml", PRODUCT);
        acme.set(schema, definition);
        acme.write("names.lock", &acme.lock());
        acme
    }

    fn write(&self, file: &str, text: &str) {
        let folder = self.0.path().join("acme");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(file), text).unwrap();
    }

    /// Another edition of the vendor's schema.
    fn set(&self, schema: &str, definition: &str) {
        self.write("widgets.schema.json", schema);
        self.write("widgets.toml", &MODULE.replace("DEFINITION", definition));
    }

    fn describe(&self) -> Described {
        let generator = Generator::from_product(self.0.path().join("acme"));
        generator
            .describe()
            .unwrap_or_else(|failure| panic!("{failure}"))
    }

    fn lock(&self) -> String {
        self.describe().lock_files().next().unwrap().1
    }

    /// The warnings of a code.
    fn warnings(&self, code: &str) -> Vec<String> {
        let described = self.describe();
        let warnings = described.warnings.iter();
        let warnings = warnings.filter(|warning| warning.code == code);
        warnings.map(|warning| warning.message.clone()).collect()
    }

    /// The Rust names of the types, by their places.
    fn types(&self) -> BTreeMap<String, String> {
        let described = self.describe();
        let types = described.apis[0].types.iter();
        types
            .map(|def| (def.pointer.to_string(), def.path.name().to_owned()))
            .collect()
    }
}

const ONE: &str = r#"{"definitions": {
    "widget": {"type": "object", "properties": {"widgetId": {"type": "string"}}}
}}"#;

#[test]
fn the_name_of_a_renamed_definition_is_not_lost() {
    let acme = Acme::new(ONE, "widget");
    let renamed = ONE.replace("\"widget\"", "\"gadget\"");
    acme.set(&renamed, "gadget");
    let old = "\"widgets.schema.json#/definitions/widget\" = \"Widget\"\n";
    let new = "\"widgets.schema.json#/definitions/gadget\" = \"Gadget\"\n";
    // However often the generator runs, the old name is there to be moved.
    for _ in 0..3 {
        let said = acme.warnings(codes::STALE_NAME);
        // The name of the member is that of the renamed definition's, too.
        assert_eq!(
            said,
            ["nothing is called `widgets.schema.json#/definitions/widget` any more"]
        );
        let lock = acme.lock();
        assert!(lock.contains(old) && lock.contains(new), "{lock}");
        acme.write("names.lock", &lock);
    }
    // Moved as the message says.
    let kept = acme.lock().replace(old, "").replace("Gadget\"", "Widget\"");
    acme.write("names.lock", &kept);
    let place = "widgets.schema.json#/definitions/gadget".to_owned();
    assert_eq!(acme.types(), BTreeMap::from([(place, "Widget".to_owned())]));
    // Or given up.
    let described = acme.describe();
    let pruned = described.pruned_lock_files().next().unwrap().1;
    assert!(!pruned.contains("definitions/widget"), "{pruned}");
}

#[test]
fn what_moves_and_keeps_its_name_needs_no_confirmation() {
    let acme = Acme::new(ONE, "widget");
    acme.set(&ONE.replace("definitions", "$defs"), "widget");
    assert_eq!(acme.warnings(codes::STALE_NAME), [""; 0]);
    assert!(!acme.lock().contains("/definitions/"));
    assert!(acme.lock().contains("#/$defs/widget\" = \"Widget\""));
}

#[test]
fn what_comes_back_has_the_name_that_it_had() {
    let acme = Acme::new(ONE, "widget");
    let named = acme.lock().replace("\"Widget\"", "\"Thing\"");
    acme.write("names.lock", &named);
    let gone = r#"{"definitions": {"other": {"type": "object", "properties": {"a": {"type": "string"}}}}}"#;
    acme.set(gone, "other");
    acme.write("names.lock", &acme.lock());
    acme.set(ONE, "widget");
    let place = "widgets.schema.json#/definitions/widget".to_owned();
    assert_eq!(acme.types(), BTreeMap::from([(place, "Thing".to_owned())]));
}

const TWINS: &str = r#"{"definitions": {"pair": {"type": "object", "properties": {
    "left": {"type": "object", "properties": {
        "size": {"type": "integer"},
        "maker": {"type": "object", "properties": {"name": {"type": "string"}, "city": {"type": "string"}}}
    }},
    "right": {"type": "object", "properties": {
        "size": {"type": "integer"},
        "maker": {"type": "object", "properties": {"name": {"type": "string"}, "city": {"type": "string"}}}
    }}
}}}}"#;

#[test]
fn objects_that_share_a_type_may_change_the_order_of_their_members() {
    let acme = Acme::new(TWINS, "pair");
    let before = acme.types();
    let makers = r#"{"name": {"type": "string"}, "city": {"type": "string"}}"#;
    let turned = r#"{"city": {"type": "string"}, "name": {"type": "string"}}"#;
    // In the first of them, and in the second.
    let editions = [
        TWINS.replacen(makers, turned, 1),
        TWINS
            .replacen(makers, turned, 2)
            .replacen(turned, makers, 1),
    ];
    for edition in editions {
        assert_ne!(edition, TWINS);
        acme.set(&edition, "pair");
        assert_eq!(acme.types(), before);
        assert_eq!(acme.warnings(codes::TYPE_SPLIT), [""; 0]);
        acme.write("names.lock", &acme.lock());
    }
}

#[test]
fn a_type_that_splits_is_told() {
    let acme = Acme::new(TWINS, "pair");
    let before = acme.types();
    let split = TWINS.replacen(
        r#""city": {"type": "string"}"#,
        r#""city": {"type": "integer"}"#,
        2,
    );
    let split = split.replacen(
        r#""city": {"type": "integer"}"#,
        r#""city": {"type": "string"}"#,
        1,
    );
    acme.set(&split, "pair");
    let after = acme.types();
    for (place, name) in &before {
        assert_eq!(after.get(place), Some(name), "{place}");
    }
    let said = acme.warnings(codes::TYPE_SPLIT);
    assert_eq!(said.len(), 2, "the objects and their makers: {said:?}");
    assert!(said[0].starts_with("this object was a `"), "{said:?}");
}
