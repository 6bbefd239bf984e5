//! The runtime from outside, by a hand-written client of an invented API.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod answers;
#[cfg(feature = "blocking")]
mod blocking;
mod building;
mod calls;
mod choices;
mod decimals;
mod drift;
mod encoding;
mod formats;
mod paging;
mod reading;
mod requests;
#[cfg(feature = "reqwest")]
mod sockets;
#[allow(dead_code, reason = "a client has more than the tests call")]
pub mod support;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "jiff")]
mod times;
mod wire;
mod writing;
