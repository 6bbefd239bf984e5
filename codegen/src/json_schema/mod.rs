//! JSON Schema documents: places in them, references between them, corrections of them.

mod correct;
mod documents;
mod pointer;

pub(crate) use correct::correct;
pub use documents::{At, Document, Documents, Target};
pub(crate) use documents::{DEFINITION_TABLES, referenced_files};
pub(crate) use pointer::{child, segments};
