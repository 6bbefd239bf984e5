//! The generated clients over real sockets: the default transport, against a server of the test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod answer;
#[path = "../shared/bodies.rs"]
mod bodies;
#[path = "../shared/documents.rs"]
mod documents;
mod operations;
mod server;
mod support;
