//! Objects of a JSON Schema → draft: the members of `properties` and of every piece of `allOf`.

use std::collections::{HashMap, HashSet};

use super::annotations::Annotations;
use super::context::{Lowering, MEMBER_STEPS};
use super::draft::{DraftMember, DraftShape, ScopeId, Ty};
use super::follow::Followed;
use crate::json_schema::At;
use crate::source::{Node, Object, Span, Value};

/// What the pieces of an object say together.
#[derive(Default)]
pub(crate) struct Pieces<'a> {
    members: Vec<PieceMember<'a>>,
    index: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
    promised: HashSet<&'a str>,
    additional: Option<At>,
}

/// A member that one piece or several have.
struct PieceMember<'a> {
    name: &'a str,
    /// Its schemas. The last stands in the piece that narrows.
    places: Vec<At>,
}

impl<'a> Pieces<'a> {
    /// The names of the members, in the order of the documents.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.members.iter().map(|member| member.name)
    }

    /// Whether there is a member of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    fn add(&mut self, name: &'a str, place: At) {
        let index = *self.index.entry(name).or_insert(self.members.len());
        match self.members.get_mut(index) {
            Some(member) => member.places.push(place),
            None => self.members.push(PieceMember {
                name,
                places: vec![place],
            }),
        }
    }
}

impl<'a> Lowering<'a> {
    /// Whether a schema is an object with members that have names.
    pub(crate) fn has_members(&mut self, at: &At) -> bool {
        let object = self.documents.node(at).and_then(Node::as_object);
        if object.is_some_and(|object| pieces(object).is_empty() && object.get("$ref").is_none()) {
            return object.is_some_and(|object| properties(object).next().is_some());
        }
        let mut seen: HashSet<At> = HashSet::new();
        let mut open = vec![at.clone()];
        while let Some(at) = open.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            let Some(node) = self.documents.node(&at) else {
                continue;
            };
            let Some(object) = node.as_object() else {
                continue;
            };
            let reference = object.get("$ref");
            if self.has_own_members(&at, object) && properties(object).next().is_some() {
                return true;
            }
            let pieces = pieces(object).len();
            if reference.is_none() && pieces == 0 {
                continue;
            }
            if !self.step(node.span) {
                return false;
            }
            let table = at.child("allOf");
            open.extend((0..pieces).map(|index| table.item(index)));
            let text = reference.and_then(Node::as_str);
            let target = text.and_then(|text| self.documents.resolve(&at, text).ok());
            open.extend(target.map(|target| target.at));
        }
        false
    }

    /// Whether the keywords of an object count: beside a reference, old drafts pass over them.
    fn has_own_members(&self, at: &At, object: &Object) -> bool {
        object.get("$ref").is_none() || !self.documents.ignores_siblings(at.document)
    }

    /// The members of the object that has to fit all these schemas.
    pub(crate) fn struct_shape(&mut self, scope: ScopeId, places: &[At]) -> DraftShape {
        let mut pieces = self.gather(places);
        let of_whole = places.iter().filter_map(|at| self.overlays.get(at));
        let promised = of_whole.flat_map(|overlay| &overlay.says.promised);
        pieces
            .promised
            .extend(promised.map(|name| name.value.as_str()));
        let mut members = Vec::with_capacity(pieces.members.len());
        for member in &pieces.members {
            let place = member.places.last();
            let node = place.and_then(|place| self.documents.node(place));
            let span = node.map(|node| node.span).unwrap_or_default();
            if !self.steps(MEMBER_STEPS, span) {
                break;
            }
            let required = pieces.required.contains(member.name);
            let promised = pieces.promised.contains(member.name);
            members.push(self.schema_member(scope, member, span, required, promised));
        }
        let additional = pieces.additional.as_ref();
        let additional = additional.map(|at| self.schema_type(scope, at, 1).0);
        DraftShape::Struct {
            members,
            additional,
        }
    }

    fn schema_member(
        &mut self,
        scope: ScopeId,
        member: &PieceMember<'a>,
        span: Span,
        required: bool,
        promised: bool,
    ) -> DraftMember {
        let (ty, said) = self.common_type(scope, &member.places);
        let (ty, nullable) = ty.split_null();
        DraftMember {
            wire: member.name.to_owned(),
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
            span,
        }
    }

    /// The type of a value that has to fit several schemas: objects together, or else the last
    /// that says more than "anything".
    fn common_type(&mut self, scope: ScopeId, places: &[At]) -> (Ty, Annotations) {
        if let [place] = places {
            return self.schema_type(scope, place, 1);
        }
        let mut said = Annotations::default();
        let mut best: Option<Ty> = None;
        let mut objects: Vec<At> = Vec::new();
        for place in places.iter().rev() {
            let (ty, of_place) = self.schema_type(scope, place, 1);
            said.merge(&of_place);
            if matches!(ty.clone().split_null().0, Ty::Def(_))
                && let Some(Followed::Schema(at, _)) =
                    self.follow(place, &mut Annotations::default())
                && self.has_members(&at)
                && !objects.contains(&at)
            {
                objects.insert(0, at);
            }
            if !matches!(best, Some(ref best) if *best != Ty::Any) {
                best = Some(ty);
            }
        }
        if let [.., last] = &objects[..]
            && objects.len() > 1
        {
            let node = self.documents.node(last);
            let span = node.map(|node| node.span).unwrap_or_default();
            return (self.define_all(scope, objects, span, &said, None), said);
        }
        (best.unwrap_or(Ty::Any), said)
    }

    /// Gathers what schemas and their pieces say, in the order of the documents: what a piece
    /// refers to, its own pieces, then its members.
    pub(crate) fn gather(&mut self, places: &[At]) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        let mut seen: HashSet<At> = HashSet::new();
        let mut open: Vec<Gathering> = places.iter().rev().cloned().map(Gathering::Piece).collect();
        while let Some(next) = open.pop() {
            let at = match next {
                Gathering::Piece(at) => at,
                Gathering::Members(at) => {
                    self.gather_members(at, &mut pieces);
                    continue;
                }
            };
            let Some(node) = self.documents.node(&at) else {
                continue;
            };
            let Some(object) = node.as_object() else {
                continue;
            };
            // A piece that was gathered already has nothing to add; `allOf` may contain itself.
            if seen.contains(&at) || !self.step(node.span) {
                continue;
            }
            seen.insert(at.clone());
            if self.overlays.contains_key(&at) {
                self.reached.insert(at.clone());
            }
            if self.has_own_members(&at, object) {
                open.push(Gathering::Members(at.clone()));
                let table = at.child("allOf");
                let all = (0..self::pieces(object).len()).rev();
                open.extend(all.map(|index| Gathering::Piece(table.item(index))));
            }
            if let Some(reference) = object.get("$ref") {
                open.extend(self.bind(&at, reference).map(Gathering::Piece));
            }
        }
        pieces
    }

    fn gather_members(&mut self, at: At, pieces: &mut Pieces<'a>) {
        let object = self.documents.node(&at).and_then(Node::as_object);
        let Some(object) = object else {
            return;
        };
        let table = at.child("properties");
        for member in properties(object) {
            pieces.add(&member.name, table.child(&member.name));
        }
        pieces.required.extend(required(object));
        if let Some(overlay) = self.overlays.get(&at) {
            // What a piece promises holds for its own members in every object that it is part of.
            let own = object.get("properties").and_then(Node::as_object);
            let names = overlay.says.promised.iter().map(|name| name.value.as_str());
            let names = names.filter(|name| own.is_some_and(|own| own.get(name).is_some()));
            pieces.promised.extend(names);
        }
        let additional = object.get("additionalProperties").map(|node| &node.value);
        if matches!(additional, Some(Value::Object(_))) {
            pieces.additional = Some(at.child("additionalProperties"));
        }
    }
}

/// What is still to be gathered.
enum Gathering {
    /// A schema: what it refers to and consists of, then its members.
    Piece(At),
    /// The members of a schema whose pieces were gathered.
    Members(At),
}

fn properties(object: &Object) -> impl Iterator<Item = &crate::source::Property> {
    let properties = object.get("properties").and_then(Node::as_object);
    properties.into_iter().flatten()
}

fn pieces(object: &Object) -> &[Node] {
    let pieces = object.get("allOf").and_then(Node::as_array);
    pieces.unwrap_or_default()
}

/// The names that a schema requires; draft 3's flag on the member itself is no list.
fn required(object: &Object) -> impl Iterator<Item = &str> {
    let names = object.get("required").and_then(Node::as_array);
    names.into_iter().flatten().filter_map(Node::as_str)
}
