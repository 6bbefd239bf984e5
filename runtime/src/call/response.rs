//! All of an answer.

use std::fmt;

use crate::http::{Bytes, Headers};

/// The payload of an answer together with all that came around it. `Debug` does not show the bytes.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// # let client = acme::client();
/// let response = client.widgets().get(7).with_response().await?;
/// assert_eq!(response.payload["name"], "Sprocket");
/// assert_eq!(response.status, 200);
/// assert_eq!(response.message.as_deref(), Some("success"));
/// assert_eq!(response.headers.get("x-request-id"), Some("a1b2c3"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation answers.
    pub payload: T,
    /// The envelope's message, if there is one.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body as it came; empty where the payload hands it over piece by piece.
    pub bytes: Vec<u8>,
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("payload", &self.payload)
            .field("message", &self.message)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("bytes", &Bytes(self.bytes.len()))
            .finish()
    }
}
