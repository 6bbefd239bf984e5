//! The default transport: reqwest.

use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use super::{Transport, TransportError, TransportErrorKind, TransportFuture, tls};
use crate::clock::{Clock, SystemClock};
use crate::error::BuildError;
use crate::http::{Headers, HttpRequest, HttpResponse, Method};

/// Sends requests with reqwest, and trusts the certificates that the platform trusts. It needs a Tokio
/// runtime. It follows no redirect.
///
/// Its TLS is chosen by feature: rustls with *ring* (`tls-ring`, the default) or with *aws-lc*
/// (`tls-aws-lc`), or the platform's own library (`tls-native`). Where several are switched on the
/// last of these is taken.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with a connection pool of its own.
    ///
    /// The TLS configuration is made here: no global provider is asked for or installed.
    ///
    /// # Errors
    /// No feature for TLS is switched on, the platform has no certificates to trust, or reqwest
    /// cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        let client = tls::choose(reqwest::Client::builder())
            .map_err(|problem| BuildError::new("transport", problem))?
            .redirect(Policy::none())
            .user_agent(concat!("clientwright-runtime/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| {
                BuildError::new("transport", format!("cannot set up reqwest: {error}"))
            })?;
        Ok(Self { client })
    }

    /// A transport around a client of your own, whose settings hold: let it follow no redirect
    /// (`redirect::Policy::none()`), as requests carry credentials for one host.
    #[must_use]
    pub const fn from_client(client: reqwest::Client) -> Self {
        Self { client }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Head => reqwest::Method::HEAD,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
            Method::Options => reqwest::Method::OPTIONS,
        };
        let mut builder = self
            .client
            .request(method, &request.url)
            .headers(headers(&request)?);
        if let Some(timeout) = request.timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let limit = request.body_limit.unwrap_or(usize::MAX);
        let mut response = builder.send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect::<Headers>();
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
            TransportError::new(TransportErrorKind::Connect, problem)
        };
        let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| malformed())?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| malformed())?;
        map.append(field, value);
    }
    Ok(map)
}

// The URL leaves the message: a query may hold personal data.
fn lost(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() || error.is_builder() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}
