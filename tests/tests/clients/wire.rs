//! The wire differs from the documents: each way in which it is known to, on every member of every
//! response that can have it, read through the product's own call and written back.
//!
//! The cases are made from what the specs say of each member's type; `examples` reads the documents'
//! own answers.

mod forms;
mod spots;

use clientwright::ir::{Api, Module, Operation as Described, Payload, Shape, SmolStr, Type};
use serde_json::{Map, Value, json};
use zoho_clients::Error;
use zoho_clients::runtime::BodyProblem;

use crate::answers::sampled;
use crate::calls::{Written as Payloads, call};
use crate::given::Given;
use crate::support::{Script, described, names, operations};
use forms::{Form, Written, forms};
use spots::{Spot, spots};

/// A response of an operation, with all members that the specs know.
struct Sample<'a> {
    api: &'a Api,
    module: &'a Module,
    operation: &'a Described,
    status: u16,
    body: Value,
}

fn samples(apis: &[Api]) -> Vec<Sample<'_>> {
    let objects = operations(apis).filter(|(api, _, operation)| match &operation.payload {
        Payload::Empty | Payload::Member { .. } | Payload::Page { .. } => true,
        Payload::Whole { ty } => is_struct(api, ty),
        Payload::Stream | Payload::ByStatus { .. } => false,
    });
    let sample = |(api, module, operation)| {
        let answer = sampled(api, operation);
        Sample {
            api,
            module,
            operation,
            status: answer.status,
            body: serde_json::from_str(&answer.body).unwrap_or_default(),
        }
    };
    objects.map(sample).collect()
}

fn is_struct(api: &Api, ty: &Type) -> bool {
    let Type::Named { path, .. } = ty else {
        return false;
    };
    let def = api.type_def(path);
    def.is_some_and(|def| matches!(def.shape, Shape::Struct(_)))
}

#[tokio::test]
async fn every_form_of_every_member() {
    let apis = described().apis;
    for sample in &samples(&apis) {
        let mut cases = 0;
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
        // So that no part of the table goes missing unnoticed.
        let empty = sample.payload().as_object().is_none_or(Map::is_empty);
        assert!(cases > 0 || empty, "{}: no case", sample.name());
    }
}

#[tokio::test]
async fn codes_as_strings() {
    let apis = described().apis;
    for sample in &samples(&apis) {
        let envelope = &sample.api.product.envelope;
        let (Some(code), Some(success)) = (&envelope.code, &envelope.success) else {
            continue;
        };
        let mut body = sample.body.clone();
        body[code.as_str()] = json!(success);
        sample.check(&body, &Ok(sample.payload()), "code").await;
        for refusal in [json!(1002), json!("1002")] {
            body[code.as_str()] = refusal;
            let error = sample.read(&body.to_string()).await.unwrap_err();
            let told = sample.api.product.error_body.code.as_ref() == Some(code);
            let expected = told.then_some("1002");
            assert_eq!(error.code(), expected, "{}", sample.name());
        }
    }
}

#[tokio::test]
async fn bodies_that_are_not_the_service_s() {
    let apis = described().apis;
    for sample in &samples(&apis) {
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
        payload(self.api, &self.operation.payload, &self.body)
    }

    /// What is written of a body that was read, by the envelope's names.
    async fn read(&self, body: &str) -> Result<Value, Error> {
        let names = names(self.api, self.module, self.operation);
        let given = Given::required(self.api, self.operation, None);
        let script = Script::new().then(self.status, body);
        let answered = call(&script, names, &given).await?.answer?;
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        Ok(match (&self.operation.payload, &answered.written) {
            (Payload::Empty, _) => Value::Null,
            (Payload::Member { member, .. }, Payloads::One(text)) => {
                json!({ member.as_str(): value(text) })
            }
            (
                Payload::Page {
                    member,
                    context_member,
                    ..
                },
                Payloads::Page { items, context },
            ) => {
                let mut written = json!({ member.as_str(): value(items) });
                if let (Some(name), Some(context)) = (context_member, context) {
                    written[name.as_str()] = value(context);
                }
                written
            }
            (_, Payloads::One(text)) => value(text),
            (payload, _) => panic!("{payload:?}"),
        })
    }

    /// The body with a member in another form, and what is written after it was read.
    fn varied(&self, spot: &Spot, form: &Form) -> (Value, Result<Value, ()>) {
        let mut body = self.body.clone();
        spot.put(&mut body, form.read.as_ref());
        let mut payload = self.payload();
        match &form.written {
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

fn payload(api: &Api, payload: &Payload, body: &Value) -> Value {
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
            let envelope = &api.product.envelope;
            let of_envelope = [&envelope.code, &envelope.message];
            members.retain(|name, _| !of_envelope.iter().any(|it| it.as_deref() == Some(name)));
            Value::Object(members)
        }
        Payload::Stream | Payload::ByStatus { .. } => Value::Null,
    }
}
