//! What a scripted service answers.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::output::{self, Output};
use crate::http::{Bytes, Headers, HttpResponse};
use crate::operation::Operation;
use crate::transport::{TransportError, TransportErrorKind};

/// An answer of a [`ScriptedTransport`](super::ScriptedTransport), or the loss of one.
///
/// JSON values and text make one with status 200.
/// ```
/// use clientwright_runtime::TransportErrorKind;
/// use clientwright_runtime::testing::{Reply, ScriptedTransport};
/// use serde_json::json;
///
/// let service = ScriptedTransport::new();
/// service
///     .answer_any(json!({ "widget": { "id": 7 } }))
///     .answer_any(Reply::json(&json!({ "code": 1002 })).status(404).header("Retry-After", "3"))
///     .answer_any(Reply::text("<html>down for the night</html>").status(503))
///     .answer_any(Reply::lost(TransportErrorKind::Timeout, "nobody answered"));
/// ```
#[derive(Clone, Debug)]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Answer(Answer),
    Lost(TransportErrorKind, String),
}

#[derive(Clone)]
struct Answer {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {:?} {:?}",
            self.status,
            self.headers,
            Bytes(self.body.len())
        )
    }
}

impl Reply {
    /// An answer with status 200 and this as its JSON. What cannot be written as JSON makes the call
    /// fail with a transport error that says so.
    pub fn json(body: &(impl Serialize + ?Sized)) -> Self {
        Self::written(serde_json::to_string(body))
    }

    fn written(body: Result<String, serde_json::Error>) -> Self {
        match body {
            Ok(text) => Self::text(text),
            Err(error) => Self::lost(
                TransportErrorKind::Other,
                format!("the script's answer cannot be written as JSON: {error}"),
            ),
        }
    }

    /// What the service answers to an operation that succeeds with this: the payload where the
    /// operation looks for it, in the envelope of the product, with status 200. A page's `next` is no
    /// part of it: that is what its context says. What cannot be written makes the call fail with a
    /// transport error that says so.
    pub fn of<Op: Operation>(output: &Op::Output) -> Self
    where
        Op::Output: Output,
    {
        Self::written(output::body::<Op>(output))
    }

    /// An answer with status 200 and this body, whatever it is.
    pub fn text(body: impl Into<String>) -> Self {
        Self::bytes(body.into())
    }

    /// An answer with status 200 and these bytes.
    pub fn bytes(body: impl Into<Vec<u8>>) -> Self {
        Self(Kind::Answer(Answer {
            status: 200,
            headers: Headers::new(),
            body: body.into(),
        }))
    }

    /// An answer with this status and no body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::bytes(Vec::new()).status(status)
    }

    /// No answer: the transport fails in this way, with these words.
    pub fn lost(kind: TransportErrorKind, words: impl Into<String>) -> Self {
        Self(Kind::Lost(kind, words.into()))
    }

    /// Answers with this status. A lost answer has none.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        if let Kind::Answer(answer) = &mut self.0 {
            answer.status = status;
        }
        self
    }

    /// Adds a header. A lost answer has none.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Kind::Answer(answer) = &mut self.0 {
            answer.headers.push(name, value);
        }
        self
    }

    pub(super) fn into_result(self) -> Result<HttpResponse, TransportError> {
        match self.0 {
            Kind::Answer(Answer {
                status,
                headers,
                body,
            }) => Ok(HttpResponse::new(status, headers, body)),
            Kind::Lost(kind, words) => Err(TransportError::new(kind, words)),
        }
    }
}

impl From<Value> for Reply {
    fn from(body: Value) -> Self {
        Self::text(body.to_string())
    }
}

impl From<&str> for Reply {
    fn from(body: &str) -> Self {
        Self::text(body)
    }
}

impl From<String> for Reply {
    fn from(body: String) -> Self {
        Self::text(body)
    }
}
