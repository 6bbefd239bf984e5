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
mod broken;
#[path = "../shared/documents.rs"]
mod documents;
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
