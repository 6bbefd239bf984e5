//! What edits of specs do to consumers: tables of edits, each with the exact lines.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod answers;
mod emission;
mod members;
mod mutants;
mod operations;
mod products;
mod rendering;
mod schemas;
mod support;
mod types;
