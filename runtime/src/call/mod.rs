//! One call of an operation.

#[cfg(feature = "blocking")]
mod blocking;
mod define;
mod pages;
mod response;
mod trail;

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::answer::{Answer, Around, Download, Unread};
use crate::client::{CallSettings, Client, Succeeded};
use crate::drift::{DriftHook, Watch};
use crate::error::{Answered, ApiError, DecodeError, Error};
use crate::http::HttpRequest;
use crate::operation::{Operation, Paged, RequestError};
use crate::page::Continuation;
use crate::retry::RetryPolicy;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use pages::{Items, Pages};
pub use response::Response;

/// A call of an operation, not yet sent: what each generated crate's own `Call` is made around.
/// For operations that are sent by hand over a client's [core](crate::Product::core):
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::{CallCore, Product};
/// use std::time::Duration;
///
/// # let client = acme::client();
/// let call = CallCore::new(client.core(), acme::GetWidget { id: 7 })
///     .timeout(Duration::from_secs(5))
///     .header("X-Trace", "9f");
/// assert_eq!(call.request()?.url, "https://us.acme.example/v1/widgets/7");
/// assert_eq!(call.send().await?["name"], "Sprocket");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct CallCore<Op> {
    client: Client,
    operation: Op,
    settings: CallSettings,
    /// Why no request can be made, where that is known before the operation is asked.
    problem: Option<RequestError>,
}

impl<Op: Operation> CallCore<Op> {
    /// A call by a client.
    #[must_use]
    pub fn new(client: &Client, operation: Op) -> Self {
        Self {
            client: client.clone(),
            operation,
            settings: CallSettings::default(),
            problem: None,
        }
    }

    /// Changes the operation.
    #[must_use]
    pub fn map(mut self, change: impl FnOnce(Op) -> Op) -> Self {
        self.operation = change(self.operation);
        self
    }

    /// The operation.
    pub const fn operation(&self) -> &Op {
        &self.operation
    }

    /// How long an attempt may take, the body of the answer included.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long the call may take in all, with waits and repeats.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = Some(deadline);
        self
    }

    /// When the call is made again, instead of the client's policy.
    #[must_use]
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.settings.retry = Some(Arc::new(policy));
        self
    }

    /// Adds a header to this call; it takes the place of one of the same name.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// The request that would be sent.
    ///
    /// # Errors
    /// [`Error::Request`]: no request can be made of the operation.
    pub fn request(&self) -> Result<HttpRequest, Error> {
        if let Some(problem) = &self.problem {
            return Err(Error::request(Op::INFO, problem.clone()));
        }
        self.client.request(&self.operation, &self.settings)
    }

    /// Sends the call and reads the payload of the answer.
    ///
    /// # Errors
    /// Whatever goes wrong, as a variant of [`Error`].
    pub async fn send(&self) -> Result<Op::Output, Error> {
        self.with_response().await.map(|response| response.payload)
    }

    /// Sends the call and gives the payload together with the whole response.
    ///
    /// # Errors
    /// Whatever goes wrong, as a variant of [`Error`].
    pub async fn with_response(&self) -> Result<Response<Op::Output>, Error> {
        let request = self.request()?;
        let exchange = self
            .client
            .exchange(Op::INFO, Op::streams, request, &self.settings);
        let mut response = read::<Op>(exchange.await?, self.client.drift_hook())?;
        self.operation.finish(&mut response.payload);
        Ok(response)
    }
}

impl<Op: Paged> CallCore<Op> {
    /// Starts where a page said that the list goes on. A continuation that is none of the operation's
    /// is an error when the call is sent.
    #[must_use]
    pub fn starting_at(mut self, continuation: impl Into<Continuation>) -> Self {
        self.resume(&continuation.into());
        self
    }

    /// Changes the call into the one for the page of a continuation.
    fn resume(&mut self, continuation: &Continuation) {
        let resumed = self.operation.resume(continuation);
        self.problem = resumed
            .err()
            .map(|error| RequestError::new(error.to_string()));
    }

    /// The pages from this one on.
    pub fn pages(self) -> Pages<Op> {
        Pages::new(self)
    }

    /// The items from this page on.
    pub fn stream(self) -> Items<Op> {
        Items::new(self)
    }
}

impl<Op: fmt::Debug> fmt::Debug for CallCore<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.operation)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// Reads the answer to an operation.
fn read<Op: Operation>(
    succeeded: Succeeded,
    hook: Option<&DriftHook>,
) -> Result<Response<Op::Output>, Error> {
    let Succeeded { answered, stream } = succeeded;
    let download = stream.map(|(body, admission)| Download::new(&answered, body, admission));
    let around = Around {
        status: answered.status,
        download: Cell::new(download),
        message: Cell::new(None),
        watch: hook.map(|hook| Watch {
            operation: Op::INFO,
            hook: &**hook,
        }),
        #[cfg(feature = "testing")]
        layout: None,
    };
    match Op::read(Answer::new(Op::INFO.product, &answered.body, &around)) {
        Ok(payload) => Ok(Response {
            payload,
            message: around.message.take(),
            status: answered.status,
            headers: answered.headers,
            bytes: answered.body,
        }),
        Err(error) => Err(unread(answered, *error.0)),
    }
}

fn unread(answered: Answered, unread: Unread) -> Error {
    match unread {
        Unread::Refused(said) => Error::Api(Box::new(ApiError { answered, said })),
        Unread::Misread {
            problem,
            path,
            reason,
        } => Error::Decode(Box::new(DecodeError {
            answered,
            problem,
            path,
            reason,
        })),
    }
}
