//! Tests of the generator and of what it has committed.
//!
//! What is expected stands beside the input, in `tests/fixtures` and `tests/snapshots`.
//! `UPDATE_EXPECT=1 cargo test -p workspace-tests --test generator` writes it anew; read the
//! difference before committing it. A fixture that is new needs one more run: the first writes its
//! Rust, the second compiles it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod built;
mod committed;
mod compile;
mod diagnostics;
mod diff;
mod errors;
mod example_values;
mod hostile_docs;
mod integrators;
mod ir;
mod letter;
mod names;
mod numbers;
mod outside;
mod remedies;
mod remembered;
mod roots;
mod schema_choices;
mod schema_fixtures;
mod schema_members;
mod spec_compile;
mod spec_exchanges;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    reason = "a test uses some of it"
)]
mod spec_expected;
mod spec_fixtures;
mod spec_odd_names;
mod specs_readme;
mod stability;
mod support;
mod values;
mod vendor_schemas;
mod xtask;

// What generated code calls `crate::Moment`.
use built::Moment;
