//! Requests and responses, in types of no HTTP library.

mod body;
mod headers;
mod method;
mod pieces;
mod upload;

use std::fmt;
use std::time::Duration;

use crate::operation::OperationInfo;

pub use body::Body;
pub use headers::Headers;
pub use method::Method;
pub use upload::{File, PieceStream, Upload};

pub(crate) use body::Unread;
pub(crate) use pieces::Joined;

/// A request, ready to be sent. `Debug` shows neither credentials nor the body.
/// What a call would send can be looked at without sending it:
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright_runtime::Method;
///
/// # let client = acme::client();
/// let request = client.widgets().get(7).request()?;
/// assert_eq!(request.method, Method::Get);
/// assert_eq!(request.url, "https://us.acme.example/v1/widgets/7");
/// assert_eq!(request.headers.get("X-Acme-Org"), Some("42"));
/// assert!(request.body.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL, encoded.
    pub url: String,
    /// The headers, in the order in which they are sent.
    pub headers: Headers,
    /// The body, if there is one.
    pub body: Option<Upload>,
    /// How long the transport may take for all of it, the body of the answer included.
    pub timeout: Option<Duration>,
    /// Whether the body of a success is to be handed over as it comes ([`Body::stream`]): the
    /// timeout then holds for the head of the answer, and again for each piece of its body.
    pub streams: bool,
    /// The operation that is called. A request that belongs to none, for a token, has none.
    pub operation: Option<&'static OperationInfo>,
    /// How many bytes of the answer's body the transport may read, counted after decompression. It
    /// does not hold for a body that is handed over as it comes.
    pub body_limit: Option<usize>,
}

impl HttpRequest {
    /// A request without headers, body and limits.
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self {
            method,
            url: url.into(),
            headers: Headers::new(),
            body: None,
            timeout: None,
            streams: false,
            operation: None,
            body_limit: None,
        }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .field("timeout", &self.timeout)
            .field("streams", &self.streams)
            .field("operation", &self.operation)
            .field("body_limit", &self.body_limit)
            .finish()
    }
}

/// How a body is shown: by its length.
pub(crate) struct Bytes(pub(crate) usize);

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} bytes]", self.0)
    }
}

/// A response, as a transport hands it over. `Debug` does not show the body.
/// ```
/// use clientwright_runtime::{Headers, HttpResponse};
///
/// let headers = Headers::from_iter([("Content-Type", "application/json")]);
/// let response = HttpResponse::new(200, headers, r#"{ "widget": { "id": 7 } }"#);
/// assert_eq!(response.headers.get("content-type"), Some("application/json"));
/// ```
#[non_exhaustive]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
}

impl HttpResponse {
    /// A response.
    pub fn new(status: u16, headers: Headers, body: impl Into<Body>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// The same response, if all of its body is in memory.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.try_clone()?,
        })
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}
