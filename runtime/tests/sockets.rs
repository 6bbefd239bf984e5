//! The default transport, over real sockets.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use clientwright_runtime::{Error, NoRetry, TransportErrorKind};

use crate::support::acme;
use crate::support::acme::widgets::CreateWidgetRequest;

/// Answers one request and hands over what it got.
fn serve(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut got = Vec::new();
        let mut buffer = [0; 4096];
        // The request ends with its JSON body, or with its head where it has none.
        let ended = |got: &[u8]| {
            got.ends_with(b"}") || got.starts_with(b"GET") && got.ends_with(b"\r\n\r\n")
        };
        while !ended(&got) {
            let count = stream.read(&mut buffer).unwrap();
            assert_ne!(count, 0, "the request ends early");
            got.extend_from_slice(&buffer[..count]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        if answer.is_empty() {
            // Silence, for as long as the client waits.
            let _ = stream.read(&mut buffer);
        }
        String::from_utf8(got).unwrap()
    });
    (url, server)
}

fn client(url: &str) -> acme::Client {
    acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .base_url(url)
        .retry(NoRetry)
        .build()
        .unwrap()
}

#[tokio::test]
async fn requests_and_answers() {
    let (url, server) = serve(
        "HTTP/1.1 201 Created\r\nX-Request: r1\r\nContent-Length: 27\r\n\r\n{\"widget\": {\"name\": \"Cog\"}}",
    );
    let call = client(&url)
        .widgets()
        .create(CreateWidgetRequest::new("Cog", 5));
    let response = call.with_response().await.unwrap();
    assert_eq!(response.payload.name.as_deref(), Some("Cog"));
    assert_eq!(
        (response.status, response.headers.get("x-request")),
        (201, Some("r1"))
    );
    let got = server.join().unwrap();
    let (head, body) = got.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        head.lines().next(),
        Some("POST /api/widgets?org_id=77 HTTP/1.1")
    );
    for line in [
        "accept: application/json",
        "authorization: Acme-token t0ken",
        "content-type: application/json",
        "content-length: 24",
    ] {
        assert!(
            head.lines().any(|it| it.eq_ignore_ascii_case(line)),
            "{line} in {head}"
        );
    }
    assert_eq!(body, r#"{"name":"Cog","price":5}"#);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (url, server) =
        serve("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    let error = client(&url).widgets().get(7).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get: status 302; the body is empty"
    );
    server.join().unwrap();
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let (url, _server) = serve("");
    let call = client(&url)
        .widgets()
        .get(7)
        .timeout(Duration::from_millis(50));
    assert!(matches!(call.await, Err(Error::Timeout(_))));
}

#[tokio::test]
async fn cut_short() {
    let (url, server) = serve("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"widget\": ");
    let Err(Error::Transport(failure)) = client(&url).widgets().get(7).await else {
        panic!("the answer is not whole")
    };
    assert_eq!(failure.transport_error().kind(), TransportErrorKind::Other);
    server.join().unwrap();
}

#[tokio::test]
async fn too_large() {
    let (url, server) =
        serve("HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{\"widget\": {\"stock\": 1}}");
    let client = acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .base_url(url)
        .body_limit(23)
        .build()
        .unwrap();
    let Err(Error::BodyTooLarge(error)) = client.widgets().get(7).await else {
        panic!("the body is too large")
    };
    assert_eq!(error.limit(), 23);
    server.join().unwrap();
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let Err(Error::Transport(failure)) = client(&url).widgets().get(7).await else {
        panic!("somebody answered")
    };
    assert_eq!(
        failure.transport_error().kind(),
        TransportErrorKind::Connect
    );
    // A query may hold personal data.
    assert!(!format!("{failure:?}").contains("org_id"));
}
