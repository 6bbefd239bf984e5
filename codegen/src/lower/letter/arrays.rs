//! Arrays: tuples where the length is fixed, lists else.

use super::Subject;
use crate::lower::context::Lowering;
use crate::lower::draft::Ty;
use crate::lower::flat::{Flat, Key, Places};
use crate::lower::keywords::is_exact;
use crate::source::{Node, Value};

impl<'a> Lowering<'a> {
    pub(super) fn letter_array(&mut self, subject: &Subject<'_>, leaf: &Flat) -> Ty {
        let mut first: Vec<Places> = Vec::new();
        let mut rest: Places = Vec::new();
        let mut unevaluated: Places = Vec::new();
        let mut closed = false;
        // Where it says that there is no item.
        let mut nothing: Places = Vec::new();
        // What `unevaluatedItems` forbids, unless another schema takes more.
        let mut sealed = false;
        let mut open = leaf.chosen;
        let mut exact = false;
        for (at, object) in self.letter_objects(leaf) {
            let tuple = ["prefixItems", "items"]
                .into_iter()
                .find_map(|name| Some((name, object.get(name)?.as_array()?.len())));
            if let Some((name, length)) = tuple {
                exact |= is_exact(object, name, length);
                let place = at.child(name);
                for index in 0..length {
                    if first.len() <= index {
                        first.push(Vec::new());
                    }
                    first[index].push(place.item(index));
                }
            }
            let others = match tuple {
                Some(("items", _)) => "additionalItems",
                _ => "items",
            };
            match object.get(others).map(|node| &node.value) {
                Some(Value::Object(_)) => rest.push(at.child(others)),
                Some(Value::Bool(false)) => {
                    closed = true;
                    nothing.push(at.child(others));
                }
                Some(Value::Bool(true)) => open = true,
                _ => {}
            }
            match object.get("unevaluatedItems").map(|node| &node.value) {
                Some(Value::Object(_)) => unevaluated.push(at.child("unevaluatedItems")),
                Some(Value::Bool(false)) => {
                    sealed = true;
                    nothing.push(at.child("unevaluatedItems"));
                }
                Some(Value::Bool(true)) => open = true,
                _ => {}
            }
        }
        if !open {
            closed |= sealed;
            rest.extend(unevaluated);
        }
        let scope = subject.scope;
        if exact && rest.is_empty() {
            let items = first.into_iter();
            let items = items.map(|item| self.letter_inner(scope, vec![item], subject.depth));
            return Ty::Tuple(items.collect());
        }
        let mut key: Key = first;
        if !rest.is_empty() {
            // What comes after the first items has to fit this; where there are none, all has.
            key.push(rest);
        } else if !closed {
            return Ty::List(Box::new(Ty::Any));
        } else if key.is_empty() {
            key.push(nothing);
        }
        Ty::List(Box::new(self.letter_inner(scope, key, subject.depth)))
    }

    /// Whether a node is a schema that no value fits.
    pub(super) fn is_never(node: Option<&Node>) -> bool {
        node.and_then(Node::as_bool) == Some(false)
    }
}
