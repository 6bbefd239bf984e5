//! Tests of the generated clients, by what the vendors' documents show.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../shared/bodies.rs"]
mod bodies;
mod curl;
#[path = "../shared/documents.rs"]
mod documents;
mod examples;
mod formats;
mod members;
mod oracle;
mod products;
mod program;
mod requests;
mod support;
mod wire;
