//! Operations: plain structs that say what is sent and what comes back.

mod body;
mod parameter;
mod writer;

use std::fmt;

use serde::Serialize;

use crate::answer::{Answer, AnswerError};
use crate::http::Method;
use crate::page::{Continuation, ContinuationError, Page};
use crate::product::ProductInfo;

pub use parameter::Parameter;
pub use writer::RequestWriter;

pub(crate) use writer::{RESERVED, RequestError, Written};

/// What is known of an operation before any call.
pub struct OperationInfo {
    /// The product that it belongs to.
    pub product: &'static ProductInfo,
    /// Module and function: `users.list`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's URL, with parameters in braces: `/users/{user_id}`.
    pub path: &'static str,
    /// The scopes, any one of which is enough.
    pub scopes: &'static [&'static str],
    /// Whether repeating the call does no more than the first one did.
    pub repeatable: bool,
    /// The codes of the documented errors.
    pub errors: &'static [&'static str],
}

// A constant may have more than one address.
impl PartialEq for OperationInfo {
    fn eq(&self, other: &Self) -> bool {
        (self.product.name, self.name) == (other.product.name, other.name)
    }
}

impl Eq for OperationInfo {}

// In errors the product's whole description would bury what matters.
impl fmt::Debug for OperationInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {} ({} {})",
            self.product.name, self.name, self.method, self.path
        )
    }
}

/// One operation of a product, with its parameters and body: what a client sends.
///
/// Generated code implements it; a struct of your own that does can be sent like the generated ones.
pub trait Operation: Send + Sync + 'static {
    /// What a successful answer carries.
    type Output: Send + 'static;

    /// What is known of the operation.
    const INFO: &'static OperationInfo;

    /// Writes parameters and body.
    fn write(&self, request: &mut RequestWriter) {
        let _ = request;
    }

    /// Whether the body of a success with this status is handed over as it comes, for
    /// [`Answer::download`].
    fn streams(status: u16) -> bool {
        let _ = status;
        false
    }

    /// Reads a successful answer.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    fn read(answer: Answer<'_>) -> Result<Self::Output, AnswerError>;

    /// Completes what was read by what was asked: a page says where the list goes on.
    fn finish(&self, output: &mut Self::Output) {
        let _ = output;
    }
}

/// An operation that answers a page at a time.
///
/// Its [`finish`](Operation::finish) sets the page's `next` to its [`continuation`](Self::continuation).
pub trait Paged: Operation<Output = Page<Self::Item, Self::Context>> {
    /// What the pages hold.
    type Item: Serialize + Send + 'static;

    /// What a page says about itself.
    type Context: Send + 'static;

    /// Where the list goes on after a page that this operation answered; `None` after the last.
    fn continuation(&self, page: &Page<Self::Item, Self::Context>) -> Option<Continuation>;

    /// Changes the operation into the one that answers the page of a continuation.
    ///
    /// # Errors
    /// The continuation is none of this operation's.
    fn resume(&mut self, continuation: &Continuation) -> Result<(), ContinuationError>;
}
