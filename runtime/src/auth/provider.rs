//! Access tokens, and who has them.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::clock::Time;
use crate::error::TokenError;
use crate::http::HttpRequest;
use crate::transport::{Transport, TransportError};

/// An access token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(Arc<str>);

impl AccessToken {
    /// A token.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// The token: a secret.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it can be sent in a header.
    pub(crate) fn can_be_sent(&self) -> bool {
        !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken([secret])")
    }
}

/// What a token is wanted for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The operation that is to be sent: `users.list`.
    pub operation: &'static str,
    /// The scopes, any one of which is enough.
    pub scopes: &'static [&'static str],
    /// The URL above the operations' paths: the token goes there and nowhere else.
    pub base_url: &'a str,
    /// The token that the service has just refused: another one is wanted.
    pub refused: Option<&'a AccessToken>,
}

/// What a [`TokenProvider`] answers with.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<AccessToken, TokenError>> + Send + 'a>>;

/// Has access tokens: implement it where tokens come from a place of your own.
///
/// It is asked before each call, so it keeps its token as long as that is good. When the service
/// refuses a token it is asked once more, with that token as `refused`; if it then gives another
/// one the call is repeated once.
///
/// ```
/// use clientwright_runtime::{AccessToken, TokenFuture, TokenProvider, TokenRequest};
///
/// struct Vault;
///
/// impl TokenProvider for Vault {
///     fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
///         Box::pin(async move {
///             let version = if request.refused.is_some() { "new" } else { "current" };
///             Ok(AccessToken::new(version))
///         })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The token to send.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a>;
}

/// What asking a token server needs of the client that asks.
pub(crate) struct Asking<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) time: &'a Time,
    pub(crate) timeout: Option<Duration>,
    /// When the call that needs the token gives up.
    pub(crate) deadline: Option<Instant>,
}

impl Asking<'_> {
    pub(super) async fn send(
        &self,
        mut request: HttpRequest,
    ) -> Result<crate::http::HttpResponse, TransportError> {
        request.timeout = self.timeout;
        self.transport.send(request).await
    }
}
