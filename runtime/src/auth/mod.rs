//! What proves who calls.

mod answer;
#[cfg(feature = "file-store")]
mod file_store;
mod ledger;
mod provider;
mod refresh;
mod store;

use std::fmt;
use std::sync::Arc;

use crate::error::{BuildError, TokenError};
use crate::product::TokenLimit;

use refresh::Refresh;

#[cfg(feature = "file-store")]
pub use file_store::FileStore;
pub use provider::{AccessToken, TokenFuture, TokenProvider, TokenRequest};
pub use store::{StoreError, StoreFuture, StoreLock, TokenStore};

pub(crate) use provider::Asking;

/// What proves who calls. A clone is the same credentials: clients of several products that are given
/// one share its access token. `Debug` shows none of it.
///
/// A token goes to the base URL of the client alone, a refresh token to the accounts server alone:
/// what the generated code says they are, or what the builder was told. Neither goes over plain HTTP
/// except to a loopback address, nor where a redirect or an answer points to.
#[derive(Clone)]
pub struct Credentials(Proof);

/// The kinds of credentials.
#[derive(Clone)]
enum Proof {
    /// A token that somebody else keeps fresh.
    AccessToken(AccessToken),
    Refresh(Arc<Refresh>),
    Provider(Arc<dyn TokenProvider>),
}

/// A token server.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(crate) limit: Option<TokenLimit>,
}

impl Credentials {
    /// A fixed access token.
    pub fn access_token(token: impl Into<String>) -> Self {
        Self(Proof::AccessToken(AccessToken::new(token)))
    }

    /// A refresh token, with the id and secret of the application that it was given to.
    ///
    /// Access tokens are asked for when they are needed: some minutes before the last one expires,
    /// and when the service refuses it; once for all calls that wait. How often they may be asked
    /// for is kept to for the whole process.
    pub fn refresh_token(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Self {
        let refresh = Refresh::new(client_id.into(), client_secret.into(), refresh_token.into());
        Self(Proof::Refresh(Arc::new(refresh)))
    }

    /// Tokens from a place of your own.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(Proof::Provider(Arc::new(provider)))
    }

    /// Keeps the access token, and when tokens were asked for, across processes and restarts. It
    /// means something for a refresh token only: call it before the credentials are cloned or used.
    #[must_use]
    pub fn store(self, store: impl TokenStore) -> Self {
        match self.0 {
            Proof::Refresh(refresh) => {
                let mut fresh = Refresh::new(
                    refresh.client_id.clone(),
                    refresh.client_secret.clone(),
                    refresh.refresh_token.clone(),
                );
                fresh.store = Some(Arc::new(store));
                Self(Proof::Refresh(Arc::new(fresh)))
            }
            other => Self(other),
        }
    }

    /// The token to send, where it is always the same.
    pub(crate) fn fixed(&self) -> Option<&AccessToken> {
        match &self.0 {
            Proof::AccessToken(token) => Some(token),
            Proof::Refresh(_) | Proof::Provider(_) => None,
        }
    }

    /// The texts that must be sound, by the names of their settings.
    pub(crate) fn texts(&self) -> Vec<(&'static str, &str)> {
        match &self.0 {
            Proof::AccessToken(token) => vec![("access_token", token.expose())],
            Proof::Refresh(refresh) => vec![
                ("client_id", &refresh.client_id),
                ("client_secret", &refresh.client_secret),
                ("refresh_token", &refresh.refresh_token),
            ],
            Proof::Provider(_) => Vec::new(),
        }
    }

    /// Ties a refresh token to the token server of a client, which `endpoint` finds out. All clients
    /// have the same one, and one whose product knows of none takes what is there.
    pub(crate) fn bind(
        &self,
        endpoint: impl FnOnce() -> Result<Endpoint, BuildError>,
    ) -> Result<(), BuildError> {
        let Proof::Refresh(refresh) = &self.0 else {
            return Ok(());
        };
        let asked = match endpoint() {
            Ok(asked) => asked,
            Err(_) if refresh.endpoint.get().is_some() => return Ok(()),
            Err(error) => return Err(error),
        };
        let url = asked.url.clone();
        if refresh.endpoint.get_or_init(|| asked).url == url {
            Ok(())
        } else {
            let problem = "are in use with another accounts server: a refresh token is good at one alone, so make credentials for each";
            Err(BuildError::new("credentials", problem))
        }
    }

    /// The token to send.
    pub(crate) async fn token(
        &self,
        asking: &Asking<'_>,
        request: TokenRequest<'_>,
    ) -> Result<AccessToken, TokenError> {
        match &self.0 {
            Proof::AccessToken(token) => Ok(token.clone()),
            Proof::Refresh(refresh) => refresh.token(asking, request.refused).await,
            Proof::Provider(provider) => provider.token(request).await,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials([secret])")
    }
}
