//! Where references lead.

use clientwright::json_schema::{At, Documents, Lost};
use clientwright::source::{Sources, read_json};

use crate::support::{Folder, MODULE, PRODUCT, defs, operation, schema, types, types_of};

#[test]
fn pointers_anchors_and_identifiers_lead_to_their_schemas() {
    let text = r##"{
        "$id": "https://example.com/schemas/root.json",
        "$defs": {
            "a/b~c %": {"type": "object", "properties": {"plain": {"type": "string"}}},
            "anchored": {"$anchor": "here", "type": "object", "properties": {"n": {"type": "integer"}}},
            "inner": {"$id": "inner.json", "type": "object",
                "properties": {"own": {"$ref": "#/$defs/own"}, "there": {"$ref": "#here"}},
                "$defs": {"own": {"type": "boolean"}, "x": {"$anchor": "here", "type": "number"}}},
            "all": {"type": "object", "properties": {
                "escaped": {"$ref": "#/$defs/a~1b~0c%20%25"},
                "anchor": {"$ref": "#here"},
                "by_id": {"$ref": "inner.json"},
                "by_whole_id": {"$ref": "https://example.com/schemas/inner.json#/$defs/own"},
                "self": {"$ref": "https://example.com/schemas/root.json#/$defs/anchored"}}}
        }}"##;
    assert_eq!(
        types_of(text),
        "\
Bc { plain: string }
Anchored { n: integer }
Inner { own: boolean, there: number }
All { escaped: Bc, anchor: Anchored, by_id: Inner, by_whole_id: boolean, self_: Anchored }
"
    );
}

#[test]
fn what_only_looks_like_a_schema_has_no_identifiers() {
    let text = defs(
        r##"
        "a": {"type": "object", "examples": [{"$anchor": "x", "$ref": "missing.json"}], "default": {"$id": "b.json"}},
        "b": {"type": "object", "properties": {"default": {"$anchor": "x", "type": "integer"}, "r": {"$ref": "#x"}}}
        "##,
    );
    assert_eq!(types_of(&text), "B { default: integer, r: integer }\n");
}

#[test]
fn references_without_a_schema_at_their_end_are_told_once() {
    let text = defs(
        r##"
        "a": {"$ref": "#/$defs/nowhere"},
        "b": {"$ref": "#/$defs/a"},
        "c": {"type": "object", "properties": {"x": {"$ref": "#/$defs/b"}, "y": {"$ref": "#/$defs/a"}}},
        "l": {"$ref": "#/$defs/r"},
        "r": {"allOf": [{"$ref": "#/$defs/l"}]},
        "into": {"$ref": "#/$defs/r"},
        "u": {"anyOf": [{"$ref": "#/$defs/u"}, {"type": "string"}]},
        "v": {"type": "array", "items": {"$ref": "#/$defs/v"}},
        "n": {"$ref": 5}
        "##,
    );
    let (_, found) = schema(&text);
    assert_eq!(
        found,
        [
            "widgets.json:2:23: error[E0301]: the reference `#/$defs/nowhere` leads nowhere: nothing stands at `/$defs/nowhere`",
            "widgets.json:5:23: error[E0302]: this leads back to itself, through nothing but references",
            "widgets.json:8:14: error[E0302]: this leads back to itself, through nothing but references",
            "widgets.json:9:14: warning[W0302]: a list or map that holds itself is no type in Rust: any JSON is taken",
            "widgets.json:10:23: error[E0301]: a reference is a string",
        ]
    );
}

#[test]
fn a_segment_names_an_item_in_one_way_only() {
    let mut sources = Sources::default();
    let mut documents = Documents::default();
    let file = sources.add("a.json", r#"{"allOf": [{}, {}]}"#);
    let root = read_json(&sources, file, &mut Vec::new()).expect("JSON");
    let document = documents.add("a.json", file, root, Vec::new());
    let whole = At {
        document,
        pointer: String::new(),
    };
    assert!(documents.resolve(&whole, "#/allOf/1").is_ok());
    for other in [
        "#/allOf/01",
        "#/allOf/+1",
        "#/allOf/2",
        "#allOf/1",
        "b.json",
        "../a.json",
    ] {
        assert!(
            matches!(documents.resolve(&whole, other), Err(Lost::Because(_))),
            "{other}"
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_told_once() {
    let module = format!(
        "schema = \"widgets.json\"\n{MODULE}{}",
        operation("get", "GET /widget", "returns = \"#widget\"")
    );
    let schema = r##"{"definitions": {"widget": {"properties": {
        "a": {"$ref": "parts/other.json#/definitions/a"}, "b": {"$ref": "parts/other.json#/definitions/b"},
        "c": {"$ref": "parts/there%20too.json#/definitions/c"}}}}}"##;
    let there = r##"{"definitions": {"c": {"$ref": "../widgets.json#/definitions/d"}}}"##;
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &module),
        ("widgets.json", schema),
    ]);
    std::fs::create_dir_all(folder.path("parts")).expect("a folder");
    folder.write("parts/there too.json", there);
    let (_, found) = folder.lower();
    assert_eq!(
        found,
        [
            "widgets.json:2:23: error[E0701]: the file `parts/other.json` cannot be read: there is no such file",
            "parts/there too.json:1:32: error[E0301]: the reference `../widgets.json#/definitions/d` leads nowhere: nothing stands at `/definitions/d`",
        ]
    );
    folder.write(
        "widgets.json",
        &schema
            .replace("parts/other.json#/definitions/a", "#/definitions/d")
            .replace("parts/other.json#/definitions/b", "#/definitions/d")
            .replace(
                "\"definitions\": {",
                "\"definitions\": {\"d\": {\"type\": \"integer\"},",
            ),
    );
    let lowered = folder.good();
    assert_eq!(
        types(&lowered.api),
        "widgets::Widget { a: integer, b: integer, c: integer }\n"
    );
}
