//! What was had by one refresh token, once for the whole process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::SystemTime;

use super::AccessToken;
use super::identity::{Identity, identity};
use super::ledger::Ledger;
use crate::error::TokenError;
use crate::limit::Permits;

/// A token and its times.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: AccessToken,
    pub(super) renew: SystemTime,
    pub(super) expires: SystemTime,
}

/// The token of a refresh token at a token server, and who asks for it. All credentials of the process
/// that are made of the same texts share one, as long as any of them is there.
pub(super) struct Source {
    identity: Identity,
    /// One caller at a time asks.
    pub(super) gate: Arc<Permits>,
    pub(super) ledger: Arc<Ledger>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
pub(super) struct Kept {
    pub(super) token: Option<Token>,
    /// Counts the tokens that were asked for.
    pub(super) round: u64,
    /// How the last round failed.
    pub(super) failure: Option<TokenError>,
}

impl Kept {
    /// The token, if it is good and not the one that was refused.
    pub(super) fn good(
        &self,
        now: SystemTime,
        refused: Option<&AccessToken>,
    ) -> Option<AccessToken> {
        let token = self.token.as_ref().filter(|token| now < token.renew)?;
        (Some(&token.text) != refused).then(|| token.text.clone())
    }
}

static SOURCES: Mutex<BTreeMap<Identity, Weak<Source>>> = Mutex::new(BTreeMap::new());

impl Source {
    /// The source of a refresh token. `texts` are all that makes it what it is: the token server's URL,
    /// the application's id and secret, the refresh token.
    pub(super) fn of(texts: &[&str; 4]) -> Arc<Self> {
        let identity = identity(texts);
        let mut sources = SOURCES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = sources.get(&identity).and_then(Weak::upgrade) {
            return source;
        }
        let source = Arc::new(Self {
            identity,
            gate: Permits::new(1),
            ledger: Ledger::of(texts[3]),
            kept: Mutex::default(),
        });
        sources.insert(identity, Arc::downgrade(&source));
        source
    }

    pub(super) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        let mut sources = SOURCES.lock().unwrap_or_else(PoisonError::into_inner);
        // Another one may stand there by now.
        let gone = sources.get(&self.identity);
        if gone.is_some_and(|source| source.strong_count() == 0) {
            sources.remove(&self.identity);
        }
    }
}
