//! Bodies and answers of all kinds: what is sent, byte for byte, and what comes back, typed.

use std::fmt::Debug;

use clientwright_runtime::testing::{Reply, ScriptedTransport, Sent};
use clientwright_runtime::{Error, Operation, Upload};
use serde_json::{Value, json};

use crate::spec_expected::exchanges::exchanges::widgets::{
    Colour, CreateWidget, CreateWidgetAnswer, CreateWidgetFailure, ExportWidgets,
    ExportWidgetsAnswer, GetManual, KeepBytes, ListWidgets, LookWidget, LookWidgetAnswer,
    OrderWidgets, PayForWidget, PhotographWidget, ReplaceManual, SearchWidgets, WidgetInput,
};
use crate::spec_expected::exchanges::exchanges::{Client, WidgetId};

fn client() -> (Client, ScriptedTransport) {
    let script = ScriptedTransport::new();
    let client = Client::builder().transport(script.clone()).build().unwrap();
    (client, script)
}

/// The answer to one call, by its status.
async fn created(status: u16, body: Value) -> Result<CreateWidgetAnswer, Error> {
    let (client, script) = client();
    script.answer::<CreateWidget>(Reply::from(body).status(status));
    client.widgets().create("k1", WidgetInput::new("cog")).await
}

/// The one request that was sent.
fn sent<Op: Operation>(script: &ScriptedTransport) -> Sent {
    script.assert_done();
    let sent = script.sent_by::<Op>();
    assert_eq!(sent.len(), 1);
    sent[0].clone()
}

fn list(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn line(sent: &Sent) -> String {
    let path = sent.url().replace("https://api.acme.example/v1", "");
    format!("{} {path}", sent.method())
}

fn text(sent: &Sent) -> &str {
    std::str::from_utf8(sent.body().unwrap()).unwrap()
}

#[tokio::test]
async fn the_status_says_what_an_answer_carries() {
    let widget = json!({"data": {"widget_id": 7, "label": "cog"}});
    match created(200, widget.clone()).await.unwrap() {
        CreateWidgetAnswer::Found(widget) => assert_eq!(widget.label.as_deref(), Some("cog")),
        other => panic!("{other:?}"),
    }
    match created(201, widget.clone()).await.unwrap() {
        CreateWidgetAnswer::Made(widget) => assert_eq!(widget.widget_id, WidgetId::from(7)),
        other => panic!("{other:?}"),
    }
    for status in [202, 203] {
        match created(status, json!({"job": "j1"})).await.unwrap() {
            CreateWidgetAnswer::Accepted(job) => assert_eq!(job.job, "j1"),
            other => panic!("{other:?}"),
        }
    }
    let (client, script) = client();
    script.answer::<CreateWidget>(Reply::empty(204));
    let answer = client.widgets().create("k1", WidgetInput::new("cog"));
    let answer = answer.await.unwrap();
    assert_eq!(answer, CreateWidgetAnswer::NoContent);
    assert_eq!(answer.clone(), answer);

    let error = created(206, widget.clone()).await.unwrap_err();
    let words = error.to_string();
    assert!(
        words.contains("no document lists a success with status 206"),
        "{words}"
    );
    // What is documented of another status is not read from this one.
    let error = created(202, widget).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(CreateWidget::failure(&error), None);
}

#[tokio::test]
async fn what_errors_carry_is_typed() {
    let body = json!({"error": "taken", "words": "no", "by": [7, "8"]});
    let error = created(409, body).await.unwrap_err();
    let by = Some(vec![WidgetId::from(7), WidgetId::from("8")]);
    match CreateWidget::failure(&error) {
        Some(CreateWidgetFailure::Conflict(conflict)) => {
            assert_eq!(
                (conflict.error.as_deref(), conflict.by),
                (Some("taken"), by)
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(error.code(), Some("taken"));
    for status in [400, 422] {
        let body = json!({"fields": {"label": "is empty"}});
        let error = created(status, body).await.unwrap_err();
        match CreateWidget::failure(&error) {
            Some(CreateWidgetFailure::Refused(refusal)) => {
                assert_eq!(refusal.fields["label"], "is empty");
            }
            other => panic!("{other:?}"),
        }
        // It is something else, or nothing is documented of its status.
        let error = created(status, json!({"error": "x"})).await.unwrap_err();
        assert_eq!(CreateWidget::failure(&error), None);
    }
    let body = json!({"error": "taken", "fields": {}});
    let error = created(404, body).await.unwrap_err();
    assert_eq!(CreateWidget::failure(&error), None);

    let (client, script) = client();
    script.answer::<LookWidget>(Reply::from(json!({"reason": "rust"})).status(409));
    let error = client.widgets().look(7).await.unwrap_err();
    let stuck = LookWidget::failure(&error).unwrap();
    assert_eq!(stuck.reason.as_deref(), Some("rust"));
    for (status, told) in [(404, true), (410, true), (409, false)] {
        script.answer::<GetManual>(Reply::from(json!({"by": [1]})).status(status));
        let error = client.widgets().manual(7).await.unwrap_err();
        assert_eq!(GetManual::failure(&error).is_some(), told, "{status}");
    }
}

#[tokio::test]
async fn answers_may_be_typed_by_a_schema() {
    let (client, script) = client();
    script
        .answer::<LookWidget>(json!({"widget": {"label": "cog", "made": "2024-05-31"}, "took": 1}));
    script.answer::<LookWidget>(Reply::from(json!({"place": 3})).status(202));
    let look = || {
        client
            .widgets()
            .look(7)
            .with(list(&["a b", "c,d"]))
            .without(list(&["e", "f"]))
    };
    match look().await.unwrap() {
        LookWidgetAnswer::Ok(widget) => {
            assert_eq!(
                widget.made.map(|made| made.to_string()).as_deref(),
                Some("2024-05-31")
            );
        }
        other => panic!("{other:?}"),
    }
    match look().await.unwrap() {
        LookWidgetAnswer::Accepted(waiting) => assert_eq!(waiting.place, Some(3)),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        line(&script.sent()[0]),
        "GET /widgets/7?with=a%20b&with=c%2Cd&without=e,f"
    );
}

#[tokio::test]
async fn answers_that_carry_the_same_are_no_enum() {
    let (client, script) = client();
    script.answer::<ListWidgets>(Reply::from(json!({"data": [{"widget_id": 1}]})).status(206));
    script.answer::<ListWidgets>(json!({"data": []}));
    let mut items = client.widgets().all().stream();
    let first = items.next().await.unwrap().unwrap();
    assert_eq!(first.widget_id, WidgetId::from(1));
    assert!(items.next().await.is_none());
    script.assert_done();
}

#[test]
fn headers_and_bodies_are_sent_as_json() {
    let (client, _) = client();
    let call = client.widgets().create("k1", WidgetInput::new("cog"));
    let request = call.x_acme_tags(list(&["x", "y"])).request().unwrap();
    assert_eq!(request.headers.get("X-Acme-Tags"), Some("x,y"));
    assert_eq!(request.headers.get("Idempotency-Key"), Some("k1"));
    assert_eq!(
        request.headers.get("Content-Type"),
        Some("application/json")
    );
    let body = request.body.unwrap();
    assert_eq!(body.as_bytes(), Some(&b"{\"label\":\"cog\"}"[..]));

    let request = client.widgets().export().request().unwrap();
    assert_eq!(
        (request.body, request.headers.get("Content-Type")),
        (None, None)
    );
    let call = client.widgets().export().body(list(&["a"]));
    assert_eq!(
        call.request().unwrap().body.unwrap().as_bytes(),
        Some(&b"[\"a\"]"[..])
    );
}

#[tokio::test]
async fn forms_are_sent_as_text() {
    let (client, script) = client();
    script.answer::<PayForWidget>(Reply::from(json!({"data": {"widget_id": 7}})).status(201));
    let call = client
        .widgets()
        .pay(7, 12)
        .note("for me")
        .note_value("für dich & mich")
        .colours([Colour::Red, Colour::DarkBlue])
        .coupons(list(&["a", "b"]))
        .on("2024-05-31");
    assert_eq!(call.await.unwrap().widget_id, WidgetId::from(7));
    let sent = sent::<PayForWidget>(&script);
    assert_eq!(line(&sent), "POST /widgets/7/payments?note=for%20me");
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(sent.header("Content-Type"), Some(kind));
    assert_eq!(
        text(&sent),
        "amount=12&note=f%C3%BCr%20dich%20%26%20mich&colours=red&colours=dark%20blue&coupons=a%2Cb&on=2024-05-31"
    );

    // A form of which nothing is set is a form.
    let request = client.widgets().order().request().unwrap();
    assert_eq!(request.headers.get("Content-Type"), Some(kind));
    assert_eq!(request.body.unwrap().as_bytes(), Some(&b""[..]));
    let request = client.widgets().search().failure_value("x").request();
    let body = request.unwrap().body.unwrap();
    assert_eq!(body.as_bytes(), Some(&b"failure=x"[..]));
    let _ = (OrderWidgets::new(), SearchWidgets::new());
}

#[tokio::test]
async fn parts_are_sent_with_their_files() {
    let (client, script) = client();
    script.answer::<PhotographWidget>(json!({"kept": 3}));
    let front = Upload::from("FRONT")
        .file_name("front.png")
        .content_type("image/png");
    let more = [
        Upload::from(vec![b'1']),
        Upload::from("2").file_name("two.txt"),
    ];
    let call = client
        .widgets()
        .photograph(7, "A cog", front)
        .more(more)
        .tags(list(&["new", "red"]))
        .sizes([1, 2]);
    assert_eq!(call.await.unwrap(), 3);
    let sent = sent::<PhotographWidget>(&script);
    assert_eq!(line(&sent), "POST /widgets/7/photos");
    let kind = sent.header("Content-Type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let part = |head: &str, body: &str| {
        format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let bytes = "application/octet-stream";
    let expected = [
        part("name=\"title\"", "A cog"),
        part(
            "name=\"front\"; filename=\"front.png\"\r\nContent-Type: image/png",
            "FRONT",
        ),
        part(
            &format!("name=\"more\"; filename=\"file\"\r\nContent-Type: {bytes}"),
            "1",
        ),
        part(
            &format!("name=\"more\"; filename=\"two.txt\"\r\nContent-Type: {bytes}"),
            "2",
        ),
        part("name=\"tags\"", "new"),
        part("name=\"tags\"", "red"),
        part("name=\"sizes\"", "1,2"),
        "--B--\r\n".to_owned(),
    ];
    assert_eq!(text(&sent).replace(boundary, "B"), expected.concat());
}

#[test]
fn bytes_are_sent_as_they_are() {
    let (client, _) = client();
    let request = client.widgets().replace_manual(7, vec![0xff, 0]).request();
    let request = request.unwrap();
    assert_eq!(request.method.as_str(), "PUT");
    assert_eq!(request.headers.get("Content-Type"), Some("application/pdf"));
    assert_eq!(request.body.unwrap().as_bytes(), Some(&[0xff, 0][..]));
    let request = client.widgets().keep().request().unwrap();
    assert_eq!(
        (request.body, request.headers.get("Content-Type")),
        (None, None)
    );
    let request = client.widgets().keep().body("text").request().unwrap();
    let kind = request.headers.get("Content-Type");
    assert_eq!(kind, Some("application/octet-stream"));
    assert_eq!(request.body.unwrap().as_bytes(), Some(&b"text"[..]));
}

#[tokio::test]
async fn bytes_come_as_a_stream() {
    let (client, script) = client();
    let pdf = || Reply::bytes(*b"%PDF\xff").header("Content-Type", "application/pdf");
    script.answer::<GetManual>(pdf());
    script.answer::<GetManual>(pdf());
    let download = client.widgets().manual(7).await.unwrap();
    assert_eq!(download.content_type(), Some("application/pdf"));
    assert_eq!(download.bytes(5).await.unwrap(), b"%PDF\xff");
    let mut download = client.widgets().manual(7).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(piece) = download.next().await {
        bytes.extend(piece.unwrap());
    }
    assert_eq!(bytes, b"%PDF\xff");

    script.answer::<ExportWidgets>(Reply::bytes(*b"a,b"));
    script.answer::<ExportWidgets>(Reply::bytes(*b"a").status(206));
    for expected in [&b"a,b"[..], b"a"] {
        match client.widgets().export().await.unwrap() {
            ExportWidgetsAnswer::Ready(ready) => {
                assert_eq!(ready.bytes(3).await.unwrap(), expected);
            }
            other => panic!("{other:?}"),
        }
    }
    script.answer::<ExportWidgets>(Reply::from(json!({"job": {"job": "j1"}})).status(202));
    match client.widgets().export().await.unwrap() {
        ExportWidgetsAnswer::Accepted(job) => assert_eq!(job.job, "j1"),
        other => panic!("{other:?}"),
    }
    assert!(GetManual::streams(200) && GetManual::streams(202));
    assert!(ExportWidgets::streams(206) && !ExportWidgets::streams(202));
    assert!(!CreateWidget::streams(200));
}

#[test]
fn operations_with_files_are_plain_values() {
    fn plain<T: Clone + Debug + PartialEq + Send + Sync>(value: T) {
        assert_eq!(value.clone(), value);
    }
    plain(PhotographWidget::new(7, "A cog", "FRONT").back("BACK"));
    plain(ReplaceManual::new(7, "text"));
    plain(KeepBytes::new());
}
