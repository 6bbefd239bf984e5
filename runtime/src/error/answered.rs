//! Errors that came as an answer.

use std::fmt;
use std::time::Duration;

use super::decode::BodyProblem;
use crate::http::{Bytes, Headers};
use crate::operation::OperationInfo;

/// The answer that an error is about.
pub(crate) struct Answered {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    /// The wait that a failure asks for.
    pub(crate) retry_after: Option<Duration>,
}

impl Answered {
    pub(super) const fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// Whether a body that should be handed over as it comes may be one that says that the call
    /// failed: some services say so with a status of success.
    pub(crate) fn may_be_refusal(&self) -> bool {
        let json = |kind: &str| kind.to_ascii_lowercase().contains("json");
        let product = self.operation.product;
        (product.envelope.code.is_some() || product.error.code.len() > 1)
            && self.headers.get("Content-Type").is_some_and(json)
    }
}

impl fmt::Debug for Answered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answered")
            .field("operation", &self.operation.name)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Bytes(self.body.len()))
            .finish()
    }
}

macro_rules! answered {
    ($name:ident) => {
        impl $name {
            /// The HTTP status.
            #[must_use]
            pub const fn status(&self) -> u16 {
                self.answered.status
            }

            /// The headers of the answer.
            #[must_use]
            pub const fn headers(&self) -> &Headers {
                &self.answered.headers
            }

            /// The answer's id, for the vendor's support, if a header has one.
            #[must_use]
            pub fn request_id(&self) -> Option<&str> {
                self.answered.headers.request_id()
            }

            /// The body of the answer. It may hold personal data: keep it out of logs.
            #[must_use]
            pub fn body(&self) -> &[u8] {
                &self.answered.body
            }
        }
    };
}
pub(super) use answered;

/// The service says that the call failed.
#[derive(Debug)]
pub struct ApiError {
    pub(crate) answered: Answered,
    pub(crate) said: Said,
}

/// What a service says about an error.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) detail: Option<String>,
}

answered!(ApiError);

impl ApiError {
    /// The vendor's code, as text.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.said.code.as_deref()
    }

    /// The service's message or title.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.said.message.as_deref()
    }

    /// What the service says beyond the message.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.said.detail.as_deref()
    }

    /// What the code means by the vendor's documents, where they list it.
    #[must_use]
    pub fn meaning(&self) -> Option<&'static str> {
        self.answered.operation.product.meaning(self.code()?)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Answered {
            operation, status, ..
        } = &self.answered;
        write!(
            formatter,
            "{}: the service refused the call with status {status}",
            operation.name
        )?;
        if let Some(code) = self.code() {
            write!(formatter, ", code {}", OneLine(code))?;
        }
        if let Some(meaning) = self.meaning() {
            write!(formatter, " ({meaning})")?;
        }
        for said in [self.message(), self.detail()].into_iter().flatten() {
            write!(formatter, ": {}", OneLine(said))?;
        }
        Ok(())
    }
}

/// A service's words, kept to one line of bearable length, so that they cannot forge a log.
pub(super) struct OneLine<'a>(pub(super) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LIMIT: usize = 300;
        for character in self.0.chars().take(LIMIT) {
            let shown = if character.is_control() {
                ' '
            } else {
                character
            };
            fmt::Write::write_char(formatter, shown)?;
        }
        if self.0.chars().nth(LIMIT).is_some() {
            formatter.write_str("…")
        } else {
            Ok(())
        }
    }
}

/// The call failed, and the body does not say why.
#[derive(Debug)]
pub struct StatusError {
    pub(crate) answered: Answered,
    pub(crate) problem: BodyProblem,
}

answered!(StatusError);

impl StatusError {
    /// What is wrong with the body.
    #[must_use]
    pub const fn problem(&self) -> BodyProblem {
        self.problem
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Answered {
            operation, status, ..
        } = &self.answered;
        write!(
            formatter,
            "{}: status {status}; the body {}",
            operation.name, self.problem
        )
    }
}
