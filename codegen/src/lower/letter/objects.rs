//! Objects: structs that keep the members that nobody named, or maps.

use std::collections::HashMap;

use super::Subject;
use crate::json_schema::At;
use crate::lower::annotations::Annotations;
use crate::lower::context::{Lowering, MEMBER_STEPS};
use crate::lower::draft::{DraftMember, DraftShape, Others, ScopeId, Ty};
use crate::lower::flat::{Flat, Key, Places};
use crate::source::{Node, Span, Value};

/// A struct whose members are still to be read.
pub(crate) struct OpenObject {
    pub(super) leaf: Flat,
    pub(super) scope: ScopeId,
}

/// What the schemas of an object say of its members.
#[derive(Default)]
struct Members<'a> {
    /// The named ones, with the schemas of each.
    named: Vec<(&'a str, Places)>,
    index: HashMap<&'a str, usize>,
    required: Vec<&'a str>,
    /// The schemas that members of other names may have.
    others: Key,
    /// Whether there may be members of any name, of which nothing is said.
    open: bool,
}

impl<'a> Members<'a> {
    fn add(&mut self, name: &'a str, place: Option<At>) {
        let index = *self.index.entry(name).or_insert(self.named.len());
        match self.named.get_mut(index) {
            Some((_, places)) => places.extend(place),
            None => self.named.push((name, place.into_iter().collect())),
        }
    }
}

impl<'a> Lowering<'a> {
    pub(super) fn letter_object(
        &mut self,
        subject: &Subject<'_>,
        leaf: &Flat,
        only: bool,
        number: usize,
    ) -> Ty {
        let members = self.letter_members(leaf);
        if members.named.is_empty() {
            let others = self.letter_others(subject.scope, members, subject.depth);
            // What may have no members at all is a map of anything.
            return Ty::Map(Box::new(others.unwrap_or(Ty::Any)));
        }
        let word = if only { "" } else { "Object" };
        let pointer = self.letter_part(subject, word, number);
        if let Some(id) = self.letter.parts.get(&pointer) {
            return Ty::Def(*id);
        }
        let wish = self.letter_part_wish(subject, leaf, word);
        let id = self.letter_def(subject, pointer, wish, DraftShape::empty());
        let object = OpenObject {
            leaf: leaf.clone(),
            scope: subject.scope,
        };
        self.open_letters.push((id, object));
        Ty::Def(id)
    }

    /// Reads the members of structs, and of those that that makes.
    pub(crate) fn read_letters(&mut self) {
        while let Some((id, OpenObject { leaf, scope })) = self.open_letters.pop() {
            let mut members = self.letter_members(&leaf);
            let named = std::mem::take(&mut members.named);
            let required = std::mem::take(&mut members.required);
            let mut read = Vec::with_capacity(named.len());
            for (name, places) in named {
                let node = places.first().and_then(|at| self.documents.node(at));
                let span = node.map_or(self.draft.get(id).span, |node| node.span);
                if !self.steps(MEMBER_STEPS, span) {
                    break;
                }
                let required = required.contains(&name);
                read.extend(self.letter_member(scope, name, &places, span, required));
            }
            // To the letter, a document that does not mention other members allows them.
            let additional = match self.letter_others(scope, members, 0) {
                Some(ty) => Others::Documented(ty),
                None => Others::Closed,
            };
            self.draft.get_mut(id).shape = DraftShape::Struct {
                members: read,
                additional,
            };
        }
    }

    /// A member; none where no value fits it, and where it need not be there.
    fn letter_member(
        &mut self,
        scope: ScopeId,
        name: &str,
        places: &[At],
        span: Span,
        required: bool,
    ) -> Option<DraftMember> {
        let never = places
            .iter()
            .any(|at| Self::is_never(self.documents.node(at)));
        if never && !required {
            return None;
        }
        let (ty, said) = if places.is_empty() {
            (Ty::Any, Annotations::default())
        } else {
            self.letter_type(scope, places, 1)
        };
        let (ty, nullable) = ty.split_null();
        Some(DraftMember {
            nullable,
            required,
            promised: required,
            ..said.member(name.into(), ty, span)
        })
    }

    /// The type of members that have no name in the schemas; `None` where there are none.
    fn letter_others(&mut self, scope: ScopeId, members: Members<'_>, depth: u32) -> Option<Ty> {
        if members.open {
            return Some(Ty::Any);
        }
        if members.others.is_empty() {
            return None;
        }
        Some(self.letter_inner(scope, members.others, depth))
    }

    fn letter_members(&self, leaf: &Flat) -> Members<'a> {
        let mut members = Members {
            open: true,
            ..Members::default()
        };
        let mut patterns: Key = Vec::new();
        let mut rest: Places = Vec::new();
        // What `unevaluatedProperties` forbids or types, unless another schema takes more.
        let mut unevaluated: Places = Vec::new();
        let mut sealed = false;
        let mut unsealed = leaf.chosen;
        for (at, object) in self.letter_objects(leaf) {
            let named = object.get("properties").and_then(Node::as_object);
            let table = at.child("properties");
            for member in named.into_iter().flatten() {
                members.add(&member.name, Some(table.child(&member.name)));
            }
            let required = object.get("required").and_then(Node::as_array);
            let required = required.into_iter().flatten().filter_map(Node::as_str);
            members.required.extend(required);
            let of_names = object.get("patternProperties").and_then(Node::as_object);
            let table = at.child("patternProperties");
            for pattern in of_names.into_iter().flatten() {
                if !Self::is_never(Some(&pattern.value)) {
                    patterns.push(vec![table.child(&pattern.name)]);
                }
            }
            let others = object.get("additionalProperties").map(|node| &node.value);
            match others {
                Some(Value::Bool(false)) => members.open = false,
                Some(Value::Bool(true)) => unsealed = true,
                Some(Value::Object(_)) => {
                    members.open = false;
                    rest.push(at.child("additionalProperties"));
                }
                _ => {}
            }
            match object.get("unevaluatedProperties").map(|node| &node.value) {
                Some(Value::Bool(false)) => sealed = true,
                Some(Value::Bool(true)) => unsealed = true,
                Some(Value::Object(_)) => {
                    sealed = true;
                    unevaluated.push(at.child("unevaluatedProperties"));
                }
                _ => {}
            }
        }
        if sealed && !unsealed {
            members.open = false;
            rest.extend(unevaluated);
        }
        // What a schema says of others holds for members that only another schema names.
        for (at, object) in self.letter_objects(leaf) {
            let own = object.get("properties").and_then(Node::as_object);
            let others = object.get("additionalProperties");
            if others.is_none() || object.get("patternProperties").is_some() {
                continue;
            }
            for (name, places) in &mut members.named {
                if own.is_none_or(|own| own.get(name).is_none()) {
                    places.push(at.child("additionalProperties"));
                }
            }
        }
        for name in members.required.clone() {
            members.add(name, None);
        }
        if !rest.is_empty() {
            patterns.push(rest);
        }
        members.others = patterns;
        members
    }
}
