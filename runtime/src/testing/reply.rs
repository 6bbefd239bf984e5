//! What a scripted service answers.

use serde::Serialize;
use serde_json::Value;

use crate::http::{Headers, HttpResponse};
use crate::transport::{TransportError, TransportErrorKind};

/// An answer of a [`ScriptedTransport`](super::ScriptedTransport), or the loss of one.
///
/// JSON values and text make one with status 200.
#[derive(Clone, Debug)]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Answer(HttpResponse),
    Lost(TransportErrorKind, String),
}

impl Reply {
    /// An answer with status 200 and this as its JSON. What cannot be written as JSON makes the call
    /// fail with a transport error that says so.
    pub fn json(body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_string(body) {
            Ok(text) => Self::text(text),
            Err(error) => Self::lost(
                TransportErrorKind::Other,
                format!("the script's answer cannot be written as JSON: {error}"),
            ),
        }
    }

    /// An answer with status 200 and this body, whatever it is.
    pub fn text(body: impl Into<String>) -> Self {
        HttpResponse::new(200, Headers::new(), body.into()).into()
    }

    /// An answer with this status and no body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        HttpResponse::new(status, Headers::new(), Vec::new()).into()
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
            Kind::Answer(answer) => Ok(answer),
            Kind::Lost(kind, words) => Err(TransportError::new(kind, words)),
        }
    }
}

impl From<HttpResponse> for Reply {
    fn from(answer: HttpResponse) -> Self {
        Self(Kind::Answer(answer))
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
