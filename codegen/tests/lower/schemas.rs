//! What schemas mean.

use crate::support::{defs, schema, types, types_of};

#[test]
fn pieces_of_all_of_become_one_object() {
    let text = defs(
        r##"
        "base": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "integer"}, "note": {"type": "string", "description": "A note."}}},
        "both": {"allOf": [{"$ref": "#/$defs/base"}, {"properties": {
            "id": {"description": "Narrowed in words alone."}, "kind": {"const": "x"}}}]},
        "inline": {"allOf": [{"type": "object", "properties": {"only": {"type": "boolean"}}}]},
        "nested": {"allOf": [
            {"properties": {"part": {"type": "object", "properties": {"a": {"type": "string"}}}}},
            {"properties": {"part": {"type": "object", "properties": {"b": {"type": "integer"}}}}}]},
        "itself": {"allOf": [{"$ref": "#/$defs/itself"}, {"properties": {"a": {"type": "string"}}}]}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
Base { id!: integer, note: string }
Both { id!: integer, note: string, kind: Kind }
Kind = X=x
Inline { only: boolean }
Nested { part: Part }
Part { a: string, b: integer }
Itself { a: string }
"
    );
}

#[test]
fn null_is_kept_apart_from_absence() {
    let text = defs(
        r##"
        "all": {"type": "object", "required": ["f"], "properties": {
            "a": {"type": ["string", "null"]},
            "b": {"type": "string", "nullable": true},
            "c": {"anyOf": [{"type": "string", "maxLength": 3, "description": "Short."}, {"type": "null"}]},
            "d": {"enum": ["x", null]},
            "e": {"type": "array", "items": {"type": ["integer", "null"]}},
            "f": {"oneOf": [{"$ref": "#/$defs/maybe"}, {"const": null}]},
            "g": {"$ref": "#/$defs/maybe"},
            "h": {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}}}},
        "maybe": {"type": ["number", "null"]}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
All { a: string?, b: string?, c: string?, d: D?, e: [integer?], f!: number?, g: number?, h: {boolean?} }
D = X=x
"
    );
    let (lowered, _) = schema(&text);
    let clientwright::ir::Shape::Struct(all) = &lowered.api.types[0].shape else {
        panic!("an object");
    };
    assert_eq!(all.members[2].doc, "Short.");
    assert_eq!(all.members[2].constraints.notes, ["at most 3 characters"]);
}

#[test]
fn keywords_beside_a_reference_count_by_draft() {
    let definitions = r##"
        "base": {"type": "object", "properties": {"a": {"type": "string"}}},
        "more": {"$ref": "#/$defs/base", "properties": {"b": {"type": "integer"}}},
        "words": {"$ref": "#/$defs/base", "description": "The same."},
        "few": {"$ref": "#/$defs/text", "enum": ["x"]},
        "text": {"type": "string"}"##;
    let modern = "Base { a: string }\nMore { a: string, b: integer }\nFew = X=x\n";
    let with = |draft: &str| format!(r#"{{"$schema": "{draft}", "$defs": {{{definitions}}}}}"#);
    assert_eq!(types_of(&defs(definitions)), modern);
    assert_eq!(
        types_of(&with("https://json-schema.org/draft/2020-12/schema")),
        modern
    );
    // By the letter they do not count in old drafts.
    let (lowered, found) = schema(&with("http://json-schema.org/draft-07/schema#"));
    assert_eq!(types(&lowered.api), modern);
    let told = found.iter().filter(|line| line.contains("warning[W0312]"));
    assert_eq!((told.count(), found.len()), (2, 2), "{found:?}");
}

#[test]
fn ways_through_several_choices_are_called_by_all_that_they_chose() {
    let text = defs(
        r##"
        "ticket": {"type": "object", "properties": {"id": {"type": "string"}}, "allOf": [
            {"oneOf": [{"$ref": "#/$defs/card"}, {"$ref": "#/$defs/cash"}]},
            {"oneOf": [
                {"title": "Single", "properties": {"from": {"type": "string"}}},
                {"properties": {"zone": {"type": "integer"}}}]}]},
        "card": {"type": "object", "properties": {"number": {"type": "string"}}},
        "cash": {"type": "object", "properties": {"coins": {"type": "integer"}}}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
Ticket = CardSingle(TicketCardSingle) | CardZone(TicketCardZone) | CashSingle(TicketCashSingle) | CashZone(TicketCashZone)
TicketCardSingle { id: string, number: string, from: string }
TicketCashSingle { id: string, coins: integer, from: string }
TicketCardZone { id: string, number: string, zone: integer }
TicketCashZone { id: string, coins: integer, zone: integer }
Card { number: string }
Cash { coins: integer }
"
    );
}

#[test]
fn unions_hold_what_their_alternatives_are() {
    let text = defs(
        r##"
        "two": {"oneOf": [{"type": "string"}, {"$ref": "#/$defs/part"}, {"type": "string"}]},
        "list": {"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]}},
        "types": {"type": ["string", "integer", "number"]},
        "titled": {"oneOf": [
            {"title": "By Card", "type": "object", "properties": {"card": {"type": "string"}}},
            {"type": "object", "properties": {"cash": {"type": "number"}}}]},
        "part": {"type": "object", "properties": {"a": {"type": "string"}}},
        "conditions": {"type": "object", "properties": {"a": {"type": "string"}},
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
Two = String(string) | Part(Part)
List = Integer(integer) | Boolean(boolean)
Types = String(string) | Decimal(decimal)
Titled = ByCard(ByCard) | Cash(TitledCash)
ByCard { card: string }
TitledCash { cash: number }
Part { a: string }
Conditions { a: string }
"
    );
}

#[test]
fn what_becomes_any_json_is_told_unless_it_says_so_itself() {
    let text = defs(
        r##"
        "all": {"type": "object", "properties": {
            "a": {}, "b": true, "c": {"description": "Any."}, "d": {"items": {}},
            "e": false,
            "f": {"type": "null"},
            "g": {"anyOf": [{"type": "string"}, {}]},
            "h": {"type": "money"},
            "i": {"enum": [{"x": 1}]}}}
        "##,
    );
    let (lowered, found) = schema(&text);
    assert_eq!(
        types(&lowered.api),
        "All { a: any, b: any, c: any, d: implied<[any]>, e: any, f: any, g: any, h: any, i: {any} }\n"
    );
    assert_eq!(
        found,
        [
            "widgets.json:4:18: warning[W0302]: any JSON is read: no value fits this",
            "widgets.json:5:18: warning[W0302]: any JSON is read: only null fits this",
            "widgets.json:6:18: warning[W0302]: any JSON is read: one of the alternatives is any JSON",
            "widgets.json:8:18: warning[W0302]: lists or objects are among the values: any list or object is read",
        ]
    );
}

#[test]
fn types_that_hold_themselves_are_boxed_where_they_must_be() {
    let text = defs(
        r##"
        "node": {"type": "object", "properties": {
            "next": {"$ref": "#/$defs/node"}, "all": {"type": "array", "items": {"$ref": "#/$defs/node"}}}},
        "json": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/json"}},
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/json"}}]},
        "tree": {"type": ["string", "array"], "items": {"$ref": "#/$defs/tree"}},
        "left": {"type": "object", "properties": {"right": {"oneOf": [{"$ref": "#/$defs/right"}, {"type": "string"}]}}},
        "right": {"type": "object", "properties": {"left": {"$ref": "#/$defs/left"}}}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
Node { next: Box<Node>, all: [Node] }
Json = String(string) | List([Json]) | Map({Json})
Tree = String(string) | List([Tree])
Left { right: LeftRight }
LeftRight = Right(Right) | String(string)
Right { left: Box<Left> }
"
    );
}

#[test]
fn arrays_are_tuples_where_their_length_is_known() {
    let text = defs(
        r##"
        "all": {"type": "object", "properties": {
            "pair": {"prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2, "items": false},
            "old": {"items": [{"type": "string"}], "minItems": 1, "maxItems": 1},
            "open": {"items": [{"type": "string"}]},
            "point": {"type": "array", "minItems": 1, "maxItems": 1, "prefixItems": [
                {"type": "object", "properties": {"x": {"type": "number"}}}]}}}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
All { pair: implied<(string, integer)>, old: implied<(string)>, open: implied<[implied<string>]>, point: (PointPart1) }
PointPart1 { x: number }
"
    );
}

#[test]
fn listed_values_become_enums_where_they_are_of_one_kind() {
    let text = defs(
        r##"
        "all": {"type": "object", "properties": {
            "whole": {"enum": [1, 2, null], "x-enumNames": ["One", "Two"]},
            "shifted": {"enum": [null, "a", "b"], "x-enum-varnames": ["None", "First", "Second"]},
            "twice": {"enum": ["a", "A", "a"]},
            "flags": {"enum": [true, false]},
            "parts": {"enum": [1, 2.5]},
            "mixed": {"enum": ["a", 1]},
            "empty": {"type": "string", "enum": []}}}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
All { whole: Whole?, shifted: Shifted?, twice: Twice, flags: boolean, parts: number, mixed: Mixed, empty: string }
Whole = One=1 | Two=2
Shifted = First=a | Second=b
Twice = AValue=a | A=A
MixedText = A=a
MixedNumber = Value1=1
Mixed = Text(MixedText) | Number(MixedNumber)
"
    );
}

#[test]
fn a_document_that_is_no_object_still_has_types() {
    let text =
        r#"{"title": "Rows", "type": "array", "items": {"properties": {"a": {"type": "string"}}}}"#;
    assert_eq!(types_of(text), "Row { a: string }\n");
}

#[test]
fn objects_that_must_hold_each_other_need_not() {
    let text = defs(
        r##"
        "outside": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/$defs/b"}}},
        "a": {"type": "object", "required": ["b", "id"], "properties": {"b": {"$ref": "#/$defs/b"}, "id": {"type": "string"}}},
        "b": {"type": "object", "required": ["a", "list"], "properties": {
            "a": {"$ref": "#/$defs/a"}, "list": {"type": "array", "items": {"$ref": "#/$defs/b"}}}},
        "c": {"type": "object", "required": ["u"], "properties": {"u": {"$ref": "#/$defs/u"}}},
        "d": {"type": "object", "required": ["u", "c"], "properties": {"u": {"$ref": "#/$defs/u"}, "c": {"$ref": "#/$defs/c"}}},
        "u": {"oneOf": [{"$ref": "#/$defs/c"}, {"$ref": "#/$defs/d"}]}
        "##,
    );
    assert_eq!(
        types_of(&text),
        "\
Outside { b!: B }
A { b!: B, id!: string }
B { a: Box<A>, list!: [B] }
C { u: U }
D { u!: Box<U>, c!: Box<C> }
U = C(Box<C>) | D(D)
"
    );
}
