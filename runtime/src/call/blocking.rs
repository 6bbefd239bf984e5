//! Calls that block the thread.
//!
//! The calling thread runs the call itself; timers and connections are driven by one thread that all
//! clients of the process share, so that a connection outlives the call that opened it.

use std::fmt;
use std::future::pending;
use std::io;
use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle};

use super::{CallCore, Items, Pages, Response};
use crate::answer::Download;
use crate::error::Error;
use crate::operation::{Operation, OperationInfo, Paged, RequestError};
use crate::page::Page;

/// The process's own runtime, or why there is none.
fn driver() -> Result<&'static Handle, &'static io::Error> {
    static DRIVER: OnceLock<Result<Handle, io::Error>> = OnceLock::new();
    DRIVER.get_or_init(start).as_ref()
}

fn start() -> Result<Handle, io::Error> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name("clientwright-blocking".to_owned())
        .spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}

/// Waits for a future, unless the thread belongs to a Tokio runtime: there waiting would stop other
/// tasks, perhaps the one that is waited for.
fn wait<F: Future>(operation: &'static OperationInfo, future: F) -> Result<F::Output, Error> {
    let failed = |problem: String| Error::request(operation, RequestError::new(problem));
    if Handle::try_current().is_ok() {
        return Err(failed(
            "the thread belongs to an async runtime, which must not be blocked: await the call, or \
             block on it by the runtime's own handle"
                .to_owned(),
        ));
    }
    let driver = driver();
    let driver = driver.map_err(|error| failed(format!("the thread for connections: {error}")))?;
    Ok(driver.block_on(future))
}

impl<Op: Operation> CallCore<Op> {
    /// Sends the call and reads the payload of the answer. The thread waits.
    ///
    /// # Errors
    /// As [`send`](Self::send); on a thread of a Tokio runtime [`Error::Request`].
    pub fn send_blocking(&self) -> Result<Op::Output, Error> {
        wait(Op::INFO, self.send())?
    }

    /// Sends the call and gives the payload together with the whole response. The thread waits.
    ///
    /// # Errors
    /// As [`send_blocking`](Self::send_blocking).
    pub fn with_response_blocking(&self) -> Result<Response<Op::Output>, Error> {
        wait(Op::INFO, self.with_response())?
    }
}

/// Pages or items, as an iterator that waits for each. It ends after an error.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # fn main() -> Result<(), clientwright_runtime::Error> {
/// # let client = acme::client();
/// let widget = client.widgets().get(7).send_blocking()?;
/// assert_eq!(widget["name"], "Sprocket");
///
/// let widgets: Vec<_> = client.widgets().list().stream().blocking().collect::<Result<_, _>>()?;
/// assert_eq!(widgets.len(), 3);
/// # Ok(())
/// # }
/// ```
#[must_use = "pages and items are asked for one by one"]
pub struct Blocking<S>(Option<S>);

macro_rules! blocking {
    ($stream:ident, $item:ty) => {
        impl<Op: Paged> $stream<Op> {
            /// An iterator that waits for each. On a thread of a Tokio runtime it gives an error.
            pub const fn blocking(self) -> Blocking<Self> {
                Blocking(Some(self))
            }
        }

        impl<Op: Paged> Iterator for Blocking<$stream<Op>> {
            type Item = Result<$item, Error>;

            fn next(&mut self) -> Option<Self::Item> {
                let next = wait(Op::INFO, self.0.as_mut()?.next());
                let next = next.unwrap_or_else(|error| Some(Err(error)));
                if !matches!(next, Some(Ok(_))) {
                    self.0 = None;
                }
                next
            }
        }
    };
}

blocking!(Pages, Page<Op::Item, Op::Context>);
blocking!(Items, Op::Item);

impl Download {
    /// An iterator over the pieces that waits for each. On a thread of a Tokio runtime it gives an
    /// error.
    pub const fn blocking(self) -> Blocking<Self> {
        Blocking(Some(self))
    }
}

impl Iterator for Blocking<Download> {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let download = self.0.as_mut()?;
        let next = wait(download.operation(), download.next());
        let next = next.unwrap_or_else(|error| Some(Err(error)));
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Blocking").field(&self.0).finish()
    }
}
