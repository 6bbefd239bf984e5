//! Errors about limits: the service's, and the client's own.

use std::fmt;
use std::time::Duration;

use super::answered::{Answered, OneLine, Said, answered};
use crate::http::Headers;
use crate::operation::OperationInfo;

/// The service refuses calls for a while: too many were made.
#[derive(Debug)]
pub struct RateLimitError {
    pub(crate) answered: Answered,
    pub(crate) said: Said,
}

answered!(RateLimitError);

impl RateLimitError {
    /// The wait that the service asked for, counted from its answer.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.answered.retry_after
    }

    /// The vendor's code, as text.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.said.code.as_deref()
    }

    /// The service's message or title.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.said.message.as_deref()
    }
}

impl fmt::Display for RateLimitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.answered.operation.name;
        write!(formatter, "{name}: too many calls")?;
        if let Some(code) = self.code() {
            write!(formatter, ", code {}", OneLine(code))?;
        }
        match self.retry_after() {
            Some(wait) => write!(
                formatter,
                "; the service asks to wait for {} seconds",
                wait.as_secs()
            )?,
            None => formatter.write_str("; the service does not say for how long to wait")?,
        }
        match self.message() {
            Some(message) => write!(formatter, ": {}", OneLine(message)),
            None => Ok(()),
        }
    }
}

/// A call would have to wait until after its deadline: for the client's own limits, or because the
/// service asked another call of the organization to wait.
#[derive(Debug)]
pub struct LimitError {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) wait: Duration,
}

impl LimitError {
    /// How long it would have had to wait on; zero if the deadline passed while others were served.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} was not sent: the client's own limits allow no request before the call's deadline",
            self.operation.name
        )
    }
}

/// The body of an answer is larger than the client reads.
#[derive(Debug)]
pub struct BodyTooLarge {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) limit: usize,
}

impl BodyTooLarge {
    /// The limit, in bytes.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }
}

impl fmt::Display for BodyTooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the body of the answer is larger than {} bytes: ask for less, or raise the client's `body_limit`",
            self.operation.name, self.limit
        )
    }
}
