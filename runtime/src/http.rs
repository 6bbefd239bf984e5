//! Requests and responses, in types of no HTTP library.

use std::fmt;
use std::time::Duration;

use crate::operation::OperationInfo;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// The method as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Header fields, in order. `Debug` shows no value of a sensitive one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<Header>);

#[derive(Clone, PartialEq, Eq)]
struct Header {
    name: String,
    value: String,
    sensitive: bool,
}

/// Headers whose values are never shown, whoever set them.
const SENSITIVE: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
];

impl Headers {
    /// No headers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a header after the others.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        let sensitive = SENSITIVE
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
        self.0.push(Header {
            name,
            value: value.into(),
            sensitive,
        });
    }

    /// Adds a header whose value `Debug` does not show.
    pub fn push_sensitive(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push(Header {
            name: name.into(),
            value: value.into(),
            sensitive: true,
        });
    }

    /// Takes the place of all headers of this name. What was sensitive stays so.
    pub(crate) fn replace(&mut self, name: &str, value: &str) {
        let same = |header: &Header| header.name.eq_ignore_ascii_case(name);
        if self.0.iter().any(|header| same(header) && header.sensitive) {
            self.0.retain(|header| !same(header));
            self.push_sensitive(name, value);
        } else {
            self.0.retain(|header| !same(header));
            self.push(name, value);
        }
    }

    /// The value of the first header of this name, in whatever case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.as_str())
    }

    /// The id that a service gave to the request, under one of the usual names.
    pub(crate) fn request_id(&self) -> Option<&str> {
        ["X-Request-Id", "Request-Id", "X-Correlation-Id"]
            .into_iter()
            .find_map(|name| self.get(name))
    }

    /// All headers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|header| (header.name.as_str(), header.value.as_str()))
    }

    /// How many headers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |header: &Header| {
            if header.sensitive {
                "[secret]".into()
            } else {
                header.value.clone()
            }
        };
        formatter
            .debug_map()
            .entries(self.0.iter().map(|it| (&it.name, shown(it))))
            .finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let mut all = Self::new();
        for (name, value) in headers {
            all.push(name, value);
        }
        all
    }
}

/// A request, ready to be sent. `Debug` shows neither credentials nor the body.
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
    pub body: Option<Vec<u8>>,
    /// How long the transport may take for all of it, the body of the answer included.
    pub timeout: Option<Duration>,
    /// The operation that is called. A request that belongs to none, for a token, has none.
    pub operation: Option<&'static OperationInfo>,
    /// How many bytes of the answer's body the transport may read, counted after decompression.
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
            .field("body", &self.body.as_ref().map(|body| Bytes(body.len())))
            .field("timeout", &self.timeout)
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
#[derive(Clone)]
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

/// The body of a response: opaque, so that there can be other kinds than bytes in memory.
#[derive(Clone, Default)]
pub struct Body(Vec<u8>);

impl Body {
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Bytes(self.0.len()).fmt(formatter)
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_owned())
    }
}
