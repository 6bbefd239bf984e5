//! Objects of a JSON Schema → draft: the members of `properties` and of every piece of `allOf`.

use std::collections::{HashMap, HashSet};

use super::context::{DEPTH_LIMIT, Lowering};
use super::draft::{DraftMember, DraftShape, ScopeId};
use crate::json_schema::At;
use crate::source::{Node, Object, Value};

/// What the pieces of an object say together.
#[derive(Default)]
struct Pieces<'a> {
    /// The members: name, place, and the object whose overlay may promise them.
    members: Vec<(&'a str, At, At)>,
    index: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
    additional: Option<At>,
}

impl<'a> Lowering<'a> {
    /// Whether a schema is an object with members that have names.
    pub(crate) fn has_members(&mut self, at: &At, seen: &mut HashSet<At>) -> bool {
        let Some(object) = self.documents.node(at).and_then(Node::as_object) else {
            return false;
        };
        if object
            .get("properties")
            .and_then(Node::as_object)
            .is_some_and(|all| !all.is_empty())
        {
            return true;
        }
        if seen.len() >= DEPTH_LIMIT as usize || !seen.insert(at.clone()) {
            return false;
        }
        let reference = object.get("$ref").and_then(Node::as_str);
        if let Some(target) =
            reference.and_then(|text| self.documents.resolve(at.document, text).ok())
            && self.has_members(&target.at, seen)
        {
            return true;
        }
        let pieces = object
            .get("allOf")
            .and_then(Node::as_array)
            .map_or(0, <[Node]>::len);
        (0..pieces).any(|index| self.has_members(&at.child("allOf").item(index), seen))
    }

    /// The members of the object at a place.
    pub(crate) fn struct_shape(&mut self, scope: ScopeId, at: &At) -> DraftShape {
        let mut pieces = Pieces::default();
        self.gather(at, &mut pieces, &mut HashSet::new(), 0);
        let mut members = Vec::with_capacity(pieces.members.len());
        for (name, place, owner) in &pieces.members {
            let required = pieces.required.contains(name);
            members.push(self.schema_member(scope, name, place, owner, at, required));
        }
        let additional = pieces
            .additional
            .as_ref()
            .map(|at| self.schema_type(scope, at, 1).0);
        DraftShape::Struct {
            members,
            additional,
        }
    }

    fn schema_member(
        &mut self,
        scope: ScopeId,
        name: &str,
        place: &At,
        owner: &At,
        at: &At,
        required: bool,
    ) -> DraftMember {
        let (ty, said) = self.schema_type(scope, place, 1);
        let (ty, nullable) = ty.split_null();
        let node = self.documents.node(place);
        let promised = [owner, at]
            .into_iter()
            .filter_map(|at| self.overlays.get(at))
            .any(|overlay| {
                overlay
                    .promised
                    .iter()
                    .any(|promised| promised.value == name)
            });
        DraftMember {
            wire: name.to_owned(),
            rust: None,
            ty,
            nullable,
            required,
            promised: promised || (required && self.trust_required),
            read_only: said.read_only,
            write_only: said.write_only,
            deprecated: said.deprecated,
            clear: None,
            doc: said.doc,
            default: said.default,
            example: said.example,
            constraints: said.constraints,
            span: node.map(|node| node.span).unwrap_or_default(),
        }
    }

    /// Gathers what a schema and its pieces say. Of a member that two pieces have, the later
    /// place holds: it stands in the piece that narrows.
    fn gather(&mut self, at: &At, pieces: &mut Pieces<'a>, seen: &mut HashSet<At>, depth: u32) {
        let Some(node) = self.documents.node(at) else {
            return;
        };
        let Some(object) = node.as_object() else {
            return;
        };
        // A piece that was gathered already has nothing to add; `allOf` may contain itself.
        if !seen.insert(at.clone()) || !self.may_nest(depth, node.span) || !self.step(node.span) {
            return;
        }
        if let Some(reference) = object.get("$ref")
            && let Some(target) = self.bind(at.document, reference)
        {
            self.gather(&target, pieces, seen, depth + 1);
        }
        let all = object
            .get("allOf")
            .and_then(Node::as_array)
            .map_or(0, <[Node]>::len);
        for index in 0..all {
            self.gather(&at.child("allOf").item(index), pieces, seen, depth + 1);
        }
        if let Some(properties) = object.get("properties").and_then(Node::as_object) {
            let table = at.child("properties");
            for member in properties {
                let entry = (member.name.as_str(), table.child(&member.name), at.clone());
                match pieces.index.get(member.name.as_str()) {
                    Some(&index) => pieces.members[index] = entry,
                    None => {
                        pieces.index.insert(&member.name, pieces.members.len());
                        pieces.members.push(entry);
                    }
                }
            }
        }
        pieces.required.extend(required(object));
        if matches!(
            object.get("additionalProperties").map(|node| &node.value),
            Some(Value::Object(_))
        ) {
            pieces.additional = Some(at.child("additionalProperties"));
        }
    }
}

/// The names that a schema requires; draft 3's flag on the member itself is no list.
fn required(object: &Object) -> impl Iterator<Item = &str> {
    let names = object.get("required").and_then(Node::as_array);
    names.into_iter().flatten().filter_map(Node::as_str)
}
