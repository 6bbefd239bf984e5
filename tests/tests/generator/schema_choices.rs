//! What the expected Rust of the schema fixtures makes of values: alternatives, conditions, patterns,
//! lists of several types.

use clientwright_runtime::Implied;
use serde_json::{Value, json};

use crate::compile::{expected, there_and_back, written};

#[test]
fn alternatives_beside_members_are_records_with_all_of_them() {
    use expected::alternatives::{Animal, Parcel, Shape, Ticket, Zoo};
    let round = there_and_back(json!({"id": "a", "kind": "round", "radius": 1.5}));
    assert!(matches!(&round, Shape::Round(round) if round.id == "a" && round.radius == 1.5));
    let square = there_and_back(json!({"id": "b", "kind": "square", "side": 2}));
    assert!(matches!(&square, Shape::Square(square) if square.id == "b" && square.side == Some(2)));
    let home = there_and_back(json!({"weight": 0.5, "street": "Main"}));
    assert!(matches!(&home, Parcel::SentHome(home) if home.weight == Some(0.5)));
    let kept = there_and_back(json!({"locker": 7}));
    assert!(matches!(&kept, Parcel::Kept(kept) if kept.locker == 7));
    for value in [
        json!({"row": 1, "code": "a"}),
        json!({"row": 1, "name": "a"}),
        json!({"standing": true, "code": "a"}),
        json!({"standing": true, "name": "a"}),
    ] {
        let ticket: Ticket = there_and_back(value.clone());
        assert!(!matches!(ticket, Ticket::Other(_)), "{value}");
    }
    let zoo: Zoo = there_and_back(json!({
        "animal": {"name": "Tom", "lives": 9},
        "cat": {"name": "Tim", "lives": 8},
        "shapes": [{"id": "c", "kind": "square"}],
    }));
    assert!(matches!(&zoo.animal, Some(Some(Animal::Cat(cat))) if cat.lives == Some(9)));
    assert_eq!(zoo.cat.unwrap().lives, Some(8));
    let zoo: Zoo = there_and_back(json!({"animal": {"name": "Rex", "barks": true}}));
    assert!(matches!(&zoo.animal, Some(Some(Animal::Dog(dog))) if dog.barks == Some(true)));
    let zoo: Zoo = there_and_back(json!({"animal": null}));
    assert_eq!(zoo.animal, Some(None));
}

#[test]
fn an_alternative_that_repeats_the_members_is_the_type_it_refers_to() {
    use expected::alternatives::{Bird, Pet, Plan};
    let bird = there_and_back(json!({"species": "bird", "sings": true}));
    assert!(matches!(
        &bird,
        Pet::Bird(Bird {
            sings: Some(true),
            ..
        })
    ));
    let fish = there_and_back(json!({"species": "fish", "depth": 3}));
    assert!(matches!(&fish, Pet::Fish(fish) if fish.depth == Some(3)));
    let plain = there_and_back(json!({"name": "a"}));
    assert!(matches!(&plain, Plan::Any(plan) if plan.name.as_deref() == Some("a")));
    let seats = there_and_back(json!({"name": "a", "seats": 4}));
    assert!(matches!(&seats, Plan::Object(plan) if plan.seats == 4));
}

#[test]
fn what_fits_no_alternative_is_kept_as_it_is() {
    use expected::alternatives::Shape;
    let new = json!({"id": "a", "kind": "oval", "radius": 1.5});
    assert!(matches!(there_and_back(new.clone()), Shape::Other(other) if other == new));
    let none = json!({"name": "neither"});
    assert!(matches!(there_and_back(none.clone()), Shape::Other(other) if other == none));
}

#[test]
fn a_tag_decides_which_alternative_it_is() {
    use expected::tags::{Message, Thread, Versioned};
    let picture = there_and_back(json!({"type": "picture-url", "body": "a"}));
    assert!(
        matches!(&picture, Message::PictureUrl(picture) if picture.body.as_deref() == Some("a"))
    );
    let text = there_and_back(json!({"type": "text", "body": "a"}));
    assert!(matches!(&text, Message::Text(_)));
    let removed = there_and_back(json!({"type": "removed", "reason": "old"}));
    assert!(matches!(&removed, Message::Removed(why) if why.reason.as_deref() == Some("old")));
    // A tag that is not documented: nothing of it is lost.
    let new = json!({"type": "sound", "body": "a", "pitch": 440});
    assert!(matches!(there_and_back(new.clone()), Message::Other(other) if other == new));
    let thread: Thread = there_and_back(json!({
        "state": {"version": 2},
        "rest": [{"type": "removed"}, {"type": "picture-url"}],
    }));
    assert!(
        matches!(&thread.state, Some(Versioned::Value2(_))),
        "{thread:?}"
    );
    let rest = thread.rest.unwrap();
    assert!(matches!(
        &rest[..],
        [Message::Removed(_), Message::PictureUrl(_)]
    ));
}

#[test]
fn what_a_condition_brings_may_be_left_out() {
    use expected::conditional_members::{Address, Code, Form, Level, Order};
    let address: Address = there_and_back(json!({
        "street": "Main", "code": "A1", "country": "us", "state": "NY",
    }));
    assert_eq!(address.state, Some("NY".to_owned().into()));
    assert_eq!(address.code, Some(Code::String("A1".to_owned())));
    let address: Address = there_and_back(json!({"code": 12, "region": {"name": "North"}}));
    assert_eq!(address.code, Some(Code::Integer(12)));
    assert_eq!(address.region.unwrap().name.as_deref(), Some("North"));
    let order: Order = there_and_back(json!({"card": "a", "billing": "b", "kind": "c", "note": 3}));
    assert_eq!(order.billing, Some("b".to_owned().into()));
    assert_eq!(order.note, Some(Code::Integer(3)));
    let form: Form = there_and_back(json!({"level": 12345}));
    assert_eq!(form.level, Some(Level::Integer(12_345)));
    let form: Form = there_and_back(json!({"level": "high"}));
    assert!(matches!(form.level, Some(Level::Then(_))));
}

#[test]
fn patterns_type_the_members_that_have_no_name() {
    use expected::pattern_properties::{Thing, ThingTwoKind};
    let thing: Thing = there_and_back(json!({
        "headers": {"x-a": "b"},
        "known_and_more": {"known": "a", "x-b": 1, "y-c": 2},
        "known_and_others": {"known": "a", "x-b": 1, "undocumented": "c"},
        "two_kinds": {"size_a": 1, "part_b": {"name": "c"}, "d": true},
        "anything": {"x-a": [null]},
        "unevaluated": {"known": "a", "b": null, "c": 3},
    }));
    assert_eq!(thing.headers.unwrap()["x-a"], "b".to_owned().into());
    assert_eq!(thing.known_and_more.unwrap().additional["y-c"], 2);
    // Others may come, of any kind.
    let others = thing.known_and_others.unwrap().additional;
    assert_eq!(
        others,
        [("undocumented", json!("c")), ("x-b", json!(1))]
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    );
    let two = thing.two_kinds.unwrap();
    assert_eq!(two["size_a"], ThingTwoKind::Integer(1));
    assert_eq!(two["d"], ThingTwoKind::Boolean(true));
    assert!(
        matches!(&two["part_b"], ThingTwoKind::TwoKind(part) if part.name.as_deref() == Some("c"))
    );
    assert_eq!(thing.unevaluated.unwrap().additional["c"], Some(3));
}

#[test]
fn listed_values_of_several_kinds_are_a_union() {
    use expected::mixed_values::{Corner, Flag, Limit, LimitNumber, Step, Thing};
    let thing: Thing = there_and_back(json!({
        "limit": 20, "flag": "auto", "step": 0.5, "start": {"x": 0}, "corner": [0, 0],
        "never": [1], "not_text": 4,
    }));
    assert_eq!(thing.limit, Some(Some(Limit::Number(LimitNumber::Value20))));
    assert!(matches!(&thing.flag, Some(Flag::Text(text)) if text.as_str() == "auto"));
    assert_eq!(thing.step, Some(Step::Number(0.5)));
    assert_eq!(thing.start.unwrap()["x"], 0);
    assert_eq!(
        thing.corner,
        Some(Corner::AnyList(vec![json!(0), json!(0)]))
    );
    assert_eq!(thing.never, Some(json!([1])));
    let thing: Thing = there_and_back(json!({"limit": null, "flag": true, "corner": "centre"}));
    assert_eq!(thing.limit, Some(None));
    assert_eq!(thing.flag, Some(Flag::Boolean(true)));
}

#[test]
fn items_of_several_types_are_a_list_of_a_union() {
    use expected::item_types::{Cell, Row};
    let row: Row = there_and_back(json!({
        "same": [0.5, 2.0],
        "cells": [{"id": "a"}, "b", true, null],
        "open": ["a", {"b": 1}],
        "pair": ["a", 1],
    }));
    // Whole numbers beside others: the digits are kept.
    let same: Vec<String> = row
        .same
        .unwrap()
        .iter()
        .map(|it| it.get().unwrap().to_string())
        .collect();
    assert_eq!(same, ["0.5", "2.0"]);
    let cells = row.cells.unwrap();
    assert!(matches!(&cells[0], Some(Cell::Part1(cell)) if cell.id.as_deref() == Some("a")));
    assert_eq!(
        cells[1..],
        [
            Some(Cell::String("b".to_owned())),
            Some(Cell::Boolean(true)),
            None
        ]
    );
    assert_eq!(row.pair, Some(("a".to_owned(), 1).into()));
    let row: Row = there_and_back(json!({"pair": ["a"]}));
    assert_eq!(row.pair.unwrap().get(), None);
}

#[test]
fn old_drafts_name_by_id_and_pass_over_siblings() {
    use expected::draft_4::Widget;
    let widget: Widget = there_and_back(json!({
        "part": {"$id": "a", "size": 3}, "size": 4, "corner": [1, "b"], "kind": "c", "maker": "d",
    }));
    let part = widget.part.unwrap();
    assert_eq!((part.id.as_deref(), part.size), (Some("a"), Some(3)));
    assert_eq!(widget.corner, Some((1, "b".to_owned()).into()));
    assert_eq!(widget.maker, Some("d".to_owned().into()));
}

#[test]
fn recursive_and_dynamic_references_lead_to_the_document() {
    use expected::{draft_2019_09::Tree, dynamic_ref::Folder};
    let tree: Tree =
        there_and_back(json!({"value": 1.5, "unit": "m", "children": [{"children": []}]}));
    assert_eq!(tree.children.unwrap()[0].children, Some(Vec::new()));
    let folder: Folder =
        there_and_back(json!({"inside": [{"name": "a"}], "parent": {"name": "b"}}));
    assert_eq!(folder.inside.unwrap()[0].name.as_deref(), Some("a"));
    assert_eq!(folder.parent.unwrap().name.as_deref(), Some("b"));
}

/// That it compiles says that what has to be boxed is; this says that nothing else is.
#[test]
fn only_what_closes_a_circle_is_boxed() {
    use expected::boxes::{
        Conditional, First, Leaf, Node, NodeLeaf, NodeLeft, Optional, Second, Third, ThroughList,
        ThroughMap, Tuple,
    };
    let list = ThroughList {
        all: vec![ThroughList::default()],
        ..ThroughList::default()
    };
    assert_eq!(written(&list), json!({"all": [{"all": []}]}));
    let map = ThroughMap::default();
    let _: &std::collections::BTreeMap<String, ThroughMap> = &map.all;
    let _: Option<Box<Optional>> = Optional::default().next;
    let _: Option<Implied<(String, Box<Tuple>)>> = Tuple::default().pair;
    let _: Option<Second> = First::default().second;
    let _: Option<Third> = Second::default().third;
    let _: fn(Box<First>) -> Third = Third::First;
    let _: fn(Vec<First>) -> Third = Third::FirstList;
    let _: fn(Leaf) -> Third = Third::Leaf;
    let _: fn(NodeLeft) -> Node = Node::Left;
    let _: Option<Box<Node>> = NodeLeft::default().left;
    let _: Leaf = NodeLeaf::default().leaf;
    let _: Option<Box<Conditional>> = Conditional::default().inner;
    let node: Node = there_and_back(json!({"left": {"left": {"leaf": {"size": 1}}}}));
    assert!(matches!(node, Node::Left(_)));
}

#[test]
fn extensions_stand_in_the_ir() {
    let folder = crate::support::fixtures("schema");
    let generator = clientwright::Generator::from_schema(folder.join("extensions.schema.json"));
    let described = crate::support::describe(&generator);
    let ir = serde_json::to_value(&described.apis[0].types).unwrap();
    let widget = &ir[0];
    assert_eq!(widget["extensions"], json!({"x-since": "2.1"}));
    let members = &widget["shape"]["struct"]["members"];
    assert_eq!(
        members[0]["extensions"],
        json!({
            "x-hidden": {"from": ["a"]},
            "x-sold_in": ["us", "north-west"],
            "x-not_sold_in": [],
            "x-order": 3,
        })
    );
    assert_eq!(members[1]["extensions"], json!({"x-palette": "`warm`"}));
    assert_eq!(members[1].get("deprecated"), None::<&Value>);
}

#[test]
fn values_of_another_kind_than_the_implied_one_are_kept() {
    use expected::implied::{Either, FirstTwo, Form, Thing};
    let others = [
        json!("text"),
        json!(""),
        json!(5),
        json!(1.5),
        json!(true),
        json!([]),
        json!([1, {"a": null}]),
        json!(null),
    ];
    for other in &others {
        let thing: Thing = there_and_back(json!({
            "must": other, "address": other, "addresses": [{"street": "a"}, other],
            "by_name": {"a": other},
        }));
        assert_eq!(thing.must.instead_of_it.as_deref(), Some(other));
        assert_eq!(thing.address.unwrap().instead_of_it.as_deref(), Some(other));
        let told = |value: Value| {
            let text = json!({"must": value}).to_string();
            clientwright_runtime::testing::differences::<Thing>(text.as_bytes()).unwrap()
        };
        assert_eq!(told(other.clone()).len(), 1, "{other}");
        assert_eq!(told(json!({"street": "a"})), [""; 0]);
        if !other.is_string() {
            there_and_back::<Thing>(json!({"must": {}, "code": other}));
        }
        if !other.is_number() {
            there_and_back::<Thing>(json!({"must": {}, "size": other, "sizes": [4.5, other]}));
            there_and_back::<Thing>(json!({"must": {}, "first": [1, other], "either": other}));
        }
        there_and_back::<Thing>(json!({
            "must": {}, "tags": other, "labels": other,
            "first_two": [1, "a", other], "prefixed": {"x-a": "b", "c": other},
        }));
    }
    // An empty list or text is no empty object.
    let thing: Thing = there_and_back(json!({"must": [], "labels": "", "tags": {}}));
    assert_eq!(thing.tags.unwrap().get(), None);
    let thing: Thing = there_and_back(json!({
        "must": {"street": "a", "instead": "b"}, "size": 4.5, "tags": ["a"], "labels": {"a": "b"},
        "first": [1, 2], "first_two": [1, "a"], "either": 4.5, "all": {"a": "b"},
    }));
    assert_eq!(thing.must.street.as_deref(), Some("a"));
    assert_eq!(thing.size, Some(Implied::Value(4.5)));
    assert_eq!(thing.tags.unwrap().into_inner(), Ok(vec!["a".to_owned()]));
    assert_eq!(thing.first, Some(vec![1.into(), 2.into()]));
    let two = thing.first_two.unwrap();
    assert_eq!(two[1], FirstTwo::String("a".to_owned()));
    assert_eq!(thing.either, Some(Either::Number(4.5)));
    // What only a condition speaks of may be anything where it is not met.
    there_and_back::<Form>(json!({"kind": "b", "level": "high", "home": "none"}));
    let form: Form = there_and_back(json!({"kind": "a", "level": 1, "home": {"street": "a"}}));
    assert_eq!(form.home.unwrap().street.as_deref(), Some("a"));
}

#[test]
fn a_discriminator_decides_by_mapping_by_listed_values_and_by_name() {
    use expected::discriminator::{Animal, Bird, Cat, Dog, Event, Vehicle};
    let of = |kind: &str| there_and_back::<Animal>(json!({"kind": kind, "name": "a"}));
    assert!(matches!(of("cat"), Animal::Cat(_)));
    assert!(matches!(of("kitten"), Animal::Cat(_)));
    assert!(matches!(of("dog"), Animal::Dog(_)));
    assert!(matches!(of("cow"), Animal::Other(_)));
    // Where `mapping` has a value, the name of the schema is not one.
    assert!(matches!(of("Dog"), Animal::Other(_)));
    let event = |value: &str| there_and_back::<Event>(json!({"type": value, "id": 1}));
    assert!(matches!(event("changed"), Event::Changed(_)));
    assert!(matches!(event("imported"), Event::Created(_)));
    assert!(matches!(event("removed"), Event::Other(_)));
    let cart: Vehicle = there_and_back(json!({"sort": "Cart", "wheels": 2}));
    assert!(matches!(cart, Vehicle::Cart(_)));
    for (animal, kind) in [
        (Animal::Cat(Cat::default()), "cat"),
        (Animal::Dog(Dog::default()), "dog"),
        (Animal::Bird(Bird::default()), "Bird"),
    ] {
        assert_eq!(written(&animal), json!({"kind": kind}));
    }
}

#[test]
fn alternatives_may_differ_at_any_depth() {
    use expected::nested_choices::{Holder, Loose, Port, Rows};
    let angular = there_and_back(json!({"inner": {"shape": {"side": 1.5}}}));
    assert!(matches!(angular, Holder::Angular(_)));
    let round = there_and_back(json!({"inner": {"shape": {"radius": 1.5}}}));
    assert!(matches!(round, Holder::Round(_)));
    let named = there_and_back(json!([{}, {"name": "a"}]));
    assert!(matches!(named, Rows::NamedList(_)));
    let point = there_and_back(json!({"x": 1.5}));
    assert!(matches!(point, Loose::Point(_)));
    let map = there_and_back(json!({"y": 1.5}));
    assert!(matches!(map, Loose::Map(_)));
    assert!(matches!(there_and_back(json!("more")), Loose::String(_)));
    let listed: Loose = there_and_back(json!("all"));
    assert!(
        !matches!(listed, Loose::String(_) | Loose::Other(_)),
        "{listed:?}"
    );
    for number in [json!(80), json!("80%"), json!("80")] {
        there_and_back::<Port>(json!({"number": number, "ratio": 0.5}));
    }
}

#[test]
fn what_stands_beside_a_reference_counts_in_old_drafts() {
    use expected::reference_siblings::More;
    let more: More = there_and_back(json!({"id": 1, "name": "a"}));
    assert_eq!((more.id, more.name.as_str()), (Some(1), "a"));
}
