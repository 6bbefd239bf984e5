//! Why there is no access token to send.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::answered::OneLine;
use crate::operation::OperationInfo;

/// A call was not sent for want of an access token.
#[derive(Debug)]
pub struct AuthError {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) source: TokenError,
}

impl AuthError {
    /// Why there is no token.
    #[must_use]
    pub const fn token_error(&self) -> &TokenError {
        &self.source
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} was not sent, for want of an access token: {}",
            self.operation.name, self.source
        )
    }
}

/// What keeps an access token from being had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenProblem {
    /// The token server refuses the credentials: asking again does not help.
    Refused,
    /// So many tokens were asked for that the token server would lock the credentials out.
    RateLimit,
    /// The token server cannot be reached, or is out of order.
    Unreachable,
    /// No token came before the call's deadline: another call, or another process, was asking for one.
    Timeout,
    /// The token server's answer cannot be read.
    Unreadable,
    /// The token store fails.
    Store,
    /// Anything else: for providers.
    Other,
}

impl TokenProblem {
    const fn text(self) -> &'static str {
        match self {
            Self::Refused => "the token server refuses the credentials",
            Self::RateLimit => "no more tokens may be asked for now",
            Self::Unreachable => "the token server cannot be reached, or is out of order",
            Self::Timeout => "none came before the call's deadline",
            Self::Unreadable => "the token server's answer cannot be read",
            Self::Store => "the token store fails",
            Self::Other => "the token provider fails",
        }
    }
}

/// Why there is no access token. It shows no secret, and nothing of what the token server sent but
/// its error code and description.
/// A [`TokenProvider`](crate::TokenProvider) makes its own:
///
/// ```
/// use std::time::Duration;
///
/// use clientwright_runtime::{TokenError, TokenProblem};
///
/// let error = TokenError::new(TokenProblem::RateLimit)
///     .saying("the vault has no token to give")
///     .after(Duration::from_secs(30));
/// assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
/// ```
#[derive(Clone, Debug)]
pub struct TokenError {
    problem: TokenProblem,
    said: Option<Arc<str>>,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl TokenError {
    /// An error of a kind.
    #[must_use]
    pub const fn new(problem: TokenProblem) -> Self {
        Self {
            problem,
            said: None,
            retry_after: None,
            source: None,
        }
    }

    /// What more there is to say: printed, so no secret.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.said = Some(text.into().into());
        self
    }

    /// When asking again can help.
    #[must_use]
    pub const fn after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// What caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn problem(&self) -> TokenProblem {
        self.problem
    }

    /// When asking again can help.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.problem.text())?;
        if let Some(said) = &self.said {
            write!(formatter, ": {}", OneLine(said))?;
        }
        match self.retry_after {
            Some(wait) => write!(formatter, "; again in {} seconds", wait.as_secs()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| &**source as &(dyn std::error::Error + 'static))
    }
}
