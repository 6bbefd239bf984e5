//! What operations answer: successes, and errors whose bodies have types.

use super::{Place, Type};
use serde::Serialize;
use smol_str::SmolStr;

/// What a success carries; the function returns it, never the envelope around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Payload {
    /// Nothing but the envelope, or no body at all. The function returns `()`.
    Empty,
    /// One member of the envelope.
    Member {
        /// Its name on the wire.
        member: SmolStr,
        /// What it holds.
        #[serde(rename = "type")]
        ty: Type,
    },
    /// The whole body; the members of the envelope stand among the payload's own.
    Whole {
        /// What the body holds.
        #[serde(rename = "type")]
        ty: Type,
    },
    /// A page: a list in one member, and beside it what the service says of the page.
    Page {
        /// The member that holds the items.
        member: SmolStr,
        /// The type of one item.
        item: Type,
        /// The member that describes the page.
        #[serde(skip_serializing_if = "Option::is_none")]
        context_member: Option<SmolStr>,
        /// Its type.
        #[serde(skip_serializing_if = "Option::is_none")]
        context: Option<Type>,
    },
    /// Bytes as they come: the function returns a stream of them.
    Stream,
    /// What its status says: the function returns an enum.
    ByStatus {
        /// The Rust enum (`GetUserAnswer`), beside the operation's struct.
        rust: SmolStr,
        /// Two or more, in the order of the spec.
        cases: Vec<AnswerCase>,
    },
}

impl Payload {
    /// Every type that is received.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let cases = match self {
            Self::ByStatus { cases, .. } => cases.as_slice(),
            _ => &[],
        };
        let carried = cases.iter().flat_map(|case| case.payload.own_types());
        self.own_types().chain(carried)
    }

    /// The types that are received, but for those of cases.
    fn own_types(&self) -> impl Iterator<Item = &Type> {
        let (first, second) = match self {
            Self::Empty | Self::Stream | Self::ByStatus { .. } => (None, None),
            Self::Member { ty, .. } | Self::Whole { ty } => (Some(ty), None),
            Self::Page { item, context, .. } => (Some(item), context.as_ref()),
        };
        first.into_iter().chain(second)
    }

    /// Whether a success of some status is a stream of bytes.
    pub fn is_streamed(&self) -> bool {
        match self {
            Self::Stream => true,
            Self::ByStatus { cases, .. } => cases
                .iter()
                .any(|case| matches!(case.payload, Self::Stream)),
            _ => false,
        }
    }
}

/// A variant of what an operation answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerCase {
    /// The Rust variant (`Accepted`).
    pub rust: SmolStr,
    /// The HTTP statuses, at least one.
    pub statuses: Vec<u16>,
    /// What it carries: never a page, and not by status again.
    pub payload: Payload,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// Where it is written.
    pub place: Place,
}

/// What documented errors of an operation carry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failures {
    /// The Rust enum (`GetUserFailure`), beside the operation's struct; `None` where there is one
    /// case, whose type stands for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rust: Option<SmolStr>,
    /// At least one, in the order of the spec.
    pub cases: Vec<FailureCase>,
}

/// What documented errors of some statuses carry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailureCase {
    /// The Rust variant (`Conflict`), where there is an enum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rust: Option<SmolStr>,
    /// The HTTP statuses, at least one.
    pub statuses: Vec<u16>,
    /// What the whole body holds.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// Where it is written.
    pub place: Place,
}
