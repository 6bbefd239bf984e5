//! Reading answers: the payload out of its envelope, and what a failure says.

mod beside;
mod download;
mod failure;
#[cfg(feature = "testing")]
mod layout;
mod open;

use std::cell::Cell;

use serde::de::DeserializeSeed;
use serde_json::Value;

use crate::drift::{Frame, Payload, Watch};
use crate::error::{BodyProblem, Said};
use crate::page::Page;
use crate::product::ProductInfo;
use crate::value::{Field, Form, shape};

use beside::Beside;
use open::{Names, Open, Opened, Whole};

pub use download::Download;

pub(crate) use failure::{refused, said_by};
#[cfg(feature = "testing")]
pub(crate) use layout::{Layout, layout};

/// The body of an answer with a status of success, to be read once.
/// [`Operation::read`](crate::Operation::read) gets one, and takes from it what the operation answers:
///
/// ```
/// use clientwright_runtime::{Answer, AnswerError, Value};
///
/// /// The widget in `{ "code": 0, "widget": { … } }`; with status 202 there is none yet.
/// fn read(answer: Answer<'_>) -> Result<Option<Value>, AnswerError> {
///     match answer.status() {
///         202 => answer.empty().map(|()| None),
///         _ => answer.member("widget").map(Some),
///     }
/// }
/// # let _: fn(Answer<'_>) -> Result<Option<Value>, AnswerError> = read;
/// ```
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    product: &'static ProductInfo,
    body: &'a [u8],
    around: &'a Around<'a>,
}

/// What there is besides the bytes of an answer.
pub(crate) struct Around<'a> {
    pub(crate) status: u16,
    /// The body, where it is handed over as it comes.
    pub(crate) download: Cell<Option<Download>>,
    /// Where the envelope's message is left for who asks for the whole response.
    pub(crate) message: Cell<Option<String>>,
    /// Who is told of what is not as documented.
    pub(crate) watch: Option<Watch<'a>>,
    /// Where to note what is looked for in the answer, if anybody wants to know.
    #[cfg(feature = "testing")]
    pub(crate) layout: Option<&'a Cell<Option<Layout>>>,
}

/// Why an answer cannot be read.
#[derive(Debug)]
pub struct AnswerError(pub(crate) Box<Unread>);

/// The two kinds of [`AnswerError`].
#[derive(Debug)]
pub(crate) enum Unread {
    /// The service says that the call failed.
    Refused(Said),
    /// The body is not what the operation answers.
    Misread {
        problem: BodyProblem,
        path: String,
        reason: String,
    },
}

impl AnswerError {
    fn refused(said: Said) -> Self {
        Self(Box::new(Unread::Refused(said)))
    }

    fn misread(problem: BodyProblem, path: String, reason: String) -> Self {
        Self(Box::new(Unread::Misread {
            problem,
            path,
            reason,
        }))
    }

    fn is_unexpected(&self) -> bool {
        matches!(
            &*self.0,
            Unread::Misread {
                problem: BodyProblem::Unexpected,
                ..
            }
        )
    }

    fn missing(member: &str) -> Self {
        let reason = format!("the payload `{member}` is missing");
        Self::misread(BodyProblem::Unexpected, String::new(), reason)
    }
}

impl<'a> Answer<'a> {
    pub(crate) fn new(
        product: &'static ProductInfo,
        body: &'a [u8],
        around: &'a Around<'a>,
    ) -> Self {
        // Some servers put a byte order mark in front, which JSON does not allow.
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        Self {
            product,
            body,
            around,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.around.status
    }

    /// Hands over a body of bytes as it comes.
    ///
    /// # Errors
    /// The operation does not say that it [`streams`](crate::Operation::streams) an answer of this
    /// status.
    pub fn download(self) -> Result<Download, AnswerError> {
        self.around.download.take().ok_or_else(|| {
            let reason = format!(
                "the operation streams no answer with status {}",
                self.status()
            );
            AnswerError::misread(BodyProblem::Unexpected, String::new(), reason)
        })
    }

    /// The error for an answer with a status that no document lists: what the body says went wrong, if
    /// it says so.
    #[must_use]
    pub fn undocumented(self) -> AnswerError {
        if let Some(said) = refused(self.product, self.body) {
            return AnswerError::refused(said);
        }
        let reason = format!("no document lists a success with status {}", self.status());
        AnswerError::misread(BodyProblem::Unexpected, String::new(), reason)
    }

    /// Reads an answer that carries nothing but its envelope, or nothing at all.
    ///
    /// # Errors
    /// The body says that the call failed, or is not JSON.
    pub fn empty(self) -> Result<(), AnswerError> {
        if self.body.trim_ascii().is_empty() {
            return Ok(());
        }
        let value: Value = serde_json::from_slice(self.body)
            .map_err(|error| failure::unread(self.body, &error))?;
        if failure::is_refusal(self.product, &value) {
            return Err(AnswerError::refused(failure::said(self.product, &value)));
        }
        let message = self
            .product
            .envelope
            .message
            .and_then(|name| value.get(name));
        self.around
            .message
            .set(message.and_then(Value::as_str).map(str::to_owned));
        self.watched(&self.frame(Payload::Nothing), Ok(()))
    }

    /// Reads the payload from the member of this name.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    pub fn member<T: Field>(self, name: &str) -> Result<T, AnswerError> {
        let frame = self.frame(Payload::Member(name, shape::<T>()));
        let opened = self.open::<T, ()>(&frame);
        let read = opened
            .and_then(|opened| payload(opened.payload).ok_or_else(|| AnswerError::missing(name)));
        self.watched(&frame, read)
    }

    /// Reads the whole body as the payload, the envelope's members beside those of the payload.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    pub fn whole<T: Field>(self) -> Result<T, AnswerError> {
        let envelope = &self.product.envelope;
        let is_object = self.body.trim_ascii_start().starts_with(b"{");
        let is_enveloped = is_object && (envelope.code.is_some() || envelope.message.is_some());
        if is_enveloped {
            self.open::<(), ()>(&self.frame(Payload::Nothing))?;
        }
        let frame = self.frame(Payload::Whole(shape::<T>()));
        let whole = if is_enveloped {
            self.read(&frame, Beside::<T>::new([envelope.code, envelope.message]))
        } else {
            self.read(&frame, Whole::<T>::new())
        };
        let read = whole.and_then(|whole| {
            payload(Some(whole)).ok_or_else(|| {
                let reason = "it is null, or an empty text, list or object".to_owned();
                AnswerError::misread(BodyProblem::Unexpected, String::new(), reason)
            })
        });
        self.watched(&frame, read)
    }

    /// Reads a page: its items from one member, what is said about it from another.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    pub fn page<T: Field, C: Field>(
        self,
        items: &str,
        context: Option<&str>,
    ) -> Result<Page<T, C>, AnswerError> {
        let mut frame = self.frame(Payload::Member(items, shape::<Vec<T>>()));
        frame.context = context.map(|name| (name, shape::<C>()));
        #[cfg(feature = "testing")]
        self.note(&frame);
        let opened = self.open::<Vec<T>, C>(&frame);
        let read = opened.and_then(
            |Opened {
                 payload: found,
                 context,
                 ..
             }| {
                let items = payload(found).ok_or_else(|| AnswerError::missing(items))?;
                Ok(Page::new(items, context))
            },
        );
        self.watched(&frame, read)
    }

    /// The answer around a payload.
    fn frame(self, payload: Payload<'_>) -> Frame<'_> {
        let envelope = &self.product.envelope;
        let frame = Frame {
            envelope: [envelope.code, envelope.message],
            payload,
            context: None,
        };
        #[cfg(feature = "testing")]
        self.note(&frame);
        frame
    }

    /// Notes what is looked for.
    #[cfg(feature = "testing")]
    fn note(self, frame: &Frame<'_>) {
        if let Some(layout) = self.around.layout {
            layout.set(Some(match frame.payload {
                Payload::Nothing => Layout::Nothing,
                Payload::Whole(_) => Layout::Whole,
                Payload::Member(name, _) => Layout::Member {
                    payload: name.to_owned(),
                    context: frame.context.map(|(name, _)| name.to_owned()),
                },
            }));
        }
    }

    /// Tells who wants to know of what is not as documented, unless the body is no answer at all.
    fn watched<T>(self, frame: &Frame<'_>, read: Result<T, AnswerError>) -> Result<T, AnswerError> {
        if let Some(watch) = self.around.watch
            && read.as_ref().err().is_none_or(AnswerError::is_unexpected)
        {
            frame.watch(self.body, watch);
        }
        read
    }

    fn open<T: Field, C: Field>(self, frame: &Frame<'_>) -> Result<Opened<T, C>, AnswerError> {
        let envelope = &self.product.envelope;
        let payload = match frame.payload {
            Payload::Member(name, _) => Some(name),
            Payload::Nothing | Payload::Whole(_) => None,
        };
        let names = Names {
            code: envelope.code,
            message: envelope.message,
            payload,
            context: frame.context.map(|(name, _)| name),
        };
        let mut opened = self.read(frame, Open::new(names))?;
        let code = opened.code.take().as_ref().and_then(failure::text);
        let succeeded = code.zip(envelope.success).map(|(code, it)| code == it);
        let refused = succeeded == Some(false);
        if refused || (payload.is_some() && opened.payload.is_none()) {
            // What the rest of the body says matters only now.
            if let Ok(value) = serde_json::from_slice::<Value>(self.body)
                && (refused || failure::is_refusal(self.product, &value))
            {
                return Err(AnswerError::refused(failure::said(self.product, &value)));
            }
        }
        // Some services leave an empty list out: where the envelope says that all is well, it is one.
        if opened.payload.is_none() && succeeded == Some(true) && T::Form::COLLECTION {
            opened.payload = Some(None);
        }
        self.around.message.set(opened.message.take());
        Ok(opened)
    }

    /// Reads the body with a seed; if that fails, walks through it to learn where.
    fn read<S: DeserializeSeed<'a>>(
        self,
        frame: &Frame<'_>,
        seed: S,
    ) -> Result<S::Value, AnswerError> {
        let mut json = serde_json::Deserializer::from_slice(self.body);
        let error = match seed.deserialize(&mut json) {
            Ok(value) => match json.end() {
                Ok(()) => return Ok(value),
                Err(error) => return Err(failure::unread(self.body, &error)),
            },
            Err(error) => error,
        };
        if !error.is_data() {
            return Err(failure::unread(self.body, &error));
        }
        if let Ok(value) = serde_json::from_slice::<Value>(self.body)
            && failure::is_refusal(self.product, &value)
        {
            return Err(AnswerError::refused(failure::said(self.product, &value)));
        }
        let path = frame.unreadable(self.body);
        let reason = error.to_string();
        Err(AnswerError::misread(BodyProblem::Unexpected, path, reason))
    }
}

/// A payload that came. Only a collection may come unset.
fn payload<T: Field>(found: Option<Option<T>>) -> Option<T> {
    match found {
        Some(Some(value)) => Some(value),
        Some(None) if T::Form::COLLECTION => T::Form::unset::<serde_json::Error>().ok(),
        Some(None) | None => None,
    }
}
