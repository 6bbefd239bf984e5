//! The runtime from outside, by a hand-written client of an invented API.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod additional;
mod answers;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod building;
mod calls;
mod choices;
mod deadlines;
mod decimals;
mod downloads;
mod drift;
mod encoding;
mod foreign;
mod formats;
mod hosts;
mod limits;
mod paging;
mod reading;
mod repeats;
mod requests;
mod settings;
#[cfg(any(
    feature = "tls-ring",
    feature = "tls-aws-lc",
    feature = "tls-graviola",
    feature = "tls-native"
))]
mod sockets;
mod stores;
#[cfg(any(
    feature = "tls-ring",
    feature = "tls-aws-lc",
    feature = "tls-graviola",
    feature = "tls-native"
))]
mod streams;
#[allow(dead_code, reason = "a client has more than the tests call")]
pub mod support;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "jiff")]
mod times;
mod tokens;
#[cfg(feature = "testing")]
mod unions;
mod wire;
mod writing;
