//! What a schema means as a type, once references were followed.
//!
//! Each place is read once and remembered, so that schemas that name each other many times cost
//! no more than their text. What becomes a Rust type of its own is given a place in the draft; the
//! members of objects are read later, from a list of work, so that no chain of references can
//! exhaust the stack.

use std::collections::HashSet;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DefId, DraftShape, DraftVariant, ScopeId, Ty};
use super::follow::{Followed, circle, reference};
use super::keywords::{branches, has_several_choices, is_null, named_types, plain_scalar};
use super::numbers::{is_numeric, join_numbers};
use super::schema_enum::{enum_shape, listed_values};
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::{At, Spot};
use crate::source::{Node, Object, Span};

/// How far the reading of a place has come.
pub(crate) enum Progress {
    /// It is being read, inside so many lists and maps; who meets it again in a deeper one gets
    /// the union that it will become.
    Reading {
        containers: u32,
        reserved: Option<DefId>,
    },
    /// It was read.
    Done(Meaning),
}

/// What a schema means.
#[derive(Clone, Default)]
pub(crate) struct Meaning {
    pub(super) ty: Option<Ty>,
    pub(super) null: bool,
    /// What its only alternative says of the value.
    pub(super) said: Option<Box<Annotations>>,
}

impl Meaning {
    pub(super) fn of(ty: Ty) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }
}

/// A schema that is being read.
pub(super) struct Subject<'a, 's> {
    pub(super) scope: ScopeId,
    pub(super) at: &'s At,
    /// What stands there, as a key.
    pub(super) place: *const Node,
    pub(super) node: &'a Node,
    pub(super) object: &'a Object,
    pub(super) span: Span,
    pub(super) depth: u32,
    pub(super) said: &'s Annotations,
}

impl<'a> Lowering<'a> {
    /// The type of the schema at a place, and what is said of its value on the way there.
    pub(crate) fn schema_type(&mut self, scope: ScopeId, at: &At, depth: u32) -> (Ty, Annotations) {
        if self.to_the_letter {
            return self.letter_type(scope, std::slice::from_ref(at), depth);
        }
        match self.documents.spot(at.clone()) {
            Some(spot) => self.spot_type(scope, &spot, depth),
            None => (Ty::Unknown, Annotations::default()),
        }
    }

    /// As `schema_type`, of a schema that was found.
    pub(crate) fn spot_type(
        &mut self,
        scope: ScopeId,
        spot: &Spot<'a>,
        depth: u32,
    ) -> (Ty, Annotations) {
        if self.to_the_letter {
            return self.letter_type(scope, std::slice::from_ref(&spot.at), depth);
        }
        let mut said = Annotations::default();
        let ty = match self.follow(spot, &mut said) {
            None => Ty::Unknown,
            Some(Followed::Type(ty)) => ty,
            Some(Followed::Schema(found)) => {
                let ty = self.meaning(scope, &found, depth, &mut said);
                self.narrowed_number(spot, ty)
            }
        };
        let Spot { at, .. } = spot;
        let ty = if said.nullable { ty.or_null() } else { ty };
        let ty = self.trusting(scope, at, ty, &said);
        self.copied(said.weight(), at);
        (ty, said)
    }

    /// The type of a schema that is no reference.
    pub(crate) fn meaning(
        &mut self,
        scope: ScopeId,
        spot: &Spot<'a>,
        depth: u32,
        said: &mut Annotations,
    ) -> Ty {
        let Spot { at, node } = spot;
        if !self.step(node.span) {
            return Ty::Unknown;
        }
        let Some(object) = node.as_object() else {
            if node.as_bool() == Some(false) {
                self.tell_never(node.span);
            }
            return Ty::Any;
        };
        let place: *const Node = *node;
        let subject = Subject {
            scope,
            at,
            place,
            node,
            object,
            span: node.span,
            depth,
            said,
        };
        if let Some(scalar) = plain_scalar(object) {
            // Not worth remembering.
            return self.one_type(&subject, scalar);
        }
        let meaning = match self.meanings.get(&place) {
            Some(Progress::Done(meaning)) => {
                // A copy costs what it is made of, and nests as deep as what was read first.
                let (size, height) = meaning.ty.as_ref().map_or((0, 0), Ty::extent);
                let meaning = meaning.clone();
                if !self.steps(size, node.span) || !self.may_nest(depth, height, node.span) {
                    return Ty::Unknown;
                }
                meaning
            }
            Some(Progress::Reading { containers, .. }) => {
                let direct = *containers == self.containers;
                let ty = self.met_again(&subject, direct);
                // What the schema says of null is not read to its end yet.
                let mut branches = branches(object).into_iter().flat_map(|(_, all)| all);
                said.nullable |= named_types(object).1 || branches.any(is_null);
                return ty;
            }
            None => {
                if !self.may_nest(depth, 0, node.span) {
                    return Ty::Unknown;
                }
                let reading = Progress::Reading {
                    containers: self.containers,
                    reserved: None,
                };
                self.meanings.insert(place, reading);
                let mut meaning = self.read(&subject);
                if let Some(id) = self.reserved(place) {
                    self.keep_reserved(id, &mut meaning);
                }
                if meaning.ty.as_ref().is_none_or(|ty| *ty == Ty::Any) {
                    self.tell_any(object, node.span);
                }
                self.meanings.insert(place, Progress::Done(meaning.clone()));
                meaning
            }
        };
        said.nullable |= meaning.null;
        if let Some(inner) = &meaning.said {
            said.merge(inner);
        }
        meaning.ty.unwrap_or(Ty::Any)
    }

    /// A schema that stands inside itself: a union becomes a type that can name itself, an array
    /// or map cannot.
    fn met_again(&mut self, subject: &Subject<'a, '_>, direct: bool) -> Ty {
        let Subject { at, span, .. } = *subject;
        if direct {
            self.report(circle(span));
            return Ty::Unknown;
        }
        if branches(subject.object).is_none() && named_types(subject.object).0.len() < 2 {
            self.report(
                Diagnostic::warning(
                    codes::NO_TYPE,
                    span,
                    "a list or map that holds itself is no type in Rust: any JSON is taken",
                )
                .label("holds itself")
                .help("an object or a choice of types between would have a name"),
            );
            return Ty::Any;
        }
        if let Some(id) = self.reserved(subject.place) {
            return Ty::Def(id);
        }
        let shape = DraftShape::Union {
            variants: Vec::new(),
        };
        let ty = self.define(subject.scope, at, span, subject.said, Some(shape));
        if let (Ty::Def(id), Some(Progress::Reading { reserved, .. })) =
            (&ty, self.meanings.get_mut(&subject.place))
        {
            *reserved = Some(*id);
        }
        ty
    }

    fn reserved(&self, place: *const Node) -> Option<DefId> {
        match self.meanings.get(&place) {
            Some(Progress::Reading { reserved, .. }) => *reserved,
            _ => None,
        }
    }

    /// Makes a schema the union that others took it for, even if it has one alternative.
    fn keep_reserved(&mut self, id: DefId, meaning: &mut Meaning) {
        let ty = meaning.ty.replace(Ty::Def(id)).unwrap_or(Ty::Any);
        if ty != Ty::Def(id) {
            let variants = vec![DraftVariant::of(ty)];
            self.draft.get_mut(id).shape = DraftShape::Union { variants };
        }
    }

    fn read(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let Subject {
            scope,
            at,
            object,
            span,
            ..
        } = *subject;
        if let Some(listed) = listed_values(object) {
            let ty = match enum_shape(&listed, object) {
                Ok(Some(shape)) => self.define(scope, at, span, subject.said, Some(shape)),
                Ok(None) => {
                    self.tell_compound(object, span);
                    self.mixed(subject, &listed)
                }
                Err(scalar) => Ty::Scalar(scalar),
            };
            return Meaning {
                null: listed.null,
                ..Meaning::of(ty)
            };
        }
        let pieces = object.get("allOf").is_some() || reference(object).is_some();
        if pieces || has_several_choices(object) {
            let outline = self.outline_of(at, object);
            if outline.members || outline.choices > 1 && self.all_ways_have_members(at) {
                return self.object(subject);
            }
        }
        if pieces {
            let meaning = self.narrowed(subject);
            if meaning.ty.as_ref().is_some_and(|ty| *ty != Ty::Any) {
                return meaning;
            }
        }
        match branches(object) {
            Some((keyword, branches)) => self.union(subject, keyword, branches),
            None => self.by_type(subject),
        }
    }

    /// The type of an object whose members have names.
    pub(super) fn object(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let Subject {
            scope,
            at,
            span,
            depth,
            said,
            ..
        } = *subject;
        let places = std::slice::from_ref(at);
        let (ty, null) = self.object_type(scope, places, span, said, depth);
        Meaning {
            null: null || self.is_nullable(subject),
            ..Meaning::of(ty)
        }
    }

    /// Whether a schema and its pieces say that null fits.
    fn is_nullable(&mut self, subject: &Subject<'a, '_>) -> bool {
        let has_pieces = subject.object.get("allOf").is_some();
        if has_pieces || reference(subject.object).is_some() {
            self.take_null(std::slice::from_ref(subject.at))
        } else {
            named_types(subject.object).1
        }
    }

    /// The type of pieces that only narrow what is no object: that of a piece which becomes a type
    /// of its own, or else of the first that says more than "anything".
    fn narrowed(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let mut spots: Vec<Spot<'a>> = Vec::new();
        if reference(subject.object).is_some() {
            spots.extend(self.bound(subject.at, subject.object));
        }
        let pieces = subject.object.get("allOf").and_then(Node::as_array);
        let all = subject.at.child("allOf");
        let pieces = pieces.unwrap_or_default().iter().enumerate();
        spots.extend(pieces.map(|(index, node)| {
            let at = all.item(index);
            Spot { at, node }
        }));
        let mut best = Meaning::default();
        for spot in spots {
            let (ty, said) = self.spot_type(subject.scope, &spot, subject.depth + 1);
            let (ty, null) = ty.split_null();
            let better = match &best.ty {
                None | Some(Ty::Any | Ty::Unknown) => ty != Ty::Any,
                Some(Ty::Def(_)) => false,
                Some(_) => matches!(ty, Ty::Def(_)),
            };
            if better {
                best.ty = Some(ty);
                best.null = null;
            }
            best.said.get_or_insert_default().merge(&said);
        }
        if best.ty.as_ref().is_some_and(is_numeric) {
            let own = Spot {
                at: subject.at.clone(),
                node: subject.node,
            };
            best.ty = Some(Ty::Scalar(self.number_of(vec![own])));
        }
        best.null |= self.is_nullable(subject);
        best
    }

    fn union(&mut self, subject: &Subject<'a, '_>, keyword: &str, branches: &'a [Node]) -> Meaning {
        let mut variants: Vec<DraftVariant> = Vec::new();
        let mut seen: HashSet<Ty> = HashSet::new();
        let mut only: Option<Box<Annotations>> = None;
        let mut meaning = Meaning {
            null: named_types(subject.object).1,
            ..Meaning::default()
        };
        let mut implied = false;
        let table = subject.at.child(keyword);
        for (index, branch) in branches.iter().enumerate() {
            if is_null(branch) {
                meaning.null = true;
                continue;
            }
            let (ty, said) = self.schema_type(subject.scope, &table.item(index), subject.depth + 1);
            let (ty, null) = ty.split_null();
            meaning.null |= null;
            let branch = table.item(index);
            implied |= self.is_implied(&branch);
            if ty == Ty::Unknown {
                continue;
            }
            if !seen.insert(ty.clone()) {
                self.add_tags(&mut variants, &ty, &branch);
                continue;
            }
            variants.push(DraftVariant {
                name: self.branch_name(&branch),
                ty,
                doc: said.doc.clone(),
                tag: self.branches.tags.told(self.documents, &branch),
            });
            only = Some(Box::new(said));
        }
        if variants.len() == 1 {
            meaning.said = only;
        }
        let ty = self.close_union(subject, variants);
        meaning.ty = Some(match implied {
            true => self.probably(ty),
            false => ty,
        });
        meaning
    }

    /// The type of alternatives that were read.
    pub(super) fn close_union(
        &mut self,
        subject: &Subject<'a, '_>,
        mut variants: Vec<DraftVariant>,
    ) -> Ty {
        if let Some(id) = self.reserved(subject.place) {
            join_numbers(&mut variants);
            self.draft.get_mut(id).shape = DraftShape::Union { variants };
            return Ty::Def(id);
        }
        if variants.iter().any(|variant| variant.ty == Ty::Any) {
            return Ty::Any;
        }
        join_numbers(&mut variants);
        if variants.len() < 2 {
            return variants.pop().map_or(Ty::Any, |only| only.ty);
        }
        let shape = DraftShape::Union { variants };
        self.define(
            subject.scope,
            subject.at,
            subject.span,
            subject.said,
            Some(shape),
        )
    }
}
