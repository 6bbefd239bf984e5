//! Specs that must fail: each with the exact report, in the time that its size deserves, and on a
//! small stack.

use std::path::Path;
use std::time::{Duration, Instant};

use clientwright::{Failure, Generator};
use expect_test::{Expect, expect};

use crate::support::{fixtures, folder_of};

const PRODUCT: &str = r#"format = 1
servers = [{ name = "main", title = "Everywhere", api = "https://api.acme.example/v1" }]
errors = [{ code = "0404", meaning = "widget not found" }]

[product]
title = "Acme"
doc = "Widgets."
source = "https://acme.example/docs/"

[ids.Widget]
doc = "Identifies a widget."

[paging.pages]
kind = "number"
parameter = "page"
context = "paging"
context_type = "PageInfo"
more = "has_more"

[types.PageInfo]
doc = "About a page."
members = [{ name = "has_more", type = "boolean", doc = "Whether more follow." }]
"#;

const MODULE: &str = r#"[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"
"#;

const SCHEMA_MODULE: &str = r#"schema = "widgets.schema.json"

[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"
"#;

const GET: &str = r##"
[operations.get]
summary = "Gets a widget."
http = "GET /widgets"
source = "https://acme.example/docs/widgets#get"
response = "#widget"
payload = ""
"##;

/// Reads a product of these files.
fn failure_of(files: &[(&str, &str)]) -> Failure {
    let folder = folder_of(&[("acme/product.toml", PRODUCT)]);
    for (path, text) in files {
        let path = folder.path().join("acme").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    fails(&Generator::from_product(folder.path().join("acme")))
}

fn fails(generator: &Generator) -> Failure {
    match generator.describe() {
        Ok(_) => panic!("it was taken"),
        Err(failure) => failure,
    }
}

/// A module that follows the header must give this report.
fn module(rest: &str, expected: &Expect) {
    let text = format!("{MODULE}{rest}");
    let failure = failure_of(&[("widgets.toml", &text)]);
    expected.assert_eq(&failure.render(false));
}

/// A module whose one operation returns the definition `widget` must give this report.
fn schema(definitions: &str, more: &str, expected: &Expect) {
    let schema = format!("{{ \"definitions\": {{\n{definitions}\n}} }}\n");
    let failure = failure_of(&[
        ("widgets.toml", &format!("{SCHEMA_MODULE}{more}{GET}")),
        ("widgets.schema.json", &schema),
    ]);
    expected.assert_eq(&failure.render(false));
}

/// Describes a JSON Schema on a stack of two megabytes, that of a thread of Rust,, within seconds, and gives the report; `None`
/// where it is taken.
fn hostile(text: String) -> Option<String> {
    let run = move || {
        let folder = folder_of(&[("hostile.schema.json", &text)]);
        let generator = Generator::from_schema(folder.path().join("hostile.schema.json"));
        let start = Instant::now();
        let report = match generator.describe() {
            // What is taken must be emitted too.
            Ok(described) => match described.emit(generator.options()) {
                Ok(_) => None,
                Err(error) => Some(error.to_string()),
            },
            Err(failure) => Some(failure.render(false)),
        };
        // The bound itself is work, not time; this is to notice what escapes it. Slow machines
        // and unoptimised builds are allowed for.
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{:?}",
            start.elapsed()
        );
        report
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(run)
        .unwrap()
        .join()
        .expect("no panic")
}

// References.

#[test]
fn a_reference_to_nothing() {
    schema(
        r##""widget": { "type": "object", "properties": { "part": { "$ref": "#/definitions/prat" } } }"##,
        "",
        &expect![[r##"
            error[E0301]: the reference `#/definitions/prat` leads nowhere: nothing stands at `/definitions/prat`
             --> widgets.schema.json:2:65
              |
            2 | "widget": { "type": "object", "properties": { "part": { "$ref": "#/definitions/prat" } } }
              |                                                                 ^^^^^^^^^^^^^^^^^^^^
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
            ("widgets.toml", &format!("{SCHEMA_MODULE}{GET}")),
            ("widgets.schema.json", &schema),
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
            error[E0701]: the file `shared/none.json` cannot be read: there is no such file
             --> widgets.schema.json:2:62
              |
            2 | "widget": { "type": "object", "properties": { "a": { "$ref": "shared/none.json#/a" } } }
              |                                                              ^^^^^^^^^^^^^^^^^^^^^
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
            error[E0302]: this leads back to itself, through nothing but references
             --> widgets.schema.json:3:16
              |
            3 | "a": { "$ref": "#/definitions/b" },
              |                ^^^^^^^^^^^^^^^^^
              |
              = note: no schema stands at the end of it, so it means no type
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
            error[E0302]: this leads back to itself, through nothing but references
             --> widgets.schema.json:3:6
              |
            3 | "a": { "oneOf": [{ "$ref": "#/definitions/b" }, { "type": "string" }] },
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = note: no schema stands at the end of it, so it means no type
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
              |        ^
              |
              = help: take that alternative out, or put a list, map or object between
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
               |             ^^^^^^^
               |
               = help: did you mean `#wigdet`?
        "##]],
    );
}

// Corrections and overlays.

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
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0304]: nothing stands at `/definitions/widget/properties/cuont/type`
              --> widgets.toml:21:11
               |
            21 | pointer = "/definitions/widget/properties/cuont/type"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0304]: the correction adds `/definitions/widget/properties/count/type`, which is there already
              --> widgets.toml:27:11
               |
            27 | pointer = "/definitions/widget/properties/count/type"
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
               |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: remove the correction, or bring it up to date with the document

            error[E0315]: nothing stands at `/definitions/gadget` in the schema
              --> widgets.toml:35:10
               |
            35 | [overlay."/definitions/gadget"]
               |          ^^^^^^^^^^^^^^^^^^^^^
               |
               = help: bring the pointer up to date with the schema
        "#]],
    );
}

// Names of specs.

#[test]
fn unknown_names_are_met_with_suggestions() {
    module(
        r#"
[types.Widget]
doc = "A widget."
members = [
  { name = "widget_id", type = "id<Wigdet>", doc = "Identifies it." },
  { name = "size", type = "Siez", doc = "Its size." },
  { name = "text", type = "sting", doc = "Words." },
  { name = "none", type = "Nothing", doc = "Not like any." },
]

[types.Size]
doc = "A size."
values = [{ value = "s" }]

[types.Half]
doc = "Borrows."
like = "Widgt"
members = [{ name = "text" }]

[operations.list]
summary = "Lists widgets."
http = "GET /widgets"
source = "https://acme.example/docs/widgets#list"
query = [{ name = "pgae", type = "integer", doc = "The page." }]
returns = "list<Widget>"
payload = "widgets"
paging = "page"
errors = ["0405", "teapot"]

[operations.get]
summary = "Gets a widget."
http = "GET /widget"
source = "https://acme.example/docs/widgets#get"
response = "Widget"
payload = "txet"
"#,
        &expect![[r#"
            error[E0308]: the product declares no identifiers of `Wigdet`
             --> widgets.toml:9:33
              |
            9 |   { name = "widget_id", type = "id<Wigdet>", doc = "Identifies it." },
              |                                 ^^^^^^^^^^
              |
              = help: did you mean `id<Widget>`?

            error[E0307]: there is no type `Siez`
              --> widgets.toml:10:28
               |
            10 |   { name = "size", type = "Siez", doc = "Its size." },
               |                            ^^^^
               |
               = help: did you mean `Size`?

            error[E0206]: unknown type `sting`
              --> widgets.toml:11:28
               |
            11 |   { name = "text", type = "sting", doc = "Words." },
               |                            ^^^^^
               |
               = note: the words of the grammar are in lower case, names of types begin with a capital
               = help: write `string`

            error[E0307]: there is no type `Nothing`
              --> widgets.toml:12:28
               |
            12 |   { name = "none", type = "Nothing", doc = "Not like any." },
               |                            ^^^^^^^
               |
               = help: add `[types.Nothing]`, or write `#Nothing` for a definition of the schema

            error[E0307]: there is no type `Widgt`
              --> widgets.toml:21:8
               |
            21 | like = "Widgt"
               |        ^^^^^^^
               |
               = help: did you mean `Widget`?

            error[E0311]: the member `text` has no type
              --> widgets.toml:22:21
               |
            22 | members = [{ name = "text" }]
               |                     ^^^^^^
               |
               = help: say `type = "…"`: the type that `like` names has no member of this name

            error[E0507]: the product has no way of paging `page`
              --> widgets.toml:31:10
               |
            31 | paging = "page"
               |          ^^^^^^
               |
               = help: did you mean `pages`?

            error[E0505]: the product documents no error `0405`
              --> widgets.toml:32:11
               |
            32 | errors = ["0405", "teapot"]
               |           ^^^^^^
               |
               = help: did you mean `0404`?

            error[E0505]: the product documents no error `teapot`
              --> widgets.toml:32:19
               |
            32 | errors = ["0405", "teapot"]
               |                   ^^^^^^^^
               |
               = help: add a row to `errors` in product.toml

            error[E0506]: the answer has no member `txet`
              --> widgets.toml:39:11
               |
             6 | [types.Widget]
               |        ------ the answer's type
            ...
            39 | payload = "txet"
               |           ^^^^^^
               |
               = help: did you mean `text`?
        "#]],
    );
}

#[test]
fn paging_that_does_not_fit() {
    module(
        r#"
[operations.a]
summary = "Has no parameter for the page."
http = "GET /a"
source = "https://acme.example/docs/widgets#a"
returns = "list<string>"
payload = "a"
paging = "pages"

[operations.b]
summary = "Returns no list."
http = "GET /b"
source = "https://acme.example/docs/widgets#b"
query = [{ name = "page", type = "integer", doc = "The page." }]
returns = "string"
payload = "b"
paging = "pages"

[operations.c]
summary = "Has no member for the items."
http = "GET /c"
source = "https://acme.example/docs/widgets#c"
query = [{ name = "page", type = "integer", doc = "The page." }]
returns = "list<string>"
paging = "pages"

[operations.d]
summary = "Counts pages in words."
http = "GET /d"
source = "https://acme.example/docs/widgets#d"
query = [{ name = "page", type = "string", doc = "The page." }]
returns = "list<string>"
payload = "d"
paging = "pages"
"#,
        &expect![[r#"
            error[E0507]: the operation has no parameter `page`, by which it pages
              --> widgets.toml:8:8
               |
             8 | http = "GET /a"
               |        ^^^^^^^^
               |
              ::: product.toml:15:13
               |
            15 | parameter = "page"
               |             ------ named here
               |
               = help: add a row `{ name = "page", … }` to `query`

            error[E0507]: an operation that pages returns a list, and this one does not
              --> widgets.toml:21:10
               |
            21 | paging = "pages"
               |          ^^^^^^^
               |
               = help: say `returns = "list<…>"`

            error[E0507]: the items of a page stand in a member of the answer, and none is named
              --> widgets.toml:29:10
               |
            29 | paging = "pages"
               |          ^^^^^^^
               |
               = help: say `payload = "…"`

            error[E0507]: the parameter `page`, by which the operation pages, is not an integer
              --> widgets.toml:35:19
               |
            35 | query = [{ name = "page", type = "string", doc = "The page." }]
               |                   ^^^^^^
               |
              ::: product.toml:15:13
               |
            15 | parameter = "page"
               |             ------ named here
        "#]],
    );
}

#[test]
fn types_that_contradict_themselves() {
    module(
        r#"
[types.Nothing]
doc = "Says nothing."

[types.Both]
doc = "Says two things."
values = [{ value = "a" }]
is = "string"

[types.Circle]
doc = "Is itself."
is = "list<Circle>"

[types.Lender]
doc = "Borrows from who borrows from it."
like = "Borrower"
members = [{ name = "a" }]

[types.Borrower]
doc = "The other one."
like = "Lender"
members = [{ name = "a" }]

[types.Twice]
doc = "Has members twice."
members = [
  { name = "a", type = "string", doc = "A." },
  { name = "a", type = "string", doc = "A again." },
  { name = "b", type = "string", clear = "nil", doc = "B." },
]

[types.Values]
doc = "Has values of two types."
values = [{ value = "a" }, { value = 1 }, { value = "a" }]
"#,
        &expect![[r#"
            error[E0309]: the type `Both` says more than once what it is
             --> widgets.toml:9:8
              |
            9 | [types.Both]
              |        ^^^^
              |
              = help: give it one of `members`, `values`, `one_of` and `is`

            error[E0310]: `Circle` is another name for itself
              --> widgets.toml:16:12
               |
            16 | is = "list<Circle>"
               |            ^^^^^^
               |
               = help: a type that holds itself needs `members`, and so a name of its own

            error[E0310]: `like` comes back to where it started, through `Borrower`
              --> widgets.toml:20:8
               |
            20 | like = "Borrower"
               |        ^^^^^^^^^^

            error[E0311]: the member `a` has no type
              --> widgets.toml:21:21
               |
            21 | members = [{ name = "a" }]
               |                     ^^^
               |
               = help: say `type = "…"`: the type that `like` names has no member of this name

            error[E0310]: `like` comes back to where it started, through `Lender`
              --> widgets.toml:25:8
               |
            25 | like = "Lender"
               |        ^^^^^^^^

            error[E0311]: the member `a` has no type
              --> widgets.toml:26:21
               |
            26 | members = [{ name = "a" }]
               |                     ^^^
               |
               = help: say `type = "…"`: the type that `like` names has no member of this name

            error[E0312]: the member `a` stands here a second time
              --> widgets.toml:32:12
               |
            31 |   { name = "a", type = "string", doc = "A." },
               |            --- the first is here
            32 |   { name = "a", type = "string", doc = "A again." },
               |            ^^^

            error[E0205]: `clear` must be `null`, `""` or `[]`, not `nil`
              --> widgets.toml:33:42
               |
            33 |   { name = "b", type = "string", clear = "nil", doc = "B." },
               |                                          ^^^^^

            error[E0313]: a value of this enum is a string
              --> widgets.toml:38:38
               |
            38 | values = [{ value = "a" }, { value = 1 }, { value = "a" }]
               |                                      ^ this is a number
               |
               = help: write the value as the wire has it, or say `base = "integer"`

            error[E0313]: the value `a` stands here a second time
              --> widgets.toml:38:53
               |
            38 | values = [{ value = "a" }, { value = 1 }, { value = "a" }]
               |                     --- the first is here           ^^^
        "#]],
    );
}

// Operations.

#[test]
fn paths_and_parameters_that_do_not_fit() {
    module(
        r#"
[operations.a]
summary = "Describes no parameter."
http = "GET /widgets/{widget_id}"
source = "https://acme.example/docs/widgets#a"

[operations.b]
summary = "Describes one too many."
http = "GET /b/{widget_id}"
source = "https://acme.example/docs/widgets#b"
path = [
  { name = "widget_id", type = "id<Widget>", doc = "Identifies it." },
  { name = "widget_di", type = "id<Widget>", doc = "Is not there." },
]

[operations.c]
summary = "Has one twice."
http = "GET /c/{x}/{x}"
source = "https://acme.example/docs/widgets#c"
path = [{ name = "x", type = "string", doc = "X." }]

[operations.d]
summary = "Is the first again."
http = "GET /widgets/{other}"
source = "https://acme.example/docs/widgets#d"
path = [{ name = "other", type = "string", doc = "Other." }]

[operations.e]
summary = "Is no path."
http = "FETCH widgets"
source = "https://acme.example/docs/widgets#e"

[operations.f]
summary = "Climbs."
http = "GET /../widgets"
source = "https://acme.example/docs/widgets#f"

[operations.g]
summary = "Is not closed."
http = "GET /{widgets"
source = "https://acme.example/docs/widgets#g"

[operations.h]
summary = "Has a parameter that is no text."
http = "GET /h"
source = "https://acme.example/docs/widgets#h"
query = [
  { name = "a", type = "map<string>", doc = "A map." },
  { name = "b", type = "string", doc = "B." },
  { name = "b", type = "string", doc = "B again." },
]

[operations.H]
summary = "Becomes the function of another."
http = "GET /hh"
source = "https://acme.example/docs/widgets#hh"
"#,
        &expect![[r#"
            error[E0502]: nothing describes the parameter `{widget_id}` of the path
             --> widgets.toml:8:8
              |
            8 | http = "GET /widgets/{widget_id}"
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: add a row `{ name = "widget_id", type = "…", doc = "…" }` to `path`

            error[E0502]: the path has no parameter `widget_di`
              --> widgets.toml:17:12
               |
            13 | http = "GET /b/{widget_id}"
               |        -------------------- the path
            ...
            17 |   { name = "widget_di", type = "id<Widget>", doc = "Is not there." },
               |            ^^^^^^^^^^^
               |
               = help: did you mean `widget_id`?

            error[E0502]: the path has `{x}` twice
              --> widgets.toml:22:8
               |
            22 | http = "GET /c/{x}/{x}"
               |        ^^^^^^^^^^^^^^^^

            error[E0504]: `GET /widgets/{other}` is an operation already
              --> widgets.toml:28:8
               |
             8 | http = "GET /widgets/{widget_id}"
               |        -------------------------- the first is here
            ...
            28 | http = "GET /widgets/{other}"
               |        ^^^^^^^^^^^^^^^^^^^^^^

            error[E0501]: `FETCH` is no HTTP method
              --> widgets.toml:34:8
               |
            34 | http = "FETCH widgets"
               |        ^^^^^^^^^^^^^^^
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0501]: the path `/../widgets` has dots for a part
              --> widgets.toml:39:8
               |
            39 | http = "GET /../widgets"
               |        ^^^^^^^^^^^^^^^^^
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0501]: a `{` in `/{widgets` has no `}` and name
              --> widgets.toml:44:8
               |
            44 | http = "GET /{widgets"
               |        ^^^^^^^^^^^^^^^
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0503]: the parameter `a` cannot be written as text
              --> widgets.toml:52:25
               |
            52 |   { name = "a", type = "map<string>", doc = "A map." },
               |                         ^^^^^^^^^^^
               |
               = help: a parameter is a scalar, an enum, or a list of one of these

            error[E0508]: the parameter `b` stands here a second time
              --> widgets.toml:54:12
               |
            53 |   { name = "b", type = "string", doc = "B." },
               |            --- the first is here
            54 |   { name = "b", type = "string", doc = "B again." },
               |            ^^^

            error[E0403]: `H` becomes `h` in Rust, like another
              --> widgets.toml:57:13
               |
            47 | [operations.h]
               |             - the other is here
            ...
            57 | [operations.H]
               |             ^
               |
               = help: give one of them another name
        "#]],
    );
}

// Files.

#[test]
fn files_that_cannot_be_read() {
    let text = format!(
        "schema = \"none.json\"\n{MODULE}\n[operations.get]\nsummary = \"Gets.\"\n\
         http = \"GET /a\"\nsource = \"https://acme.example/\"\nexamples = [\n\
         \x20 {{ request = \"none.json\" }},\n  {{ response = \"folder\" }},\n\
         \x20 {{ response = \"../outside.json\" }},\n  {{ response = \"/etc/passwd\" }},\n\
         \x20 {{ response = \"latin.json\" }},\n]\n"
    );
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &text),
        ("acme/folder/inside.json", "{}"),
        ("outside.json", "{}"),
    ]);
    std::fs::write(
        folder.path().join("acme/latin.json"),
        b"{ \"a\": \"\xe9\" }",
    )
    .unwrap();
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: the file `none.json` cannot be read: there is no such file
         --> widgets.toml:1:10
          |
        1 | schema = "none.json"
          |          ^^^^^^^^^^^

        error[E0701]: the file `none.json` cannot be read: there is no such file
          --> widgets.toml:12:15
           |
        12 |   { request = "none.json" },
           |               ^^^^^^^^^^^

        error[E0701]: the file `folder` cannot be read: it is not a file
          --> widgets.toml:13:16
           |
        13 |   { response = "folder" },
           |                ^^^^^^^^

        error[E0701]: the file `../outside.json` cannot be read: it has `..` in it: only files inside the folder of the spec can be named
          --> widgets.toml:14:16
           |
        14 |   { response = "../outside.json" },
           |                ^^^^^^^^^^^^^^^^^

        error[E0701]: the file `/etc/passwd` cannot be read: it is absolute or has an empty part
          --> widgets.toml:15:16
           |
        15 |   { response = "/etc/passwd" },
           |                ^^^^^^^^^^^^^

        error[E0701]: the file `latin.json` cannot be read: it is not UTF-8: the byte at offset 8 begins no character
          --> widgets.toml:16:16
           |
        16 |   { response = "latin.json" },
           |                ^^^^^^^^^^^^
    "#]].assert_eq(&failure.render(false));
}

#[test]
fn a_product_without_its_header() {
    let folder = folder_of(&[("acme/widgets.toml", MODULE)]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: this file cannot be read: there is no such file
         --> product.toml:1:1
          |
        1 |
          | ^
    "#]]
    .assert_eq(&failure.render(false));

    // A folder in the file's place.
    let folder = folder_of(&[("acme/product.toml/inside", "")]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: this file cannot be read: it is not a file
         --> product.toml:1:1
          |
        1 |
          | ^
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_folder_that_is_not_there() {
    let generator = Generator::from_products("no/such/folder");
    let failure = fails(&generator);
    assert_eq!(failure.errors(), 1);
    let report = failure.render(false);
    assert!(
        report.starts_with("error: no/such/folder cannot be read: "),
        "{report}"
    );
    let failure = fails(&Generator::from_product("no/such/folder"));
    expect![[r#"
        error[E0701]: this file cannot be read: the folder of the spec cannot be read: No such file or directory (os error 2)
         --> product.toml:1:1
          |
        1 |
          | ^
    "#]].assert_eq(&failure.render(false));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder() {
    let folder = folder_of(&[("outside.json", "{}"), ("acme/product.toml", PRODUCT)]);
    let acme = folder.path().join("acme");
    std::os::unix::fs::symlink(folder.path().join("outside.json"), acme.join("link.json")).unwrap();
    let text = format!("schema = \"link.json\"\n{MODULE}");
    std::fs::write(acme.join("widgets.toml"), text).unwrap();
    expect![[r#"
        error[E0701]: the file `link.json` cannot be read: it leads out of the folder of the spec
         --> widgets.toml:1:10
          |
        1 | schema = "link.json"
          |          ^^^^^^^^^^^
    "#]]
    .assert_eq(&fails(&Generator::from_product(acme)).render(false));
}

#[test]
fn names_that_cannot_be_modules() {
    let folder = folder_of(&[
        ("Acme-1/product.toml", PRODUCT),
        ("Acme-1/My Widgets.toml", MODULE),
    ]);
    let failure = fails(&Generator::from_products(folder.path()));
    expect![[r#"
        error[E0401]: the folder `Acme-1` cannot be the name of a Rust module
         --> Acme-1/product.toml:1:1
          |
        1 | format = 1
          | ^
          |
          = help: call it `acme_1`

        error[E0401]: the file `My Widgets.toml` cannot be the name of a Rust module
         --> Acme-1/My Widgets.toml:1:1
          |
        1 | [module]
          | ^
          |
          = help: call it `my_widgets.toml`
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_lock_that_holds_something_else() {
    let failure = failure_of(&[
        ("widgets.toml", MODULE),
        ("names.lock", "[names]\n\"a\" = 1\n\"b\" = [\"B\"]\n"),
    ]);
    expect![[r#"
        error[E0402]: the entry of `a` is a number
         --> names.lock:2:7
          |
        2 | "a" = 1
          |       ^ a string is meant to stand here
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: the entry of `b` is an array
         --> names.lock:3:7
          |
        3 | "b" = ["B"]
          |       ^^^^^ a string is meant to stand here
          |
          = help: restore `names.lock` from version control, or delete it to choose anew
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_lock_by_hand_cannot_put_text_into_rust() {
    let lock = "[names]\n\
        \"widgets.toml#types.Widget\" = \"Widget; fn main() {}\"\n\
        \"widgets.toml#types.Widget a-b\" = \"x: u8, pub y\"\n\
        \"widgets.toml#operations.get\" = \"get widget\"\n\
        \"widgets.toml#types.Other\" = \"String\"\n";
    let text = format!(
        "{MODULE}\n[types.Widget]\ndoc = \"A widget.\"\n\
         members = [{{ name = \"a-b\", type = \"Other\", doc = \"B.\" }}]\n\n\
         [types.Other]\ndoc = \"Other.\"\nvalues = [{{ value = \"a\" }}]\n\n\
         [operations.get]\nsummary = \"Gets.\"\nhttp = \"GET /a\"\n\
         source = \"https://acme.example/\"\nreturns = \"Widget\"\npayload = \"a\"\n"
    );
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &text),
        ("acme/names.lock", lock),
    ]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0402]: `Widget; fn main() {}` is no name in Rust
         --> names.lock:2:31
          |
        2 | "widgets.toml#types.Widget" = "Widget; fn main() {}"
          |                               ^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: `x: u8, pub y` is no name in Rust
         --> names.lock:3:35
          |
        3 | "widgets.toml#types.Widget a-b" = "x: u8, pub y"
          |                                   ^^^^^^^^^^^^^^
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: `get widget` is no name in Rust
         --> names.lock:4:33
          |
        4 | "widgets.toml#operations.get" = "get widget"
          |                                 ^^^^^^^^^^^^
          |
          = help: restore `names.lock` from version control, or delete it to choose anew
    "#]]
    .assert_eq(&failure.render(false));
}

// Input that was made to break the generator.

/// `{ "definitions": { "a0": …, "a1": …, … } }`, each of which knows its number.
fn chain(length: usize, link: impl Fn(usize) -> String) -> String {
    let links: Vec<String> = (0..length)
        .map(|number| format!("\"a{number}\": {}", link(number)))
        .collect();
    format!("{{ \"definitions\": {{\n{}\n}} }}\n", links.join(",\n"))
}

fn reference(number: usize) -> String {
    format!("{{ \"$ref\": \"#/definitions/a{number}\" }}")
}

#[test]
fn ten_thousand_references_in_a_chain() {
    let text = chain(10_000, |number| match number {
        9_999 => "{ \"type\": \"object\", \"properties\": { \"x\": {} } }".to_owned(),
        _ => reference(number + 1),
    });
    // Each link is a definition of its own, which is followed to the end.
    let report = hostile(text).unwrap();
    expect!["error[E0305]: the specs expand to more than 1000000 schemas and references"]
        .assert_eq(report.lines().next().unwrap());
    let chain = |length: usize| {
        chain(length, |number| match number + 1 == length {
            true => "{ \"type\": \"object\", \"properties\": { \"x\": {} } }".to_owned(),
            false => reference(number + 1),
        })
    };
    assert_eq!(hostile(chain(1_000)), None);
}

#[test]
fn three_thousand_objects_that_hold_the_next() {
    let text = chain(3_000, |number| {
        let next = reference((number + 1) % 3_000);
        format!("{{ \"type\": \"object\", \"properties\": {{ \"next\": {next} }} }}")
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn three_thousand_objects_that_require_the_next() {
    let text = chain(3_000, |number| {
        let next = reference((number + 1) % 3_000);
        format!(
            "{{ \"type\": \"object\", \"required\": [\"next\"], \"properties\": {{ \"next\": {next} }} }}"
        )
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn unions_that_double() {
    let text = chain(60, |number| match number {
        59 => "{ \"type\": \"string\" }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!(
                "{{ \"anyOf\": [{next}, {{ \"allOf\": [{next}] }}, {{ \"type\": \"integer\" }}] }}"
            )
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn pieces_that_double() {
    let text = chain(30, |number| match number {
        29 => "{ \"type\": \"object\", \"properties\": { \"x\": {} } }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!("{{ \"allOf\": [{next}, {{ \"allOf\": [{next}] }}] }}")
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn scalar_pieces_that_double() {
    let text = chain(60, |number| match number {
        59 => "{}".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!("{{ \"allOf\": [{next}, {next}] }}")
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn inline_objects_that_double() {
    let text = chain(60, |number| match number {
        59 => "{ \"type\": \"string\" }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!(
                "{{ \"type\": \"object\", \"properties\": {{ \"a\": {next}, \"b\": {{ \
                 \"type\": \"object\", \"properties\": {{ \"c\": {next} }} }} }} }}"
            )
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn lists_that_double() {
    let text = chain(60, |number| match number {
        59 => "{ \"type\": \"string\" }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!(
                "{{ \"type\": \"array\", \"items\": [{next}, {next}], \"minItems\": 2, \"maxItems\": 2 }}"
            )
        }
    });
    let report = hostile(text).expect("2 to the 60th strings are too many");
    let first = report.lines().next().unwrap();
    expect!["error[E0305]: this array is made of more than 1000 types"].assert_eq(first);
}

#[test]
fn a_list_of_lists_of_itself() {
    // Not an error: a service may send such lists, and they are read as any JSON.
    let text = chain(2, |number| {
        match number {
        0 => "{ \"type\": \"object\", \"properties\": { \"a\": { \"$ref\": \"#/definitions/a1\" } } }"
            .to_owned(),
        _ => "{ \"type\": \"array\", \"items\": { \"$ref\": \"#/definitions/a1\" } }".to_owned(),
    }
    });
    let folder = folder_of(&[("lists.schema.json", &text)]);
    let generator = Generator::from_schema(folder.path().join("lists.schema.json"));
    let described = crate::support::describe(&generator);
    expect![[r##"
        warning[W0302]: a list or map that holds itself is no type in Rust: any JSON is taken
         --> lists.schema.json:3:7
          |
        3 | "a1": { "type": "array", "items": { "$ref": "#/definitions/a1" } }
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: an object or a choice of types between would have a name
    "##]]
    .assert_eq(&crate::support::warnings(&described));
    let file = &described.emit(generator.options()).unwrap()[0];
    assert!(
        file.text.contains("pub a: Option<Vec<Value>>,"),
        "{}",
        file.text
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn lists_within_lists_beyond_the_bound() {
    let deep = |depth: usize| {
        format!(
            "{{ \"definitions\": {{ \"a\": {{ \"type\": \"object\", \"properties\": {{ \"deep\": {}{{}}{} }} }} }} }}",
            "{ \"type\": \"array\", \"items\": ".repeat(depth),
            " }".repeat(depth)
        )
    };
    assert_eq!(hostile(deep(20)), None);
    let report = hostile(deep(70)).unwrap();
    let first = report.lines().next().unwrap();
    expect!["error[E0306]: types nest deeper than 64 here without a name between"].assert_eq(first);
}

#[test]
fn text_that_nests_without_end() {
    for (open, close) in [("{\"a\":", "}"), ("[", "]"), ("{\"items\":", "}")] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let report = hostile(text).unwrap();
        assert!(
            report.lines().next().unwrap().starts_with("error[E01"),
            "{report}"
        );
    }
    for text in ["{\"a\":".repeat(100_000), "[".repeat(1_000_000)] {
        assert!(hostile(text).is_some());
    }
    let toml = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let failure = failure_of(&[("widgets.toml", &toml)]);
    assert!(
        failure.to_string().starts_with("widgets.toml:1:"),
        "{failure}"
    );
    let expression = format!("{}string{}", "list<".repeat(100_000), ">".repeat(100_000));
    let text = format!(
        "{MODULE}\n[types.A]\ndoc = \"Deep.\"\nmembers = [{{ name = \"a\", type = \"{expression}\", doc = \"A.\" }}]\n"
    );
    let failure = failure_of(&[("widgets.toml", &text)]);
    assert!(
        failure.to_string().starts_with("widgets.toml:"),
        "{}",
        failure.errors()
    );
}

#[test]
fn an_object_of_ten_thousand_members() {
    let members: Vec<String> = (0..10_000)
        .map(|number| format!("\"m {number}\": {{ \"type\": \"string\" }}"))
        .collect();
    let text = format!(
        "{{ \"title\": \"Wide\", \"type\": \"object\", \"properties\": {{ {} }} }}",
        members.join(", ")
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn five_thousand_members_that_want_one_name() {
    // Each in another spelling that gives the same Rust name.
    let members: Vec<String> = (0..5_000)
        .map(|number| {
            format!(
                "\"a{}b\": {{ \"type\": \"string\" }}",
                "-".repeat(number % 100 + 1) + &" ".repeat(number / 100)
            )
        })
        .collect();
    let text = format!(
        "{{ \"title\": \"Wide\", \"type\": \"object\", \"properties\": {{ {} }} }}",
        members.join(", ")
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn text_of_a_schema_does_not_run() {
    let path: &Path = &fixtures("schema").join("hostile_text.rs");
    let text = std::fs::read_to_string(path).unwrap();
    let file = syn::parse_file(&text).unwrap();
    let names: Vec<String> = file
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Fn(item) => Some(item.sig.ident.to_string()),
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["Thing"]);
    assert!(!text.contains("```rust"), "no code that rustdoc would run");
}
