//! Reading answers: the payload out of its envelope, and what a failure says.

mod failure;
mod open;

use std::cell::Cell;

use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_path_to_error::{Path, Segment, Track};

use crate::error::{BodyProblem, Said};
use crate::page::Page;
use crate::product::ProductInfo;
use crate::value::{Field, Form};

use open::{Names, Open, Opened, Whole};

pub(crate) use failure::said_by;

/// The body of an answer with a status of success, to be read once.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    product: &'static ProductInfo,
    body: &'a [u8],
    /// Where the envelope's message is left for who asks for the whole response.
    message: &'a Cell<Option<String>>,
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

    fn missing(member: &str) -> Self {
        let reason = format!("the payload `{member}` is missing");
        Self::misread(BodyProblem::Unexpected, String::new(), reason)
    }
}

impl<'a> Answer<'a> {
    pub(crate) fn new(
        product: &'static ProductInfo,
        body: &'a [u8],
        message: &'a Cell<Option<String>>,
    ) -> Self {
        // Some servers put a byte order mark in front, which JSON does not allow.
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        Self {
            product,
            body,
            message,
        }
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
        self.message
            .set(message.and_then(Value::as_str).map(str::to_owned));
        Ok(())
    }

    /// Reads the payload from the member of this name.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    pub fn member<T: Field>(self, name: &str) -> Result<T, AnswerError> {
        let opened = self.open::<T, ()>(Some(name), None)?;
        payload(opened.payload, name)
    }

    /// Reads the whole body as the payload, the envelope's members beside those of the payload.
    ///
    /// # Errors
    /// The body says that the call failed, or is not what the operation answers.
    pub fn whole<T: Field>(self) -> Result<T, AnswerError> {
        let envelope = &self.product.envelope;
        let is_object = self.body.trim_ascii_start().starts_with(b"{");
        if is_object && (envelope.code.is_some() || envelope.message.is_some()) {
            self.open::<(), ()>(None, None)?;
        }
        let whole: Option<T> = self.read(Whole::new)?;
        payload(Some(whole), "body")
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
        let opened = self.open::<Vec<T>, C>(Some(items), context)?;
        Ok(Page::new(payload(opened.payload, items)?, opened.context))
    }

    fn open<T: Field, C: Field>(
        self,
        payload: Option<&str>,
        context: Option<&str>,
    ) -> Result<Opened<T, C>, AnswerError> {
        let envelope = &self.product.envelope;
        let names = Names {
            code: envelope.code,
            message: envelope.message,
            payload,
            context,
        };
        let mut opened = self.read(|| Open::new(names))?;
        let code = opened.code.take().as_ref().and_then(failure::text);
        let refused = match (code, envelope.success) {
            (Some(code), Some(success)) => code != success,
            _ => false,
        };
        if refused || (payload.is_some() && opened.payload.is_none()) {
            // What the rest of the body says matters only now.
            if let Ok(value) = serde_json::from_slice::<Value>(self.body)
                && (refused || failure::is_refusal(self.product, &value))
            {
                return Err(AnswerError::refused(failure::said(self.product, &value)));
            }
        }
        self.message.set(opened.message.take());
        Ok(opened)
    }

    /// Reads the body with a seed; if that fails, once more to learn where.
    fn read<'b, S: DeserializeSeed<'b>>(
        &'b self,
        seed: impl Fn() -> S,
    ) -> Result<S::Value, AnswerError> {
        let mut json = serde_json::Deserializer::from_slice(self.body);
        let error = match seed().deserialize(&mut json) {
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
        let mut track = Track::new();
        let mut json = serde_json::Deserializer::from_slice(self.body);
        let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
        let reason = match seed().deserialize(tracked) {
            Ok(_) => error.to_string(),
            Err(error) => error.to_string(),
        };
        let path = member_path(&track.path());
        Err(AnswerError::misread(BodyProblem::Unexpected, path, reason))
    }
}

/// The path to a member: `users[3].name`. serde_json's own ways to hand over a value are no members.
fn member_path(path: &Path) -> String {
    let mut text = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Map { key } if key.starts_with("$serde_json::private::") => break,
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Segment::Seq { index } => text.push_str(&format!("[{index}]")),
            Segment::Unknown => text.push('?'),
        }
    }
    text
}

/// A payload that came. Only a collection may come unset.
fn payload<T: Field>(found: Option<Option<T>>, name: &str) -> Result<T, AnswerError> {
    match found {
        Some(Some(value)) => Ok(value),
        Some(None) if T::Form::COLLECTION => {
            T::Form::unset::<serde_json::Error>().map_err(|_| AnswerError::missing(name))
        }
        Some(None) | None => Err(AnswerError::missing(name)),
    }
}
