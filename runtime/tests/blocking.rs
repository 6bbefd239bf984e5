//! Calls that block the thread.

use clientwright_runtime::Error;

use crate::support::{Recording, answer};

const WIDGET: &str = r#"{"widget": {"stock": 1}}"#;
const REFUSED: &str = "widgets.get was not sent: the thread belongs to an async runtime, which must \
                       not be blocked: await the call, or block on it by the runtime's own handle";

fn page(stocks: &str, more: bool) -> clientwright_runtime::HttpResponse {
    let body = format!(r#"{{"widgets": [{stocks}], "page_context": {{"has_more_page": {more}}}}}"#);
    answer(200, &body)
}

#[test]
fn a_thread_waits_for_the_answer() {
    let transport = Recording::new([answer(200, WIDGET), answer(200, WIDGET)]);
    let widgets = transport.acme().widgets();
    assert_eq!(widgets.get(7).send_blocking().unwrap().stock, Some(1));
    let response = widgets.get(7).with_response_blocking().unwrap();
    assert_eq!((response.status, response.payload.stock), (200, Some(1)));
    let error = widgets.get(7).send_blocking().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(transport.sent().len(), 3);
}

#[tokio::test]
async fn inside_a_runtime_it_is_an_error() {
    let transport = Recording::new([answer(200, WIDGET)]);
    let call = transport.acme().widgets().get(7);
    assert_eq!(
        call.clone().send_blocking().unwrap_err().to_string(),
        REFUSED
    );
    let elsewhere = call.clone();
    let refused = tokio::task::spawn_blocking(move || elsewhere.with_response_blocking());
    let error = refused.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Request(_)));
    assert_eq!(error.to_string(), REFUSED);
    assert_eq!(transport.sent(), []);

    // What the message advises.
    let handle = tokio::runtime::Handle::current();
    let sent = tokio::task::spawn_blocking(move || handle.block_on(call.send()));
    assert_eq!(sent.await.unwrap().unwrap().stock, Some(1));
}

#[test]
fn pages_and_items() {
    let pages = || {
        [
            page(r#"{"stock": 1}, {"stock": 2}"#, true),
            page(r#"{"stock": 3}"#, false),
        ]
    };
    let list = || Recording::new(pages()).acme().widgets().list();
    let stocks: Result<Vec<_>, Error> = list()
        .stream()
        .blocking()
        .map(|widget| Ok(widget?.stock.unwrap()))
        .collect();
    assert_eq!(stocks.unwrap(), [1, 2, 3]);
    let lengths: Vec<_> = list()
        .pages()
        .blocking()
        .map(|it| it.unwrap().items.len())
        .collect();
    assert_eq!(lengths, [2, 1]);
}

#[test]
fn iterators_end_after_an_error() {
    let mut items = Recording::new([page(r#"{"stock": 1}"#, true)])
        .acme()
        .widgets()
        .list()
        .stream()
        .blocking();
    assert_eq!(items.next().unwrap().unwrap().stock, Some(1));
    assert!(matches!(items.next(), Some(Err(Error::Transport(_)))));
    assert!(items.next().is_none());
}

#[tokio::test]
async fn iterators_inside_a_runtime() {
    let transport = Recording::default();
    let mut pages = transport.acme().widgets().list().pages().blocking();
    assert!(matches!(pages.next(), Some(Err(Error::Request(_)))));
    assert!(pages.next().is_none());
    assert_eq!(transport.sent(), []);
}

/// A connection outlives the call that opened it, and its thread.
#[cfg(feature = "reqwest")]
#[test]
fn connections_outlive_calls() {
    use std::io::{Read, Write};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    const CALLS: usize = 5;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = connections.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
            let mut stream = stream.unwrap();
            std::thread::spawn(move || {
                let mut got = Vec::new();
                let mut byte = [0];
                while stream.read_exact(&mut byte).is_ok() {
                    got.extend(byte);
                    if got.ends_with(b"\r\n\r\n") {
                        let length = WIDGET.len();
                        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
                        stream.write_all((head + WIDGET).as_bytes()).unwrap();
                    }
                }
            });
        }
    });
    let client = crate::support::acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .base_url(url)
        .build()
        .unwrap();
    for _ in 0..CALLS {
        let call = client.widgets().get(7);
        let widget = std::thread::spawn(move || call.send_blocking());
        assert_eq!(widget.join().unwrap().unwrap().stock, Some(1));
        // The connection goes back to the pool a moment after the answer is read.
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(connections.load(Ordering::SeqCst) < CALLS);
}
