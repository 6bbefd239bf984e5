//! When a call that failed is made again.

mod after;
mod backoff;

use std::time::Duration;

use crate::error::Error;
use crate::operation::OperationInfo;

pub use backoff::Backoff;

pub(crate) use after::retry_after;

/// Decides whether a call that failed is made again, and when. [`Backoff`] is the default,
/// [`NoRetry`] the opposite.
///
/// ```
/// use std::time::Duration;
/// use clientwright_runtime::{FailedAttempt, RetryPolicy};
///
/// /// Twice, a second apart, and only what the service refused for its limits.
/// struct Patient;
///
/// impl RetryPolicy for Patient {
///     fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
///         let again = failed.attempt < 3 && failed.error.retry_after().is_some();
///         again.then_some(Duration::from_secs(1))
///     }
/// }
/// ```
pub trait RetryPolicy: Send + Sync + 'static {
    /// How long to wait before the next attempt; `None` where there is to be none. A wait that would
    /// pass the call's deadline is not begun: the error is returned at once. What the transport
    /// [rejects](crate::TransportErrorKind::Rejected) is not sent again, whatever the policy says.
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;

    /// Whether it ever answers with a wait: then the client needs a clock.
    fn repeats(&self) -> bool {
        true
    }
}

/// An attempt that failed.
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// The operation.
    pub operation: &'static OperationInfo,
    /// How it failed.
    pub error: &'a Error,
    /// Which attempt of the call it was, from 1.
    pub attempt: u32,
}

/// Repeats nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn wait(&self, _: &FailedAttempt<'_>) -> Option<Duration> {
        None
    }

    fn repeats(&self) -> bool {
        false
    }
}
