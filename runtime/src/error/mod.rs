//! Everything that can go wrong, as one type.

mod answered;
mod auth;
mod build;
mod decode;
mod limits;

use std::fmt;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::operation::{OperationInfo, RequestError};
use crate::transport::{TransportError, TransportErrorKind};

pub use answered::{ApiError, StatusError};
pub use auth::{AuthError, TokenError, TokenProblem};
pub use build::BuildError;
pub use decode::{BodyProblem, DecodeError};
pub use limits::{BodyTooLarge, LimitError, RateLimitError};

pub(crate) use answered::{Answered, Said};

/// Why a call failed. Neither `Display` nor `Debug` shows a body or a credential.
/// Some questions are the same for every variant: [`status`](Self::status), [`code`](Self::code),
/// [`request_id`](Self::request_id), [`retry_after`](Self::retry_after),
/// [`is_retryable`](Self::is_retryable). Each variant's own type answers the rest:
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::Error;
///
/// # let client = acme::client();
/// let error = client.widgets().get(8).await.unwrap_err();
/// assert_eq!((error.status(), error.code()), (Some(404), Some("1002")));
/// assert_eq!(error.request_id(), Some("a1b2c3"));
/// assert!(!error.is_retryable());
///
/// let advice = match &error {
///     // Nothing was sent: a setting, an argument, the token server, the client's own limits.
///     Error::Build(build) => format!("set `{}`", build.setting()),
///     Error::Request(request) => request.to_string(),
///     Error::Authentication(auth) => format!("no token: {:?}", auth.token_error().problem()),
///     Error::Limit(limit) => format!("{:?} too early", limit.wait()),
///     // No answer.
///     Error::Transport(lost) | Error::Timeout(lost) => lost.transport_error().to_string(),
///     // The service says no.
///     Error::Api(api) => format!("{}: {}", api.meaning().unwrap_or("?"), api.message().unwrap_or("?")),
///     Error::RateLimit(limit) => format!("wait {:?}", limit.retry_after()),
///     // Somebody else says no, or the answer is not what the documents say.
///     Error::Status(status) => format!("the body {}", status.problem()),
///     Error::Decode(decode) => format!("`{}`: {}", decode.path(), decode.reason()),
///     Error::BodyTooLarge(body) => format!("more than {} bytes", body.limit()),
///     other => other.to_string(),
/// };
/// assert_eq!(advice, "widget not found: There is no widget 8");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client could not be built.
    Build(BuildError),
    /// No request could be made of the operation: nothing was sent.
    Request(RequestFailure),
    /// The request or its answer got lost on the way.
    Transport(TransportFailure),
    /// No answer came in time.
    Timeout(TransportFailure),
    /// There is no access token to send: nothing was sent. A token that the service refuses is an
    /// error of the service's: [`Api`](Self::Api) with status 401.
    Authentication(Box<AuthError>),
    /// The service refuses calls for a while: too many were made.
    RateLimit(Box<RateLimitError>),
    /// The client's own limits let no request through before the deadline: nothing was sent.
    Limit(LimitError),
    /// The body of the answer is larger than the client reads.
    BodyTooLarge(BodyTooLarge),
    /// The service says that the call failed, and why.
    Api(Box<ApiError>),
    /// The call failed with a body that is not the service's: one of a proxy, or none.
    Status(Box<StatusError>),
    /// The call succeeded, but its body is not what the operation answers.
    Decode(Box<DecodeError>),
    /// The pages of a list repeat themselves: asking on would never end.
    Paging(PagingError),
}

impl Error {
    /// The name of the operation: `users.list`.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Build(_) => None,
            Self::Request(error) => Some(error.operation.name),
            Self::Transport(error) | Self::Timeout(error) => Some(error.operation.name),
            Self::Paging(error) => Some(error.operation.name),
            Self::Authentication(error) => Some(error.operation.name),
            Self::Limit(error) => Some(error.operation.name),
            Self::BodyTooLarge(error) => Some(error.operation.name),
            Self::RateLimit(_) | Self::Api(_) | Self::Status(_) | Self::Decode(_) => {
                self.answered().map(Answered::operation)
            }
        }
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answered().map(|answered| answered.status)
    }

    /// The vendor's code, if the service gave one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.code(),
            Self::RateLimit(error) => error.code(),
            _ => None,
        }
    }

    /// The body of the answer, if there was one. It may hold personal data: keep it out of logs.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.answered().map(|answered| answered.body.as_slice())
    }

    /// The body of a failure, read as a type; `None` where there was none, or none that is of this
    /// type. Operations with documented payloads of failures have a `failure` function that says
    /// which.
    /// ```
    #[doc = include_str!("../doc/acme.md")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), clientwright_runtime::Error> {
    /// use serde_json::Value;
    ///
    /// # let client = acme::client();
    /// let error = client.widgets().get(8).await.unwrap_err();
    /// let body: Option<Value> = error.payload();
    /// assert_eq!(body.map(|body| body["code"].clone()), Some(Value::from(1002)));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn payload<T: DeserializeOwned>(&self) -> Option<T> {
        let body = self.body()?;
        serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)).ok()
    }

    /// The answer's id, for the vendor's support, if a header has one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answered()?.headers.request_id()
    }

    /// The wait that the service asked for, or that the token server's limit asks for.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Authentication(error) => error.source.retry_after(),
            _ => self.answered()?.retry_after,
        }
    }

    /// Whether the same call may be made again, and may then succeed: a call refused for the
    /// service's limits or never sent, whatever it does; one that was lost, came too late or met a
    /// server out of order (502 to 504), only where doing it twice does no more than doing it once.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimit(_) => true,
            Self::Authentication(error) => matches!(
                error.source.problem(),
                TokenProblem::Unreachable | TokenProblem::RateLimit | TokenProblem::Timeout
            ),
            Self::Transport(error) | Self::Timeout(error) => match error.source.kind() {
                TransportErrorKind::Connect => true,
                TransportErrorKind::Timeout | TransportErrorKind::Other => {
                    error.operation.repeatable
                }
                TransportErrorKind::TooLarge | TransportErrorKind::Rejected => false,
            },
            Self::Api(_) | Self::Status(_) => self.answered().is_some_and(|answered| {
                (502..=504).contains(&answered.status) && answered.operation.repeatable
            }),
            Self::Build(_)
            | Self::Request(_)
            | Self::Limit(_)
            | Self::BodyTooLarge(_)
            | Self::Decode(_)
            | Self::Paging(_) => false,
        }
    }

    /// Whether the transport refuses the request or its answer, however often it is asked to.
    pub(crate) fn is_rejected(&self) -> bool {
        let Self::Transport(error) = self else {
            return false;
        };
        error.source.kind() == TransportErrorKind::Rejected
    }

    /// The variant, for traces.
    #[cfg(feature = "tracing")]
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Request(_) => "request",
            Self::Transport(_) => "transport",
            Self::Timeout(_) => "timeout",
            Self::Authentication(_) => "authentication",
            Self::RateLimit(_) => "rate limit",
            Self::Limit(_) => "limit",
            Self::BodyTooLarge(_) => "body too large",
            Self::Api(_) => "api",
            Self::Status(_) => "status",
            Self::Decode(_) => "decode",
            Self::Paging(_) => "paging",
        }
    }

    fn answered(&self) -> Option<&Answered> {
        match self {
            Self::RateLimit(error) => Some(&error.answered),
            Self::Api(error) => Some(&error.answered),
            Self::Status(error) => Some(&error.answered),
            Self::Decode(error) => Some(&error.answered),
            Self::Build(_)
            | Self::Request(_)
            | Self::Authentication(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::Limit(_)
            | Self::BodyTooLarge(_)
            | Self::Paging(_) => None,
        }
    }

    pub(crate) fn request(operation: &'static OperationInfo, source: RequestError) -> Self {
        Self::Request(RequestFailure { operation, source })
    }

    pub(crate) fn transport(operation: &'static OperationInfo, source: TransportError) -> Self {
        let timeout = source.is_timeout();
        let failure = TransportFailure { operation, source };
        if timeout {
            Self::Timeout(failure)
        } else {
            Self::Transport(failure)
        }
    }

    pub(crate) const fn too_large(operation: &'static OperationInfo, limit: usize) -> Self {
        Self::BodyTooLarge(BodyTooLarge { operation, limit })
    }

    pub(crate) const fn limit(operation: &'static OperationInfo, wait: Duration) -> Self {
        Self::Limit(LimitError { operation, wait })
    }

    pub(crate) const fn paging(operation: &'static OperationInfo) -> Self {
        Self::Paging(PagingError { operation })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(formatter),
            Self::Request(error) => error.fmt(formatter),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(formatter),
            Self::Authentication(error) => error.fmt(formatter),
            Self::RateLimit(error) => error.fmt(formatter),
            Self::Limit(error) => error.fmt(formatter),
            Self::BodyTooLarge(error) => error.fmt(formatter),
            Self::Api(error) => error.fmt(formatter),
            Self::Status(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Paging(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) | Self::Timeout(error) => Some(&error.source),
            Self::Authentication(error) => error.source.source(),
            _ => None,
        }
    }
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

/// Why no request could be made of an operation.
#[derive(Debug)]
pub struct RequestFailure {
    operation: &'static OperationInfo,
    source: RequestError,
}

impl fmt::Display for RequestFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} was not sent: {}",
            self.operation.name, self.source
        )
    }
}

/// How a request or its answer got lost.
#[derive(Debug)]
pub struct TransportFailure {
    operation: &'static OperationInfo,
    source: TransportError,
}

impl TransportFailure {
    /// What the transport says.
    #[must_use]
    pub const fn transport_error(&self) -> &TransportError {
        &self.source
    }
}

// The transport's own words follow as the source.
impl fmt::Display for TransportFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.source.kind() {
            TransportErrorKind::Timeout => "no answer came in time",
            TransportErrorKind::Connect => "no connection was made, so nothing was sent",
            // Its words say which request and why, and hold nothing that came from a server.
            TransportErrorKind::Rejected => {
                let name = self.operation.name;
                return write!(
                    formatter,
                    "{name}: the transport refuses the request: {}",
                    self.source
                );
            }
            _ => "the request or its answer got lost",
        };
        write!(formatter, "{}: {what}", self.operation.name)
    }
}

/// The pages of a list repeat themselves.
#[derive(Debug)]
pub struct PagingError {
    operation: &'static OperationInfo,
}

impl fmt::Display for PagingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the service leads back to a page that was already read",
            self.operation.name
        )
    }
}
