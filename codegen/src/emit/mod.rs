//! Emission: IR → Rust source text.
//!
//! [`emit_api`] writes one product: a file for what its modules share and a file for each of
//! them. Structs take their shape from typify (`models`), which is handed a schema that
//! `typify_schema` prints from the IR, and whose answer `boundary` compares with the IR, item
//! for item. Structs, records, enums and unions are written as text; all else with quote, and laid
//! out by prettyplease (`files`).
//!
//! Text from a spec enters the output only as literals, as checked identifiers (`names`) and
//! as documentation in which nothing runs (`doc_text`).

mod answer_enums;
mod answers;
mod argument;
mod boundary;
mod crate_root;
mod doc_text;
mod docs;
mod emitter;
mod enums;
mod error;
mod example;
mod example_value;
mod features;
mod fields;
mod files;
mod foreign;
mod holds;
mod ids;
mod models;
mod names;
mod one_file;
mod operation_docs;
mod operation_impl;
mod operations;
mod options;
mod paging;
mod product;
mod records;
mod scope;
mod serde_derives;
mod server_info;
#[cfg(feature = "stages")]
mod shaped;
mod structs;
mod subset;
mod typify_schema;
mod unions;

#[cfg(feature = "diff")]
pub(crate) use {fields::Holds, holds::defaults};

pub use crate_root::{emit_crate_root, emit_folder_root};
pub use error::EmitError;
pub use features::emit_features;
pub use foreign::ForeignScalar;
pub use one_file::{OneFile, Visibility, emit_one_file};
pub use options::{EmitOptions, OutputFile};
pub use product::{emit_api, emit_models};
#[cfg(feature = "stages")]
#[doc(hidden)]
pub use shaped::Shaped;
