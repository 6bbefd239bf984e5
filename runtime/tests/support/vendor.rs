//! A token server and the service behind it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use clientwright_runtime::{
    Clock, Credentials, HttpRequest, HttpResponse, ManualClock, NoRetry, Transport, TransportError,
    TransportErrorKind, TransportFuture,
};

use super::{acme, answer};

const WIDGET: &str = r#"{"widget": {"stock": 1}}"#;

/// A token server and the service behind it: takes the newest token alone.
#[derive(Clone)]
pub struct Vendor {
    /// The clock.
    pub clock: ManualClock,
    /// How often each of the two yields before it answers.
    yields: usize,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// What the token server answers instead of tokens.
    failure: Option<Result<HttpResponse, TransportErrorKind>>,
    asked: Vec<HttpRequest>,
    called: Vec<String>,
    revoked: bool,
}

impl Vendor {
    /// Both are fine.
    pub fn fine() -> Self {
        Self {
            clock: ManualClock::jumping(),
            yields: 0,
            state: Arc::default(),
        }
    }

    /// Both let others run before they answer.
    pub fn slow() -> Self {
        Self {
            yields: 3,
            ..Self::fine()
        }
    }

    /// What the token server answers from now on, instead of tokens.
    pub fn fails(&self, failure: impl Into<Option<Result<HttpResponse, TransportErrorKind>>>) {
        self.state.lock().unwrap().failure = failure.into();
    }

    /// The first request for a token.
    pub fn first_asked(&self) -> HttpRequest {
        self.state.lock().unwrap().asked[0].clone()
    }

    /// Takes the newest token no longer.
    pub fn revoke(&self) {
        self.state.lock().unwrap().revoked = true;
    }

    /// How often tokens were asked for.
    pub fn asked(&self) -> usize {
        self.state.lock().unwrap().asked.len()
    }

    /// The tokens that the service was called with.
    pub fn called(&self) -> Vec<String> {
        self.state.lock().unwrap().called.clone()
    }

    /// A client that repeats nothing.
    pub fn client(&self, credentials: &Credentials) -> acme::Client {
        acme::Client::builder()
            .credentials(credentials.clone())
            .organization("77")
            .transport(self.clone())
            .retry(NoRetry)
            .build()
            .unwrap()
    }

    fn answer(&self, request: HttpRequest) -> Result<HttpResponse, TransportErrorKind> {
        let mut state = self.state.lock().unwrap();
        if request.url.ends_with("/oauth/token") {
            state.asked.push(request);
            state.revoked = false;
            if let Some(failure) = &state.failure {
                return match failure {
                    Ok(response) => Ok(response.try_clone().unwrap()),
                    Err(kind) => Err(*kind),
                };
            }
            let token = state.asked.len();
            return Ok(answer(
                200,
                &format!(
                    r#"{{"access_token": "a{token}", "expires_in": 3600, "api_domain": "https://evil.example"}}"#
                ),
            ));
        }
        let sent = request.headers.get("Authorization").unwrap().to_owned();
        let good = !state.revoked && sent == format!("Acme-token a{}", state.asked.len());
        state.called.push(sent);
        Ok(if good {
            answer(200, WIDGET)
        } else {
            answer(401, r#"{"code": 14, "message": "bad token"}"#)
        })
    }
}

impl Transport for Vendor {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            for _ in 0..self.yields {
                tokio::task::yield_now().await;
            }
            self.answer(request)
                .map_err(|kind| TransportError::new(kind, "as told"))
        })
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(Arc::new(self.clock.clone()))
    }
}

/// Credentials that no other test has: limits are kept for the whole process.
pub fn credentials() -> Credentials {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    Credentials::refresh_token("id", "s3cr&t", format!("r3fresh-{next}"))
}
