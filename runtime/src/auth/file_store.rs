//! A token store in a file.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use super::store::{StoreError, StoreFuture, StoreLock, TokenStore};

/// Keeps the tokens of one refresh token in a file of its own, which only its owner can read (on
/// Unix; elsewhere put it into a folder that only its owner can read). Beside it lies a lock file,
/// `….lock`, which stays.
///
/// All processes that share the refresh token name the same file, on a local disk.
///
/// ```
/// use clientwright_runtime::{Credentials, FileStore};
///
/// let credentials = Credentials::refresh_token("client id", "client secret", "refresh token")
///     .store(FileStore::new("/var/lib/app/tokens.json"));
/// # let _ = credentials;
/// ```
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A store in this file. Its folder has to be there; the file is made when there is a token.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut path = OsString::from(&self.path);
        path.push(ending);
        path.into()
    }

    fn read(&self) -> Result<Option<String>, StoreError> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at(&self.path, &error)),
        }
    }

    /// Writes a new file and puts it in the place of the old one.
    fn replace(&self, text: &str) -> Result<(), StoreError> {
        let path = self.beside(".new");
        let written = (|| {
            // What an interrupted process left; made anew, so that nobody else can have it open.
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = private().write(true).create_new(true).open(&path)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&path, &self.path)
        })();
        written.map_err(|error| at(&path, &error))
    }
}

/// Files that only their owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn at(path: &Path, error: &std::io::Error) -> StoreError {
    format!("{}: {error}", path.display()).into()
}

impl TokenStore for FileStore {
    fn load(&self) -> StoreFuture<'_, Option<String>> {
        Box::pin(async { self.read() })
    }

    fn save(&self, text: String) -> StoreFuture<'_, ()> {
        Box::pin(async move { self.replace(&text) })
    }

    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        Box::pin(async {
            let path = self.beside(".lock");
            let file = private()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|error| at(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(at(&path, &error)),
                Err(TryLockError::WouldBlock) => {
                    let locked = Waiting::start(&file).await;
                    locked.map_err(|error| at(&path, &error))?;
                }
            }
            Ok(Box::new(Locked(file)) as Box<dyn StoreLock>)
        })
    }
}

/// Closing the file gives the lock back.
struct Locked(#[expect(dead_code, reason = "it is held, not read")] File);

impl StoreLock for Locked {}

/// Waits for a lock on a thread of its own, since the system's call blocks.
struct Waiting(Arc<Mutex<Outcome>>);

#[derive(Default)]
struct Outcome {
    locked: Option<std::io::Result<()>>,
    waker: Option<Waker>,
}

impl Waiting {
    fn start(file: &File) -> Self {
        let outcome = Arc::new(Mutex::new(Outcome::default()));
        let theirs = outcome.clone();
        // Both handles are of one open file, which has one lock.
        let cloned = file.try_clone();
        std::thread::spawn(move || {
            let locked = cloned.and_then(|file| file.lock());
            let mut outcome = outcome_of(&theirs);
            outcome.locked = Some(locked);
            let waker = outcome.waker.take();
            drop(outcome);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Self(outcome)
    }
}

fn outcome_of(outcome: &Mutex<Outcome>) -> MutexGuard<'_, Outcome> {
    outcome.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Future for Waiting {
    type Output = std::io::Result<()>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = outcome_of(&self.0);
        match outcome.locked.take() {
            Some(locked) => Poll::Ready(locked),
            None => {
                outcome.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
