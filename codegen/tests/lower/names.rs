//! Names: how they are chosen, and that a later addition changes none of them.

use clientwright::names::NamesLock;
use clientwright::source::Sources;

use crate::support::{
    Folder, MODULE, PRODUCT, defs, operation, schema, schema_with, types, types_of,
};

/// The types of a schema, with the names that an earlier one left.
fn after(earlier: &str, text: &str) -> String {
    let (first, _) = schema(earlier);
    // Through the file, as between two runs.
    let mut sources = Sources::default();
    let file = sources.add("names.lock", first.lock.to_text());
    let mut found = Vec::new();
    let lock = NamesLock::read(&sources, file, &mut found);
    assert_eq!(found, []);
    assert_eq!(lock, first.lock);
    let (lowered, found) = schema_with(text, &lock);
    assert_eq!(found, [""; 0]);
    types(&lowered.api)
}

const ROWS: &str = r##""order": {"type": "object", "properties": {
    "rows": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}}}"##;

#[test]
fn inline_objects_are_named_for_their_members() {
    let text = defs(
        r##"
        "orders": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}},
        "order": {"type": "object", "properties": {
            "rows": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
            "error": {"type": "object", "properties": {"b": {"type": "string"}}},
            "tags": {"type": "object", "additionalProperties": {"type": "object", "properties": {"c": {"type": "string"}}}}}},
        "bill": {"type": "object", "properties": {
            "rows": {"type": "array", "items": {"type": "object", "properties": {"d": {"type": "string"}}}},
            "same": {"type": "object", "properties": {"c": {"type": "string"}}}}},
        "error": {"type": "object", "properties": {"e": {"type": "string"}}}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
OrderItem { x: string }
Order { rows: [Row], error: OrderError, tags: {Tag} }
Row { a: string }
OrderError { b: string }
Tag { c: string }
Bill { rows: [BillRow], same: Tag }
BillRow { d: string }
ErrorType { e: string }
"
    );
}

#[test]
fn tables_without_a_name_in_json_schema_name_their_schemas() {
    let text = r##"{"components": {"schemas": {"pet-owner": {"properties": {"a": {"type": "string"}}}}},
        "$defs": {"x": {"properties": {"o": {"$ref": "#/components/schemas/pet-owner"}}}}}"##;
    assert_eq!(
        types_of(text),
        "PetOwner { a: string }\nX { o: PetOwner }\n"
    );
}

#[test]
fn a_newcomer_is_the_one_that_is_qualified() {
    let newcomer = r##""a_bill": {"type": "object", "properties": {
        "rows": {"type": "array", "items": {"type": "object", "properties": {"z": {"type": "string"}}}}}},
        "row": {"type": "object", "properties": {"y": {"type": "string"}}},"##;
    let later = defs(&format!("{newcomer}{ROWS}"));
    assert_eq!(
        after(&defs(ROWS), &later),
        "\
Bill { rows: [BillRow] }
BillRow { z: string }
Row2 { y: string }
Order { rows: [Row] }
Row { a: string }
"
    );
    // Afresh, the definition has the better claim.
    assert_eq!(
        types_of(&later),
        "\
Bill { rows: [BillRow] }
BillRow { z: string }
Row { y: string }
Order { rows: [OrderRow] }
OrderRow { a: string }
"
    );
}

#[test]
fn a_newcomer_of_equal_shape_joins_with_all_that_it_holds() {
    let nested = |name: &str| {
        format!(
            r##""{name}": {{"type": "object", "properties": {{"item": {{"type": "object", "properties": {{
            "part": {{"type": "object", "properties": {{"a": {{"type": "string"}}}}}}}}}}}}}}"##
        )
    };
    let earlier = defs(&nested("order"));
    let later = defs(&format!("{},{}", nested("bill"), nested("order")));
    let expected = "\
Bill { item: Item }
Item { part: Part }
Part { a: string }
Order { item: Item }
";
    assert_eq!(after(&earlier, &later), expected);
    assert_eq!(types_of(&later), expected);
}

#[test]
fn shapes_that_become_equal_stay_apart_and_those_that_part_keep_the_first_name() {
    let two = |first: &str, second: &str| {
        defs(&format!(
            r##""order": {{"type": "object", "properties": {{"part": {{"type": "object", "properties": {{"{first}": {{}}}}}}}}}},
            "bill": {{"type": "object", "properties": {{"part": {{"type": "object", "properties": {{"{second}": {{}}}}}}}}}}"##
        ))
    };
    assert_eq!(
        after(&two("a", "b"), &two("a", "a")),
        "Order { part: Part }\nPart { a: any }\nBill { part: BillPart }\nBillPart { a: any }\n"
    );
    assert_eq!(
        after(&two("a", "a"), &two("b", "a")),
        "Order { part: Part }\nPart { b: any }\nBill { part: BillPart }\nBillPart { a: any }\n"
    );
    // The one that gave the name goes; those that shared the type keep it.
    let rest = defs(
        r#""bill": {"type": "object", "properties": {"part": {"type": "object", "properties": {"a": {}}}}}"#,
    );
    assert_eq!(
        after(&two("a", "a"), &rest),
        "Bill { part: Part }\nPart { a: any }\n"
    );
}

#[test]
fn parts_of_a_type_keep_their_names() {
    let earlier = defs(
        r##""a": {"type": "object", "properties": {"userName": {}, "state": {"enum": ["on"]}}},
        "u": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"##,
    );
    let later = defs(
        r##""a": {"type": "object", "properties": {"user-name": {}, "user_name": {}, "userName": {}, "state": {"enum": ["On", "on"]}}},
        "u": {"anyOf": [{"type": "integer"}, {"title": "StringList", "type": "boolean"}, {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"##,
    );
    assert_eq!(
        after(&earlier, &later),
        "\
A { user_name_value: any, user_name_value_2: any, user_name: any, state: State }
State = OnValue=On | On=on
U = Integer(integer) | StringListValue(boolean) | String(string) | StringList([string])
"
    );
}

#[test]
fn a_lock_can_say_nothing_that_is_no_name() {
    let mut sources = Sources::default();
    let text = "[names]\n\"widgets.json#/$defs/a\" = \"pub fn x() {}\"\n\"widgets.json#/$defs/b\" = \"Vec\"\n\"widgets.json#/$defs/c\" = \"Same\"\n\"widgets.json#/$defs/d\" = \"Same\"\n\"widgets.json#/$defs/d x\" = \"Self\"\n\"e\" = 5\n[merged]\n\"a\" = [1]\n";
    let file = sources.add("names.lock", text);
    let mut found = Vec::new();
    let lock = NamesLock::read(&sources, file, &mut found);
    assert_eq!(
        crate::support::lines(&sources, &found),
        [
            "names.lock:2:27: error[E0402]: `pub fn x() {}` is no name in Rust",
            "names.lock:7:7: error[E0402]: the entry of `e` is a number",
            "names.lock:9:7: error[E0402]: the entry of `a` is an array",
        ]
    );
    let object =
        |name: &str| format!(r#""{name}": {{"type": "object", "properties": {{"x": {{}}}}}}"#);
    let text = defs(&["a", "b", "c", "d"].map(object).join(","));
    let (lowered, _) = schema_with(&text, &lock);
    assert_eq!(
        types(&lowered.api),
        "A { x: any }\nB { x: any }\nSame { x: any }\nD { x: any }\n"
    );
}

const TYPES: &str = r#"
[types.Widget]
members = [
  { name = "a", type = "string" },
]
"#;

#[test]
fn what_the_product_gains_renames_nothing_in_a_module() {
    let module = format!(
        "{MODULE}{TYPES}{}",
        operation("get", "GET /w", "returns = \"Widget\"")
    );
    let folder = Folder::new(&[("product.toml", PRODUCT), ("widgets.toml", &module)]);
    assert_eq!(types(&folder.good().api), "widgets::Widget { a: string }\n");
    // A type of the product, an operation and a module, all of which would like the name.
    let product = PRODUCT.to_owned() + &TYPES.replace("\"a\"", "\"b\"");
    folder.write("product.toml", &product);
    folder.write(
        "widget.toml",
        &(MODULE.to_owned() + &operation("get", "GET /x", "returns = \"Widget\"")),
    );
    let more = operation("fetch", "GET /y", "name = \"Widget\"\nreturns = \"Widget\"");
    let lowered = folder.warned(&[
        "product.toml:9:8: warning[W0401]: the name `Widget` is taken: this is called `Widget2`",
    ]);
    assert_eq!(
        types(&lowered.api),
        "Widget2 { b: string }\nwidgets::Widget { a: string }\n"
    );
    folder.write("widgets.toml", &(module + &more));
    let (_, found) = folder.lower();
    assert_eq!(
        found,
        [
            "product.toml:9:8: warning[W0401]: the name `Widget` is taken: this is called `Widget2`",
            "widgets.toml:22:8: warning[W0401]: the name `Widget` is taken: this is called `WidgetOperation`"
        ]
    );
}

#[test]
fn what_a_spec_says_comes_before_what_is_remembered() {
    let schema = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"w": {"properties": {"part": {"properties": {"a": {}}}}}}}"##;
    let module = |overlay: &str, name: &str| {
        let get = operation("get", "GET /w", &format!("{name}returns = \"#w\""));
        format!("schema = \"w.json\"\n{MODULE}{overlay}{get}")
    };
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &module("", "")),
        ("w.json", schema),
    ]);
    let first = folder.good().api;
    assert_eq!(
        types(&first),
        "widgets::W { part: widgets::Part }\nwidgets::Part { a: any }\n"
    );
    assert_eq!(first.modules[0].operations[0].rust, "GetWidget");
    let overlay = "[overlay.\"/definitions/w/properties/part\"]\nname = \"Piece\"\n";
    folder.write("widgets.toml", &module(overlay, "name = \"FetchWidget\"\n"));
    let second = folder.good().api;
    assert_eq!(
        types(&second),
        "widgets::W { part: widgets::Piece }\nwidgets::Piece { a: any }\n"
    );
    assert_eq!(second.modules[0].operations[0].rust, "FetchWidget");
}

#[test]
fn names_that_a_spec_gives_twice_are_errors() {
    let operations = operation("get-it", "GET /a", "") + &operation("get_it", "GET /b", "");
    let product = PRODUCT.to_owned() + "[ids.Big]\ndoc = \"B.\"\n[ids.big]\ndoc = \"B.\"\n";
    let folder = Folder::new(&[
        ("product.toml", &product),
        ("widgets.toml", &format!("{MODULE}{TYPES}{operations}")),
    ]);
    let (_, found) = folder.lower();
    assert_eq!(
        found,
        [
            "product.toml:10:6: error[E0403]: `big` becomes `BigId` in Rust, like another",
            "widgets.toml:18:13: error[E0403]: `get_it` becomes `get_it` in Rust, like another",
        ]
    );
}

#[test]
fn parameters_keep_their_names_and_reserve_those_of_calls() {
    let module = |query: &str| {
        let rest = format!("query = [{query}]");
        MODULE.to_owned() + &operation("list", "GET /w", &rest)
    };
    let row = |name: &str| format!("{{ name = \"{name}\", type = \"string\", doc = \"D.\" }},");
    let names = |folder: &Folder| -> Vec<String> {
        let api = folder.good().api;
        let parameters = api.modules[0].operations[0].parameters.iter();
        parameters
            .map(|parameter| parameter.rust.to_string())
            .collect()
    };
    let earlier = row("user-id") + &row("timeout");
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &module(&earlier)),
    ]);
    assert_eq!(names(&folder), ["user_id", "timeout_value"]);
    folder.write(
        "widgets.toml",
        &module(&(row("user.id") + &row("user_id") + &earlier)),
    );
    assert_eq!(
        names(&folder),
        [
            "user_id_value",
            "user_id_value_2",
            "user_id",
            "timeout_value"
        ]
    );
}

#[test]
fn a_schema_that_two_modules_share_stays_where_it_was() {
    let schema = r##"{"definitions": {"w": {"properties": {"a": {}}}}}"##;
    let module = |path: &str| {
        format!(
            "schema = \"w.json\"\n{MODULE}{}",
            operation("get", &format!("GET /{path}"), "returns = \"#w\"")
        )
    };
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &module("w")),
        ("w.json", schema),
    ]);
    assert_eq!(types(&folder.good().api), "widgets::W { a: any }\n");
    folder.write("all.toml", &module("all"));
    assert_eq!(types(&folder.good().api), "widgets::W { a: any }\n");
}

#[test]
fn inline_objects_of_one_shape_are_one_type_whatever_module_they_are_of() {
    let schema = |name: &str, rest: &str| {
        format!(
            r##"{{"definitions": {{"{name}": {{"properties": {{"maker": {{"type": "object", "properties": {{"name": {{"type": "string"}}, "parts": {{"type": "array", "items": {{"type": "object", "properties": {{"size": {{"type": "integer"}}}}}}}}}}}}{rest}}}}}}}}}"##
        )
    };
    let module = |name: &str| {
        format!(
            "schema = \"{name}.json\"\n{MODULE}{}",
            operation(
                "get",
                &format!("GET /{name}"),
                &format!("returns = \"#{name}\"")
            )
        )
    };
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("gears.toml", &module("gear")),
        ("gear.json", &schema("gear", "")),
        ("widgets.toml", &module("widget")),
        ("widget.json", &schema("widget", "")),
    ]);
    let shared = "gears::Gear { maker: gears::Maker }\n\
                  gears::Maker { name: string, parts: [gears::Part] }\n\
                  gears::Part { size: integer }\n";
    let both = format!("{shared}widgets::Widget {{ maker: gears::Maker }}\n");
    assert_eq!(types(&folder.good().api), both);
    // A module that comes to stand before them takes nothing away.
    folder.write("axles.toml", &module("axle"));
    folder.write("axle.json", &schema("axle", ""));
    let all = format!("axles::Axle {{ maker: gears::Maker }}\n{both}");
    assert_eq!(types(&folder.good().api), all);
    // What parts gets a type of its own, where it stands.
    let more = r#", "other": {"type": "object", "properties": {"name": {"type": "boolean"}}}"#;
    folder.write("widget.json", &schema("widget", more));
    let all = format!(
        "axles::Axle {{ maker: gears::Maker }}\n{shared}\
         widgets::Widget {{ maker: gears::Maker, other: widgets::Other }}\n\
         widgets::Other {{ name: boolean }}\n"
    );
    assert_eq!(types(&folder.good().api), all);
}

/// The names of the types that the definitions of a schema become, in their order.
fn all_names(definitions: &str) -> String {
    let (lowered, found) = schema(&defs(definitions));
    assert!(
        found.iter().all(|line| !line.contains("error")),
        "{found:?}"
    );
    let names = lowered.api.types.iter().map(|def| def.path.name());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn branches_are_called_by_what_they_say_of_themselves() {
    let object = |rest: &str| format!(r#"{{"type": "object"{rest}}}"#);
    let with = |members: &str| object(&format!(r#", "properties": {{{members}}}"#));
    let a = r#""a": {"type": "integer"}"#;
    for (what, branches, names) in [
        (
            "a title",
            format!(r#"{{"title": "By card", "properties": {{{a}}}}}, {{"type": "string"}}"#),
            "ByCard Pay",
        ),
        (
            "titles that are one, and the members that set them apart",
            format!(
                r#"{{"title": "Way", "properties": {{{a}}}}}, {{"title": "Way", "properties": {{"b": {{}}}}}}"#
            ),
            "PayA Pay PayB",
        ),
        (
            "a title that is a sentence",
            format!(
                r#"{{"title": "What is paid with a card at the door", "properties": {{{a}}}}}, {{"type": "string"}}"#
            ),
            "PayObject Pay",
        ),
        (
            "the one that is not null",
            format!(r#"{}, {{"type": "null"}}"#, with(a)),
            "Pay",
        ),
        (
            "the kind of value",
            format!(r#"{{"type": "string"}}, {}"#, with(a)),
            "Pay PayObject",
        ),
        (
            "listed values",
            r#"{"type": "string"}, {"enum": ["x", "y"]}"#.to_owned(),
            "Pay PayValue",
        ),
        (
            "a constant",
            format!(
                r#"{{"const": "no-cash"}}, {{"enum": ["later"]}}, {}, {{"type": "string"}}"#,
                with(a)
            ),
            "Pay PayNoCash PayLater PayObject",
        ),
        (
            "what all values begin with",
            r#"{"enum": ["card@1", "card@2"]}, {"enum": ["cash@1", "cash@2"]}"#.to_owned(),
            "PayCard Pay PayCash",
        ),
        (
            "a member that has one value, without its version",
            format!(
                "{}, {}",
                with(r#""way": {"pattern": "^card@1$"}, "x": {}"#),
                with(r#""way": {"pattern": "^cash@2$"}, "x": {"type": "string"}"#)
            ),
            "PayCard Pay PayCash",
        ),
        (
            "with it where that tells apart",
            format!(
                "{}, {}",
                with(r#""way": {"pattern": "^card@1$"}, "x": {}"#),
                with(r#""way": {"pattern": "^card@2$"}, "x": {"type": "string"}"#)
            ),
            "PayCard1 Pay PayCard2",
        ),
        (
            "a required member",
            format!(
                "{}, {}",
                object(&format!(
                    r#", "properties": {{{a}, "b": {{}}}}, "required": ["a"]"#
                )),
                object(&format!(
                    r#", "properties": {{{a}, "b": {{}}}}, "required": ["b"]"#
                ))
            ),
            "PayA Pay PayB",
        ),
        (
            "a member, and the kind where none is left",
            format!(
                "{}, {}",
                with(a),
                with(&format!(r#"{a}, "b": {{"type": "string"}}"#))
            ),
            "PayObject Pay PayB",
        ),
        (
            "the kind of a member",
            format!(
                "{}, {}",
                with(r#""to": {"type": "array", "items": {"type": "string"}}"#),
                with(r#""to": {"type": "boolean"}"#)
            ),
            "PayToList Pay PayToBoolean",
        ),
        (
            "the items of a list",
            format!(
                r#"{{"type": "string"}}, {{"type": "array", "items": {}}}"#,
                with(a)
            ),
            "Pay PayItem",
        ),
        (
            "the values of a map",
            format!(
                r#"{{"type": "string"}}, {{"type": "object", "additionalProperties": {}}}"#,
                with(a)
            ),
            "Pay PayValue",
        ),
        (
            "nothing",
            r#"{"enum": ["x", "y"]}, {"enum": ["z", "w"]}"#.to_owned(),
            "PayOption1 Pay PayOption2",
        ),
    ] {
        let found = all_names(&format!(r#""pay": {{"oneOf": [{branches}]}}"#));
        let sorted = |names: &str| {
            let mut names: Vec<String> = names.split(' ').map(str::to_owned).collect();
            names.sort();
            names
        };
        assert_eq!(sorted(&found), sorted(names), "{what}");
    }
}

#[test]
fn what_stands_under_a_condition_is_called_by_its_constant() {
    let branch = |kind: &str, member: &str| {
        format!(
            r#"{{"if": {{"properties": {{"kind": {{"const": "{kind}"}}}}}},
                "then": {{"properties": {{"more": {{"type": "object", "properties": {{"{member}": {{}}}}}}}}}}}}"#
        )
    };
    let names = all_names(&format!(
        r#""pay": {{"type": "object", "properties": {{"kind": {{"type": "string"}}}},
            "allOf": [{}, {}, {}]}},
           "more": {{"type": "object", "properties": {{"x": {{}}}}}}"#,
        branch("card", "a"),
        branch("cash", "b"),
        branch("none", "c"),
    ));
    assert!(!names.contains(|c: char| c.is_ascii_digit()), "{names}");
}

#[test]
fn names_of_owners_are_not_said_twice() {
    let names = all_names(
        r##"
        "order_line": {"type": "object", "properties": {"line_price": {"type": "object", "properties": {"a": {}}}}},
        "line_price": {"type": "object", "properties": {"b": {}}}
        "##,
    );
    assert_eq!(names, "OrderLine OrderLinePrice LinePrice");
    let long = all_names(
        r##"
        "com.acme.services.billing.documents.kept.v1.Receipt": {"type": "object", "properties": {"a": {}}},
        "com.acme.services.billing.documents.kept.v2.Receipt": {"type": "object", "properties": {"b": {}}},
        "short.v1.Name": {"type": "object", "properties": {"c": {}}}
        "##,
    );
    assert_eq!(
        long,
        "Receipt ComAcmeServicesBillingDocumentsKeptV2Receipt ShortV1Name"
    );
}

#[test]
fn a_branch_that_is_added_renames_nothing() {
    let choice = |branches: &str| defs(&format!(r#""pay": {{"oneOf": [{branches}]}}"#));
    let first =
        r#"{"type": "string"}, {"type": "object", "properties": {"card": {"type": "integer"}}}"#;
    let others = [
        r#"{"type": "object", "properties": {"account": {"type": "string"}}}"#,
        r#"{"title": "Object", "type": "object", "properties": {"x": {}}}"#,
        r#"{"enum": ["x"]}"#,
        r#"{"type": "array", "items": {"type": "object", "properties": {"card": {"type": "string"}}}}"#,
    ];
    for other in others {
        let names = after(&choice(first), &choice(&format!("{first}, {other}")));
        assert!(names.contains("PayObject { card: integer }"), "{names}");
        assert!(names.contains("Object(PayObject)"), "{names}");
    }
}
