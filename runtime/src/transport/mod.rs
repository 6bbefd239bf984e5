//! How requests travel.

#[cfg(feature = "reqwest")]
mod bodies;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "reqwest")]
mod tls;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::clock::Clock;
use crate::http::{HttpRequest, HttpResponse};

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "reqwest")]
pub use self::tls::Tls;

/// What a [`Transport`] answers with.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'a>>;

/// Sends requests. The default one is `ReqwestTransport`; implement it to use another HTTP client,
/// or to answer in tests.
///
/// A transport sends the headers as they are and follows no redirect: requests carry credentials
/// that are for one host. It keeps to the request's `timeout` and `body_limit`. A status of failure is
/// an answer, not an error. Where the request says that it `streams`, it hands over the body as it
/// comes ([`Body::stream`](crate::Body::stream)); a transport that cannot reads it into memory.
///
/// ```
/// use clientwright_runtime::{Headers, HttpRequest, HttpResponse, Transport, TransportFuture};
///
/// struct Teapot;
///
/// impl Transport for Teapot {
///     fn send(&self, _: HttpRequest) -> TransportFuture<'_> {
///         Box::pin(async { Ok(HttpResponse::new(418, Headers::new(), "{}")) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole answer.
    fn send(&self, request: HttpRequest) -> TransportFuture<'_>;

    /// The clock that goes with it, for clients that are given no other. Without one they do not
    /// wait: neither for their own limits nor to repeat a call.
    fn clock(&self) -> Option<Arc<dyn Clock>> {
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        (**self).clock()
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        (**self).clock()
    }
}

/// How far a request got before it was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the service knows nothing of the request.
    Connect,
    /// Time ran out.
    Timeout,
    /// The body of the answer is larger than the request's `body_limit`.
    TooLarge,
    /// The transport refuses such a request, now and later: to send it again is no use.
    Rejected,
    /// Anything after that: the service may have done what was asked.
    Other,
}

/// Why a transport has no answer.
/// ```
/// use clientwright_runtime::{TransportError, TransportErrorKind};
///
/// /// What a transport over sockets says of their errors.
/// fn lost(error: std::io::Error) -> TransportError {
///     let kind = match error.kind() {
///         std::io::ErrorKind::ConnectionRefused => TransportErrorKind::Connect,
///         std::io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
///         _ => TransportErrorKind::Other,
///     };
///     TransportError::new(kind, error)
/// }
///
/// let error = lost(std::io::ErrorKind::TimedOut.into());
/// assert!(error.is_timeout());
/// ```
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TransportError {
    /// An error of a kind, with the transport's own as its source.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// How far the request got.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether time ran out.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}
