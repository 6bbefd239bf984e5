//! The default policy: ever longer waits.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::{FailedAttempt, RetryPolicy};

/// Repeats what [`Error::is_retryable`](crate::Error::is_retryable) allows, after ever longer waits:
/// half a second, one, two, … each shortened by chance to between a half and the whole of it, so
/// that clients which failed together do not come back together. A wait that the service asked for
/// is kept, where it is longer.
///
/// ```
/// use std::time::Duration;
/// use clientwright_runtime::Backoff;
///
/// // Six attempts, after waits of 1, 2, 4, 8 and 10 seconds, or somewhat less.
/// let patient = Backoff::new()
///     .attempts(6)
///     .first(Duration::from_secs(1))
///     .longest(Duration::from_secs(10));
/// # let _ = patient;
/// ```
#[derive(Clone, Debug)]
pub struct Backoff {
    attempts: u32,
    first: Duration,
    longest: Duration,
    jitter: bool,
}

impl Backoff {
    /// Four attempts in all; waits begin at half a second and end at 30 seconds.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            jitter: true,
        }
    }

    /// How often a call is made in all, the first time included.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The wait after the first attempt; each later one is twice as long.
    #[must_use]
    pub const fn first(mut self, wait: Duration) -> Self {
        self.first = wait;
        self
    }

    /// No wait is longer, unless the service asked for it.
    #[must_use]
    pub const fn longest(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// Whether waits are shortened by chance.
    #[must_use]
    pub const fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    fn own_wait(&self, attempt: u32) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let wait = self.first.saturating_mul(1 << doublings).min(self.longest);
        if self.jitter {
            wait.mul_f64(0.5 + chance() / 2.0)
        } else {
            wait
        }
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for Backoff {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if failed.attempt >= self.attempts || !failed.error.is_retryable() {
            return None;
        }
        let own = self.own_wait(failed.attempt);
        Some(failed.error.retry_after().map_or(own, |wait| wait.max(own)))
    }

    fn repeats(&self) -> bool {
        self.attempts > 1
    }
}

/// From 0 up to 1. The standard library's hash keys are random enough for this, and need no crate.
fn chance() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 32;
    bits as f64 / f64::from(u32::MAX)
}
