//! The generated clients over real sockets: the default transport, against a server of the test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod answer;
#[path = "../shared/answers.rs"]
mod answers;
#[allow(dead_code, reason = "a test uses some of it")]
#[path = "../shared/bodies.rs"]
mod bodies;
mod broken;
mod errors;
mod operations;
mod paging;
mod redirects;
mod server;
mod support;
mod tokens;
mod unsent;
mod updates;
mod waits;

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
