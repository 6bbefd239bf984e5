//! Bytes that come piece by piece, and redirects, over real sockets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use clientwright_runtime::{Error, NoRetry, ReqwestTransport, Transport, Upload};
use reqwest::redirect::Policy;

use crate::support::acme;
use crate::support::files::{GetReport, GetReportAnswer, SendParts, SendPhoto};
use crate::support::pieces::Pieces;

/// Hands one connection to a function that plays the service.
fn serve(service: impl FnOnce(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    std::thread::spawn(move || service(listener.accept().unwrap().0));
    url
}

/// Reads until the head of the request is over; what came after it is there too.
fn head(stream: &mut TcpStream) -> String {
    let mut got = Vec::new();
    let mut buffer = [0; 4096];
    while !got.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut buffer).unwrap();
        assert_ne!(count, 0, "the request ends early");
        got.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8(got).unwrap()
}

/// Keeps the whole request, read until it ends like this, and says that all is well.
fn keep(end: &'static str, kept: Sender<String>) -> impl FnOnce(TcpStream) + Send {
    move |mut stream| {
        let mut got = head(&mut stream);
        let mut buffer = [0; 4096];
        while !got.ends_with(end) {
            let count = stream.read(&mut buffer).unwrap();
            assert_ne!(count, 0, "the request ends early");
            got.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
        }
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        stream.write_all(answer.as_bytes()).unwrap();
        kept.send(got).unwrap();
    }
}

fn client(url: &str, transport: impl Transport) -> acme::Client {
    acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .base_url(url)
        .retry(NoRetry)
        .timeout(Duration::from_millis(300))
        .transport(transport)
        .build()
        .unwrap()
}

fn default_client(url: &str) -> acme::Client {
    client(url, ReqwestTransport::new().unwrap())
}

async fn report(client: &acme::Client) -> clientwright_runtime::Download {
    match client.call(GetReport).await {
        Ok(GetReportAnswer::Ready(download)) => download,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_piece_comes_before_the_last_is_there() {
    let (go_on, wait) = channel::<()>();
    let url = serve(move |mut stream| {
        head(&mut stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc")
            .unwrap();
        wait.recv().unwrap();
        stream.write_all(b"def").unwrap();
    });
    let mut download = report(&default_client(&url)).await;
    assert_eq!(download.length(), Some(6));
    assert_eq!(download.next().await.unwrap().unwrap(), b"abc");
    go_on.send(()).unwrap();
    assert_eq!(download.next().await.unwrap().unwrap(), b"def");
    assert!(download.next().await.is_none());
}

#[tokio::test]
async fn the_timeout_is_that_of_a_piece() {
    let url = serve(|mut stream| {
        head(&mut stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
            .unwrap();
        // Longer in all than the timeout, but no piece is.
        for piece in [b"a", b"b", b"c"] {
            std::thread::sleep(Duration::from_millis(150));
            stream.write_all(piece).unwrap();
        }
        // Then silence, for as long as the client waits.
        let _ = stream.read(&mut [0]);
    });
    let mut download = report(&default_client(&url)).await;
    for piece in [b"a", b"b", b"c"] {
        assert_eq!(download.next().await.unwrap().unwrap(), piece);
    }
    let late = download.next().await;
    assert!(matches!(late, Some(Err(Error::Timeout(_)))), "{late:?}");
    assert!(download.next().await.is_none());
}

#[tokio::test]
async fn a_late_head_is_a_timeout() {
    let url = serve(|mut stream| {
        head(&mut stream);
        let _ = stream.read(&mut [0]);
    });
    let late = default_client(&url).call(GetReport).await;
    assert!(matches!(late, Err(Error::Timeout(_))), "{late:?}");
}

#[tokio::test]
async fn a_download_that_is_cut_short() {
    let url = serve(|mut stream| {
        head(&mut stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc")
            .unwrap();
    });
    let download = report(&default_client(&url)).await;
    let cut = download.bytes(100).await;
    assert!(matches!(cut, Err(Error::Transport(_))), "{cut:?}");
}

#[tokio::test]
async fn uploads_with_and_without_a_length() {
    for (length, header, body) in [
        (Some(6), "content-length: 6", "abcdef"),
        (
            None,
            "transfer-encoding: chunked",
            "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n",
        ),
    ] {
        let (kept, got) = channel();
        let url = serve(keep(body, kept));
        let photo = Upload::stream(length, || Pieces::new(["abc", "def"]));
        let call = default_client(&url).call(SendPhoto { body: Some(photo) });
        call.await.unwrap();
        let got = got.recv().unwrap();
        let (head, sent) = got.split_once("\r\n\r\n").unwrap();
        assert!(
            head.lines().any(|line| line == header),
            "{header} in {head}"
        );
        assert!(head.lines().any(|line| line == "content-type: image/png"));
        assert_eq!(sent, body);
    }
}

#[tokio::test]
async fn parts_with_a_stream_among_them() {
    let (kept, got) = channel();
    let url = serve(keep("--\r\n", kept));
    let parts = SendParts {
        title: Some("t".to_owned()),
        files: vec![Upload::stream(6, || Pieces::new(["abc", "def"])).file_name("x.txt")],
        ..SendParts::default()
    };
    default_client(&url).call(parts).await.unwrap();
    let got = got.recv().unwrap();
    let (head, body) = got.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", body.len());
    assert!(
        head.lines().any(|line| line == length),
        "{length} in {head}"
    );
    assert!(body.contains(
        "filename=\"x.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nabcdef\r\n"
    ));
}

#[tokio::test]
async fn an_upload_that_is_too_short_fails() {
    let url = serve(|mut stream| {
        head(&mut stream);
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let photo = Upload::stream(7, || Pieces::new(["abc"]));
    let failed = default_client(&url)
        .call(SendPhoto { body: Some(photo) })
        .await;
    assert!(matches!(failed, Err(Error::Transport(_))), "{failed:?}");
}

/// A server that redirects to a second one, whose requests come back.
fn redirecting() -> (String, Receiver<String>) {
    let (kept, got) = channel();
    let other = serve(keep("\r\n\r\n", kept));
    let url = serve(move |mut stream| {
        head(&mut stream);
        let answer = format!(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: {other}/there\r\nContent-Length: 0\r\n\r\n"
        );
        stream.write_all(answer.as_bytes()).unwrap();
    });
    (url, got)
}

#[tokio::test]
async fn a_builder_of_ones_own_follows_no_redirect() {
    let (url, got) = redirecting();
    let builder = reqwest::Client::builder().redirect(Policy::limited(3));
    let transport = ReqwestTransport::from_builder(builder).unwrap();
    let redirected = client(&url, transport).widgets().get(7).await;
    assert_eq!(redirected.unwrap_err().status(), Some(307));
    assert!(got.try_recv().is_err());
}

#[tokio::test]
async fn a_client_of_ones_own_that_follows_redirects_is_an_error() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let plain = |policy| {
        let builder = reqwest::Client::builder().tls_backend_preconfigured(tls.clone());
        builder.redirect(policy).build()
    };
    let (url, got) = redirecting();
    let transport = ReqwestTransport::from_client(plain(Policy::limited(3)).unwrap());
    let error = client(&url, transport).widgets().get(7).await.unwrap_err();
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(!error.is_retryable());
    assert_eq!(
        failure.transport_error().to_string(),
        "the HTTP client followed a redirect, which takes headers to another place: build it with \
         `redirect::Policy::none()`"
    );
    // The token stayed, as it is in a header that reqwest knows.
    assert!(!got.recv().unwrap().contains("t0ken"));

    let (url, got) = redirecting();
    let transport = ReqwestTransport::from_client(plain(Policy::none()).unwrap());
    let redirected = client(&url, transport).widgets().get(7).await;
    assert_eq!(redirected.unwrap_err().status(), Some(307));
    assert!(got.try_recv().is_err());
}
