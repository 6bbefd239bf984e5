//! All schemas that one value has to fit: references and `allOf` followed.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::context::Lowering;
use super::letter::spoken;
use crate::json_schema::At;
use crate::source::{Node, Object, Value};

/// Several schemas that one value has to fit.
pub(crate) type Places = Vec<At>;

/// Lists of schemas, one of which a value has to fit.
pub(crate) type Key = Vec<Places>;

/// Schemas that one value has to fit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flat {
    /// Those that decide which values are taken, in the order of the documents, each once.
    pub(crate) places: Vec<At>,
    /// All of them, from the outermost.
    pub(crate) said: Vec<At>,
    /// Whether one of them is `false`, or leads to itself.
    pub(crate) never: bool,
    /// Whether they are one way out of several: what the others say may hold as well.
    pub(crate) chosen: bool,
    /// What was flattened, and behind it the branches that were chosen.
    pub(crate) way: Places,
    /// A choice that was not made, since there are too many ways: its place and keyword.
    pub(crate) cut: Option<(At, SmolStr)>,
}

/// Keywords that decide which values are taken, beside those that speak of one kind.
const DECIDING: [&str; 8] = [
    "anyOf", "const", "enum", "if", "not", "nullable", "oneOf", "type",
];

impl<'a> Lowering<'a> {
    pub(crate) fn flat(&mut self, places: &[At]) -> Flat {
        let mut flat = Flat {
            way: places.to_vec(),
            ..Flat::default()
        };
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
            let mut is_choice = false;
            let dynamic = object.get("$dynamicRef");
            if let Some(reference) = dynamic.or_else(|| object.get("$recursiveRef"))
                && let Some(target) = self.bind(&at, reference)
            {
                // More than one is a choice, which looks at each.
                match self.documents.dynamic(&target.at) {
                    [place] => open.push(place.clone()),
                    places => {
                        is_choice = true;
                        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
                        if !self.steps(count, node.span) {
                            break;
                        }
                    }
                }
            }
            if let Some(reference) = object.get("$ref") {
                open.extend(self.bind(&at, reference).map(|target| target.at));
            }
            flat.said.push(at.clone());
            if !alone && (decides(object) || is_choice) {
                flat.places.push(at);
            }
        }
        flat
    }
}

/// Whether a schema decides which values are taken; others describe them.
pub(crate) fn decides(object: &Object) -> bool {
    object.iter().any(|keyword| decides_alone(&keyword.name))
}

/// Whether a keyword decides which values are taken.
pub(crate) fn decides_alone(keyword: &str) -> bool {
    DECIDING.contains(&keyword) || spoken(keyword).is_some()
}
