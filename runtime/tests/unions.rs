//! Unions take the variant that loses least of a value, however deep the variants differ.

use std::collections::BTreeMap;

use clientwright_runtime::__private::v1;
use clientwright_runtime::testing::differences;
use serde_json::{Value, from_value, json, to_value};

macro_rules! record {
    ($name:ident { $($at:literal $field:ident: $ty:ty,)* } $(promised $($promised:literal)+)?) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name { $(pub $field: $ty,)* }
        v1::record! { $name(default $(, promised $($promised)+)?) $($at $field,)* }
    };
}

macro_rules! open_record {
    ($name:ident { $($at:literal $field:ident: $ty:ty,)* }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name { $(pub $field: $ty,)* pub additional: BTreeMap<String, Value> }
        v1::record! { $name(default) $($at $field,)* ..additional }
    };
}

record! { Circle { 0 radius: Option<i64>, } }
record! { Square { 0 side: Option<i64>, } }
record! { Round { 0 shape: Option<Circle>, } }
record! { Angular { 0 shape: Option<Square>, } }
record! { RoundBox { 0 inner: Option<Round>, } }
record! { AngularBox { 0 inner: Option<Angular>, } }
record! { Counted { 0 value: Option<i64>, } }
record! { Named { 0 value: Option<String>, } }
open_record! { Anything { 0 id: Option<i64>, } }
open_record! { Parcel { 0 id: Option<i64>, 1 weight: Option<f64>, } }

v1::open_enum! {
    /// A constant.
    pub enum Cat: string {
        /// `cat`
        Cat = "cat",
    }
}
v1::open_enum! {
    /// Another constant.
    pub enum Dog: string {
        /// `dog`
        Dog = "dog",
    }
}
v1::open_enum! {
    /// Sizes.
    pub enum Size: string {
        /// `s`
        S = "s",
        /// `m`
        M = "m",
    }
}
record! { CatTag { 0 kind: Option<Cat>, } }
record! { DogTag { 0 kind: Option<Dog>, } }
record! { CatCage { 0 tag: Option<CatTag>, 1 name: Option<String>, } }
record! { DogCage { 0 tag: Option<DogTag>, 1 name: Option<String>, } }

v1::union! {
    /// Variants that differ one level down.
    pub enum Holder { Round(Round), Angular(Angular), }
}
v1::union! {
    /// Variants that differ two levels down.
    pub enum Crate { RoundBox(RoundBox), AngularBox(AngularBox), }
}
v1::union! {
    /// Lists.
    pub enum Items { Circles(Vec<Circle>), Squares(Vec<Square>), Numbers(Vec<i64>), Texts(Vec<String>), }
}
v1::union! {
    /// Maps.
    pub enum Tables { Circles(BTreeMap<String, Circle>), Squares(BTreeMap<String, Square>), }
}
v1::union! {
    /// Tuples and a list.
    pub enum Pair { Left((i64, Circle)), Right((i64, Square)), Rest(Vec<Value>), }
}
v1::union! {
    /// A member of another type.
    pub enum Typed { Counted(Counted), Named(Named), }
}
v1::union! {
    /// What takes everything comes first.
    pub enum MapFirst { Map(BTreeMap<String, Value>), Parcel(Parcel), }
}
v1::union! {
    /// An object that takes everything comes first.
    pub enum OpenFirst { Anything(Anything), Parcel(Parcel), }
}
v1::union! {
    /// A text comes before the texts that are listed.
    pub enum TextFirst { Text(String), Size(Size), }
}
v1::union! {
    /// Numbers.
    pub enum Numbers { Number(f64), Integer(i64), Text(String), }
}
v1::union! {
    /// Constants one level down.
    pub enum Cage { Cat(CatCage), Dog(DogCage), }
}

/// Reads a value, and checks that it is written as it came.
fn read<T: v1::Field + serde::Serialize + serde::de::DeserializeOwned>(value: &Value) -> T {
    let read: T = from_value(value.clone()).unwrap();
    assert_eq!(to_value(&read).unwrap(), *value);
    read
}

macro_rules! takes {
    ($union:ident: $($value:tt => $variant:ident,)+) => {$(
        let value = json!($value);
        let found: $union = read(&value);
        assert!(matches!(found, $union::$variant(_)), "{value} is read as {found:?}");
    )+};
}

#[test]
fn variants_that_differ_below_the_first_level() {
    takes! { Holder:
        {"shape": {"radius": 1}} => Round,
        {"shape": {"side": 1}} => Angular,
        {"shape": {}} => Round,
        {"shape": {"corner": 1}} => Other,
        {"shape": {"side": "wide"}} => Other,
    }
    takes! { Crate:
        {"inner": {"shape": {"radius": 1}}} => RoundBox,
        {"inner": {"shape": {"side": 1}}} => AngularBox,
        {"inner": {"shape": {"side": 1, "radius": 1}}} => Other,
    }
    takes! { Typed: {"value": 1} => Counted, {"value": "1"} => Named, {"value": "one"} => Named, }
}

#[test]
fn later_items_decide() {
    takes! { Items:
        [{}, {"radius": 1}] => Circles,
        [{}, {}, {"side": 1}] => Squares,
        [1, 2] => Numbers,
        [] => Circles,
        ["1", "2"] => Texts,
        [{"radius": 1}, {"side": 1}] => Other,
    }
    // A number is read where text is documented, in a list of a union as elsewhere.
    let found: Items = from_value(json!([1, "two"])).unwrap();
    assert_eq!(found, Items::Texts(vec!["1".to_owned(), "two".to_owned()]));
    takes! { Tables:
        {"a": {}, "b": {"side": 1}} => Squares,
        {"a": {"radius": 1}} => Circles,
    }
    takes! { Pair:
        [1, {"side": 1}] => Right,
        [1, {"radius": 1}] => Left,
        [1, {"radius": 1}, 2] => Rest,
        [1, {"corner": 1}] => Rest,
    }
}

#[test]
fn what_takes_everything_is_the_last_resort() {
    takes! { MapFirst:
        {"id": 1, "weight": 2.5} => Parcel,
        {"id": 1, "weight": 2.5, "note": "new"} => Parcel,
        {"name": "none of it"} => Map,
    }
    takes! { OpenFirst:
        {"id": 1, "weight": 2.5} => Parcel,
        {"weight": 2.5, "note": [1, 2]} => Parcel,
        {"id": 1} => Anything,
    }
    takes! { TextFirst: "m" => Size, "xxl" => Text, }
    takes! { Numbers: 1 => Integer, 1.5 => Number, "1" => Text, }
}

#[test]
fn constants_count_where_they_stand() {
    takes! { Cage:
        {"tag": {"kind": "dog"}, "name": "Rex"} => Dog,
        {"tag": {"kind": "cat"}} => Cat,
        {"tag": {"kind": "cow"}} => Other,
        {"name": "Rex"} => Cat,
    }
}

mod tagged {
    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Bird {
        pub kind: Option<String>,
        pub wings: Option<i64>,
    }
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Fish {
        pub kind: String,
        pub wings: Option<i64>,
    }
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Worm {
        pub wings: Option<i64>,
        pub additional: BTreeMap<String, Value>,
    }
    v1::record! { Bird(default) 0 kind, 1 wings, }
    v1::record! { Fish(default, promised 0) 0 kind, 1 wings, }
    v1::record! { Worm(default) 0 wings, ..additional }

    v1::union! {
        /// Told apart by a member.
        pub enum Animal by "kind" {
            /// Two values mean it.
            Bird(Box<Bird>) = "bird" | "fowl",
            /// One.
            Fish(Fish) = "fish",
            /// A record that does not name the member.
            Worm(Worm) = "worm",
        }
    }

    v1::union! {
        /// Of one variant the document does not say what means it.
        pub enum Half by "kind" {
            /// One.
            Bird(Bird) = "bird",
            /// What is left.
            Fish(Fish),
        }
    }
}

#[test]
fn a_discriminator_decides() {
    use tagged::{Animal, Bird, Fish, Half, Worm};
    takes! { Animal:
        {"kind": "fish", "wings": 0} => Fish,
        {"kind": "bird", "wings": 2} => Bird,
        {"kind": "fowl"} => Bird,
        {"kind": "worm", "wings": 0, "rings": 3} => Worm,
        // No variant has this value, though all would take the rest.
        {"kind": "cow", "wings": 0} => Other,
        // The variant that it means cannot be read from it.
        {"kind": "fish", "wings": "none"} => Other,
        "fish" => Other,
    }
    takes! { Half: {"kind": "bird"} => Bird, {"kind": "cow"} => Fish, }
    // Without the member, the best variant is taken.
    let found: Animal = from_value(json!({"wings": 2})).unwrap();
    assert!(matches!(found, Animal::Bird(_)), "{found:?}");
    let told = |value: Value| {
        differences::<Animal>(value.to_string().as_bytes())
            .unwrap()
            .len()
    };
    assert_eq!(told(json!({"kind": "fish", "wings": 0})), 0);
    assert_eq!(told(json!({"kind": "cow", "wings": 0})), 1);

    // Written, each variant says what it is, unless it says so itself.
    for (animal, written) in [
        (Animal::Fish(Fish::default()), json!({"kind": "fish"})),
        (Animal::Bird(Box::default()), json!({"kind": "bird"})),
        (
            Animal::Bird(Box::new(Bird {
                kind: Some("fowl".to_owned()),
                wings: Some(2),
            })),
            json!({"kind": "fowl", "wings": 2}),
        ),
        (
            Animal::Worm(Worm {
                wings: Some(0),
                additional: BTreeMap::from([("rings".to_owned(), json!(3))]),
            }),
            json!({"kind": "worm", "wings": 0, "rings": 3}),
        ),
        (Animal::Other(json!([1])), json!([1])),
    ] {
        assert_eq!(to_value(&animal).unwrap(), written);
    }
    assert_eq!(
        serde_json::to_string(&Half::Bird(Bird {
            kind: None,
            wings: Some(2)
        }))
        .unwrap(),
        r#"{"kind":"bird","wings":2}"#
    );
}

/// Both variants fit at each level, so that all of them are tried: the work does not double with each.
#[test]
fn nested_unions_are_measured_once() {
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Leaf {
        pub child: Option<Box<Tree>>,
        pub size: Option<i64>,
    }
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Branch {
        pub child: Option<Box<Tree>>,
        pub name: Option<String>,
    }
    v1::record! { Leaf(default) 0 child, 1 size, }
    v1::record! { Branch(default) 0 child, 1 name, }
    v1::union! {
        /// Variants that hold the union.
        pub enum Tree { Leaf(Leaf), Branch(Branch), }
    }
    let mut body = json!({"name": "n"});
    for level in 0..100 {
        body = match level % 2 {
            0 => json!({"child": body, "size": level}),
            _ => json!({"child": body, "name": "n"}),
        };
    }
    let found: Tree = read(&body);
    assert!(matches!(found, Tree::Branch(_)));
    assert_eq!(
        differences::<Tree>(body.to_string().as_bytes())
            .unwrap()
            .len(),
        0
    );
}
