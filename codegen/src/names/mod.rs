//! Rust names: made from the names of documents, remembered in `names.lock`.

mod lock;
pub(crate) mod reserved;
mod scope;
mod stale;
mod words;

pub use lock::NamesLock;
pub(crate) use scope::{Numbers, Scope};
pub(crate) use stale::stale;
pub use words::{definition_type_name, field_name, singular, type_name, variant_name};
