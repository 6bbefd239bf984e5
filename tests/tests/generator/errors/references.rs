//! References, corrections and overlays of a schema.

use expect_test::expect;

use super::{GET, SCHEMA_MODULE, failure_of, module, schema};

#[test]
fn a_reference_to_nothing() {
    schema(
        r##""widget": { "type": "object", "properties": { "part": { "$ref": "#/definitions/prat" } } }"##,
        "",
        &expect![[r##"
            warning[W0502]: the operation `get` has no example
              --> widgets.toml:8:13
               |
             8 | [operations.get]
               |             ^^^ no row in `examples`
            ...
            11 | source = "https://acme.example/docs/widgets#get"
               |          --------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`

            error[E0301]: the reference `#/definitions/prat` leads nowhere: nothing stands at `/definitions/prat`
             --> widgets.schema.json:2:65
              |
            2 | "widget": { "type": "object", "properties": { "part": { "$ref": "#/definitions/prat" } } }
              |                                                                 ^^^^^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: only places of this document and of files beside it can be named
        "##]],
    );
}

#[test]
fn references_out_of_the_folder() {
    for reference in [
        "../x.json#/definitions/a",
        "/etc/passwd",
        "https://acme.example/schemas/a.json",
        "file:///etc/passwd",
        "shared/../../x.json",
    ] {
        let definitions = format!(
            "\"widget\": {{ \"type\": \"object\", \"properties\": {{ \"a\": {{ \"$ref\": \"{reference}\" }} }} }}"
        );
        let schema = format!("{{ \"definitions\": {{\n{definitions}\n}} }}\n");
        let failure = failure_of(&[
            (
                "widgets.toml",
                &format!("{SCHEMA_MODULE}{GET}examples = [{{ response = \"get.json\" }}]\n"),
            ),
            ("widgets.schema.json", &schema),
            ("get.json", "{}"),
        ]);
        let report = failure.to_string();
        assert_eq!(
            report,
            format!(
                "widgets.schema.json:2:62: error[E0301]: the reference `{reference}` leads nowhere: it \
                 names no file inside the folder of the spec"
            )
        );
    }
}

#[test]
fn a_reference_to_a_file_that_is_not_there() {
    schema(
        r##""widget": { "type": "object", "properties": { "a": { "$ref": "shared/none.json#/a" } } }"##,
        "",
        &expect![[r#"
            warning[W0502]: the operation `get` has no example
              --> widgets.toml:8:13
               |
             8 | [operations.get]
               |             ^^^ no row in `examples`
            ...
            11 | source = "https://acme.example/docs/widgets#get"
               |          --------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`

            error[E0701]: the file `shared/none.json` cannot be read: there is no such file
             --> widgets.schema.json:2:62
              |
            2 | "widget": { "type": "object", "properties": { "a": { "$ref": "shared/none.json#/a" } } }
              |                                                              ^^^^^^^^^^^^^^^^^^^^^ named here
              |
              = help: name a file inside the folder of the spec, from there
        "#]],
    );
}

#[test]
fn a_circle_of_nothing_but_references() {
    schema(
        r##""widget": { "type": "object", "properties": { "a": { "$ref": "#/definitions/a" } } },
"a": { "$ref": "#/definitions/b" },
"b": { "$ref": "#/definitions/c" },
"c": { "$ref": "#/definitions/a" }"##,
        "",
        &expect![[r##"
            warning[W0502]: the operation `get` has no example
              --> widgets.toml:8:13
               |
             8 | [operations.get]
               |             ^^^ no row in `examples`
            ...
            11 | source = "https://acme.example/docs/widgets#get"
               |          --------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`

            error[E0302]: this leads back to itself, through nothing but references
             --> widgets.schema.json:3:16
              |
            3 | "a": { "$ref": "#/definitions/b" },
              |                ^^^^^^^^^^^^^^^^^ a circle begins here
              |
              = note: no schema stands at the end of it, so it means no type
              = help: let one of the references name a schema that says a type
        "##]],
    );
}

#[test]
fn a_union_that_is_its_own_alternative() {
    schema(
        r##""widget": { "type": "object", "properties": { "a": { "$ref": "#/definitions/a" } } },
"a": { "oneOf": [{ "$ref": "#/definitions/b" }, { "type": "string" }] },
"b": { "oneOf": [{ "type": "integer" }, { "$ref": "#/definitions/a" }] }"##,
        "",
        &expect![[r##"
            warning[W0502]: the operation `get` has no example
              --> widgets.toml:8:13
               |
             8 | [operations.get]
               |             ^^^ no row in `examples`
            ...
            11 | source = "https://acme.example/docs/widgets#get"
               |          --------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`

            error[E0302]: this leads back to itself, through nothing but references
             --> widgets.schema.json:3:6
              |
            3 | "a": { "oneOf": [{ "$ref": "#/definitions/b" }, { "type": "string" }] },
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a circle begins here
              |
              = note: no schema stands at the end of it, so it means no type
              = help: let one of the references name a schema that says a type
        "##]],
    );
    module(
        r#"
[types.A]
doc = "A."
one_of = ["B", "string"]

[types.B]
doc = "B."
one_of = ["integer", "nullable<A>"]

[operations.get]
summary = "Gets one."
http = "GET /a"
source = "https://acme.example/docs/widgets#a"
returns = "A"
"#,
        &expect![[r#"
            error[E0302]: this union is one of its own alternatives, through nothing but unions
             --> widgets.toml:6:8
              |
            6 | [types.A]
              |        ^ the union
              |
              = help: take that alternative out, or put a list, map or object between

            warning[W0502]: the operation `get` has no example
              --> widgets.toml:14:13
               |
            14 | [operations.get]
               |             ^^^ no row in `examples`
            ...
            17 | source = "https://acme.example/docs/widgets#a"
               |          ------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`
        "#]],
    );
}

#[test]
fn an_unknown_definition() {
    module(
        r##"
[operations.get]
summary = "Gets a widget."
http = "GET /widgets"
source = "https://acme.example/docs/widgets#get"
returns = "#widget"
"##,
        &expect![[r##"
            warning[W0502]: the operation `get` has no example
             --> widgets.toml:6:13
              |
            6 | [operations.get]
              |             ^^^ no row in `examples`
            ...
            9 | source = "https://acme.example/docs/widgets#get"
              |          --------------------------------------- the page that should have one
              |
              = help: put the vendor's example into a file and name it in `examples`

            error[E0303]: there is no schema to take this from
              --> widgets.toml:10:12
               |
            10 | returns = "#widget"
               |            ^^^^^^^ a definition of a schema
               |
               = help: say `schema = "….json"` at the top of the module's file
        "##]],
    );
    schema(
        r#""wigdet": { "type": "object", "properties": { "a": {} } }"#,
        "",
        &expect![[r##"
            error[E0301]: the schema has no definition `widget`
              --> widgets.toml:12:13
               |
            12 | response = "#widget"
               |             ^^^^^^^ not in the schema
               |
               = help: did you mean `#wigdet`?
        "##]],
    );
}

#[test]
fn corrections_that_do_not_fit() {
    schema(
        r##""widget": { "type": "object", "properties": { "count": { "type": "number", "format": "double" } } }"##,
        r#"
[[corrections]]
pointer = "/definitions/widget/properties/count/type"
old = "string"
new = "integer"
reason = "Expects something else."

[[corrections]]
pointer = "/definitions/widget/properties/count/format"
old = "double"
new = "double"
reason = "Changes nothing."

[[corrections]]
pointer = "/definitions/widget/properties/cuont/type"
old = "number"
new = "integer"
reason = "Finds nothing."

[[corrections]]
pointer = "/definitions/widget/properties/count/type"
new = "integer"
reason = "Adds what is there."

[[corrections]]
pointer = "/definitions/widget/properties/count/minimum"
reason = "Neither old nor new."

[overlay."/definitions/gadget"]
doc = "For a place that is not there."
"#,
        &expect![[r#"
            error[E0304]: `/definitions/widget/properties/count/type` is not what the correction expects to find
              --> widgets.toml:10:7
               |
            10 | old = "string"
               |       ^^^^^^^^ expected here
               |
              ::: widgets.schema.json:2:66
               |
             2 | "widget": { "type": "object", "properties": { "count": { "type": "number", "format": "double" } } }
               |                                                                  -------- found here
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0304]: the correction of `/definitions/widget/properties/count/format` changes nothing
              --> widgets.toml:15:11
               |
            15 | pointer = "/definitions/widget/properties/count/format"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of this place
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0304]: nothing stands at `/definitions/widget/properties/cuont/type`
              --> widgets.toml:21:11
               |
            21 | pointer = "/definitions/widget/properties/cuont/type"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of this place
               |
               = help: did you mean `/definitions/widget/properties/count/type`?

            error[E0304]: the correction adds `/definitions/widget/properties/count/type`, which is there already
              --> widgets.toml:27:11
               |
            27 | pointer = "/definitions/widget/properties/count/type"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ added here
               |
              ::: widgets.schema.json:2:66
               |
             2 | "widget": { "type": "object", "properties": { "count": { "type": "number", "format": "double" } } }
               |                                                                  -------- it is here
               |
               = help: say in `old` what it replaces, or remove the correction

            error[E0304]: the correction of `/definitions/widget/properties/count/minimum` changes nothing
              --> widgets.toml:32:11
               |
            32 | pointer = "/definitions/widget/properties/count/minimum"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of this place
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0315]: nothing stands at `/definitions/gadget` in the schema
              --> widgets.toml:35:10
               |
            35 | [overlay."/definitions/gadget"]
               |          ^^^^^^^^^^^^^^^^^^^^^ leads nowhere
               |
               = help: did you mean `/definitions/widget`?
        "#]],
    );
}
