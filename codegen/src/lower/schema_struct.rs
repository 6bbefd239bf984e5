//! Objects of a JSON Schema → draft: the members of all pieces, each with the type that its schemas
//! have in common.

use super::annotations::Annotations;
use super::context::{Lowering, MEMBER_STEPS};
use super::draft::{DraftMember, DraftShape, Others, ScopeId, Ty};
use super::follow::Followed;
use super::numbers::is_numeric;
use super::pieces::{PieceMember, Pieces};
use crate::ir::{EnumBase, Scalar};
use crate::json_schema::{At, Spot};
use crate::source::{Node, Span};

impl<'a> Lowering<'a> {
    /// The members of the object that has to fit all these schemas, and whether one of them says that it
    /// is an object.
    pub(crate) fn struct_shape(
        &mut self,
        scope: ScopeId,
        places: &[Spot<'a>],
    ) -> (DraftShape, bool) {
        let mut pieces = self.gather_spots(places.to_vec());
        let of_whole = places.iter().filter_map(|spot| self.overlays.get(&spot.at));
        let promised = of_whole.flat_map(|overlay| &overlay.says.promised);
        pieces
            .promised
            .extend(promised.map(|name| name.value.as_str()));
        let mut members = Vec::with_capacity(pieces.members.len());
        for member in &pieces.members {
            let span = member.places.last().map(|spot| spot.node.span);
            let span = span.unwrap_or_default();
            if !self.steps(MEMBER_STEPS, span) {
                break;
            }
            let required = pieces.required.contains(member.name.as_str());
            let promised = pieces.promised.contains(member.name.as_str());
            members.push(self.schema_member(scope, member, span, required, promised));
        }
        let shape = DraftShape::Struct {
            members,
            additional: self.others_of(scope, &pieces),
        };
        (shape, pieces.typed)
    }

    /// The members that the pieces of an object do not name.
    fn others_of(&mut self, scope: ScopeId, pieces: &Pieces<'a>) -> Others {
        let ty = self.others(scope, pieces.additional.as_ref(), &pieces.patterns, 0);
        match (ty, &pieces.patterns[..]) {
            // Members that no pattern fits may come, and must not fail the whole.
            (Some(ty), [pattern, ..]) if !pieces.is_closed() && ty != Ty::Any => {
                let node = self.documents.node(pattern);
                self.tell_open_patterns(node.map(|node| node.span).unwrap_or_default());
                Others::Documented(Ty::Any)
            }
            (Some(ty), _) => Others::Documented(ty),
            (None, _) if pieces.is_open() => Others::Documented(Ty::Any),
            (None, _) if pieces.is_closed() => Others::Closed,
            (None, _) => Others::Undocumented,
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
        let (ty, said) = self.type_of_member(scope, member);
        let (ty, nullable) = ty.split_null();
        DraftMember {
            nullable,
            required,
            promised: promised || (required && self.trust_required),
            ..said.member(member.name.clone(), ty, span)
        }
    }

    /// The type of a member: what its schemas have in common, or else what conditions say of it.
    fn type_of_member(&mut self, scope: ScopeId, member: &PieceMember<'a>) -> (Ty, Annotations) {
        let PieceMember {
            places,
            perhaps,
            tested,
            ..
        } = member;
        let (ty, said) = self.common_type(scope, places);
        if !places.is_empty() && ty != Ty::Any {
            let mut spots = places.iter();
            if spots.all(|spot| self.is_implied(&spot.at)) {
                return (self.probably(ty), said);
            }
            return (ty, said);
        }
        let all = |spots: &[Spot<'_>]| -> Vec<At> {
            let places = spots.iter().map(|spot| spot.at.clone());
            places.collect()
        };
        if let Some(home) = perhaps.first() {
            let (ty, more) = self.alternatives(scope, &home.at, &all(perhaps), 1);
            // Where the condition is not met, nothing is said of the member.
            let ty = self.probably(ty);
            return (ty, if places.is_empty() { more } else { said });
        }
        match tested.first().filter(|_| places.is_empty()) {
            None => (ty, said),
            Some(home) => {
                let (ty, more) = self.alternatives(scope, &home.at, &all(tested), 1);
                let ty = self.tested_type(ty);
                (self.probably(ty), more)
            }
        }
    }

    /// The type of a member that is only tested: the value that it is tested for is one of many.
    fn tested_type(&self, ty: Ty) -> Ty {
        let (inner, null) = ty.split_null();
        let wide = match &inner {
            Ty::Def(id) => match &self.draft.get(*id).shape {
                DraftShape::Enum { base, .. } => Ty::Scalar(match base {
                    EnumBase::String => Scalar::String,
                    EnumBase::Integer => Scalar::Integer,
                }),
                _ => inner,
            },
            _ => inner,
        };
        if null { wide.or_null() } else { wide }
    }

    /// The type of a value that has to fit several schemas: objects together, or else the last
    /// that says more than "anything".
    fn common_type(&mut self, scope: ScopeId, places: &[Spot<'a>]) -> (Ty, Annotations) {
        if let [place] = places {
            return self.spot_type(scope, place, 1);
        }
        let mut said = Annotations::default();
        let mut best: Option<Ty> = None;
        let mut objects: Vec<At> = Vec::new();
        let typed = places.iter().any(|place| !only_limits(place.node));
        for place in places.iter().rev() {
            if typed && only_limits(place.node) {
                if let Some(object) = place.node.as_object() {
                    said.absorb(object);
                }
                continue;
            }
            let (ty, of_place) = self.spot_type(scope, place, 1);
            said.merge(&of_place);
            if matches!(ty.clone().split_null().0, Ty::Def(_))
                && let Some(Followed::Schema(found)) =
                    self.follow(place, &mut Annotations::default())
                && self.has_members(&found.at)
                && !objects.contains(&found.at)
            {
                objects.insert(0, found.at);
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
            let (ty, null) = self.object_type(scope, &objects, span, &said, 1);
            let null = null || said.nullable || self.take_null(&objects);
            return (if null { ty.or_null() } else { ty }, said);
        }
        let (ty, null) = best.unwrap_or(Ty::Any).split_null();
        let ty = match is_numeric(&ty) {
            true => Ty::Scalar(self.number_of(places.to_vec())),
            false => ty,
        };
        let null = null || said.nullable;
        (if null { ty.or_null() } else { ty }, said)
    }
}

/// Whether a schema narrows a value without a word on its type.
fn only_limits(schema: &Node) -> bool {
    let object = schema.as_object();
    object.is_some_and(|object| !object.iter().any(|keyword| says_type(&keyword.name)))
}

/// Keywords that say of which type a value is; others narrow it, or describe it.
fn says_type(keyword: &str) -> bool {
    matches!(
        keyword,
        "$dynamicRef"
            | "$recursiveRef"
            | "$ref"
            | "additionalProperties"
            | "allOf"
            | "anyOf"
            | "const"
            | "enum"
            | "format"
            | "items"
            | "oneOf"
            | "patternProperties"
            | "prefixItems"
            | "properties"
            | "type"
    )
}
