//! The expected Rust of the schema fixtures compiles without a warning, and reads and writes.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

macro_rules! cases {
    ($($name:ident)*) => {
        /// The cases.
        pub(crate) const CASES: &[&str] = &[$(stringify!($name)),*];

        #[allow(
            dead_code,
            unreachable_pub,
            clippy::enum_variant_names,
            reason = "a test uses some of it, and variants have the words of documents"
        )]
        pub(crate) mod expected {
            $(pub mod $name {
                include!(concat!(
                    "../../fixtures/schema/",
                    stringify!($name),
                    ".rs"
                ));
            })*
        }

        mod rust {
            $(#[test]
            fn $name() {
                crate::schema_fixtures::case(stringify!($name));
            })*
        }
    };
}

cases! {
    all_of alternatives any_of any_of_objects boolean_schemas boxes competing_names
    conditional_members conditions constant constraints defaults defs_beside_definitions deprecated
    descriptions discriminator draft_2019_09 draft_4 dynamic_ref enums enums_in_places extensions formats
    hostile_text implied implied_types item_types maps mixed_values nested_arrays nested_choices null nullable numbers
    numbers_draft_4 odd_names one_of open_objects open_objects_2020
    pattern_properties read_write recursion recursion_elsewhere ref_anchor ref_assumed_base ref_chain ref_definitions ref_defs
    ref_escaped ref_file ref_id ref_inside ref_siblings ref_whole reference_siblings required_recursion root_choice root_collision
    root_definitions root_enum root_list root_list_of_definitions root_map root_nullable root_object
    root_reference root_scalar
    same_shape tags tuples tuples_2020 type_lists
}

pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap()
}

pub(crate) fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// Reads a value, and checks that writing gives it back.
pub(crate) fn there_and_back<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = read(&value);
    assert_eq!(written(&read), value);
    read
}

pub(crate) fn refusal<T: DeserializeOwned>(value: &Value) -> String {
    match serde_json::from_str::<T>(&value.to_string()) {
        Ok(_) => panic!("{value} was taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn pieces_of_all_of_are_one_object() {
    use expected::all_of::{ContainsItself, Part};
    let part: Part = there_and_back(json!({"id": "a", "name": "b", "weight": 1.5}));
    assert_eq!(part.id, "a");
    assert_eq!(part.name.as_deref(), Some("b"));
    assert_eq!(part.weight, 1.5);
    assert!(refusal::<Part>(&json!({"id": "a"})).contains("`weight`"));
    let itself: ContainsItself = there_and_back(json!({"depth": 3}));
    assert_eq!(itself.depth, Some(3));
}

#[test]
fn unions_are_told_apart_by_their_members() {
    use expected::one_of::{Home, Pet, Shelter};
    let home: Home = there_and_back(json!({"pet": {"barks": true}, "shelter": {"poles": 4}}));
    assert!(matches!(&home.pet, Some(Pet::Dog(dog)) if dog.barks == Some(true)));
    assert!(matches!(&home.shelter, Some(Shelter::Poles(tent)) if tent.poles == Some(4)));
    let home: Home = there_and_back(json!({"pet": {"meows": false}, "shelter": {"rooms": 2}}));
    assert!(matches!(&home.pet, Some(Pet::Cat(cat)) if cat.meows == Some(false)));
    assert!(matches!(&home.shelter, Some(Shelter::House(house)) if house.rooms == Some(2)));
    let home: Home = there_and_back(json!({"pet": "Rex"}));
    assert!(matches!(&home.pet, Some(Pet::String(name)) if name == "Rex"));
    let home: Home = there_and_back(json!({"pet": [1, {"a": null}]}));
    assert!(matches!(&home.pet, Some(Pet::Other(value)) if *value == json!([1, {"a": null}])));
}

#[test]
fn any_of_keeps_the_json_type() {
    use expected::any_of::{Either, Thing};
    let thing: Thing = there_and_back(json!({"either": 7, "anything": {"b": [1]}, "one": "x"}));
    assert_eq!(thing.either, Some(Either::Integer(7)));
    let thing: Thing = there_and_back(json!({"maybe": null, "either": "7"}));
    assert_eq!(thing.either, Some(Either::String("7".to_owned())));
    assert_eq!(thing.maybe, Some(None));
}

#[test]
fn a_union_may_hold_itself_in_a_list() {
    use expected::any_of_objects::{Bill, Payment};
    let bill: Bill = there_and_back(json!({
        "payment": [{"card": "a"}, [{"account": 5}, []]],
        "second": null,
    }));
    let Some(Payment::List(parts)) = &bill.payment else {
        panic!("{bill:?}");
    };
    assert!(matches!(&parts[0], Some(Payment::ByCard(card)) if card.card == "a"));
    let Some(Payment::List(inner)) = &parts[1] else {
        panic!("{parts:?}");
    };
    assert!(matches!(&inner[0], Some(Payment::ByTransfer(transfer)) if transfer.account == 5));
    assert!(matches!(&inner[1], Some(Payment::List(none)) if none.is_empty()));
    assert_eq!(bill.second, Some(None));
}

#[test]
fn null_and_absent_are_kept_apart() {
    use expected::nullable::Thing;
    let thing: Thing = there_and_back(json!({"must": null}));
    assert_eq!(thing.must, None);
    assert_eq!(thing.list, None);
    let all = json!({
        "list": null, "keyword": null, "must": 1, "items": ["a", null, "b"],
        "object": null, "several": null,
    });
    let thing: Thing = there_and_back(all);
    assert_eq!(thing.list, Some(None));
    assert_eq!(thing.keyword, Some(None));
    assert_eq!(thing.must, Some(1));
    let items = thing.items.unwrap();
    assert_eq!(items, [Some("a".to_owned()), None, Some("b".to_owned())]);
    assert_eq!(thing.object, Some(None));
    assert_eq!(thing.several, Some(None));
    let thing: Thing = there_and_back(json!({"list": "a", "must": 2, "object": {"a": "b"}}));
    assert_eq!(thing.list, Some(Some("a".to_owned())));
}

#[test]
fn maps_keep_what_they_hold() {
    use expected::maps::{Closed, Open, Thing};
    let thing: Thing = there_and_back(json!({
        "texts": {"b": "2", "a": "1"},
        "objects": {"x": {"a": 1}, "y": {}},
        "anything": {"deep": [{"er": null}]},
        "lists": {"l": [1, 2], "m": []},
    }));
    assert_eq!(thing.objects.unwrap()["x"].a, Some(1));
    assert_eq!(thing.lists.unwrap()["l"], [1, 2]);
    let open: Open = there_and_back(json!({"known": "k", "one": 1, "two": 2}));
    assert_eq!(open.additional.len(), 2);
    assert_eq!(open.additional["two"], 2);
    let closed: Closed = read(&json!({"known": "k", "more": 1}));
    assert_eq!(
        written(&closed),
        json!({"known": "k"}),
        "a new member is no failure"
    );
}

#[test]
fn tuples_have_their_length() {
    use expected::{tuples, tuples_2020};
    let shape: tuples::Shape = there_and_back(json!({"point": [1.5, -2.0], "loose": ["a", 1, {}]}));
    assert_eq!(shape.point, Some((1.5, -2.0)));
    assert!(!refusal::<tuples::Shape>(&json!({"point": [1.5]})).is_empty());
    let shape: tuples_2020::Shape = there_and_back(json!({"point": [0.5, "b"], "more": ["a", 1]}));
    assert_eq!(shape.point, Some((0.5, "b".to_owned())));
}

#[test]
fn recursion_goes_through_maps_tuples_and_null() {
    use expected::recursion_elsewhere::Node;
    let node: Node = there_and_back(json!({
        "name": "a",
        "by_name": {"b": {"name": "b", "maybe": null}},
        "pair": [{"name": "c"}, 3],
        "maybe": {"name": "d"},
        "inline": {"back": {"name": "e"}},
    }));
    assert_eq!(node.by_name.unwrap()["b"].maybe, Some(None));
    let (first, second) = node.pair.unwrap();
    assert_eq!((first.name.as_str(), second), ("c", 3));
    assert_eq!(node.inline.unwrap().back.unwrap().name, "e");
}

#[test]
fn lists_nest() {
    use expected::nested_arrays::Grid;
    let grid: Grid = there_and_back(json!({
        "rows": [[0.5], [], [1.5, 2.5]],
        "cells": [[{"value": 1}], [{}]],
        "plain": [null, "a", []],
    }));
    assert_eq!(grid.rows, Some(vec![vec![0.5], vec![], vec![1.5, 2.5]]));
    assert_eq!(grid.cells.unwrap()[0][0].value, Some(1));
}

#[test]
fn enums_take_what_nobody_documented() {
    use expected::enums::{Colour, Level, Named, State, Task};
    let task: Task = there_and_back(json!({
        "state": "2nd look", "level": -1, "colour": "RED", "maybe": null, "flag": true,
        "mixed": "one", "named": 20,
    }));
    assert_eq!(task.state, Some(State::Value2ndLook));
    assert_eq!(task.level, Some(Level::Minus1));
    assert_eq!(task.colour.as_ref().map(Colour::as_str), Some("RED"));
    assert_eq!(task.maybe, Some(None));
    assert_eq!(task.named, Some(Named::High));
    let task: Task = there_and_back(json!({"state": "lost", "level": 99, "colour": "rED"}));
    assert_eq!(task.state.as_ref().map(State::as_str), Some("lost"));
    assert!(matches!(task.state, Some(State::Unlisted(_))));
    assert!(matches!(task.level, Some(Level::Unlisted(_))));
    let task: Task = there_and_back(json!({"state": "", "mixed": 1}));
    assert_eq!(task.state, Some(State::Empty));
}

#[test]
fn enums_stand_in_lists_and_maps() {
    use expected::enums_in_places::{Colour, Shade, Sign, Thing};
    let thing: Thing = there_and_back(json!({
        "colours": ["green", "mauve"], "colour": "red", "shades": {"a": "dark"},
        "sign": "Self", "answer": 2.5,
    }));
    let colours = thing.colours.unwrap();
    assert_eq!(colours[0], Colour::Green);
    assert_eq!(colours[1].as_str(), "mauve");
    assert_eq!(
        thing.colour,
        Some(Colour::Red),
        "two enums of one shape are one type"
    );
    assert_eq!(thing.shades.unwrap()["a"], Shade::Dark);
    assert_eq!(thing.sign, Some(Sign::SelfType));
}

#[test]
fn constants_are_open_too() {
    use expected::constant::{Event, Kind};
    let event: Event = there_and_back(json!({"kind": "created", "version": 2}));
    assert_eq!(event.kind, Some(Kind::Created));
    let event: Event = there_and_back(json!({"kind": "changed", "version": 3}));
    assert_eq!(event.kind.as_ref().map(Kind::as_str), Some("changed"));
}

#[test]
fn odd_names_stay_on_the_wire() {
    use expected::odd_names::{OptionType, StringType, Type};
    let names = [
        "type",
        "self",
        "Self",
        "2fa",
        "größe",
        "日本",
        "a-b",
        "a_b",
        "a b",
        "",
        "async",
        "x.y/z",
        "'quoted\"",
        "employeeID",
    ];
    let all: serde_json::Map<String, Value> = names
        .into_iter()
        .map(|name| (name.to_owned(), json!(format!("value of {name}"))))
        .collect();
    let odd: Type = there_and_back(Value::Object(all));
    assert_eq!(odd.r#type.as_deref(), Some("value of type"));
    assert_eq!(odd.self_.as_deref(), Some("value of self"));
    assert_eq!(
        odd.a_b.as_deref(),
        Some("value of a_b"),
        "its own name first"
    );
    assert_eq!(odd.employee_id.as_deref(), Some("value of employeeID"));
    there_and_back::<OptionType>(json!({"a": "b"}));
    there_and_back::<StringType>(json!({"a": "b"}));
}

#[test]
fn recursive_types_read_to_any_depth_that_json_has() {
    use expected::recursion::{Chicken, Expression, Tree};
    let tree: Tree = there_and_back(json!({
        "value": "root",
        "left": {"value": "l", "children": [{"right": {"value": "deep"}}]},
        "children": [{}, {"value": "c"}],
    }));
    let left = tree.left.unwrap();
    let deep = &left.children.as_ref().unwrap()[0].right;
    assert_eq!(deep.as_ref().unwrap().value.as_deref(), Some("deep"));
    let chicken: Chicken =
        there_and_back(json!({"egg": {"chicken": {"egg": {"nest": {"twigs": 9}}}}}));
    let egg = chicken.egg.unwrap().chicken.unwrap().egg.unwrap();
    assert_eq!(egg.nest.unwrap().twigs, Some(9));
    let sum: Expression = there_and_back(json!({"left": 1, "right": {"left": 2, "right": 3}}));
    let Expression::Pair(pair) = sum else {
        panic!("a pair");
    };
    assert_eq!(*pair.left, Expression::Integer(1));
}

#[test]
fn what_requires_itself_can_still_be_read() {
    use expected::required_recursion::{Holder, Ping, Sum, Term};
    assert_eq!(Ping::default().pong.ping, None);
    let holder: Holder = there_and_back(json!({"loop": {"name": "a"}}));
    assert_eq!(holder.r#loop.name, "a");
    let sum: Sum = there_and_back(json!({"left": 1, "right": {"left": 2, "right": 3}}));
    assert_eq!(sum.left, Some(Term::Integer(1)));
    let Some(Term::Sum(inner)) = sum.right else {
        panic!("a sum");
    };
    assert_eq!(inner.right, Some(Term::Integer(3)));
}

#[test]
fn formats_are_scalars_with_a_meaning() {
    use expected::formats::Thing;
    let thing: Thing = there_and_back(json!({
        "at": "2023-12-12T14:32:50+05:30", "day": "2016-06-05", "url": "https://acme.example/",
        "mail": "a@acme.example", "secret": "s3cret", "double": 0.5, "small": 3,
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "number": 9007199254740993_i64,
        "flag": false, "unknown": [1],
    }));
    assert!(!format!("{thing:?}").contains("s3cret"));
    assert_eq!(thing.number, Some(9_007_199_254_740_993));
    let text = r#"{"amount":5000.10}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    assert_eq!(
        serde_json::to_string(&thing).unwrap(),
        text,
        "digits are kept"
    );
}

#[test]
fn references_lead_to_one_type() {
    use expected::{ref_escaped, ref_file, ref_id, ref_inside, ref_siblings, ref_whole};
    let part: ref_escaped::Part =
        there_and_back(json!({"slash": {"x": "1"}, "tilde": {"y": "2"}, "percent": {"z": "3"}}));
    assert_eq!(part.percent.unwrap().z.as_deref(), Some("3"));
    let part: ref_file::Part = there_and_back(json!({"maker": {"page": {"page": 2}}}));
    assert_eq!(part.maker.unwrap().page.unwrap().page, Some(2));
    let part: ref_id::Part = there_and_back(json!({"maker": {"country": "a"}, "seller": {}}));
    assert_eq!(
        part.maker.map(|maker| maker.country),
        Some(Some("a".to_owned()))
    );
    let maker: ref_inside::Maker = there_and_back(json!({"country": "b"}));
    assert_eq!(written(&maker), json!({"country": "b"}));
    let other: ref_inside::Other = there_and_back(json!({"maker": {"country": "b"}}));
    assert_eq!(other.maker, Some(maker), "one type");
    let part: ref_siblings::Part = there_and_back(json!({"spare": {"country": "c"}}));
    assert_eq!(part.maker, None);
    let folder: ref_whole::Folder =
        there_and_back(json!({"folders": [{"file": {"folder": {"name": "n"}}}]}));
    assert_eq!(folder.folders.unwrap()[0].name, None);
}

#[test]
fn without_operations_a_type_has_what_is_only_sent() {
    use expected::read_write::Account;
    there_and_back::<Account>(json!({"id": 1, "password": "p", "name": "n"}));
}

#[test]
fn lists_of_types_are_unions() {
    use expected::type_lists::{ListOrText, TextOrNumber, Thing};
    let thing: Thing = there_and_back(json!({
        "text_or_number": 5, "number_or_whole": 1.5, "list_or_text": [1, 2],
        "object_or_text": {"a": "b"}, "unknown_word": "x",
    }));
    assert_eq!(thing.text_or_number, Some(TextOrNumber::Integer(5)));
    assert_eq!(
        thing.list_or_text,
        Some(ListOrText::IntegerList(vec![1, 2]))
    );
    let thing: Thing = there_and_back(json!({"text_or_number": "5", "list_or_text": "1"}));
    assert_eq!(
        thing.text_or_number,
        Some(TextOrNumber::String("5".to_owned()))
    );
}
