//! The types that operations and named types hold: one list of them, for whoever goes through an
//! API.
//!
//! Every field is named, so that one which is added later has to be thought of here.

use super::{Body, Member, Operation, Parameter, Payload, Shape, Struct, Type, Union};

impl Operation {
    /// The types of its parameters, its body and what it gives.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        let Self {
            parameters,
            body,
            payload,
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
            scopes: _,
            errors: _,
            repeatable: _,
            paging: _,
            examples: _,
            place: _,
        } = self;
        let mut types: Vec<&mut Type> = Vec::new();
        types.extend(parameters.iter_mut().map(|Parameter { ty, .. }| ty));
        types.extend(body.iter_mut().map(|Body { ty, .. }| ty));
        match payload {
            Payload::Empty => {}
            Payload::Member { member: _, ty } | Payload::Whole { ty } => types.push(ty),
            Payload::Page {
                member: _,
                item,
                context_member: _,
                context,
            } => {
                types.push(item);
                types.extend(context);
            }
        }
        types
    }
}

impl Shape {
    /// The types of its members or variants.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(Struct {
                members,
                additional,
            }) => {
                let members = members.iter_mut().map(|Member { ty, .. }| ty);
                members.chain(additional).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(Union { variants }) => {
                variants.iter_mut().map(|variant| &mut variant.ty).collect()
            }
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
                Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => open.push(inner),
                Self::Tuple(items) => open.extend(items),
                Self::Scalar(_) | Self::Named { .. } | Self::Any => {}
            }
        }
    }
}
