//! A transport that follows a script, by a manual clock.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use clientwright_runtime::{
    Clock, Headers, HttpRequest, HttpResponse, ManualClock, Transport, TransportError,
    TransportErrorKind, TransportFuture,
};

/// What happens to a request.
pub type Scripted = Result<HttpResponse, TransportErrorKind>;

/// Does to each request what the script says; the clock jumps.
#[derive(Clone)]
pub struct Script {
    /// The clock.
    pub clock: ManualClock,
    script: Arc<Mutex<VecDeque<Scripted>>>,
    sent: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    /// Follows a script.
    pub fn new(script: impl IntoIterator<Item = Scripted>) -> Self {
        Self {
            clock: ManualClock::jumping(),
            script: Arc::new(Mutex::new(script.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    /// What was sent.
    pub fn sent(&self) -> Vec<HttpRequest> {
        self.sent.lock().unwrap().clone()
    }

    /// A builder with what every client needs.
    pub fn builder(&self) -> clientwright_runtime::ClientBuilder<crate::support::acme::Client> {
        crate::support::acme::Client::builder()
            .access_token("t0ken")
            .organization("77")
            .transport(self.clone())
    }

    /// A client over this transport.
    pub fn acme(&self) -> crate::support::acme::Client {
        self.builder().build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        self.sent.lock().unwrap().push(request);
        let next = self.script.lock().unwrap().pop_front();
        Box::pin(async move {
            next.unwrap_or_else(|| panic!("the script is over"))
                .map_err(|kind| TransportError::new(kind, "as the script says"))
        })
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(Arc::new(self.clock.clone()))
    }
}

/// An answer with one header.
pub fn with_header(status: u16, name: &str, value: &str, body: &str) -> HttpResponse {
    HttpResponse::new(status, Headers::from_iter([(name, value)]), body)
}
