//! Tests of the generated clients, by what the vendors' documents show.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod additional;
#[path = "../shared/answers.rs"]
mod answers;
#[path = "../shared/bodies.rs"]
mod bodies;
mod curl;
mod examples;
mod formats;
mod members;
mod oracle;
mod products;
mod program;
mod requests;
mod support;
mod wire;

#[allow(dead_code, reason = "a test uses some of it")]
#[path = "../shared/calls.rs"]
mod calls;
#[path = "../shared/differences.rs"]
mod differences;
#[path = "../shared/documents.rs"]
mod documents;
#[allow(dead_code, reason = "a test uses some of it")]
#[path = "../shared/expected.rs"]
mod expected;
#[allow(dead_code, reason = "a test uses some of it")]
#[path = "../shared/given.rs"]
mod given;
#[path = "../shared/problems.rs"]
mod problems;
#[path = "../shared/samples.rs"]
mod samples;
