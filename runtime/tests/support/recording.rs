//! A transport that answers from a list and records what was sent.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use clientwright_runtime::{
    Headers, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

/// Answers in order; a request without an answer fails like a lost connection.
#[derive(Clone, Default)]
pub struct Recording {
    answers: Arc<Mutex<VecDeque<HttpResponse>>>,
    sent: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Recording {
    /// Gives these answers.
    pub fn new(answers: impl IntoIterator<Item = HttpResponse>) -> Self {
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        Self {
            answers,
            sent: Arc::default(),
        }
    }

    /// What was sent.
    pub fn sent(&self) -> Vec<HttpRequest> {
        self.sent.lock().unwrap().clone()
    }

    /// A client over this transport.
    pub fn acme(&self) -> super::acme::Client {
        super::acme::Client::builder()
            .access_token("t0ken")
            .organization("77")
            .transport(self.clone())
            .build()
            .unwrap()
    }

    /// A client over this transport.
    pub fn globex(&self) -> super::globex::Client {
        super::globex::Client::builder()
            .access_token("k3y")
            .organization("88")
            .transport(self.clone())
            .build()
            .unwrap()
    }
}

impl Transport for Recording {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        self.sent.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front();
        let lost = || TransportError::new(TransportErrorKind::Connect, "nobody answers");
        Box::pin(async move { answer.ok_or_else(lost) })
    }
}

/// An answer.
pub fn answer(status: u16, body: &str) -> HttpResponse {
    HttpResponse::new(status, Headers::from_iter([("X-Request", "r1")]), body)
}

/// Runs a future that never waits: there is no other kind over [`Recording`].
pub fn now<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut future = pin!(future.into_future());
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits for something"),
    }
}
