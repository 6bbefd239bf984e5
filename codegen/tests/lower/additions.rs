//! A schema that gains a definition: nothing that was there changes its name.

use std::collections::BTreeMap;

use clientwright::ir::SmolStr;
use clientwright::names::NamesLock;

use crate::support::{defs, schema_with};

/// Definitions of all kinds, some of which hold objects that would like the same name.
const DEFINITIONS: [&str; 6] = [
    r#""order":{"type":"object","properties":{"address":{"type":"object","properties":{"street":{"type":"string"}}},"lines":{"type":"array","items":{"type":"object","properties":{"amount":{"type":"number"}}}}}}"#,
    r#""customer":{"type":"object","properties":{"address":{"type":"object","properties":{"city":{"type":"string"}}},"state":{"enum":["new","old"]}}}"#,
    r#""state":{"enum":["on","off"]}"#,
    r##""choice":{"oneOf":[{"$ref":"#/$defs/order"},{"type":"object","title":"Note","properties":{"note":{"type":"string"}}}]}"##,
    r##""book":{"allOf":[{"$ref":"#/$defs/customer"},{"properties":{"pages":{"type":"array","items":{"type":"object","properties":{"line":{"type":"object","properties":{"text":{"type":"string"}}}}}}}}]}"##,
    r#""parcel-line":{"type":"object","properties":{"tax":{"type":"object","properties":{"rate":{"type":"number"}}}}}"#,
];

/// The names of all types, by what they were in the document.
fn names(definitions: &[&str], lock: &NamesLock) -> (BTreeMap<SmolStr, SmolStr>, NamesLock) {
    let (lowered, found) = schema_with(&defs(&definitions.join(",")), lock);
    assert_eq!(found, [""; 0]);
    let mut names = BTreeMap::new();
    for def in &lowered.api.types {
        for pointer in std::iter::once(&def.pointer).chain(&def.merged) {
            names.insert(pointer.clone(), def.path.0.clone());
        }
    }
    (names, lowered.lock)
}

/// The definitions with one more, at each place there is.
fn with(newcomer: &str) -> impl Iterator<Item = Vec<&str>> {
    (0..=DEFINITIONS.len()).map(move |place| {
        let mut definitions = DEFINITIONS.to_vec();
        definitions.insert(place, newcomer);
        definitions
    })
}

const UNRELATED: &str =
    r#""zebra":{"type":"object","properties":{"stripe":{"type":"object","properties":{"x":{}}}}}"#;

/// What would like a name that somebody has, and what it is called where that one is remembered.
const COMPETING: [(&str, &str, &str); 6] = [
    // A definition's.
    (
        r#""the order":{"type":"object","properties":{"x":{"type":"string"}}}"#,
        "the order",
        "Order2",
    ),
    // An inline object's.
    (
        r#""address":{"type":"object","properties":{"x":{"type":"string"}}}"#,
        "address",
        "Address2",
    ),
    (r#""line":{"enum":["a","b"]}"#, "line", "Line2"),
    // As an inline object.
    (
        r#""depot":{"type":"object","properties":{"address":{"type":"object","properties":{"x":{"type":"string"}}}}}"#,
        "depot/properties/address",
        "DepotAddress",
    ),
    (
        r#""depot":{"type":"object","properties":{"order":{"type":"object","properties":{"x":{"type":"string"}}}}}"#,
        "depot/properties/order",
        "DepotOrder",
    ),
    // Of the shape of another, too: the two become one.
    (
        r#""depot":{"type":"object","properties":{"home":{"type":"object","properties":{"street":{"type":"string"}}}}}"#,
        "depot/properties/home",
        "Address",
    ),
];

fn pointer(place: &str) -> String {
    format!("widgets.json#/$defs/{place}")
}

/// The definitions themselves: what they hold has names that only its place gives.
fn is_definition(pointer: &str) -> bool {
    pointer.matches('/').count() == 2
}

#[test]
fn names_are_short_and_tell_apart() {
    let (names, _) = names(&DEFINITIONS, &NamesLock::default());
    let names: Vec<&str> = names.values().map(SmolStr::as_str).collect();
    assert_eq!(
        names.join(" "),
        "Book BookPage PageLine Choice Note Customer CustomerAddress CustomerState Order Address \
         Line ParcelLine Tax State"
    );
}

#[test]
fn with_a_memory_no_addition_changes_a_name() {
    let (before, lock) = names(&DEFINITIONS, &NamesLock::default());
    let kept = |newcomer: &str, name: Option<(&str, &str)>| {
        for (place, definitions) in with(newcomer).enumerate() {
            let (after, _) = names(&definitions, &lock);
            for (pointer, name) in &before {
                assert_eq!(after.get(pointer), Some(name), "{newcomer} at {place}");
            }
            if let Some((at, name)) = name {
                assert_eq!(after[pointer(at).as_str()], name, "{newcomer} at {place}");
            }
        }
    };
    kept(UNRELATED, None);
    for (newcomer, at, name) in COMPETING {
        kept(newcomer, Some((at, name)));
    }
}

#[test]
fn without_a_memory_an_unrelated_addition_changes_no_name() {
    let none = NamesLock::default();
    let (before, _) = names(&DEFINITIONS, &none);
    for (place, definitions) in with(UNRELATED).enumerate() {
        let (after, _) = names(&definitions, &none);
        for (pointer, name) in &before {
            assert_eq!(after.get(pointer), Some(name), "place {place}");
        }
    }
}

#[test]
fn without_a_memory_definitions_keep_their_names_from_what_others_hold() {
    let none = NamesLock::default();
    let (before, _) = names(&DEFINITIONS, &none);
    for (newcomer, at, _) in COMPETING {
        for (place, definitions) in with(newcomer).enumerate() {
            let (after, _) = names(&definitions, &none);
            let last = place == DEFINITIONS.len();
            for (pointer, name) in before.iter().filter(|(pointer, _)| is_definition(pointer)) {
                // Of two definitions that would have one name, the first has it: here, the newcomer.
                if at == "the order" && place == 0 && name == "Order" {
                    assert_eq!(after[pointer], "Order2", "at {place}");
                    continue;
                }
                assert_eq!(after.get(pointer), Some(name), "{newcomer} at {place}");
            }
            // And inline objects from inline objects that come later.
            if last && !is_definition(&self::pointer(at)) {
                for (pointer, name) in &before {
                    assert_eq!(after.get(pointer), Some(name), "{newcomer} at {place}");
                }
            }
        }
    }
}
