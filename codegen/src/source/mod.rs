//! Source text with places: files, spans, and the tree that TOML and JSON are both read into.

mod by_name;
mod conflict;
mod files;
mod json;
mod toml;
mod tree;

pub use files::{FileId, SourceFile, Sources};
pub use json::read_json;
pub use toml::read_toml;
pub use tree::{Node, Object, Property, Span, Spanned, Value};
