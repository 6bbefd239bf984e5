//! The types that operations and named types hold: one list of them, for whoever goes through an
//! API.
//!
//! Every field is named, so that one which is added later has to be thought of here.

use super::{Failures, Member, Operation, Payload, Shape, Struct, Type, Union};

impl Operation {
    /// The types of [`types`](Self::types), to change.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        let Self {
            parameters,
            body,
            payload,
            failures,
            id: _,
            function: _,
            rust: _,
            pointer: _,
            summary: _,
            doc: _,
            source: _,
            method: _,
            path: _,
            segments: _,
            statuses: _,
            scopes: _,
            errors: _,
            repeatable: _,
            paging: _,
            examples: _,
            place: _,
        } = self;
        let mut types: Vec<&mut Type> = Vec::new();
        types.extend(parameters.iter_mut().map(|parameter| &mut parameter.ty));
        types.extend(body.iter_mut().map(|body| &mut body.ty));
        types.extend(payload.types_mut());
        if let Some(Failures { rust: _, cases }) = failures {
            types.extend(cases.iter_mut().map(|case| &mut case.ty));
        }
        types
    }
}

impl Payload {
    fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Empty | Self::Stream => Vec::new(),
            Self::Member { member: _, ty } | Self::Whole { ty } => vec![ty],
            Self::Page {
                member: _,
                item,
                context_member: _,
                context,
            } => [item].into_iter().chain(context).collect(),
            // A case is not by status again.
            Self::ByStatus { rust: _, cases } => {
                let payloads = cases.iter_mut().map(|case| &mut case.payload);
                payloads.flat_map(Self::types_mut).collect()
            }
        }
    }
}

impl Shape {
    /// The types of its members or variants.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(Struct {
                members,
                additional,
                excluded: _,
            }) => {
                let members = members.iter_mut().map(|Member { ty, .. }| ty);
                members.chain(additional.documented_mut()).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(Union {
                variants,
                discriminator: _,
            }) => variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        }
    }
}

impl Type {
    /// Goes through the type and all that it is made of, to the scalars and named types.
    pub(crate) fn each_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        // The depth of a type is bounded where it is read, but a list of work costs no more.
        let mut open = vec![self];
        while let Some(ty) = open.pop() {
            visit(ty);
            match ty {
                Self::List(inner)
                | Self::Map(inner)
                | Self::Nullable(inner)
                | Self::Implied(inner) => open.push(inner),
                Self::Tuple(items) => open.extend(items),
                Self::Scalar(_) | Self::Named { .. } | Self::Any => {}
            }
        }
    }
}
