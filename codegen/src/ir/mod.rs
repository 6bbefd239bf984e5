//! The intermediate representation: one product-neutral description of an API.
//!
//! It is made by [`crate::lower`] from specs that were read, and read by
//! [`crate::emit`]. It holds decisions, not questions: every reference is bound, every Rust name
//! is chosen, every scalar has its meaning, read-only members have left request bodies. Nothing
//! in it refers back to the text but [`Place`], which is for messages.
//!
//! The IR serializes to JSON (`cargo xtask inspect`); the order of everything is the order of the
//! documents.

mod answer;
mod api;
mod held;
mod literal;
mod only;
mod operation;
mod prefix;
mod types;

pub use answer::{AnswerCase, FailureCase, Failures, Payload};
pub use api::{
    Api, Auth, Envelope, ErrorBody, ErrorCode, FixedHeader, IdType, IdWire, Inferred, Limits,
    Module, Organization, OrganizationPlace, Product, Root, Server, TokenLimit,
};
pub use literal::Literal;
pub use operation::{
    Body, BodyKind, Example, ListStyle, Method, Operation, Paging, PagingKind, Parameter,
    ParameterPlace, PathSegment, Scopes,
};
pub(crate) use types::declared_name;
pub use types::{
    Additional, Clear, Constraints, Enum, EnumBase, EnumValue, Extensions, Member, Presence, Role,
    Scalar, Shape, Struct, Type, TypeDef, TypePath, Union, Variant,
};

/// The texts of the IR: a short one stands in its place, a long one is shared by its copies.
pub use smol_str::SmolStr;

use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Where a node of the IR came from, for messages and for readers of the IR.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, relative to the folder that holds the specs, with `/` between its parts. All
    /// places of a file share its name: an API has very many.
    #[serde(serialize_with = "as_text")]
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The span in the sources, for diagnostics; not part of the serialized IR.
    #[serde(skip)]
    pub span: crate::source::Span,
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}
