//! Limits that the client keeps to by itself.

mod permits;

pub(crate) use permits::Permits;
