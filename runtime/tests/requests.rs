//! The requests that operations make.

use clientwright_runtime::{Error, Headers, Method, Patch, Upload};

use crate::support::Recording;
use crate::support::acme::widgets::{CreateWidgetRequest, ListWidgets, UpdateWidgetRequest};
use crate::support::globex::DeleteEvent;

fn problem(result: Result<impl Sized, Error>) -> String {
    match result.map(|_| ()) {
        Err(error @ Error::Request(_)) => error.to_string(),
        other => panic!("not a request error: {other:?}"),
    }
}

#[test]
fn method_url_headers_and_body() {
    let client = Recording::default().acme();
    let request = client
        .widgets()
        .list()
        .filter_by("Status.All")
        .page(2)
        .request()
        .unwrap();
    assert_eq!(request.method, Method::Get);
    assert_eq!(
        request.url,
        "https://api.acme.example/widgets/v1/widgets?org_id=77&filter_by=Status.All&page=2"
    );
    let headers = [
        ("Accept", "application/json"),
        ("Authorization", "Acme-token t0ken"),
    ];
    assert!(request.headers.iter().eq(headers));
    assert_eq!(request.body, None);
    assert_eq!(request.timeout.map(|it| it.as_secs()), Some(60));

    let request = client
        .widgets()
        .create(CreateWidgetRequest::new("Cog", 5))
        .request()
        .unwrap();
    assert_eq!(request.method, Method::Post);
    assert_eq!(
        request.url,
        "https://api.acme.example/widgets/v1/widgets?org_id=77"
    );
    assert_eq!(
        request.headers.get("content-type"),
        Some("application/json")
    );
    assert_eq!(
        request.body.unwrap(),
        Upload::from(r#"{"name":"Cog","price":5}"#)
    );
}

#[test]
fn headers_keep_their_order() {
    let client = Recording::default().globex();
    let request = client.list().header("X-Trace", "1").request().unwrap();
    let headers = [("X-Key", "k3y"), ("X-Org", "88"), ("X-Trace", "1")];
    assert!(request.headers.iter().eq(headers));
    let client = Recording::default().acme();
    let call = client
        .widgets()
        .update(7, UpdateWidgetRequest::new())
        .reason("typo");
    let request = call.header("accept", "text/json").request().unwrap();
    let headers = [
        ("Authorization", "Acme-token t0ken"),
        ("Content-Type", "application/json"),
        ("X-Reason", "typo"),
        ("accept", "text/json"),
    ];
    assert!(request.headers.iter().eq(headers));
}

#[test]
fn no_value_changes_the_path() {
    let client = Recording::default().acme();
    for (value, encoded) in [
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b+c", "a%20b%2Bc"),
        ("é;=@:", "%C3%A9%3B%3D%40%3A"),
        ("{widget_id}", "%7Bwidget_id%7D"),
        ("\\\r\n\0", "%5C%0D%0A%00"),
        ("a-b._~", "a-b._~"),
    ] {
        let url = client.widgets().get(value).request().unwrap().url;
        assert_eq!(
            url,
            format!("https://api.acme.example/widgets/v1/widgets/{encoded}?org_id=77")
        );
    }
    for (value, what) in [("", "empty"), (".", "dots alone"), ("..", "dots alone")] {
        assert_eq!(
            problem(client.widgets().get(value).request()),
            format!(
                "widgets.get was not sent: the path parameter `widget_id` is {what}: give it a value"
            )
        );
    }
}

#[test]
fn queries_are_encoded_in_order() {
    let client = Recording::default().acme();
    let call = client
        .widgets()
        .list()
        .per_page(5)
        .tags(["a b".to_owned(), "c,d&e=f".to_owned()]);
    let url = call.filter_by("name eq \"x\"").request().unwrap().url;
    assert_eq!(
        url,
        "https://api.acme.example/widgets/v1/widgets?org_id=77&filter_by=name%20eq%20%22x%22\
         &tags=a%20b,c%2Cd%26e%3Df&per_page=5"
    );
    let url = client
        .widgets()
        .list()
        .tags([])
        .filter_by("")
        .request()
        .unwrap()
        .url;
    assert_eq!(
        url,
        "https://api.acme.example/widgets/v1/widgets?org_id=77&filter_by="
    );
}

#[test]
fn what_cannot_be_sent_is_an_error_before_sending() {
    let transport = Recording::default();
    let client = transport.acme();
    let call = client.widgets().update(7, UpdateWidgetRequest::new());
    assert_eq!(
        problem(call.clone().reason("a\r\nX-Evil: 1").request()),
        "widgets.update was not sent: the header `X-Reason` has control characters, a line break \
         perhaps"
    );
    assert_eq!(
        problem(call.header("X Y", "1").request()),
        "widgets.update was not sent: \"X Y\" cannot be the name of a header"
    );
    let mut update = UpdateWidgetRequest::new();
    update.stock = Patch::clear();
    assert_eq!(
        problem(crate::support::now(client.widgets().update(7, update))),
        "widgets.update was not sent: the body cannot be written as JSON: clearing is not \
         documented for `stock`"
    );
    assert_eq!(
        problem(client.call(DeleteEvent::new("x")).request()),
        "events.delete was not sent: the operation is one of Globex Events, the client is for Acme \
         Widgets"
    );
    assert_eq!(transport.sent(), []);
}

#[test]
fn operations_are_plain_values() {
    let client = Recording::default().acme();
    let operation = ListWidgets::new().page(3);
    let call = client.call(operation.clone());
    assert_eq!(call.operation(), &operation);
    assert_eq!(
        call.request().unwrap(),
        client.widgets().list().page(3).request().unwrap()
    );
}

#[test]
fn nothing_secret_is_printed() {
    let client = Recording::default().acme();
    let body = CreateWidgetRequest::new("Cog", 5).password("hunter2");
    let call = client.widgets().create(body);
    let shown = format!("{client:?} {call:?} {:?}", call.request().unwrap());
    assert!(
        !shown.contains("t0ken") && !shown.contains("hunter2"),
        "{shown}"
    );
    assert!(shown.contains("\"Authorization\": \"[secret]\""), "{shown}");
    // Whatever the header is called, and whoever set it.
    let client = Recording::default().globex();
    let request = client
        .list()
        .header("x-key", "0ther")
        .header("Cookie", "c00kie")
        .request();
    let shown = format!("{:?}", request.unwrap());
    assert!(
        !shown.contains("0ther") && !shown.contains("c00kie"),
        "{shown}"
    );
    let headers: Headers = [("SET-COOKIE", "c00kie")].into_iter().collect();
    assert_eq!(format!("{headers:?}"), "{\"SET-COOKIE\": \"[secret]\"}");
}
