//! Bodies that are not what they should be.

use std::fmt;

use super::answered::{Answered, answered};
use crate::http::Headers;

/// What is wrong with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyProblem {
    /// There is none.
    Empty,
    /// It is HTML: a page of a proxy, or a login page.
    Html,
    /// It ends in the middle.
    CutShort,
    /// It is neither HTML nor JSON.
    NotJson,
    /// It is JSON, but not what the documents say.
    Unexpected,
}

impl fmt::Display for BodyProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "is empty",
            Self::Html => "is HTML, not JSON: something between here and the service answered",
            Self::CutShort => "is cut short",
            Self::NotJson => "is not JSON",
            Self::Unexpected => "is not what the documents say",
        })
    }
}

/// The call succeeded, but its body cannot be read.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::{BodyProblem, Error};
///
/// # use clientwright_runtime::{Answer, AnswerError, Method, Operation, OperationInfo, Value};
/// # struct GetParts;
/// # impl Operation for GetParts {
/// #     type Output = Vec<Value>;
/// #     const INFO: &'static OperationInfo = &OperationInfo {
/// #         product: &acme::INFO, name: "widgets.parts", method: Method::Get, path: "/widgets/7",
/// #         scopes: &[], repeatable: true, errors: &[],
/// #     };
/// #     fn read(answer: Answer<'_>) -> Result<Vec<Value>, AnswerError> { answer.member("widget") }
/// # }
/// # let client = acme::client();
/// // The documents promise a list in `widget`, and an object came.
/// let Err(Error::Decode(error)) = client.call(GetParts).await else {
///     panic!("it cannot be read");
/// };
/// assert_eq!(error.problem(), BodyProblem::Unexpected);
/// assert_eq!(error.path(), "widget");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct DecodeError {
    pub(crate) answered: Answered,
    pub(crate) problem: BodyProblem,
    pub(crate) path: String,
    pub(crate) reason: String,
}

answered!(DecodeError);

impl DecodeError {
    /// What is wrong with the body.
    #[must_use]
    pub const fn problem(&self) -> BodyProblem {
        self.problem
    }

    /// The path of the member that could not be read: `users[3].emails[0].primary`; empty for the
    /// body itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was found there and what was expected. Kinds of values, never a value.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.answered.operation.name;
        write!(formatter, "{name}: the body of the answer {}", self.problem)?;
        if !self.path.is_empty() {
            write!(formatter, ", at `{}`", self.path)?;
        }
        if self.reason.is_empty() {
            Ok(())
        } else {
            write!(formatter, ": {}", self.reason)
        }
    }
}
