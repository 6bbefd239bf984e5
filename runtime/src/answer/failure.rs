//! What a body says about a failure, and what is wrong with one that cannot be read.

use serde_json::Value;

use super::AnswerError;
use crate::error::{BodyProblem, Said};
use crate::product::ProductInfo;

/// A scalar's text.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    path.iter()
        .try_fold(value, |inner, name| inner.get(name))
        .and_then(text)
}

fn envelope_text(value: &Value, name: Option<&str>) -> Option<String> {
    value.get(name?).and_then(text)
}

/// Whether a body with a status of success says that the call failed all the same.
pub(super) fn is_refusal(product: &ProductInfo, value: &Value) -> bool {
    let envelope = &product.envelope;
    match (envelope_text(value, envelope.code), envelope.success) {
        (Some(code), Some(success)) => code != success,
        // A payload may well have a member that is called like the error's.
        _ => product.error.code.len() > 1 && text_at(value, product.error.code).is_some(),
    }
}

/// What a body with a status of success says about a failure, if it says that there was one.
pub(crate) fn refused(product: &ProductInfo, body: &[u8]) -> Option<Said> {
    let value: Value = serde_json::from_slice(body).ok()?;
    is_refusal(product, &value).then(|| said(product, &value))
}

/// What a body says about a failure: in the error's members, or else in the envelope's.
pub(super) fn said(product: &ProductInfo, value: &Value) -> Said {
    let (error, envelope) = (&product.error, &product.envelope);
    Said {
        code: text_at(value, error.code).or_else(|| envelope_text(value, envelope.code)),
        message: text_at(value, error.message).or_else(|| envelope_text(value, envelope.message)),
        detail: text_at(value, error.detail),
    }
}

/// What a body with a status of failure says, or why it says nothing.
pub(crate) fn said_by(product: &ProductInfo, body: &[u8]) -> Result<Said, BodyProblem> {
    let value: Value = serde_json::from_slice(body).map_err(|error| problem(body, &error))?;
    let said = said(product, &value);
    if said.code.is_none() && said.message.is_none() {
        return Err(BodyProblem::Unexpected);
    }
    Ok(said)
}

/// What is wrong with a body that is not JSON.
fn problem(body: &[u8], error: &serde_json::Error) -> BodyProblem {
    let body = body.trim_ascii();
    if body.is_empty() {
        BodyProblem::Empty
    } else if body.starts_with(b"<") {
        BodyProblem::Html
    } else if error.is_eof() {
        BodyProblem::CutShort
    } else {
        BodyProblem::NotJson
    }
}

/// The error for a body that is not JSON, or not to its end.
pub(super) fn unread(body: &[u8], error: &serde_json::Error) -> AnswerError {
    let problem = problem(body, error);
    // Of the others the problem says it all.
    let reason = match problem {
        BodyProblem::NotJson => error.to_string(),
        _ => String::new(),
    };
    AnswerError::misread(problem, String::new(), reason)
}
