//! The runtime from outside, by a hand-written client of an invented API.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod answers;
mod building;
mod calls;
mod choices;
mod decimals;
mod formats;
mod limits;
mod paging;
mod reading;
mod repeats;
mod requests;
mod settings;
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc", feature = "tls-native"))]
mod sockets;
mod stores;
#[allow(dead_code, reason = "a client has more than the tests call")]
pub mod support;
mod tokens;
mod writing;
