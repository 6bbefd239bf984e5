//! Types that a schema only implies: it speaks of one kind of value, and takes the others too.
//!
//! People who write `properties`, `items` or `pattern` without `type` mean the kind of value that these
//! keywords speak of, so that is its type. What else comes is valid all the same: a struct keeps it
//! beside its members, a union as what is none of its variants, and other types stand in an
//! `Implied`.

use std::collections::HashSet;

use super::context::Lowering;
use super::draft::{DraftShape, Ty};
use super::follow::reference;
use crate::json_schema::At;
use crate::source::{Node, Value};

/// Keywords that decide which kinds of values a schema takes.
const KINDS: [&str; 5] = ["type", "enum", "const", "oneOf", "anyOf"];

/// Patterns that every name fits.
const EVERY_NAME: [&str; 10] = [
    "", "^", "$", ".*", "^.*", ".*$", "^.*$", "^(.*)$", ".+", "^.+$",
];

impl Lowering<'_> {
    /// Whether a schema does not say which kinds of values it takes: neither itself, nor what it refers
    /// to, nor the pieces of `allOf`.
    pub(super) fn is_implied(&mut self, at: &At) -> bool {
        let mut seen: HashSet<At> = HashSet::new();
        let mut open = vec![at.clone()];
        while let Some(at) = open.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            let overlay = self.overlays.get(&at);
            if overlay.is_some_and(|overlay| overlay.says.ty.is_some()) {
                return false;
            }
            let Some(node) = self.documents.node(&at) else {
                return false;
            };
            let object = match &node.value {
                Value::Object(object) => object,
                Value::Bool(true) => continue,
                _ => return false,
            };
            if !self.step(node.span) || KINDS.iter().any(|name| object.get(name).is_some()) {
                return false;
            }
            let pieces = object.get("allOf").and_then(Node::as_array);
            let table = at.child("allOf");
            let pieces = 0..pieces.map_or(0, <[Node]>::len);
            open.extend(pieces.map(|index| table.item(index)));
            if let Some(text) = reference(object).and_then(Node::as_str) {
                match self.documents.resolve(&at, text) {
                    Ok(target) => open.push(target.at),
                    Err(_) => return false,
                }
            }
        }
        true
    }

    /// The type of a value that is probably of this one, and may be of any.
    pub(super) fn probably(&mut self, ty: Ty) -> Ty {
        let (inner, null) = ty.split_null();
        let ty = match inner {
            Ty::Any | Ty::Unknown => inner,
            Ty::Def(id) => {
                // An enum takes every scalar.
                let def = self.draft.get_mut(id);
                def.implied |= !matches!(def.shape, DraftShape::Enum { .. });
                inner
            }
            Ty::Implied(_) => inner,
            inner => Ty::Implied(Box::new(inner)),
        };
        if null { ty.or_null() } else { ty }
    }

    /// As [`Lowering::probably`], where the schema only implies the type.
    pub(super) fn perhaps_implied(&mut self, at: &At, ty: Ty) -> Ty {
        if self.to_the_letter || !self.is_implied(at) {
            return ty;
        }
        self.probably(ty)
    }
}

/// Whether every name fits a pattern.
pub(super) fn fits_every_name(pattern: &str) -> bool {
    EVERY_NAME.contains(&pattern)
}
