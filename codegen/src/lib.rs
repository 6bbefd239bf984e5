//! Turns descriptions of HTTP APIs into typed Rust clients.
//!
//! A description is a folder of doc specs: TOML that is written by hand from a vendor's pages, with
//! the vendor's JSON Schema beside it where there is one. A JSON Schema alone gives types without a
//! client. What is wrong in a description is reported all at once, with file, line and a remedy; the
//! same input gives the same bytes on every machine. What is generated calls
//! [`clientwright-runtime`](https://docs.rs/clientwright-runtime) and nothing else.
//!
//! The guides stand in the repository:
//!
//! - `specs/README.md`: how to describe an API
//! - `docs/integrators.md`: generating a client in your own build, with every setting
//! - `docs/clients.md`: calling what was generated
//!
//! # In a build script
//! With the specs of a product in `specs/acme`, `build.rs` is:
//!
//! ```no_run
//! fn main() {
//!     clientwright::Build::from_spec("specs/acme").generate()
//! }
//! ```
//!
//! `clientwright_runtime::include_api!();` in the crate then makes a module `acme` of it, with
//! `acme::Client` and a module for each file of specs. [`Build`] has the settings.
//!
//! # In a program
//! [`Generator`] is for whoever writes files that are kept, or does something else with what was
//! understood:
//!
//! ```
#![doc = include_str!("doc/acme.md")]
//! use clientwright::Generator;
//!
//! let generator = Generator::from_product("specs/acme").command("cargo xtask regenerate");
//! let described = generator.describe()?;
//! let files = described.emit(generator.options())?;
//! assert_eq!(files[0].path, "acme.rs");
//! assert_eq!(files[1].path, "acme/widgets.rs");
//! assert!(files[1].text.contains("pub struct Widget"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//! - `render` (default): errors with source lines and carets.
//! - `color`: the same in colour.
//! - `diff`: `diff`, which says what a change of specs does to those who use what is generated.
//! - `spec-schema`: `spec::spec_schema`, the JSON Schema of the format, for editors.
//! - `cli`: the command `clientwright`, with all of these:
//!   `cargo install clientwright --features cli`.
//!
//! # Inside
//! Text goes one way: specs are read into trees with places ([`source`], [`load`]), decoded
//! ([`spec`]), resolved and lowered into one description of the API ([`lower`], [`ir`]), checked for
//! what is doubtful, and emitted ([`emit`]). Readers, lowering and emission can be called by
//! themselves.
#![expect(
    clippy::needless_doctest_main,
    reason = "what is shown is a whole build script"
)]

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
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages;

pub use build::Build;
pub use generator::{Described, Failure, Generator};
pub use limits::Limits;
