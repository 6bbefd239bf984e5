//! What is wrong is told where it is wrong, once, and not what follows from it.

use crate::support::{Folder, MODULE, PRODUCT, operation};

/// What is reported of a product with one module, and a schema beside it.
fn found(product: &str, module: &str) -> Vec<String> {
    let folder = Folder::new(&[
        ("product.toml", &format!("{PRODUCT}{product}")),
        ("widgets.toml", module),
        ("w.json", SCHEMA),
    ]);
    folder.lower().1
}

const SCHEMA: &str = r##"{
"$schema": "http://json-schema.org/draft-07/schema#",
"definitions": {
  "widget": {"type": "object", "properties": {"id": {"type": "string"}, "part": {"$ref": "#/definitions/part"}}},
  "part": {"type": "object", "properties": {"when": {"$ref": "#/definitions/when"}}},
  "when": {"type": ["string", "null"]},
  "other": {"type": "object", "properties": {"a": {}}}
}}"##;

#[test]
fn a_type_that_is_not_there_is_told_for_each_use_and_nothing_else() {
    let module = format!(
        "{MODULE}\n[types.Alias]\nis = \"list<Wigdet>\"\n[types.Widget]\nmembers = [ {{ name = \"a\", type = \"Alias\" }}, {{ name = \"b\", type = \"Alias\" }}, {{ name = \"c\", type = \"srting\" }} ]\n{}",
        operation(
            "list",
            "GET /w",
            "paging = \"page\"\npayload = \"w\"\nreturns = \"Alias\"\nquery = [{ name = \"q\", type = \"Wigdet\", doc = \"D.\" }]"
        )
    );
    assert_eq!(
        found(
            "[paging.page]\nkind = \"number\"\nparameter = \"q\"\n",
            &module
        ),
        [
            "widgets.toml:8:12: error[E0307]: there is no type `Wigdet`",
            "widgets.toml:10:99: error[E0206]: unknown type `srting`",
            "widgets.toml:19:32: error[E0307]: there is no type `Wigdet`",
        ]
    );
}

#[test]
fn aliases_and_lenders_that_come_back_to_themselves_are_told() {
    let module = format!(
        "{MODULE}
[types.A]
is = \"list<B>\"
[types.B]
is = \"A\"
[types.C]
like = \"D\"
members = [ {{ name = \"a\" }} ]
[types.D]
like = \"C\"
members = [ {{ name = \"a\", type = \"string\" }} ]
"
    );
    assert_eq!(
        found("", &module),
        [
            "widgets.toml:8:7: error[E0310]: this is another name for itself",
            "widgets.toml:12:8: error[E0310]: `like` comes back to where it started",
        ]
    );
}

#[test]
fn an_alias_means_what_it_means_where_it_is_written() {
    let product = "[types.Part]\nmembers = [ { name = \"ours\", type = \"string\" } ]\n[types.Parts]\nis = \"list<Part>\"\n[types.Lender]\nmembers = [ { name = \"p\", type = \"Part\" } ]\n";
    let module = format!(
        "{MODULE}\n[types.Part]\nmembers = [ {{ name = \"own\", type = \"string\" }} ]\n[types.Widget]\nlike = \"Lender\"\nmembers = [ {{ name = \"parts\", type = \"Parts\" }}, {{ name = \"p\" }}, {{ name = \"own\", type = \"Part\" }} ]\n{}",
        operation("get", "GET /w", "returns = \"Widget\"")
    );
    let folder = Folder::new(&[
        ("product.toml", &format!("{PRODUCT}{product}")),
        ("widgets.toml", &module),
    ]);
    assert_eq!(
        crate::support::types(
            &folder
                .warned(&["widgets.toml:7:8: warning[W0401]: the name `Part` is taken: this is called `Part2`"])
                .api
        ),
        "\
Part { ours: string }
widgets::Part2 { own: string }
widgets::Widget { parts: [Part], p: Part, own: widgets::Part2 }
"
    );
}

#[test]
fn overlays_that_say_something_in_vain_are_told() {
    let overlays = r#"
[overlay."/definitions/widget"]
promised = ["id", "prat"]
[overlay."/definitions/widget/properties/part"]
promised = ["when"]
name = "Piece"
[overlay."/definitions/when"]
name = "When"
type = "timestamp"
[overlay."/definitions/other"]
promised = ["a"]
[overlay."/definitions/nowhere"]
doc = "D."
"#;
    let get = operation("get", "GET /w", "returns = \"#widget\"");
    assert_eq!(
        found("", &format!("schema = \"w.json\"\n{MODULE}{overlays}{get}")),
        [
            "widgets.toml:9:19: error[E0315]: the object has no member `prat` to promise",
            "widgets.toml:11:13: error[E0315]: a reference has no members of its own to promise",
            "widgets.toml:12:8: error[E0315]: `Piece` names no type: none is made at this place",
            "widgets.toml:14:8: error[E0315]: `When` names no type: none is made at this place",
            "widgets.toml:16:10: warning[W0303]: no operation uses what stands at `/definitions/other`",
            "widgets.toml:18:10: error[E0315]: nothing stands at `/definitions/nowhere` in the schema",
        ]
    );
}

#[test]
fn a_type_from_an_overlay_keeps_what_the_schema_says_of_null() {
    let overlay = "[overlay.\"/definitions/when\"]\ntype = \"timestamp\"\n";
    let get = operation("get", "GET /w", "returns = \"#/definitions/part\"");
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        (
            "widgets.toml",
            &format!("schema = \"w.json\"\n{MODULE}{overlay}{get}"),
        ),
        ("w.json", SCHEMA),
    ]);
    assert_eq!(
        crate::support::types(&folder.good().api),
        "widgets::Part { when: timestamp? }\n"
    );
}

#[test]
fn what_a_correction_was_to_put_right_is_not_told_again() {
    let correction = "[[corrections]]\npointer = \"/definitions/widget/properties/part/$ref\"\nold = \"#/other\"\nnew = \"#/definitions/other\"\nreason = \"R.\"\n";
    let broken = SCHEMA.replace("#/definitions/part\"", "#/definitions/prat\"");
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        (
            "widgets.toml",
            &format!(
                "schema = \"w.json\"\n{MODULE}{correction}{}",
                operation("get", "GET /w", "returns = \"#widget\"")
            ),
        ),
        ("w.json", &broken),
    ]);
    assert_eq!(
        folder.lower().1,
        [
            "widgets.toml:9:7: error[E0304]: `/definitions/widget/properties/part/$ref` is not what the correction expects to find"
        ]
    );
}

#[test]
fn a_schema_that_cannot_be_read_is_told_once() {
    let get = operation("get", "GET /w", "returns = \"#widget\"");
    assert_eq!(
        found("", &format!("schema = \"x.json\"\n{MODULE}{get}")),
        [
            "widgets.toml:1:10: error[E0701]: the file `x.json` cannot be read: there is no such file"
        ]
    );
}

#[test]
fn operations_are_held_against_what_they_name() {
    let product = "[envelope]\npayload = \"data\"\n[paging.page]\nkind = \"number\"\nparameter = \"page\"\nmore = \"more\"\ncontext = \"info\"\ncontext_type = \"Info\"\n[types.Info]\nmembers = [ { name = \"mroe\", type = \"boolean\" } ]\n";
    let list = "paging = \"page\"\nreturns = \"list<string>\"\nquery = [{ name = \"page\", type = \"integer\", doc = \"D.\" }]";
    let module = MODULE.to_owned()
        + &operation(
            "one",
            "GET /w/{a}/{b}",
            "response = \"list<string>\"\nerrors = [\"7\"]",
        )
        + &operation(
            "two",
            "GET /w/{x}/{y}",
            "path = [{ name = \"x\", type = \"string\", doc = \"D.\" }, { name = \"x\", type = \"any\", doc = \"D.\" }, { name = \"y\", type = \"any\", doc = \"D.\" }]",
        )
        + &operation("three", "GET /three", list)
        + &operation("four", "GET /four", list)
        + &operation(
            "five",
            "GET /five",
            "header = [{ name = \"X Y\", type = \"string\", doc = \"D.\" }]",
        );
    assert_eq!(
        found(product, &module),
        [
            "product.toml:13:8: error[E0507]: the type `Info` has no member `more`",
            "widgets.toml:10:8: error[E0502]: nothing describes the parameter `{a}` of the path",
            "widgets.toml:10:8: error[E0502]: nothing describes the parameter `{b}` of the path",
            "widgets.toml:11:13: error[E0506]: the answer is no object, and so has no member `data`",
            "widgets.toml:12:11: error[E0505]: the product documents no error `7`",
            "widgets.toml:17:8: error[E0504]: `GET /w/{x}/{y}` is an operation already",
            "widgets.toml:18:63: error[E0508]: the parameter `x` stands here a second time",
            "widgets.toml:18:118: error[E0503]: the parameter `y` cannot be written as text",
            "widgets.toml:40:20: error[E0509]: \"X Y\" cannot be the name of a header",
        ]
    );
}

/// A type is called as its author calls it, whatever it is called in Rust.
#[test]
fn a_type_that_is_renamed_has_its_authors_name_in_messages() {
    let paging = "[paging.pages]\nkind = \"number\"\nparameter = \"page\"\ncontext = \"about\"\ncontext_type = \"Page\"\nmore = \"mroe\"\n[types.Page]\nmembers = [ { name = \"more\", type = \"boolean\" } ]\n";
    let module = MODULE.to_owned()
        + &operation(
            "list",
            "GET /w",
            "query = [{ name = \"page\", type = \"integer\", doc = \"D.\" }]\nreturns = \"list<string>\"\npayload = \"items\"\npaging = \"pages\"",
        );
    assert_eq!(
        found(paging, &module),
        [
            "product.toml:13:8: error[E0507]: the type `Page` has no member `mroe`",
            "product.toml:14:8: warning[W0401]: the name `Page` is taken: this is called `PageType`",
        ]
    );
}
