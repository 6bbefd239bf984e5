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
/// An operation that nobody has described yet, of a product that was generated:
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::{Answer, AnswerError, Method, Operation, OperationInfo, RequestWriter};
/// use serde_json::{Value, json};
///
/// struct CopyWidget {
///     id: u64,
///     name: String,
/// }
///
/// impl Operation for CopyWidget {
///     /// The copy.
///     type Output = Value;
///
///     const INFO: &'static OperationInfo = &OperationInfo {
///         product: &acme::INFO,
///         name: "widgets.copy",
///         method: Method::Post,
///         path: "/widgets/{id}/copies",
///         scopes: &[],
///         repeatable: false,
///         errors: &[],
///     };
///
///     fn write(&self, request: &mut RequestWriter) {
///         request.path("id", &self.id);
///         request.json(&json!({ "name": self.name }));
///     }
///
///     fn read(answer: Answer<'_>) -> Result<Value, AnswerError> {
///         answer.member("widget")
///     }
/// }
///
/// # let client = acme::client();
/// let copy = client.call(CopyWidget { id: 7, name: "Cog".to_owned() }).await?;
/// assert_eq!(copy["id"], 8);
/// # Ok(())
/// # }
/// ```
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
/// A list whose pages end with the place where it goes on:
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright_runtime::{
///     Answer, AnswerError, Continuation, ContinuationError, Method, Operation, OperationInfo, Page,
///     Paged, RequestWriter,
/// };
/// use serde_json::Value;
///
/// #[derive(Default)]
/// struct ListEvents {
///     after: Option<String>,
/// }
///
/// impl Operation for ListEvents {
///     type Output = Page<Value, Value>;
///
///     const INFO: &'static OperationInfo = &OperationInfo {
///         product: &acme::INFO,
///         name: "events.list",
///         method: Method::Get,
///         path: "/events",
///         scopes: &[],
///         repeatable: true,
///         errors: &[],
///     };
///
///     fn write(&self, request: &mut RequestWriter) {
///         request.query("after", &self.after);
///     }
///
///     fn read(answer: Answer<'_>) -> Result<Self::Output, AnswerError> {
///         answer.page("events", Some("more"))
///     }
///
///     fn finish(&self, page: &mut Self::Output) {
///         page.next = self.continuation(page);
///     }
/// }
///
/// impl Paged for ListEvents {
///     type Item = Value;
///     type Context = Value;
///
///     fn continuation(&self, page: &Page<Value, Value>) -> Option<Continuation> {
///         page.context.as_ref()?["after"].as_str().map(Continuation::new)
///     }
///
///     fn resume(&mut self, continuation: &Continuation) -> Result<(), ContinuationError> {
///         if continuation.as_str().is_empty() {
///             return Err(ContinuationError::new("empty"));
///         }
///         self.after = Some(continuation.as_str().to_owned());
///         Ok(())
///     }
/// }
///
/// # let client = acme::client();
/// let call = client.call(ListEvents::default()).starting_at("e81");
/// assert_eq!(call.request()?.url, "https://us.acme.example/v1/events?after=e81");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
