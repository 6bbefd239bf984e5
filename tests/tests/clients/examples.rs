//! Every operation of every spec, with every example: what it sends, and what comes of the answer.
//!
//! All of it is taken from the specs: an operation or a product more needs no edit here. A file of
//! examples that no operation names is a warning of `lint`.

use std::slice;

use clientwright::ir::{Api, Example, Module, Operation};
use zoho_clients::{Error, expense, identity360};

use crate::answers::{self, Answer, is_failure, text_at};
use crate::calls::{Answered, call};
use crate::expected::Request;
use crate::given::Given;
use crate::problems::Problems;
use crate::support::{Script, compact, described, example_at, names, operations};

/// An operation, and what is wrong with it.
struct Case<'a, 'p> {
    api: &'a Api,
    module: &'a Module,
    operation: &'a Operation,
    problems: &'p mut Problems<'a>,
}

#[tokio::test]
async fn every_operation_sends_what_its_spec_says() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    for (api, module, operation) in operations(&described.apis) {
        let mut case = Case {
            api,
            module,
            operation,
            problems: &mut problems,
        };
        for given in [
            Given::required(api, operation, None),
            Given::everything(api, operation),
        ] {
            for answer in answers::successes(api, operation) {
                case.succeeds(&given, &answer).await;
            }
        }
    }
    problems.finish();
}

#[tokio::test]
async fn every_example_of_every_operation() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    for (api, module, operation) in operations(&described.apis) {
        for example in &operation.examples {
            let mut case = Case {
                api,
                module,
                operation,
                problems: &mut problems,
            };
            case.example(example).await;
        }
    }
    problems.finish();
}

impl Case<'_, '_> {
    async fn example(&mut self, example: &Example) {
        let given = Given::required(self.api, self.operation, Some(example));
        let Some(path) = &example.response else {
            // A request alone.
            for answer in answers::successes(self.api, self.operation) {
                self.succeeds(&given, &answer).await;
            }
            return;
        };
        let answer = Answer {
            status: example.status,
            body: example_at(&self.api.product.name, path),
        };
        if is_failure(self.api, &answer) {
            self.fails(&given, &answer, example).await;
        } else {
            self.succeeds(&given, &answer).await;
        }
    }

    /// Sends the call to a service that gives this answer, and holds the request against the spec.
    async fn answered(
        &mut self,
        given: &Given,
        answer: &Answer,
    ) -> Option<Result<Answered, Error>> {
        let place = &self.operation.place;
        let script = Script::new().then(answer.status, &answer.body);
        let names = names(self.api, self.module, self.operation);
        let called = match call(&script, names, given).await {
            Ok(called) => called,
            Err(error) => {
                let notes = [error.to_string()];
                self.problems.tell(place, "no request can be made", &notes);
                return None;
            }
        };
        let root = &self.api.product.servers[0].api;
        let expected = Request::described(self.api, self.operation, given);
        let made = Request::made(&called.request, root);
        let expected = expected.in_order_of(&made, self.api, self.operation);
        let sent = script.sent();
        let sent: Vec<Request> = sent.iter().map(|it| Request::made(it, root)).collect();
        self.problems.same(
            place,
            "the requests as sent",
            &sent[..],
            slice::from_ref(&made),
        );
        self.problems.same(place, "the request", made, expected);
        Some(called.answer)
    }

    async fn succeeds(&mut self, given: &Given, answer: &Answer) {
        let Some(answered) = self.answered(given, answer).await else {
            return;
        };
        let place = &self.operation.place;
        let answered = match answered {
            Ok(answered) => answered,
            Err(error) => {
                let notes = [error.to_string(), answer.body.clone()];
                self.problems.tell(place, "the answer is refused", &notes);
                return;
            }
        };
        let message = answers::message(self.api, &answer.body);
        self.problems
            .same(place, "the message", &answered.message, &message);
        self.problems
            .same(place, "the status", answered.status, answer.status);
        let bytes = answered.bytes == answer.body.as_bytes();
        let streamed = self.operation.payload.is_streamed();
        self.problems
            .same(place, "the bytes are kept", bytes || streamed, true);
        let payload = &self.operation.payload;
        let lost = answers::lost(self.api, payload, &answer.body, &answered.written);
        if !lost.is_empty() {
            let message = "the answer is written otherwise than it was read";
            self.problems.tell(place, message, &lost);
        }
    }

    async fn fails(&mut self, given: &Given, answer: &Answer, example: &Example) {
        let Some(answered) = self.answered(given, answer).await else {
            return;
        };
        let place = &example.place;
        let Err(error) = answered else {
            self.problems
                .tell(place, "this failure is taken for a success", &[]);
            return;
        };
        let product = &self.api.product;
        let told = |path: &Option<_>| {
            let path: Vec<&str> = path
                .as_ref()
                .map(|it: &clientwright::ir::SmolStr| it.split('.').collect())?;
            text_at(&answer.body, &path)
        };
        let code = told(&product.error_body.code);
        let name = format!("{}.{}", self.module.name, self.operation.id);
        self.problems.same(
            place,
            "the operation",
            error.operation(),
            Some(name.as_str()),
        );
        self.problems
            .same(place, "the status", error.status(), Some(answer.status));
        self.problems
            .same(place, "the code", error.code(), code.as_deref());
        self.problems.same(
            place,
            "the body",
            error.body(),
            Some(answer.body.as_bytes()),
        );
        let Error::Api(error) = error else {
            let notes = [format!("{error:?}")];
            self.problems
                .tell(place, "the failure is none of the service's", &notes);
            return;
        };
        let message = told(&product.error_body.message);
        self.problems
            .same(place, "the message", error.message(), message.as_deref());
        let detail = told(&product.error_body.detail);
        self.problems
            .same(place, "the detail", error.detail(), detail.as_deref());
        // What the spec says of the code, which it may leave out.
        let Some(code) = code else { return };
        let documented = product.errors.iter().find(|error| error.code == code);
        let listed = self.operation.errors.iter().any(|known| *known == code);
        if listed {
            let status = documented.and_then(|documented| documented.status);
            self.problems.same(
                place,
                "the documented status",
                status.unwrap_or(answer.status),
                answer.status,
            );
        }
        let meaning = documented.map(|documented| documented.meaning.as_str());
        self.problems
            .same(place, "the meaning", error.meaning(), meaning);
    }
}

#[test]
fn attribute_examples_are_users() {
    let text = example_at("expense", "examples/users/attribute.json");
    let user: expense::users::User = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&user).unwrap(), text);

    // Identity360's sample is an answer and a request in one: an answer has no password.
    let text = example_at("identity360", "examples/users/attribute.json");
    let user: identity360::users::User = serde_json::from_str(&text).unwrap();
    let password = r#""password":"Test@1527#","#;
    assert!(text.contains(password));
    assert_eq!(
        serde_json::to_string(&user).unwrap(),
        text.replace(password, "")
    );
}

#[test]
fn compact_text_loses_nothing_but_spaces() {
    let text = "{ \"a b\" :\n[1.50, \"c \\\" d\\\\\" ,\ttrue] }";
    assert_eq!(compact(text), r#"{"a b":[1.50,"c \" d\\",true]}"#);
}
