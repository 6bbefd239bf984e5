//! Tests that see the other crates only from outside.

/// The examples of the guide for application developers.
#[cfg(doctest)]
#[doc = include_str!("../../docs/clients.md")]
pub struct Guide;

/// The examples of the generated crate's own page.
#[cfg(doctest)]
#[doc = include_str!("../../generated/README.md")]
pub struct Generated;
