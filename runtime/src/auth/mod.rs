//! What proves who calls.

mod answer;
#[cfg(feature = "file-store")]
mod file_store;
mod identity;
mod ledger;
mod provider;
mod refresh;
mod source;
mod store;

use std::fmt;
use std::sync::Arc;

use crate::error::{BuildError, TokenError, TokenProblem};
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
/// A token goes to the host of the client's base URL alone, a refresh token to the accounts server
/// alone: what the generated code says they are, or what the builder was told. Neither goes over plain
/// HTTP except to a loopback address, nor where a redirect or an answer points to. Where base URLs come
/// from elsewhere, say with [`only_for`](Self::only_for) which hosts are the right ones.
///
/// ```
/// use clientwright_runtime::Credentials;
///
/// let credentials = Credentials::refresh_token("client id", "client secret", "refresh token")
///     .only_for(["api.acme.example"]);
/// assert_eq!(format!("{credentials:?}"), "Credentials([secret])");
/// ```
#[derive(Clone)]
pub struct Credentials {
    proof: Proof,
    /// The hosts that tokens are for; `None` for those of the clients' base URLs.
    hosts: Option<Arc<[String]>>,
}

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
        Proof::AccessToken(AccessToken::new(token)).into()
    }

    /// A refresh token, with the id and secret of the application that it was given to.
    ///
    /// Access tokens are asked for when they are needed: some minutes before the last one expires,
    /// and when the service refuses it; once for all calls that wait, until their deadlines. Values
    /// made of the same texts share the token and the asking, as long as their token server is the
    /// same; each has a store of its own. How often tokens may be asked for is kept to by everything in
    /// the process that has the refresh token, even when all else differs.
    pub fn refresh_token(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Self {
        let refresh = Refresh::new(client_id.into(), client_secret.into(), refresh_token.into());
        Proof::Refresh(Arc::new(refresh)).into()
    }

    /// Tokens from a place of your own.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Proof::Provider(Arc::new(provider)).into()
    }

    /// Keeps the access token, and when tokens were asked for, across processes and restarts. It
    /// means something for a refresh token only: call it before the credentials are cloned or used.
    /// Give all values of one refresh token the same store: a token that one without a store asks for
    /// is not stored, and other processes learn of the attempt at the next one that is.
    #[must_use]
    pub fn store(mut self, store: impl TokenStore) -> Self {
        if let Proof::Refresh(refresh) = &self.proof {
            let mut fresh = Refresh::new(
                refresh.client_id.clone(),
                refresh.client_secret.clone(),
                refresh.refresh_token.clone(),
            );
            fresh.store = Some(Arc::new(store));
            self.proof = Proof::Refresh(Arc::new(fresh));
        }
        self
    }

    /// The hosts that access tokens may be sent to, each with its port where that is not the usual one:
    /// `api.example.com`, `localhost:8080`. A client whose base URL is on another host cannot be
    /// built with the credentials.
    #[must_use]
    pub fn only_for<H: Into<String>>(mut self, hosts: impl IntoIterator<Item = H>) -> Self {
        self.hosts = Some(hosts.into_iter().map(Into::into).collect());
        self
    }

    /// The hosts that tokens are for, if somebody said so.
    pub(crate) fn hosts(&self) -> Option<&[String]> {
        self.hosts.as_deref()
    }

    /// The token to send, where it is always the same.
    pub(crate) fn fixed(&self) -> Option<&AccessToken> {
        match &self.proof {
            Proof::AccessToken(token) => Some(token),
            Proof::Refresh(_) | Proof::Provider(_) => None,
        }
    }

    /// The texts that must be sound, by the names of their settings.
    pub(crate) fn texts(&self) -> Vec<(&'static str, &str)> {
        match &self.proof {
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
        let Proof::Refresh(refresh) = &self.proof else {
            return Ok(());
        };
        let asked = match endpoint() {
            Ok(asked) => asked,
            Err(_) if refresh.server().is_some() => return Ok(()),
            Err(error) => return Err(error),
        };
        let url = asked.url.clone();
        if refresh.bind(asked) == url {
            Ok(())
        } else {
            let problem = "are in use with another accounts server: a refresh token is good at one alone, so make credentials for each";
            Err(BuildError::new("credentials", problem))
        }
    }

    /// The token to send: at the call's deadline at the latest, whoever else is waited for.
    pub(crate) async fn token(
        &self,
        asking: &Asking<'_>,
        request: TokenRequest<'_>,
    ) -> Result<AccessToken, TokenError> {
        let token = async {
            match &self.proof {
                Proof::AccessToken(token) => Ok(token.clone()),
                Proof::Refresh(refresh) => refresh.token(asking, request.refused).await,
                Proof::Provider(provider) => provider.token(request).await,
            }
        };
        let token = asking.time.within(asking.deadline, token).await;
        token.unwrap_or_else(|| Err(TokenError::new(TokenProblem::Timeout)))
    }
}

impl From<Proof> for Credentials {
    fn from(proof: Proof) -> Self {
        Self { proof, hosts: None }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials([secret])")
    }
}
