//! Limits that the client keeps to by itself.
//!
//! A crate for it would bring a clock of its own and a dozen others; what is needed is a queue and
//! the times of the last requests.

mod limiter;
mod organizations;
mod permits;

pub(crate) use limiter::{Admission, Limiter};
pub(crate) use organizations::Limiters;
pub(crate) use permits::Permits;
