//! What a generated crate's `lib.rs` is, and a transport that records.

/// Acme Widgets.
pub mod acme;
/// Globex Events.
pub mod globex;
mod recording;
/// A transport that follows a script.
pub mod script;

use clientwright_runtime::__private::v1;

pub use recording::{Recording, answer, now};

v1::define_call!();
