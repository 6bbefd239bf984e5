//! What comes of the answers that services and proxies give.

use clientwright_runtime::{BodyProblem, Error};

use crate::support::acme::widgets::{UpdateWidgetRequest, Widget};
use crate::support::globex::DeleteEvent;
use crate::support::{Recording, answer, now};

fn get(status: u16, body: &str) -> Result<Widget, Error> {
    now(Recording::new([answer(status, body)])
        .acme()
        .widgets()
        .get(7))
}

fn delete(status: u16, body: &str) -> Result<(), Error> {
    now(Recording::new([answer(status, body)])
        .acme()
        .widgets()
        .delete(7))
}

fn decode_error(result: Result<impl Sized, Error>) -> (BodyProblem, String, String) {
    match result.map(|_| ()) {
        Err(Error::Decode(error)) => (
            error.problem(),
            error.path().to_owned(),
            error.reason().to_owned(),
        ),
        other => panic!("not a decode error: {other:?}"),
    }
}

#[test]
fn the_payload_comes_without_its_envelope() {
    let widget = get(
        200,
        r#"{"code": 0, "message": "success", "widget": {"name": "Cog"}}"#,
    );
    assert_eq!(widget.unwrap().name.as_deref(), Some("Cog"));
    // Also where the envelope comes last, says its code as a string, or is not there.
    for body in [
        r#"{"widget": {"name": "Cog"}, "code": "0"}"#,
        r#"{"widget": {"name": "Cog"}}"#,
        "\u{feff}{\"message\": {}, \"widget\": {\"name\": \"Cog\"}}\n",
    ] {
        assert_eq!(
            get(201, body).unwrap().name.as_deref(),
            Some("Cog"),
            "{body}"
        );
    }
}

#[test]
fn the_whole_response() {
    let body = r#"{"code": 0, "message": "done", "widget": {}}"#;
    let client = Recording::new([answer(201, body)]).acme();
    let response = now(client.widgets().get(7).with_response()).unwrap();
    assert_eq!(response.payload, Widget::default());
    assert_eq!(response.message.as_deref(), Some("done"));
    assert_eq!(response.status, 201);
    assert_eq!(response.headers.get("x-request"), Some("r1"));
    assert_eq!(response.bytes, body.as_bytes());
    assert!(!format!("{response:?}").contains("widget\\\""));
}

#[test]
fn a_payload_beside_the_envelope() {
    let body = r#"{"code": 0, "message": "done", "name": "Cog", "stock": "3"}"#;
    let client = Recording::new([answer(200, body)]).acme();
    let call = client.widgets().update(7, UpdateWidgetRequest::new());
    let response = now(call.with_response()).unwrap();
    assert_eq!(response.payload.name.as_deref(), Some("Cog"));
    assert_eq!(response.payload.stock, Some(3));
    assert_eq!(response.message.as_deref(), Some("done"));
    let body = r#"{"code": 4, "message": "no", "name": "Cog"}"#;
    let client = Recording::new([answer(200, body)]).acme();
    let error = now(client.widgets().update(7, UpdateWidgetRequest::new())).unwrap_err();
    assert_eq!(error.code(), Some("4"));
}

#[test]
fn nothing_is_a_success_where_nothing_is_expected() {
    for (status, body) in [
        (204, ""),
        (200, " \n"),
        (202, "{}"),
        (200, r#"{"code": 0}"#),
    ] {
        assert!(delete(status, body).is_ok(), "{status} {body}");
    }
    let body = r#"{"code": 0, "message": "deleted"}"#;
    let client = Recording::new([answer(200, body)]).acme();
    let response = now(client.widgets().delete(7).with_response()).unwrap();
    assert_eq!(response.message.as_deref(), Some("deleted"));
    assert_eq!(decode_error(delete(200, "<html>")).0, BodyProblem::Html);
    assert_eq!(
        decode_error(delete(200, "{\"code\":")).0,
        BodyProblem::CutShort
    );
}

#[test]
fn a_code_of_failure_is_an_error_whatever_the_status() {
    let body = r#"{"code": 1002, "message": "No such widget."}"#;
    for status in [200, 404] {
        let error = get(status, body).unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.code(), Some("1002"));
        assert_eq!(error.operation(), Some("widgets.get"));
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(
            error.to_string(),
            format!(
                "widgets.get: the service refused the call with status {status}, code 1002 (widget \
                 not found): No such widget."
            )
        );
        let Error::Api(error) = error else {
            panic!("not the service's error")
        };
        assert_eq!(error.message(), Some("No such widget."));
        assert_eq!(error.meaning(), Some("widget not found"));
        assert_eq!(error.headers().get("X-Request"), Some("r1"));
    }
    assert_eq!(
        delete(200, r#"{"code": "57", "message": "no"}"#)
            .unwrap_err()
            .code(),
        Some("57")
    );
    // A payload of an odd shape does not hide what the service says.
    let error = get(200, r#"{"widget": [1], "code": 9}"#).unwrap_err();
    assert_eq!(error.code(), Some("9"));
}

#[test]
fn errors_in_a_member_of_their_own() {
    let body = r#"{"error": {"code": "E-4040", "title": "Not found", "detail": "no such\nevent"}}"#;
    for status in [200, 400] {
        let client = Recording::new([answer(status, body)]).globex();
        let error = now(client.call(DeleteEvent::new("x"))).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "events.delete: the service refused the call with status {status}, code E-4040 \
                 (event not found): Not found: no such event"
            )
        );
    }
    let client = Recording::new([answer(200, body)]).globex();
    assert_eq!(now(client.list()).unwrap_err().code(), Some("E-4040"));
}

#[test]
fn failures_whose_body_is_not_the_services() {
    for (body, problem, words) in [
        ("", BodyProblem::Empty, "is empty"),
        (
            "\n<!DOCTYPE html><p>Bad Gateway",
            BodyProblem::Html,
            "is HTML, not JSON: something between here and the service answered",
        ),
        ("{\"code\": 10", BodyProblem::CutShort, "is cut short"),
        ("upstream error", BodyProblem::NotJson, "is not JSON"),
        (
            "[]",
            BodyProblem::Unexpected,
            "is not what the documents say",
        ),
    ] {
        let error = get(502, body).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("widgets.get: status 502; the body {words}")
        );
        assert_eq!((error.status(), error.code()), (Some(502), None));
        assert_eq!(error.body(), Some(body.as_bytes()));
        let Error::Status(error) = error else {
            panic!("not a status error")
        };
        assert_eq!(error.problem(), problem);
    }
}

#[test]
fn successes_whose_body_is_not_the_services() {
    for (body, expected) in [
        ("", BodyProblem::Empty),
        ("<html></html>", BodyProblem::Html),
        (r#"{"widget": {"name": "Co"#, BodyProblem::CutShort),
        ("{'a'}", BodyProblem::NotJson),
        (r#"{"widget": {}} {}"#, BodyProblem::NotJson),
        ("[]", BodyProblem::Unexpected),
        ("null", BodyProblem::Unexpected),
    ] {
        assert_eq!(decode_error(get(200, body)).0, expected, "{body}");
    }
}

#[test]
fn a_payload_that_is_missing() {
    let missing = "the payload `widget` is missing".to_owned();
    for body in [
        "{}",
        r#"{"code": 0}"#,
        r#"{"widget": null}"#,
        r#"{"widget": ""}"#,
    ] {
        let expected = (BodyProblem::Unexpected, String::new(), missing.clone());
        assert_eq!(decode_error(get(200, body)), expected, "{body}");
    }
}

#[test]
fn a_body_that_is_unset() {
    for body in ["null", "[]", "\"\""] {
        let client = Recording::new([answer(200, body)]).acme();
        let updated = now(client.widgets().update(7, UpdateWidgetRequest::new()));
        let unset = "it is null, or an empty text, list or object".to_owned();
        let expected = (BodyProblem::Unexpected, String::new(), unset);
        assert_eq!(decode_error(updated), expected, "{body}");
    }
}

#[test]
fn pages() {
    let list = |body: &str| now(Recording::new([answer(200, body)]).acme().widgets().list());
    let page = list(r#"{"widgets": [{"stock": 1}, {}], "page_context": {"page": "2"}}"#).unwrap();
    assert_eq!(page.items.len(), 2);
    assert_eq!(
        page.context.as_ref().and_then(|context| context.page),
        Some(2)
    );
    assert_eq!(
        page.into_iter().next().and_then(|widget| widget.stock),
        Some(1)
    );
    for empty in ["[]", "{}", "\"\"", "null"] {
        let page = list(&format!(r#"{{"widgets": {empty}, "page_context": ""}}"#)).unwrap();
        assert_eq!((page.items, page.context), (Vec::new(), None), "{empty}");
    }
    // Left out it is empty, where the answer says that all is well.
    let page = list(r#"{"code": 0, "page_context": {"page": 2}}"#).unwrap();
    assert_eq!(page.items, []);
    assert!(page.context.is_some());
    assert_eq!(
        decode_error(list("{}")).2,
        "the payload `widgets` is missing"
    );
}

#[test]
fn a_decode_error_says_where() {
    let list = |body: &str| now(Recording::new([answer(200, body)]).acme().widgets().list());
    let error = list(r#"{"code": 0, "widgets": [{}, {"parts": [{"part_id": 1, "place": true}]}]}"#);
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.list: the body of the answer is not what the documents say, at \
         `widgets[1].parts[0].place`: invalid type: a boolean, expected a 64-bit integer, or one as \
         a string at line 1 column 67"
    );
    for (body, path) in [
        (
            r#"{"widgets": [{"properties": {"a": {}}}]}"#,
            "widgets[0].properties.a",
        ),
        (r#"{"widgets": [{"price": "x"}]}"#, "widgets[0].price"),
        (
            r#"{"widgets": [{"maker": {"Ulm": "x"}}]}"#,
            "widgets[0].maker.Ulm",
        ),
        (r#"{"widgets": [{"parts": [{}]}]}"#, "widgets[0].parts[0]"),
        (r#"{"widgets": 7}"#, "widgets"),
        (r#"{"widgets": [], "page_context": [7]}"#, "page_context"),
    ] {
        assert_eq!(decode_error(list(body)).1, path, "{body}");
    }
}

#[test]
fn no_error_shows_the_body() {
    for (status, body) in [
        (200, r#"{"widget": {"stock": "hunter2"}}"#),
        (200, r#"{"widget": {"name": "hunter2"}"#),
        (200, r#"["hunter2"]"#),
        (200, "\"hunter2\""),
        (500, "<p>hunter2"),
        (500, "hunter2"),
        (400, r#"{"code": 7, "password": "hunter2"}"#),
    ] {
        let error = get(status, body).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[test]
fn deep_bodies_are_refused() {
    let deep = format!(r#"{{"widget": {{"notes": {}"#, "[".repeat(100_000));
    assert!(matches!(get(200, &deep), Err(Error::Decode(_))));
    assert!(matches!(get(500, &deep), Err(Error::Status(_))));
    // What is skipped may be as deep as it likes.
    let skipped = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(get(200, &format!(r#"{{"other": {skipped}, "widget": {{}}}}"#)).is_ok());
}
