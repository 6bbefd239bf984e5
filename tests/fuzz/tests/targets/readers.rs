//! TOML and JSON, from bytes to trees and specs.

use clientwright::diagnostic::codes;
use clientwright::names::NamesLock;
use clientwright::source::{Node, Sources, Value, read_json, read_toml};
use clientwright::spec::{ModuleSpec, ProductSpec, decode};

use crate::mutants::mutant;
use crate::run::{Target, fuzz};
use crate::said::judge;
use crate::texts;

static TOML: Target = Target {
    name: "toml_reader",
    inputs: 600,
    make: |choices| mutant(texts::toml(choices), choices).into_bytes(),
    property: |input| {
        let text = String::from_utf8_lossy(input);
        let mut sources = Sources::default();
        let file = sources.add("input.toml", &*text);
        let mut found = Vec::new();
        let node = read_toml(&sources, file, &mut found);
        let good = !judge(&sources, &found);
        // Of what others take for TOML, nothing is refused but what is beyond a bound.
        let theirs = text.parse::<toml::Table>().is_ok();
        let beyond = found
            .iter()
            .any(|found| ["E0104", "E0105", "E0106"].contains(&found.code));
        let long = || good && node.as_ref().is_some_and(has_long_integer);
        assert!(
            good == theirs || beyond || long(),
            "ours {good}, theirs {theirs}"
        );
        if let Some(node) = node {
            decode::<ModuleSpec>(&node, &mut found);
            decode::<ProductSpec>(&node, &mut found);
        }
        let _ = NamesLock::read(&sources, file, &mut found);
        judge(&sources, &found);
    },
};

/// Whether an integer takes more than the 64 bits that TOML promises: ours has 128.
fn has_long_integer(node: &Node) -> bool {
    match &node.value {
        Value::Number(text) => text.parse::<i64>().is_err() && text.parse::<i128>().is_ok(),
        Value::Array(items) => items.iter().any(has_long_integer),
        Value::Object(members) => members.iter().any(|member| has_long_integer(&member.value)),
        _ => false,
    }
}

static JSON: Target = Target {
    name: "json_reader",
    inputs: 1_500,
    make: |choices| mutant(texts::json(choices), choices).into_bytes(),
    property: |input| {
        let text = String::from_utf8_lossy(input);
        let mut sources = Sources::default();
        let file = sources.add("input.json", &*text);
        let mut found = Vec::new();
        let node = read_json(&sources, file, &mut found);
        let good = !judge(&sources, &found);
        // Of a file with the marks of a merge, one side is read nevertheless.
        let is_conflict = found.iter().any(|error| error.code == codes::CONFLICT);
        assert!(node.is_some() == good || is_conflict);
        // serde_json takes no byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let theirs = serde_json::from_str::<serde_json::Value>(text).is_ok();
        assert_eq!(good, theirs);
    },
};

#[test]
fn toml_reader() {
    fuzz!(TOML);
}

#[test]
fn json_reader() {
    fuzz!(JSON);
}
