//! Access tokens by a refresh token.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use super::answer::{form, read};
use super::ledger::Ledger;
use super::provider::Asking;
use super::store::{self, TokenStore};
use super::{AccessToken, Endpoint};
use crate::error::{TokenError, TokenProblem};
use crate::http::{HttpRequest, Method, Unread};
use crate::limit::Permits;
use crate::transport::TransportErrorKind;

/// A token is renewed this long before it expires, or half its lifetime where that is shorter.
const EARLY: Duration = Duration::from_secs(300);

/// How long a token that is still good serves on after it could not be renewed.
const PAUSE: Duration = Duration::from_secs(60);

/// What is read of a token server's answer.
const BODY_LIMIT: usize = 64 << 10;

/// A token and its times.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: AccessToken,
    pub(super) renew: SystemTime,
    pub(super) expires: SystemTime,
}

/// One refresh token and what was had by it, shared by all clients of the credentials.
pub(super) struct Refresh {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) refresh_token: String,
    pub(super) store: Option<Arc<dyn TokenStore>>,
    /// The token server, once a client is built.
    pub(super) endpoint: OnceLock<Endpoint>,
    gate: Arc<Permits>,
    kept: Mutex<Kept>,
    ledger: Arc<Ledger>,
}

#[derive(Default)]
struct Kept {
    token: Option<Token>,
    /// Counts the tokens that were asked for.
    round: u64,
    /// How the last round failed.
    failure: Option<TokenError>,
}

impl Kept {
    /// The token, if it is good and not the one that was refused.
    fn good(&self, now: SystemTime, refused: Option<&AccessToken>) -> Option<AccessToken> {
        let token = self.token.as_ref().filter(|token| now < token.renew)?;
        (Some(&token.text) != refused).then(|| token.text.clone())
    }
}

impl Refresh {
    pub(super) fn new(client_id: String, client_secret: String, refresh_token: String) -> Self {
        Self {
            ledger: Ledger::of(&refresh_token),
            client_id,
            client_secret,
            refresh_token,
            store: None,
            endpoint: OnceLock::new(),
            gate: Permits::new(1),
            kept: Mutex::default(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token to send. Where one has to be asked for, one caller does it for all who wait.
    pub(super) async fn token(
        &self,
        asking: &Asking<'_>,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, TokenError> {
        let before = {
            let kept = self.kept();
            if let Some(token) = kept.good(asking.time.today(), refused) {
                return Ok(token);
            }
            kept.round
        };
        let _permit = self.gate.acquire().await;
        {
            let kept = self.kept();
            if let Some(token) = kept.good(asking.time.today(), refused) {
                return Ok(token);
            }
            // Who waited for a failure shares it.
            if let (true, Some(failure)) = (kept.round != before, &kept.failure) {
                return Err(failure.clone());
            }
        }
        let renewed = self.renew(asking, refused).await;
        let mut kept = self.kept();
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
        asking: &Asking<'_>,
        refused: Option<&AccessToken>,
    ) -> Result<Token, TokenError> {
        let endpoint = self.endpoint.get().ok_or_else(|| {
            TokenError::new(TokenProblem::Other).saying("no client was built with the credentials")
        })?;
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
        if let Err(wait) = self.ledger.begin(endpoint.limit, &attempts, now) {
            let limit = "the credentials would be locked out";
            return Err(TokenError::new(TokenProblem::RateLimit)
                .saying(limit)
                .after(wait));
        }
        // Noted before it is made: it counts even if this process ends now.
        self.save(None, &owner).await?;
        let token = self.ask(asking, endpoint).await;
        let token = match token {
            Ok(token) => token,
            Err(failure) => {
                let _ = self.save(None, &owner).await;
                return Err(failure);
            }
        };
        // A token that cannot be stored is a token all the same.
        let _ = self.save(Some(&token), &owner).await;
        Ok(token)
    }

    async fn save(&self, token: Option<&Token>, owner: &[&str]) -> Result<(), TokenError> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        let text = store::write(token, &self.ledger.noted(), owner);
        store.save(text).await.map_err(store_failed)
    }

    /// Asks the token server.
    async fn ask(&self, asking: &Asking<'_>, endpoint: &Endpoint) -> Result<Token, TokenError> {
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
                self.ledger.take_back();
            }
            TokenError::new(TokenProblem::Unreachable).because(error)
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
