//! The default transport: reqwest.

use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use super::bodies::{Incoming, outgoing};
use super::tls::{self, Tls};
use super::{Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::clock::{Clock, SystemClock};
use crate::error::BuildError;
use crate::http::{Body, Headers, HttpRequest, HttpResponse, Method};

/// Sends requests with reqwest, and trusts the certificates that the platform trusts. It needs a Tokio
/// runtime. It follows no redirect.
///
/// Its TLS is chosen by feature. Where several are switched on and none is
/// [chosen](Self::with_tls), the first of these is taken: the platform's own library (`tls-native`), or rustls with *aws-lc* (`tls-aws-lc`), with *ring*
/// (`tls-ring`, the default), with graviola (`tls-graviola`).
///
/// ```no_run
/// use clientwright_runtime::{BuildError, ReqwestTransport};
///
/// fn through_a_proxy(proxy: reqwest::Proxy) -> Result<ReqwestTransport, BuildError> {
///     ReqwestTransport::from_builder(reqwest::Client::builder().proxy(proxy))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with a connection pool of its own.
    ///
    /// # Errors
    /// As [`from_builder`](Self::from_builder).
    pub fn new() -> Result<Self, BuildError> {
        Self::build(builder(), None)
    }

    /// A transport with a connection pool of its own and this TLS, where several features are on.
    ///
    /// # Errors
    /// As [`from_builder`](Self::from_builder).
    pub fn with_tls(tls: Tls) -> Result<Self, BuildError> {
        Self::build(builder(), Some(tls))
    }

    /// A transport over a client that is built here, with your settings: a proxy, certificates, a
    /// connection pool. Whatever they say, it follows no redirect, and its TLS is that of the
    /// runtime's features.
    ///
    /// The TLS configuration is made here: no global provider is asked for or installed.
    ///
    /// # Errors
    /// No feature for TLS is switched on, the platform has no certificates to trust, or reqwest
    /// cannot be set up.
    pub fn from_builder(builder: reqwest::ClientBuilder) -> Result<Self, BuildError> {
        Self::build(builder, None)
    }

    fn build(builder: reqwest::ClientBuilder, tls: Option<Tls>) -> Result<Self, BuildError> {
        let client = tls::choose(builder, tls)
            .map_err(|problem| BuildError::new("transport", problem))?
            .redirect(Policy::none())
            .build()
            .map_err(|error| {
                BuildError::new("transport", format!("cannot set up reqwest: {error}"))
            })?;
        Ok(Self { client })
    }

    /// A transport around a client of your own, whose settings hold, its TLS too.
    ///
    /// It must follow no redirect: build it with `redirect::Policy::none()`. A redirect leads to
    /// where an answer says, and reqwest takes along every header but the best known ones: the
    /// organization's, and a token in a header of a name of its own. An answer that came over a
    /// redirect is an error.
    #[must_use]
    pub const fn from_client(client: reqwest::Client) -> Self {
        Self { client }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let timeout = request.timeout;
        let mut builder = self
            .client
            .request(method(request.method), &request.url)
            .headers(headers(&request)?);
        if let Some(timeout) = timeout
            && !request.streams
        {
            builder = builder.timeout(timeout);
        }
        if let Some(body) = request.body {
            builder = builder.body(outgoing(body)?);
        }
        let sent = builder.build().map_err(lost)?;
        let url = sent.url().clone();
        let response = match timeout {
            Some(timeout) if request.streams => {
                let head = tokio::time::timeout(timeout, self.client.execute(sent)).await;
                head.map_err(|late| TransportError::new(TransportErrorKind::Timeout, late))?
            }
            _ => self.client.execute(sent).await,
        };
        let mut response = response.map_err(lost)?;
        if *response.url() != url {
            let problem = "the HTTP client followed a redirect, which takes headers to another \
                           place: build it with `redirect::Policy::none()`";
            return Err(TransportError::new(TransportErrorKind::Rejected, problem));
        }
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect::<Headers>();
        if request.streams {
            let body = Body::stream(Incoming::new(response, timeout));
            return Ok(HttpResponse::new(status, headers, body));
        }
        let limit = request.body_limit.unwrap_or(usize::MAX);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if chunk.len() > limit.saturating_sub(body.len()) {
                let problem = format!("the body is larger than {limit} bytes");
                return Err(TransportError::new(TransportErrorKind::TooLarge, problem));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse::new(status, headers, body))
    }
}

fn builder() -> reqwest::ClientBuilder {
    let agent = concat!("clientwright-runtime/", env!("CARGO_PKG_VERSION"));
    reqwest::Client::builder().user_agent(agent)
}

const fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Head => reqwest::Method::HEAD,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
        Method::Options => reqwest::Method::OPTIONS,
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(self.exchange(request))
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(Arc::new(SystemClock))
    }
}

fn headers(request: &HttpRequest) -> Result<HeaderMap, TransportError> {
    let mut map = HeaderMap::with_capacity(request.headers.len());
    for (name, value) in request.headers.iter() {
        let malformed = || {
            let problem = format!("the header `{name}` cannot be sent over HTTP");
            TransportError::new(TransportErrorKind::Rejected, problem)
        };
        let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| malformed())?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| malformed())?;
        map.append(field, value);
    }
    Ok(map)
}

// The URL leaves the message: a query may hold personal data.
pub(super) fn lost(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Rejected
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}
