//! All schemas that one value has to fit: references and `allOf` followed.

use std::collections::HashSet;

use crate::json_schema::At;
use crate::lower::context::Lowering;
use crate::source::{Node, Object, Value};

/// Schemas that one value has to fit.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    /// Those that are objects, in the order of the documents, each once.
    pub(super) places: Vec<At>,
    /// Whether one of them is `false`, or leads to itself.
    pub(super) never: bool,
}

/// Keywords that say nothing of a value by themselves.
const BESIDE: [&str; 11] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$ref",
    "$schema",
    "$vocabulary",
    "allOf",
    "definitions",
];

impl<'a> Lowering<'a> {
    pub(super) fn flat(&mut self, places: &[At]) -> Flat {
        let mut flat = Flat::default();
        let mut seen: HashSet<At> = HashSet::new();
        let mut open: Vec<At> = places.iter().rev().cloned().collect();
        while let Some(at) = open.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            let Some(node) = self.documents.node(&at) else {
                continue;
            };
            if !self.step(node.span) {
                break;
            }
            let object = match &node.value {
                Value::Bool(false) => {
                    flat.never = true;
                    continue;
                }
                Value::Object(object) => object,
                _ => continue,
            };
            let alone =
                object.get("$ref").is_some() && self.documents.ignores_siblings(at.document);
            if !alone {
                let pieces = object.get("allOf").and_then(Node::as_array);
                let table = at.child("allOf");
                let pieces = 0..pieces.map_or(0, <[Node]>::len);
                open.extend(pieces.rev().map(|index| table.item(index)));
            }
            for keyword in ["$dynamicRef", "$ref"] {
                if let Some(reference) = object.get(keyword) {
                    open.extend(self.bind(&at, reference));
                }
            }
            if !alone && says_something(object) {
                flat.places.push(at);
            }
        }
        flat
    }
}

fn says_something(object: &Object) -> bool {
    let mut names = object.iter().map(|keyword| keyword.name.as_str());
    names.any(|name| !BESIDE.contains(&name))
}
