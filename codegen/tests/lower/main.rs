//! From specs and schemas to the IR: what a document means, what is wrong with it, what it costs.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod additions;
mod answers;
#[cfg(feature = "spec-schema")]
mod forms;
mod layout;
mod messages;
mod names;
mod product;
mod references;
mod schemas;
mod size;
mod support;
mod synthetic;
mod trust;
