//! Sending calls.

use std::error::Error as _;
use std::time::Duration;

use clientwright_runtime::{
    Error, HttpRequest, Operation, Transport, TransportError, TransportErrorKind, TransportFuture,
};

use crate::support::acme::Client;
use crate::support::acme::widgets::{GetWidget, ListWidgets};
use crate::support::{Call, Recording, answer, now};

#[test]
fn a_call_is_sent_once_by_each_way() {
    let answers = [(); 3].map(|()| answer(200, r#"{"widget": {"stock": 1}}"#));
    let transport = Recording::new(answers);
    let client = transport.acme();
    let call = client.widgets().get(7);
    let request = call.request().unwrap();
    assert_eq!(now(call.clone()).unwrap().stock, Some(1));
    assert_eq!(now(call.clone().send()).unwrap().stock, Some(1));
    assert_eq!(now(call.with_response()).unwrap().payload.stock, Some(1));
    assert_eq!(
        transport.sent(),
        [request.clone(), request.clone(), request]
    );
}

#[test]
fn calls_can_be_sent_from_anywhere() {
    fn free<T: Send + 'static>(_: T) {}
    let client = Recording::default().acme();
    free(client.widgets().get(7).send());
    free(client.widgets().list().into_future());
    free(client.widgets().list().pages());
    free(client.widgets().list().stream());
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    shared(&client);
    shared(&client.widgets().get(7));
    shared(&client.widgets());
}

#[test]
fn lost_requests() {
    let error = now(Recording::default().acme().widgets().get(7)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get: no connection was made, so nothing was sent"
    );
    assert_eq!(error.source().unwrap().to_string(), "nobody answers");
    assert_eq!(
        (error.status(), error.operation()),
        (None, Some("widgets.get"))
    );
    let Error::Transport(failure) = error else {
        panic!("not a transport error")
    };
    assert_eq!(
        failure.transport_error().kind(),
        TransportErrorKind::Connect
    );
}

struct Slow;

impl Transport for Slow {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        let waited = format!("waited for {:?}", request.timeout);
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Timeout, waited)) })
    }
}

#[test]
fn timeouts() {
    let builder = Client::builder()
        .access_token("t")
        .organization("1")
        .transport(Slow);
    let client = builder.timeout(Duration::from_secs(5)).build().unwrap();
    let error = now(client.widgets().get(7)).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)));
    assert_eq!(error.to_string(), "widgets.get: no answer came in time");
    assert_eq!(error.source().unwrap().to_string(), "waited for Some(5s)");
    let error = now(client.widgets().get(7).timeout(Duration::from_millis(9))).unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "waited for Some(9ms)");
}

#[test]
fn what_is_known_of_operations() {
    fn name<Op: Operation>(_: &Call<Op>) -> &'static str {
        Op::INFO.name
    }
    let client = Recording::default().acme();
    assert_eq!(name(&client.widgets().list()), "widgets.list");
    assert_eq!(GetWidget::INFO.errors, ["1002"]);
    assert_eq!(ListWidgets::INFO.product.title, "Acme Widgets");
}
