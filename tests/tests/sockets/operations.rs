//! Every operation of every spec: what a server gets, and what comes of its answer.

use std::collections::BTreeMap;

use clientwright::ir::{Api, Module, Operation, Payload};
use zoho_clients::{ClientBuilder, Product};

use crate::answer::Answer;
use crate::answers::{self, Answer as Shown};
use crate::calls::{Service, call};
use crate::expected::Request;
use crate::given::Given;
use crate::problems::Problems;
use crate::server::{Received, Server};
use crate::support::{builder_at, described, names, operations, root};

/// A server, at the path of whatever product calls it.
struct At<'a>(&'a Server);

impl Service for At<'_> {
    fn client<P: Product>(&self) -> P {
        let builder: ClientBuilder<P> = builder_at(self.0.url(root::<P>()));
        builder.build().unwrap()
    }
}

#[tokio::test]
async fn every_operation_over_a_socket() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    for (api, module, operation) in operations(&described.apis) {
        let given = Given::required(api, operation, None);
        for answer in answers(api, operation) {
            exchange((api, module, operation), &given, &answer, &mut problems).await;
        }
    }
    problems.finish();
}

/// The answers of success. One that carries nothing has several statuses.
fn answers(api: &Api, operation: &Operation) -> Vec<Shown> {
    let answers = answers::successes(api, operation);
    let bare = answers.iter().all(|answer| answer.body.is_empty());
    if operation.payload != Payload::Empty || !bare || !operation.statuses.is_empty() {
        return answers;
    }
    let empty = |status| Shown {
        status,
        body: String::new(),
    };
    [200, 202, 204].map(empty).into()
}

/// Makes a call of a server that answers this, and holds what the server gets against the spec.
async fn exchange(
    (api, module, operation): (&Api, &Module, &Operation),
    given: &Given,
    answer: &Shown,
    problems: &mut Problems<'_>,
) {
    let place = &operation.place;
    let server = Server::answering(Answer::json(answer.status, answer.body.clone()));
    let called = call(&At(&server), names(api, module, operation), given).await;
    let answered = match called.and_then(|called| called.answer) {
        Ok(answered) => answered,
        Err(error) => {
            problems.tell(place, "the call fails", &[error.to_string()]);
            return;
        }
    };
    let Received {
        method,
        target,
        headers,
        body,
    } = server.only();
    let mut expected = Request::described(api, operation, given);
    let path = path(api);
    expected.target = format!("{path}{}", expected.target);
    let mut all: BTreeMap<String, String> = expected.headers.into_iter().collect();
    // What the transport adds.
    all.insert("host".to_owned(), server.host());
    let agent = concat!("clientwright-runtime/", env!("CARGO_PKG_VERSION"));
    all.entry("user-agent".to_owned())
        .or_insert_with(|| agent.to_owned());
    all.entry("accept".to_owned())
        .or_insert_with(|| "*/*".to_owned());
    if let Some(length) = headers.get("content-length") {
        all.insert("content-length".to_owned(), body.len().to_string());
        problems.same(place, "the length", length, &body.len().to_string());
    }
    expected.headers = all.into_iter().collect();
    expected.body = Some(expected.body.unwrap_or_default());
    let received = Request::received(&method, &target, headers.into_iter().collect(), Some(body));
    let expected = expected.in_order_of(&received, api, operation);
    problems.same(place, "what the server gets", received, expected);

    let message = answers::message(api, &answer.body);
    problems.same(place, "the message", &answered.message, &message);
    problems.same(place, "the status", answered.status, answer.status);
    let kind = answered.content_type.as_deref();
    problems.same(place, "the type", kind, Some("application/json"));
    let bytes = answered.bytes == answer.body.as_bytes();
    let streamed = operation.payload.is_streamed();
    problems.same(place, "the bytes are kept", bytes || streamed, true);
    let lost = answers::lost(api, &operation.payload, &answer.body, &answered.written);
    if !lost.is_empty() {
        problems.tell(place, "the answer is written otherwise", &lost);
    }
}

/// The path of a product's URL.
fn path(api: &Api) -> &str {
    let (_, rest) = api.product.servers[0].api.split_once("://").unwrap();
    rest.find('/').map_or("", |at| &rest[at..])
}
