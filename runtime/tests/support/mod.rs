//! What a generated crate's `lib.rs` is, and a transport that records.

/// Acme Widgets.
pub mod acme;
/// Operations that send and answer bytes.
pub mod files;
/// Globex Events.
pub mod globex;
/// Streams of bytes.
pub mod pieces;
mod recording;
/// A transport that follows a script.
pub mod script;
/// A token server and the service behind it.
pub mod vendor;

use clientwright_runtime::__private::v1;

pub use recording::{Recording, answer, now};

v1::define_call!();
