//! Inputs at random for every reader, and what holds whatever they are: no panic, no abort, no
//! hang, and what comes out is Rust.
//!
//! Each target runs on the inputs of its corpus (`__fuzz__/<target>/corpus`: everything that was
//! ever found, as small as it gets) and then on a fixed number that it makes itself.
//! `tests/fuzz/README.md` says how to run it longer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod boundary;
mod bundle;
mod choices;
mod documentation;
#[path = "../../../../codegen/src/emit/doc_text/tests/judge.rs"]
mod judge;
mod line;
mod mutants;
mod readers;
mod reading;
mod resolver;
mod run;
mod said;
mod schemas;
mod texts;
mod words;
