//! What a scripted service was sent.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::http::{Headers, HttpRequest, Method, Upload};
use crate::operation::OperationInfo;

/// A request that came to a [`ScriptedTransport`](super::ScriptedTransport). `Debug` shows neither
/// credentials nor the body.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::testing::{Reply, ScriptedTransport};
///
/// let service = ScriptedTransport::new();
/// service.answer_any(Reply::empty(204));
/// # let client = acme::Client::builder().access_token("token").organization("42");
/// # let client = client.transport(service.clone()).build()?;
/// client.widgets().set_photo(7, "a photo").await?;
///
/// let sent = &service.sent()[0];
/// assert_eq!(sent.method().as_str(), "PUT");
/// assert_eq!(sent.path(), "/v1/widgets/7/photo");
/// assert_eq!(sent.header("content-type"), Some("image/jpeg"));
/// assert_eq!(sent.body(), Some(&b"a photo"[..]));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent(pub(super) HttpRequest);

impl Sent {
    /// The operation that was called; `None` for requests that belong to none, such as for a token.
    #[must_use]
    pub const fn operation(&self) -> Option<&'static OperationInfo> {
        self.0.operation
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.0.method
    }

    /// The whole URL, encoded.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// The URL's path, encoded: `/v1/widgets/7`.
    #[must_use]
    pub fn path(&self) -> &str {
        let url = self.url();
        let from = url.find("://").map_or(0, |scheme| scheme + 3);
        let below = &url[from..];
        let path = below.find('/').map_or("", |slash| &below[slash..]);
        path.split(['?', '#']).next().unwrap_or(path)
    }

    /// The names and values of the query, decoded, in order.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        let decoded = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        let (_, query) = self.url().split_once('?').unwrap_or_default();
        query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect()
    }

    /// The first value of this name in the query, decoded.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        let mut pairs = self.query().into_iter();
        pairs.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &Headers {
        &self.0.headers
    }

    /// The value of the first header of this name, in whatever case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name)
    }

    /// The body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_ref().and_then(Upload::as_bytes)
    }

    /// The body as JSON; `null` where there is none, or none that is JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        self.body()
            .and_then(|body| serde_json::from_slice(body).ok())
            .unwrap_or_default()
    }

    /// The request itself.
    #[must_use]
    pub const fn request(&self) -> &HttpRequest {
        &self.0
    }
}
