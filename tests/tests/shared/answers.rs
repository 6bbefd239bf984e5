//! Answers of operations: the documents' examples, or samples of what the specs describe.

use clientwright::ir::{Api, Operation, Payload, Type};
use serde_json::{Map, Value, json};

use crate::calls::Written;
use crate::differences::differences;
use crate::documents::{example_at, member};
use crate::samples::sample;

/// An answer as a service gives it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Whether an answer is a failure: by its status, or by the code in its envelope.
pub(crate) fn is_failure(api: &Api, answer: &Answer) -> bool {
    let envelope = &api.product.envelope;
    let code = envelope
        .code
        .as_ref()
        .and_then(|name| text_at(&answer.body, &[name]));
    answer.status >= 400
        || code.is_some_and(|code| Some(code.as_str()) != envelope.success.as_deref())
}

/// The examples of success of an operation, or a sample where there are none.
pub(crate) fn successes(api: &Api, operation: &Operation) -> Vec<Answer> {
    let examples = operation.examples.iter().filter_map(|example| {
        let body = example_at(&api.product.name, example.response.as_ref()?);
        Some(Answer {
            status: example.status,
            body,
        })
    });
    let shown: Vec<Answer> = examples.filter(|answer| !is_failure(api, answer)).collect();
    match shown.is_empty() {
        true => vec![sampled(api, operation)],
        false => shown,
    }
}

/// An answer that shows every member of its type.
pub(crate) fn sampled(api: &Api, operation: &Operation) -> Answer {
    let (status, payload) = match &operation.payload {
        Payload::ByStatus { cases, .. } => (cases[0].statuses.first(), &cases[0].payload),
        payload => (operation.statuses.first(), payload),
    };
    Answer {
        status: status.copied().unwrap_or(200),
        body: sampled_body(api, payload),
    }
}

fn sampled_body(api: &Api, payload: &Payload) -> String {
    let payload = match payload {
        Payload::Stream => return "bytes".to_owned(),
        Payload::Empty => json!({}),
        Payload::Member { member, ty } => json!({ member.as_str(): sample(api, ty) }),
        Payload::Whole { ty } => sample(api, ty),
        Payload::Page {
            member,
            item,
            context_member,
            context,
        } => {
            let mut body = json!({ member.as_str(): [sample(api, item)] });
            if let (Some(name), Some(ty)) = (context_member, context) {
                body[name.as_str()] = sample(api, ty);
            }
            body
        }
        Payload::ByStatus { .. } => Value::Null,
    };
    // The members of the envelope may be among those of the payload.
    let Value::Object(mut body) = payload else {
        return payload.to_string();
    };
    let envelope = &api.product.envelope;
    if let (Some(code), Some(success)) = (&envelope.code, &envelope.success) {
        let success = serde_json::from_str(success).unwrap_or_else(|_| json!(success));
        body.insert(code.to_string(), success);
    }
    if let Some(message) = &envelope.message {
        body.insert(message.to_string(), json!("Done."));
    }
    match body.is_empty() {
        true => String::new(),
        false => Value::Object(body).to_string(),
    }
}

/// The words for people in an answer.
pub(crate) fn message(api: &Api, body: &str) -> Option<String> {
    text_at(body, &[api.product.envelope.message.as_deref()?])
}

/// The text at a path of names; numbers and the like as text, too.
pub(crate) fn text_at(body: &str, path: &[&str]) -> Option<String> {
    let mut value = &serde_json::from_str::<Value>(body).ok()?;
    for name in path {
        value = value.get(name)?;
    }
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        other => Some(other.to_string()),
    }
}

/// How what was written of an answer differs from the answer.
pub(crate) fn lost(api: &Api, payload: &Payload, body: &str, written: &Written) -> Vec<String> {
    let list = |item: &Type| Type::List(Box::new(item.clone()));
    match (payload, written) {
        (Payload::Empty, Written::Nothing) => Vec::new(),
        (Payload::Stream, Written::Bytes(bytes)) if bytes == body.as_bytes() => Vec::new(),
        // The enum cannot be written.
        (Payload::ByStatus { .. }, Written::ByStatus) => Vec::new(),
        (Payload::Whole { ty }, Written::One(text)) => differences(api, ty, body, text),
        (Payload::Member { member: name, ty }, Written::One(text)) => {
            differences(api, ty, part(body, name), text)
        }
        (
            Payload::Page {
                member: name,
                item,
                context_member,
                context: ty,
            },
            Written::Page { items, context },
        ) => {
            let mut lost = differences(api, &list(item), part(body, name), items);
            if let (Some(name), Some(ty)) = (context_member, ty) {
                let context = context.as_deref().unwrap_or("null");
                lost.extend(differences(api, ty, part(body, name), context));
            }
            lost
        }
        _ => vec!["the answer is not of the kind that the spec says".to_owned()],
    }
}

/// A member of a body; `null` where there is none.
fn part<'a>(body: &'a str, name: &str) -> &'a str {
    let members: Result<Map<String, Value>, _> = serde_json::from_str(body);
    match members.is_ok_and(|members| members.contains_key(name)) {
        true => member(body, name),
        false => "null",
    }
}
