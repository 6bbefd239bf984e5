//! The doc spec: the TOML that describes a product by hand.
//!
//! The structs here are the format. `table!` writes, from one definition, the struct, its
//! decoding from a [`Node`](crate::source::Node) with recovery, and (feature `spec-schema`) its
//! JSON Schema: the reader and `spec.schema.json` cannot part.

mod decode;
mod form;
mod module;
mod place;
mod product;
#[cfg(feature = "spec-schema")]
mod schema;
mod type_expr;

pub use decode::{Decode, Decoder, Key, Map, OneOrMore, Table, decode};
pub use form::Form;
pub use module::{
    AllowRow, AnswerRow, Correction, ExampleRow, FailureRow, InferredRow, MemberRow, ModuleHeader,
    ModuleSpec, OperationSpec, Overlay, ParameterRow, TypeSpec, ValueRow,
};
pub(crate) use place::{NotFound, find_place};
pub use product::{
    AuthSpec, EnvelopeSpec, ErrorRow, ErrorSpec, IdSpec, LimitsSpec, OrganizationSpec, PagingSpec,
    ProductHeader, ProductSpec, ServerRow,
};
#[cfg(feature = "spec-schema")]
pub use schema::spec_schema;
pub use type_expr::{TypeExpr, TypeExprKind};
pub(crate) use type_expr::{is_name, is_word};
