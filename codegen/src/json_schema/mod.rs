//! JSON Schema documents: places in them, references between them, corrections of them.

mod correct;
mod documents;
mod dynamic;
mod gone;
mod noted;
mod outside;
mod pointer;
mod ref_bases;
mod uri;
mod walk;

pub(crate) use correct::correct;
pub use documents::{At, Document, Documents, Lost, Target};
pub(crate) use documents::{DEFINITION_TABLES, Spot};
pub(crate) use gone::{by_missing_step, moved_table};
pub(crate) use outside::Missing;
pub(crate) use pointer::{child, last, near_pointer, parent, push_child, segments};
pub(crate) use uri::{has_scheme, percent_decoded};
pub(crate) use walk::for_each_schema;
