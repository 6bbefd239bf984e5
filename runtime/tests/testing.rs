//! The scripted transport.

use std::error::Error as _;
use std::time::Duration;

use clientwright_runtime::testing::{Reply, ScriptedTransport};
use clientwright_runtime::{
    Credentials, Error, FailedAttempt, ManualClock, Method, Page, RetryPolicy, TokenProblem,
    TransportErrorKind,
};
use serde_json::{Value, json};

use crate::support::acme::widgets::{
    DeleteWidget, GetWidget, ListWidgets, UpdateWidget, UpdateWidgetRequest, Widget,
};
use crate::support::acme::{Client, PageContext};
use crate::support::globex::{self, ListEvents};
use crate::support::now;

fn client(service: &ScriptedTransport) -> Client {
    let builder = Client::builder().access_token("t0ken").organization("77");
    builder.transport(service.clone()).build().unwrap()
}

fn widget(stock: i64) -> Value {
    json!({ "widget": { "stock": stock } })
}

#[test]
fn answers_go_to_their_operations_in_order() {
    let service = ScriptedTransport::new();
    service
        .answer::<GetWidget>(widget(1))
        .answer::<ListWidgets>(r#"{"widgets": []}"#)
        .answer::<GetWidget>(widget(2));
    let widgets = client(&service).widgets();
    assert_eq!(now(widgets.list()).unwrap().items, []);
    assert_eq!(now(widgets.get(7)).unwrap().stock, Some(1));
    assert_eq!(service.left_over(), ["widgets.get"]);
    assert_eq!(now(widgets.get(8)).unwrap().stock, Some(2));
    service.assert_done();
    let ids: Vec<_> = service
        .sent()
        .iter()
        .map(|it| it.path().to_owned())
        .collect();
    assert_eq!(
        ids,
        [
            "/widgets/v1/widgets",
            "/widgets/v1/widgets/7",
            "/widgets/v1/widgets/8"
        ]
    );
    assert_eq!(service.sent_by::<ListWidgets>().len(), 1);
    assert_eq!(service.sent_by::<GetWidget>()[1].path(), ids[2]);
}

#[test]
fn answers_to_any_request_stand_in_line() {
    let service = ScriptedTransport::new();
    service.answer_any(widget(1)).answer::<GetWidget>(widget(2));
    let widgets = client(&service).widgets();
    assert_eq!(now(widgets.get(7)).unwrap().stock, Some(1));
    service.answer_any(r#"{"widgets": []}"#);
    assert_eq!(service.left_over(), ["widgets.get", "any"]);
    assert_eq!(now(widgets.list()).unwrap().items, []);
    assert_eq!(now(widgets.get(7)).unwrap().stock, Some(2));
    service.assert_done();
}

#[test]
fn rules_answer_what_the_script_does_not() {
    let service = ScriptedTransport::new();
    service
        .rule(|sent| sent.path().ends_with("/9").then(|| widget(9).into()))
        .always::<GetWidget>(widget(1))
        .answer::<GetWidget>(widget(0));
    let widgets = client(&service).widgets();
    let stocks = [9, 9, 7, 7].map(|id| now(widgets.get(id)).unwrap().stock);
    assert_eq!(stocks, [Some(0), Some(9), Some(1), Some(1)]);
    service.assert_done();
}

#[test]
fn a_rule_may_look_at_the_script() {
    let service = ScriptedTransport::new();
    let script = service.clone();
    service.rule(move |_| Some(widget(script.sent().len() as i64).into()));
    let widgets = client(&service).widgets();
    assert_eq!(now(widgets.get(7)).unwrap().stock, Some(1));
    assert_eq!(now(widgets.get(7)).unwrap().stock, Some(2));
}

#[test]
fn a_missing_answer_names_the_call() {
    let service = ScriptedTransport::new();
    service.answer::<ListWidgets>("{}");
    let error = now(client(&service).widgets().get(7)).unwrap_err();
    assert_eq!(error.operation(), Some("widgets.get"));
    assert_eq!(
        error.source().unwrap().to_string(),
        "the script has no answer for `widgets.get` (GET \
         https://api.acme.example/widgets/v1/widgets/7?org_id=77); it has answers left for: \
         widgets.list"
    );
    // What found no answer was sent nevertheless.
    assert_eq!(service.sent_by::<GetWidget>().len(), 1);
}

#[test]
fn a_missing_answer_fails_at_once() {
    let service = ScriptedTransport::new();
    let clock = ManualClock::jumping();
    let builder = || {
        Client::builder()
            .organization("77")
            .transport(service.clone())
            .clock(clock.clone())
    };
    let error = now(builder()
        .access_token("t")
        .build()
        .unwrap()
        .widgets()
        .get(7))
    .unwrap_err();
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "widgets.get: the transport refuses the request: the script has no answer for `widgets.get` \
         (GET https://api.acme.example/widgets/v1/widgets/7?org_id=77)"
    );
    assert_eq!(service.sent().len(), 1);

    // Even where everything is to be repeated.
    struct Stubborn;
    impl RetryPolicy for Stubborn {
        fn wait(&self, _: &FailedAttempt<'_>) -> Option<Duration> {
            Some(Duration::from_secs(1))
        }
    }
    let stubborn = builder().access_token("t").retry(Stubborn).build().unwrap();
    now(stubborn.widgets().get(7)).unwrap_err();
    assert_eq!(service.sent().len(), 2);

    // For a token, too.
    let proof = Credentials::refresh_token("id", "secret", "unscripted");
    let client = builder().credentials(proof).build().unwrap();
    for _ in 0..3 {
        let Error::Authentication(error) = now(client.widgets().get(7)).unwrap_err() else {
            panic!("no token was scripted")
        };
        let error = error.token_error();
        assert_eq!(error.problem(), TokenProblem::Other);
        assert_eq!(
            error.source().unwrap().to_string(),
            "the script has no answer for `any` (POST https://accounts.acme.example/oauth/token)"
        );
    }
    assert_eq!((service.sent().len(), clock.waits()), (5, vec![]));
}

#[test]
#[should_panic(expected = "the script has answers that nobody asked for: widgets.list, any")]
fn left_over_answers() {
    let service = ScriptedTransport::new();
    service.answer::<ListWidgets>("{}").answer_any("{}");
    service.assert_done();
}

#[test]
fn replies() {
    let service = ScriptedTransport::new();
    let refused = Reply::json(&json!({ "code": 1002, "message": "no such widget" }));
    service
        .answer_any(refused.status(404).header("X-Request", "r7"))
        .answer_any(Reply::empty(204))
        .answer_any(Reply::lost(TransportErrorKind::Timeout, "too slow"))
        .answer_any(Reply::text("<html>").status(502))
        .answer_any("<html>".to_owned());
    let widgets = client(&service).widgets();

    let Error::Api(refused) = now(widgets.get(7)).unwrap_err() else {
        panic!("not an error of the service")
    };
    assert_eq!((refused.status(), refused.code()), (404, Some("1002")));
    assert_eq!(refused.headers().get("x-request"), Some("r7"));
    let errors = [(); 4].map(|()| now(widgets.get(7)).unwrap_err().to_string());
    assert_eq!(
        errors,
        [
            "widgets.get: the body of the answer is empty",
            "widgets.get: no answer came in time",
            "widgets.get: status 502; the body is HTML, not JSON: something between here and the service answered",
            "widgets.get: the body of the answer is HTML, not JSON: something between here and the service answered",
        ]
    );

    struct Unwritable;
    impl serde::Serialize for Unwritable {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("out of ink"))
        }
    }
    service.answer_any(Reply::json(&Unwritable).status(201).header("A", "b"));
    let error = now(widgets.get(7)).unwrap_err();
    assert_eq!(
        error.source().unwrap().to_string(),
        "the script's answer cannot be written as JSON: out of ink"
    );
}

#[test]
fn what_was_sent() {
    let service = ScriptedTransport::new();
    service.answer_any(r#"{"widgets": []}"#);
    let call = client(&service).widgets().list();
    let call = call.filter_by("a b&c=d+e/ü").header("X-Trace", "t1");
    now(call.clone()).unwrap();
    let sent = &service.sent()[0];
    assert_eq!(sent.request(), &call.request().unwrap());
    assert_eq!(sent.operation().unwrap().name, "widgets.list");
    assert_eq!(sent.method(), Method::Get);
    assert_eq!(sent.url(), sent.request().url);
    assert_eq!(sent.path(), "/widgets/v1/widgets");
    let pairs = [("org_id", "77"), ("filter_by", "a b&c=d+e/ü")];
    assert_eq!(
        sent.query(),
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(
        sent.query_value("filter_by").as_deref(),
        Some("a b&c=d+e/ü")
    );
    assert_eq!(sent.query_value("page"), None);
    assert_eq!(sent.header("x-trace"), Some("t1"));
    assert_eq!(
        sent.headers().get("Authorization"),
        Some("Acme-token t0ken")
    );
    assert_eq!((sent.body(), sent.json()), (None, Value::Null));
    assert!(!format!("{service:?}").contains("t0ken"));
}

#[test]
fn answers_are_what_calls_give() {
    let service = ScriptedTransport::new();
    let widgets = client(&service).widgets();
    let made = Widget {
        widget_id: Some(7.into()),
        price: Some("12345678901234567890.10".parse().unwrap()),
        ..Widget::default()
    };
    service.answer_with::<GetWidget>(&made);
    let response = now(widgets.get(7).with_response()).unwrap();
    assert_eq!(
        (response.payload, response.message.as_deref()),
        (made.clone(), Some("success"))
    );
    assert_eq!(
        String::from_utf8(response.bytes).unwrap(),
        r#"{"code":0,"message":"success","widget":{"widget_id":"7","price":12345678901234567890.10}}"#
    );

    let context = PageContext {
        has_more_page: Some(true),
        ..PageContext::default()
    };
    service.answer_with::<ListWidgets>(&Page::new(vec![made.clone(); 2], Some(context)));
    let page = now(widgets.list()).unwrap();
    assert_eq!(page.items, [made.clone(), made.clone()]);
    assert_eq!(page.next.unwrap().as_str(), "2");

    // Beside the envelope's members, and nothing at all.
    let body = || UpdateWidgetRequest::new();
    for (made, written) in [
        (
            made.clone(),
            r#""success","widget_id":"7","price":12345678901234567890.10}"#,
        ),
        (Widget::default(), r#""success"}"#),
    ] {
        service.answer::<UpdateWidget>(Reply::of::<UpdateWidget>(&made).header("A", "b"));
        let response = now(widgets.update(7, body()).with_response()).unwrap();
        assert_eq!(
            (response.payload, response.headers.get("A")),
            (made, Some("b"))
        );
        let text = String::from_utf8(response.bytes).unwrap();
        assert!(text.ends_with(written), "{text}");
    }
    service.answer_with::<DeleteWidget>(&());
    let response = now(widgets.delete(7).with_response()).unwrap();
    assert_eq!(response.bytes, br#"{"code":0,"message":"success"}"#);

    // Without an envelope.
    let client = globex::Client::builder()
        .access_token("k")
        .organization("8")
        .transport(service.clone());
    let client = client.build().unwrap();
    service.answer_with::<ListEvents>(&Page::new(vec![1, 2], None));
    let response = now(client.list().with_response()).unwrap();
    assert_eq!(response.bytes, br#"{"data":[1,2]}"#);
    service.assert_done();
}
