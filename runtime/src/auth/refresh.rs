//! Access tokens by a refresh token.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::answer::{form, read};
use super::ledger::Ledger;
use super::provider::Asking;
use super::source::{Source, Token};
use super::store::{self, TokenStore};
use super::{AccessToken, Endpoint};
use crate::error::{TokenError, TokenProblem};
use crate::http::{HttpRequest, Method, Unread};
use crate::transport::TransportErrorKind;

/// A token is renewed this long before it expires, or half its lifetime where that is shorter.
const EARLY: Duration = Duration::from_secs(300);

/// How long a token that is still good serves on after it could not be renewed.
const PAUSE: Duration = Duration::from_secs(60);

/// What is read of a token server's answer.
const BODY_LIMIT: usize = 64 << 10;

/// A refresh token, as one value of credentials has it.
pub(super) struct Refresh {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) refresh_token: String,
    pub(super) store: Option<Arc<dyn TokenStore>>,
    /// The token server and what was had there, once a client is built.
    bound: OnceLock<Bound>,
}

struct Bound {
    endpoint: Endpoint,
    source: Arc<Source>,
}

impl Refresh {
    pub(super) fn new(client_id: String, client_secret: String, refresh_token: String) -> Self {
        Self {
            client_id,
            client_secret,
            refresh_token,
            store: None,
            bound: OnceLock::new(),
        }
    }

    /// The URL of the token server, where it is known.
    pub(super) fn server(&self) -> Option<&str> {
        self.bound.get().map(|bound| &*bound.endpoint.url)
    }

    /// Ties the refresh token to a token server, unless it is tied to one. The URL of the one that it
    /// is tied to then.
    pub(super) fn bind(&self, endpoint: Endpoint) -> &str {
        let bound = self.bound.get_or_init(|| Bound {
            source: Source::of(&[
                &endpoint.url,
                &self.client_id,
                &self.client_secret,
                &self.refresh_token,
            ]),
            endpoint,
        });
        &bound.endpoint.url
    }

    /// The token to send. Where one has to be asked for, one caller does it for all who wait.
    pub(super) async fn token(
        &self,
        asking: &Asking<'_>,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, TokenError> {
        let bound = self.bound.get().ok_or_else(|| {
            TokenError::new(TokenProblem::Other).saying("no client was built with the credentials")
        })?;
        let source = &*bound.source;
        let before = {
            let kept = source.kept();
            if let Some(token) = kept.good(asking.time.today(), refused) {
                return Ok(token);
            }
            kept.round
        };
        let _permit = source.gate.acquire().await;
        {
            let kept = source.kept();
            if let Some(token) = kept.good(asking.time.today(), refused) {
                return Ok(token);
            }
            // Who waited for a failure shares it.
            if let (true, Some(failure)) = (kept.round != before, &kept.failure) {
                return Err(failure.clone());
            }
        }
        let renewed = self.renew(bound, asking, refused).await;
        let mut kept = source.kept();
        kept.round += 1;
        kept.failure = renewed.as_ref().err().cloned();
        match renewed {
            Ok(token) => {
                let text = token.text.clone();
                kept.token = Some(token);
                Ok(text)
            }
            Err(failure) => {
                let now = asking.time.today();
                let old = kept.token.as_mut();
                match old.filter(|old| now < old.expires && Some(&old.text) != refused) {
                    Some(old) => {
                        old.renew = (now + PAUSE).min(old.expires);
                        Ok(old.text.clone())
                    }
                    None => Err(failure),
                }
            }
        }
    }

    /// Takes another process's token, or asks for one.
    async fn renew(
        &self,
        Bound { endpoint, source }: &Bound,
        asking: &Asking<'_>,
        refused: Option<&AccessToken>,
    ) -> Result<Token, TokenError> {
        let ledger = &source.ledger;
        let owner = [&*endpoint.url, &self.client_id, &self.refresh_token];
        let mut attempts = Vec::new();
        let mut _lock = None;
        if let Some(store) = &self.store {
            _lock = Some(store.lock().await.map_err(store_failed)?);
            let text = store.load().await.map_err(store_failed)?;
            let stored = text.map(|text| store::read(&text, &owner));
            let stored = stored.unwrap_or_default();
            let now = asking.time.today();
            if let Some(token) = stored.token
                && now < token.renew
                && Some(&token.text) != refused
            {
                return Ok(token);
            }
            attempts = stored.attempts;
        }
        let now = asking.time.today();
        if let Err(wait) = ledger.begin(endpoint.limit, &attempts, now) {
            let limit = "the credentials would be locked out";
            return Err(TokenError::new(TokenProblem::RateLimit)
                .saying(limit)
                .after(wait));
        }
        // Noted before it is made: it counts even if this process ends now.
        self.save(ledger, None, &owner).await?;
        let token = self.ask(asking, endpoint, ledger).await;
        let token = match token {
            Ok(token) => token,
            Err(failure) => {
                let _ = self.save(ledger, None, &owner).await;
                return Err(failure);
            }
        };
        // A token that cannot be stored is a token all the same.
        let _ = self.save(ledger, Some(&token), &owner).await;
        Ok(token)
    }

    async fn save(
        &self,
        ledger: &Ledger,
        token: Option<&Token>,
        owner: &[&str],
    ) -> Result<(), TokenError> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        let text = store::write(token, &ledger.attempts(), owner);
        store.save(text).await.map_err(store_failed)
    }

    /// Asks the token server.
    async fn ask(
        &self,
        asking: &Asking<'_>,
        endpoint: &Endpoint,
        ledger: &Ledger,
    ) -> Result<Token, TokenError> {
        let mut request = HttpRequest::new(Method::Post, &*endpoint.url);
        request.headers.push("Accept", "application/json");
        request
            .headers
            .push("Content-Type", "application/x-www-form-urlencoded");
        // In the body, never in the URL: that would be logged.
        let fields = form(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", &self.refresh_token),
            ("client_id", &self.client_id),
            ("client_secret", &self.client_secret),
        ]);
        request.body = Some(fields.into());
        request.body_limit = Some(BODY_LIMIT);
        let response = asking.send(request).await.map_err(|error| {
            if error.kind() == TransportErrorKind::Connect && endpoint.limit.is_some() {
                ledger.take_back();
            }
            let problem = match error.kind() {
                TransportErrorKind::Rejected => TokenProblem::Other,
                TransportErrorKind::TooLarge => TokenProblem::Unreadable,
                _ => TokenProblem::Unreachable,
            };
            TokenError::new(problem).because(error)
        })?;
        let status = response.status;
        let body = match response.body.collect(BODY_LIMIT).await {
            Ok(body) => body,
            Err(Unread::TooLarge) => {
                return Err(TokenError::new(TokenProblem::Unreadable).saying("it is too large"));
            }
            Err(Unread::Lost(error)) => {
                return Err(TokenError::new(TokenProblem::Unreachable).because(error));
            }
        };
        let (text, lifetime) = read(status, &body, &[&self.refresh_token, &self.client_secret])?;
        let now = asking.time.today();
        Ok(Token {
            text,
            renew: now + lifetime - EARLY.min(lifetime / 2),
            expires: now + lifetime,
        })
    }
}

fn store_failed(error: store::StoreError) -> TokenError {
    TokenError::new(TokenProblem::Store).because(error)
}
