//! Tokens that outlive the process.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientwright_runtime::{Credentials, Error, StoreFuture, StoreLock, TokenProblem, TokenStore};

use crate::support::now;
use crate::support::vendor::Vendor;

/// Keeps its text in memory, as another process would see it.
#[derive(Clone, Default)]
struct Memory {
    text: Arc<Mutex<Option<String>>>,
    broken: bool,
}

struct Free;

impl StoreLock for Free {}

impl TokenStore for Memory {
    fn load(&self) -> StoreFuture<'_, Option<String>> {
        Box::pin(async {
            if self.broken {
                return Err("the disk is full".into());
            }
            Ok(self.text.lock().unwrap().clone())
        })
    }

    fn save(&self, text: String) -> StoreFuture<'_, ()> {
        *self.text.lock().unwrap() = Some(text);
        Box::pin(async { Ok(()) })
    }

    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        Box::pin(async { Ok(Box::new(Free) as Box<dyn StoreLock>) })
    }
}

fn credentials(refresh_token: &str, store: impl TokenStore) -> Credentials {
    Credentials::refresh_token("id", "secret", refresh_token).store(store)
}

fn call(vendor: &Vendor, proof: &Credentials) -> Result<(), Error> {
    now(vendor.client(proof).widgets().get(7)).map(|_| ())
}

#[test]
fn processes_share_a_token() {
    let vendor = Vendor::fine();
    let store = Memory::default();
    call(&vendor, &credentials("shared", store.clone())).unwrap();
    call(&vendor, &credentials("shared", store.clone())).unwrap();
    assert_eq!(vendor.asked(), 1);
    // Another refresh token's is not taken.
    call(&vendor, &credentials("not shared", store.clone())).unwrap();
    assert_eq!(vendor.asked(), 2);
    vendor.clock.advance(Duration::from_secs(3300));
    call(&vendor, &credentials("not shared", store)).unwrap();
    assert_eq!(vendor.asked(), 3);
}

#[test]
fn what_other_processes_asked_for_counts() {
    let vendor = Vendor::fine();
    let store = Memory::default();
    // As ten attempts of another process at 01:46:40 are noted.
    let attempts: Vec<String> = (0..10)
        .map(|at| (1_000_000_000_000_000_u64 + at).to_string())
        .collect();
    let text = format!(
        r#"{{"owner": 1, "token": null, "attempts": [{}]}}"#,
        attempts.join(",")
    );
    *store.text.lock().unwrap() = Some(text);
    vendor.clock.advance(Duration::from_secs(100));
    let proof = credentials("used elsewhere", store.clone());
    let Err(Error::Authentication(error)) = call(&vendor, &proof) else {
        panic!("an eleventh token would lock the credentials out")
    };
    assert_eq!(error.token_error().problem(), TokenProblem::RateLimit);
    assert_eq!(
        error.token_error().retry_after(),
        Some(Duration::from_secs(500))
    );
    vendor.clock.advance(Duration::from_secs(501));
    call(&vendor, &proof).unwrap();
    let saved = store.text.lock().unwrap().clone().unwrap();
    assert!(saved.contains("[1000000601000000]"), "{saved}");
}

#[test]
fn a_text_that_is_none_of_ours_is_replaced() {
    for text in [
        "",
        "{",
        "[]",
        r#"{"attempts": ["x", -1, 99999999999999999999]}"#,
    ] {
        let vendor = Vendor::fine();
        let store = Memory::default();
        *store.text.lock().unwrap() = Some(text.to_owned());
        call(&vendor, &credentials(&format!("broken {text}"), store)).unwrap();
        assert_eq!(vendor.asked(), 1);
    }
}

#[test]
fn a_store_that_fails_asks_for_nothing() {
    let vendor = Vendor::fine();
    let store = Memory {
        broken: true,
        ..Memory::default()
    };
    let Err(Error::Authentication(error)) = call(&vendor, &credentials("unstored", store)) else {
        panic!("the limit cannot be kept")
    };
    assert_eq!(error.token_error().problem(), TokenProblem::Store);
    assert_eq!(vendor.asked(), 0);
}

#[cfg(feature = "file-store")]
mod files {
    use clientwright_runtime::{FileStore, TokenStore};

    use super::{call, credentials};
    use crate::support::now;
    use crate::support::vendor::Vendor;

    #[test]
    fn a_file_keeps_the_token() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.json");
        let vendor = Vendor::fine();
        call(&vendor, &credentials("filed", FileStore::new(&path))).unwrap();
        call(&vendor, &credentials("filed", FileStore::new(&path))).unwrap();
        assert_eq!(vendor.asked(), 1);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(r#""access_token":"a1""#), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for name in ["tokens.json", "tokens.json.lock"] {
                let mode = std::fs::metadata(folder.path().join(name))
                    .unwrap()
                    .permissions();
                assert_eq!(mode.mode() & 0o777, 0o600, "{name}");
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        let lost = FileStore::new(folder.path().join("none/tokens.json"));
        let error = call(&vendor, &credentials("lost", lost)).unwrap_err();
        assert!(error.to_string().ends_with("the token store fails"));
    }

    #[tokio::test]
    async fn one_process_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::new(folder.path().join("tokens.json"));
        let lock = now(store.lock()).unwrap();
        let other = store.clone();
        let second = tokio::spawn(async move { other.lock().await.map(|_| ()) });
        tokio::task::yield_now().await;
        assert!(!second.is_finished());
        drop(lock);
        second.await.unwrap().unwrap();
    }
}
