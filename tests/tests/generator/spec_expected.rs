//! The expected Rust of the spec fixtures, as a user's build would have it: each folder a module
//! with its own `Call`.

#[path = "../../fixtures/spec/authorized/expected/mod.rs"]
#[rustfmt::skip]
pub mod authorized;
#[path = "../../fixtures/spec/bare/expected/mod.rs"]
#[rustfmt::skip]
pub mod bare;
#[path = "../../fixtures/spec/exchanges/expected/mod.rs"]
#[rustfmt::skip]
pub mod exchanges;
#[path = "../../fixtures/spec/hostile/expected/mod.rs"]
#[rustfmt::skip]
pub mod hostile;
#[path = "../../fixtures/spec/odd_names/expected/mod.rs"]
#[rustfmt::skip]
pub mod odd_names;
#[path = "../../fixtures/spec/paging/expected/mod.rs"]
#[rustfmt::skip]
pub mod paging;
#[path = "../../fixtures/spec/parameters/expected/mod.rs"]
#[rustfmt::skip]
pub mod parameters;
#[path = "../../fixtures/spec/payloads/expected/mod.rs"]
#[rustfmt::skip]
pub mod payloads;
#[path = "../../fixtures/spec/requests/expected/mod.rs"]
#[rustfmt::skip]
pub mod requests;
#[path = "../../fixtures/spec/schema_types/expected/mod.rs"]
#[rustfmt::skip]
pub mod schema_types;
#[path = "../../fixtures/spec/types/expected/mod.rs"]
#[rustfmt::skip]
pub mod types;
