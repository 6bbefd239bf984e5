//! Turns API descriptions into typed Rust clients.
//!
//! Text goes one way: specs are read into trees with places ([`source`]), decoded ([`spec`]),
//! resolved and lowered into one description of the API ([`ir`]), checked, and emitted.

pub mod build;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
pub mod emit;
mod generator;
pub mod ir;
pub mod json_schema;
mod limits;
pub mod load;
pub mod lower;
pub mod names;
pub mod output;
pub mod source;
pub mod spec;

pub use build::Build;
pub use generator::{Described, Failure, Generator};
pub use limits::Limits;
