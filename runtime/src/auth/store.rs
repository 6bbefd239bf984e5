//! Where tokens are kept across processes and restarts.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::AccessToken;
use super::source::Token;

/// What a [`TokenStore`] answers with.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Why a token store fails.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;

/// Holds a store's lock until it is dropped.
pub trait StoreLock: Send + Sync {}

/// Keeps one text for the credentials of one refresh token, so that the processes which share it use
/// one access token, and together keep to the token server's limit.
///
/// The text holds an access token: keep it where nobody else reads it.
///
/// ```
/// use std::sync::Arc;
/// use clientwright_runtime::{StoreFuture, StoreLock, TokenStore};
/// use tokio::sync::{Mutex, OwnedMutexGuard};
///
/// /// In memory: for the tests of one process.
/// #[derive(Clone, Default)]
/// struct Memory {
///     text: Arc<Mutex<Option<String>>>,
///     lock: Arc<Mutex<()>>,
/// }
///
/// struct Held(#[expect(dead_code)] OwnedMutexGuard<()>);
///
/// impl StoreLock for Held {}
///
/// impl TokenStore for Memory {
///     fn load(&self) -> StoreFuture<'_, Option<String>> {
///         Box::pin(async { Ok(self.text.lock().await.clone()) })
///     }
///
///     fn save(&self, text: String) -> StoreFuture<'_, ()> {
///         Box::pin(async move {
///             *self.text.lock().await = Some(text);
///             Ok(())
///         })
///     }
///
///     fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
///         Box::pin(async {
///             let held = Held(self.lock.clone().lock_owned().await);
///             Ok(Box::new(held) as Box<dyn StoreLock>)
///         })
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// The text that was saved last, if one was.
    fn load(&self) -> StoreFuture<'_, Option<String>>;

    /// Saves the text in place of the one before, wholly or not at all.
    fn save(&self, text: String) -> StoreFuture<'_, ()>;

    /// Waits until nobody else holds the lock. It is held while a token is asked for.
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>>;
}

/// What a text in a store says.
#[derive(Default)]
pub(super) struct Stored {
    pub(super) token: Option<Token>,
    pub(super) attempts: Vec<SystemTime>,
}

/// Writes a store's text.
pub(super) fn write(token: Option<&Token>, attempts: &[SystemTime], owner: &[&str]) -> String {
    let token = token.map(|token| {
        json!({
            "access_token": token.text.expose(),
            "renew": micros(token.renew),
            "expires": micros(token.expires),
        })
    });
    let attempts: Vec<u64> = attempts.iter().copied().map(micros).collect();
    json!({"owner": fingerprint(owner), "token": token, "attempts": attempts}).to_string()
}

/// Reads a store's text. What cannot be read says nothing; a token of other credentials is none of
/// ours, but the attempts count all the same.
pub(super) fn read(text: &str, owner: &[&str]) -> Stored {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Stored::default();
    };
    let ours = value.get("owner").and_then(Value::as_u64) == Some(fingerprint(owner));
    let token = value.get("token").filter(|_| ours).and_then(|token| {
        let text = AccessToken::new(token.get("access_token")?.as_str()?);
        let token = Token {
            renew: moment(token.get("renew")?)?,
            expires: moment(token.get("expires")?)?,
            text,
        };
        token.text.can_be_sent().then_some(token)
    });
    let attempts = value.get("attempts").and_then(Value::as_array);
    Stored {
        token,
        attempts: attempts
            .map(|all| all.iter().filter_map(moment).collect())
            .unwrap_or_default(),
    }
}

fn micros(time: SystemTime) -> u64 {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

fn moment(value: &Value) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_micros(value.as_u64()?))
}

/// Tells credentials apart. Where it changes with a release of Rust a token is asked for once more.
fn fingerprint(owner: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    owner.hash(&mut hasher);
    hasher.finish()
}
