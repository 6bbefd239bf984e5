//! The wire differs from the documents: each way in which it is known to, on every member of every
//! response that can have it, read through the product's own call and written back.
//!
//! The cases are made from the documents' examples, completed by the members that they leave out, and
//! from what the specs say of each member's type.

mod calls;
mod forms;
mod spots;

use clientwright::ir::{Api, Operation as Described, Payload, SmolStr};
use serde_json::{Map, Value, json};
use zoho_clients::Error;
use zoho_clients::runtime::BodyProblem;

use crate::support::{apis, example_at};
use forms::{Form, Written, forms};
use spots::{Spot, complete, spots};

/// One response of one operation, with all members that the specs know.
struct Sample<'a> {
    api: &'a Api,
    operation: &'a Described,
    body: Value,
}

fn samples(apis: &[Api]) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    for api in apis {
        for operation in api.modules.iter().flat_map(|module| &module.operations) {
            let successes = operation.examples.iter().filter(|it| it.status < 300);
            for path in successes.filter_map(|example| example.response.as_ref()) {
                let text = example_at(&api.product.name, path);
                let mut body = serde_json::from_str(&text).unwrap_or_default();
                complete(api, &operation.payload, &mut body);
                samples.push(Sample {
                    api,
                    operation,
                    body,
                });
            }
        }
    }
    samples
}

#[tokio::test]
async fn every_form_of_every_member() {
    let apis = apis();
    let mut cases = 0;
    for sample in &samples(&apis) {
        sample
            .check(&sample.body, &Ok(sample.payload()), "as documented")
            .await;
        for spot in spots(sample.api, &sample.operation.payload, &sample.body) {
            for form in forms(sample.api, &spot) {
                let (body, expected) = sample.varied(&spot, &form);
                let what = format!("{} as {}", spot.pointer, form.name);
                sample.check(&body, &expected, &what).await;
                cases += 1;
            }
        }
    }
    // So that no part of the table goes missing unnoticed.
    assert!(cases >= 2746, "{cases} cases");
}

#[tokio::test]
async fn codes_as_strings() {
    let apis = apis();
    let mut cases = 0;
    for sample in &samples(&apis) {
        if sample.body.get("code").is_none() {
            continue;
        }
        let mut body = sample.body.clone();
        body["code"] = json!("0");
        sample.check(&body, &Ok(sample.payload()), "code").await;
        for refusal in [json!(1002), json!("1002")] {
            body["code"] = refusal;
            let error = sample.read(&body.to_string()).await.unwrap_err();
            assert_eq!(error.code(), Some("1002"), "{}", sample.name());
            cases += 1;
        }
    }
    assert_eq!(cases, 2 * 26);
}

#[tokio::test]
async fn bodies_that_are_not_the_service_s() {
    for sample in &samples(&apis()) {
        let text = sample.body.to_string();
        // An answer without payload may have no body either.
        let mut bodies = vec![
            (
                "<!DOCTYPE html><html>Bad gateway</html>".to_owned(),
                BodyProblem::Html,
            ),
            ("upstream error".to_owned(), BodyProblem::NotJson),
        ];
        if sample.operation.payload != Payload::Empty {
            bodies.push((String::new(), BodyProblem::Empty));
        }
        if !sample.body.is_null() {
            for part in 1..10 {
                let cut = text.floor_char_boundary(text.len() * part / 10);
                bodies.push((text[..cut].to_owned(), BodyProblem::CutShort));
            }
        }
        for (body, problem) in bodies {
            match sample.read(&body).await {
                Err(Error::Decode(error)) => {
                    assert_eq!(error.problem(), problem, "{}: {body}", sample.name());
                }
                other => panic!("{}: {body}: {other:?}", sample.name()),
            }
        }
    }
}

impl Sample<'_> {
    fn name(&self) -> String {
        format!("{} of {}", self.operation.id, self.api.product.name)
    }

    /// The part of a body that a call gives, by the envelope's names.
    fn payload(&self) -> Value {
        payload(&self.operation.payload, &self.body)
    }

    /// The body with a member in another form, and what is written after it was read.
    fn varied(&self, spot: &Spot, form: &Form) -> (Value, Result<Value, ()>) {
        let mut body = self.body.clone();
        spot.put(&mut body, form.read.as_ref());
        let mut payload = self.payload();
        match &form.written {
            Written::AsIs => {}
            Written::As(value) => spot.put(&mut payload, Some(value)),
            Written::LeftOut => spot.put(&mut payload, None),
            Written::Refused => return (body, Err(())),
        }
        (body, Ok(payload))
    }

    /// Reads a body, writes what was read, and reads that once more.
    async fn check(&self, body: &Value, expected: &Result<Value, ()>, what: &str) {
        let read = self.read(&body.to_string()).await;
        let Ok(expected) = expected else {
            let error = read.err();
            assert!(
                matches!(error, Some(Error::Decode(_))),
                "{}: {what}: {error:?}",
                self.name()
            );
            return;
        };
        let written = read.unwrap_or_else(|error| panic!("{}: {what}: {error}", self.name()));
        assert_eq!(&written, expected, "{}: {what}", self.name());
        if self.operation.payload == Payload::Empty {
            return;
        }
        let mut again = body.clone();
        for (name, value) in written.as_object().unwrap() {
            again[name] = value.clone();
        }
        let again = self.read(&again.to_string()).await;
        assert_eq!(
            &again.unwrap(),
            expected,
            "{}: {what}, read again",
            self.name()
        );
    }
}

fn payload(payload: &Payload, body: &Value) -> Value {
    let named = |names: &[&SmolStr]| {
        let members = names
            .iter()
            .filter_map(|&name| Some((name.to_string(), body.get(name.as_str())?.clone())));
        Value::Object(members.collect::<Map<_, _>>())
    };
    match payload {
        Payload::Empty => Value::Null,
        Payload::Member { member, .. } => named(&[member]),
        Payload::Page {
            member,
            context_member,
            ..
        } => {
            let names: Vec<_> = [Some(member), context_member.as_ref()]
                .into_iter()
                .flatten()
                .collect();
            named(&names)
        }
        Payload::Whole { .. } => {
            let mut members = body.as_object().cloned().unwrap_or_default();
            members.retain(|name, _| name != "code" && name != "message");
            Value::Object(members)
        }
        Payload::Stream | Payload::ByStatus { .. } => panic!("none of these products answers so"),
    }
}
