//! The wire differs from the documents: each way in which it is known to, on every member of every
//! response that can have it, read through the product's own call and written back.
//!
//! The cases are made from what the specs say of each member's type; `examples` reads the documents'
//! own answers.

mod forms;
mod spots;

use clientwright::ir::{
    Api, Module, Operation as Described, Payload, Shape, SmolStr, Struct, Type,
};
use serde_json::{Map, Value, json};
use zoho_clients::Error;
use zoho_clients::runtime::BodyProblem;

use crate::answers::sampled;
use crate::calls::{Written as Payloads, call};
use crate::given::Given;
use crate::problems::Problems;
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
        Payload::Whole { ty } => as_struct(api, ty).is_some(),
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

fn as_struct<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    let Type::Named { path, .. } = ty else {
        return None;
    };
    match &api.type_def(path)?.shape {
        Shape::Struct(object) => Some(object),
        _ => None,
    }
}

fn has_member(api: &Api, ty: &Type, name: &str) -> bool {
    let object = as_struct(api, ty);
    object.is_some_and(|object| object.members.iter().any(|member| member.wire == name))
}

#[tokio::test]
async fn every_form_of_every_member() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    let mut cases = 0;
    for sample in &samples(&described.apis) {
        let whole = Ok(sample.payload());
        sample
            .check(&sample.body, &whole, "the sample", &mut problems)
            .await;
        for spot in spots(sample.api, &sample.operation.payload, &sample.body) {
            for form in forms(sample.api, &spot) {
                // An object without members is unset, which is a form of the object.
                if form.read.is_none() && spot.is_only_member(&sample.body) {
                    continue;
                }
                let (body, expected) = sample.varied(&spot, &form);
                let what = format!("{} as {}", spot.pointer, form.name);
                sample.check(&body, &expected, &what, &mut problems).await;
                cases += 1;
            }
        }
    }
    assert!(cases > 0, "no member has a form");
    problems.finish();
}

#[tokio::test]
async fn codes_as_strings() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    for sample in &samples(&described.apis) {
        let envelope = &sample.api.product.envelope;
        let (Some(code), Some(success)) = (&envelope.code, &envelope.success) else {
            continue;
        };
        let mut body = sample.body.clone();
        body[code.as_str()] = json!(success);
        let whole = Ok(sample.payload());
        sample
            .check(&body, &whole, "a code as a string", &mut problems)
            .await;
        for refusal in [json!(1002), json!("1002")] {
            body[code.as_str()] = refusal;
            let error = sample.read(&body.to_string()).await.unwrap_err();
            assert_eq!(error.code(), Some("1002"), "{}", sample.name());
        }
    }
    problems.finish();
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

    /// Reads a body, writes what was read, and reads that once more. What is wrong is told with the
    /// place of the operation.
    async fn check(
        &self,
        body: &Value,
        expected: &Result<Value, ()>,
        what: &str,
        problems: &mut Problems<'_>,
    ) {
        let place = &self.operation.place;
        let read = self.read(&body.to_string()).await;
        let Ok(expected) = expected else {
            let refused = matches!(read, Err(Error::Decode(_)));
            problems.same(place, &format!("{what} is refused"), refused, true);
            return;
        };
        let written = match read {
            Ok(written) => written,
            Err(error) => {
                let notes = [error.to_string(), body.to_string()];
                problems.tell(place, format!("{what} is not read"), &notes);
                return;
            }
        };
        let message = format!("what is written of {what}");
        problems.same(place, &message, &written, expected);
        if self.operation.payload == Payload::Empty {
            return;
        }
        let mut again = body.clone();
        for (name, value) in written.as_object().into_iter().flatten() {
            again[name] = value.clone();
        }
        let again = self.read(&again.to_string()).await.ok();
        let message = format!("what is written of {what}, read again");
        problems.same(place, &message, again.as_ref(), Some(expected));
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
        Payload::Whole { ty } => {
            let mut members = body.as_object().cloned().unwrap_or_default();
            let envelope = &api.product.envelope;
            let of_envelope = [&envelope.code, &envelope.message];
            members.retain(|name, _| {
                has_member(api, ty, name)
                    || !of_envelope.iter().any(|it| it.as_deref() == Some(name))
            });
            Value::Object(members)
        }
        Payload::Stream | Payload::ByStatus { .. } => Value::Null,
    }
}
