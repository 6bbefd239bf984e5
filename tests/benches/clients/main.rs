//! The generated clients against serde's derives on the same structs, and against requests by hand.
//!
//! `cargo bench --package workspace-tests`: both sides run in turns, so that what else the machine
//! does meets both alike, and each pair of turns gives one ratio. A harness of a few lines does that,
//! and spares every test build the 21 crates of divan or the 46 of criterion.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark that cannot run fails by panicking"
)]

mod calls;
mod measure;
mod pages;
mod service;

/// The models with serde's derives, as `build.rs` generates them from the specs. They drop members that
/// no document names.
#[allow(
    dead_code,
    unreachable_pub,
    reason = "generated for any crate, where its users see it"
)]
mod derived {
    include!(concat!(env!("OUT_DIR"), "/closed/mod.rs"));
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let turns = if std::env::args().any(|argument| argument == "--bench") {
        measure::TURNS
    } else {
        1
    };
    pages::run(turns);
    calls::run(turns);
}
