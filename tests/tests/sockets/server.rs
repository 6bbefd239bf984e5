//! A server on a loopback address: it keeps what it gets and answers by rule.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::answer::{Answer, Pieces};

/// A server. It ends, with all of its connections, when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    got: Arc<Got>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Got {
    connections: AtomicUsize,
    requests: Mutex<Vec<Received>>,
}

/// A request, as it came.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// By their names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The value of a parameter of the query, as it came.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|pair| pair.0 == name).map(|pair| pair.1)
    }

    /// What the first line of a head says; the rest is left out.
    fn line(head: &[u8]) -> Self {
        let text = String::from_utf8(head.to_vec()).unwrap();
        let mut words = text.split(' ').map(str::to_owned);
        Self {
            method: words.next().unwrap(),
            target: words.next().unwrap(),
            headers: BTreeMap::new(),
            body: String::new(),
        }
    }

    async fn read(request: Request<Incoming>) -> Self {
        let (head, body) = request.into_parts();
        let text = |value: &[u8]| String::from_utf8(value.to_vec()).unwrap();
        let mut headers = BTreeMap::new();
        for (name, value) in &head.headers {
            let before = headers.insert(name.to_string(), text(value.as_bytes()));
            assert_eq!(before, None, "{name} twice");
        }
        Self {
            method: head.method.to_string(),
            target: head.uri.to_string(),
            headers,
            body: text(&body.collect().await.unwrap().to_bytes()),
        }
    }
}

impl Server {
    /// A server that answers each request by a rule.
    pub(crate) fn start(rule: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Self {
        let rule = Arc::new(rule);
        Self::accepting(move |stream, got| {
            let rule = rule.clone();
            async move {
                let answer = async |request| {
                    let received = Received::read(request).await;
                    let answer = rule(&received);
                    got.requests.lock().unwrap().push(received);
                    Ok::<Response<Pieces>, Infallible>(answer.response().await)
                };
                // A client may well go away in the middle.
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service_fn(answer))
                    .await;
            }
        })
    }

    /// A server that gives everybody the same answer.
    pub(crate) fn answering(answer: Answer) -> Self {
        Self::start(move |_| answer.clone())
    }

    /// A server that reads the head of a request, writes these bytes and hangs up. It keeps the first
    /// line alone.
    pub(crate) fn hanging_up(bytes: &'static str, how: HangUp) -> Self {
        Self::accepting(move |mut stream, got| async move {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                // A client may well go away before.
                let Ok(byte) = stream.read_u8().await else {
                    return;
                };
                head.push(byte);
            }
            let received = Received::line(&head);
            got.requests.lock().unwrap().push(received);
            let _ = stream.write_all(bytes.as_bytes()).await;
            if let HangUp::Reset = how {
                let _ = stream.set_zero_linger();
            }
        })
    }

    fn accepting<F>(serve: impl Fn(TcpStream, Arc<Got>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let got = Arc::new(Got::default());
        let theirs = got.clone();
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                theirs.connections.fetch_add(1, Ordering::SeqCst);
                connections.spawn(serve(stream, theirs.clone()));
            }
        });
        Self { address, got, task }
    }

    /// The URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Host and port.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// What came, in order.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.got.requests.lock().unwrap().clone()
    }

    /// The one request that came.
    pub(crate) fn only(&self) -> Received {
        let [received] = <[Received; 1]>::try_from(self.received()).expect("one request");
        received
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.got.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// How a connection ends.
#[derive(Clone, Copy)]
pub(crate) enum HangUp {
    /// In order: there is nothing more to come.
    Close,
    /// As if the process had died.
    Reset,
}

/// An address where nobody listens.
pub(crate) fn nobody() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
