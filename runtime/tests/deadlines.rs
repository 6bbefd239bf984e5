//! Whoever waits for somebody else gives up at the deadline of the call.

use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientwright_runtime::{
    AccessToken, Clock, Credentials, Error, HttpRequest, Limits, ManualClock, NoRetry, StoreFuture,
    StoreLock, TokenFuture, TokenProblem, TokenProvider, TokenRequest, TokenStore, Transport,
    TransportFuture,
};
use tokio::task::{JoinHandle, yield_now};

use crate::support::acme::{self, widgets::Widget};
use crate::support::answer;
use crate::support::vendor::credentials;

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A service that is fine, behind a token server whose first answers never come.
#[derive(Clone)]
struct Service {
    clock: ManualClock,
    /// So many requests for a token stay without an answer.
    mute: usize,
    asked: Arc<AtomicUsize>,
    /// Whether calls stay without an answer, too.
    silent: bool,
}

impl Service {
    fn new(mute: usize) -> Self {
        Self {
            clock: ManualClock::new(),
            mute,
            asked: Arc::default(),
            silent: false,
        }
    }

    fn client(&self, credentials: Credentials, limits: Limits) -> acme::Client {
        acme::Client::builder()
            .credentials(credentials)
            .organization("77")
            .transport(self.clone())
            .retry(NoRetry)
            .limits(limits)
            .build()
            .unwrap()
    }
}

impl Transport for Service {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            if request.operation.is_some() {
                if self.silent {
                    pending::<()>().await;
                }
                return Ok(answer(200, r#"{"widget": {"stock": 1}}"#));
            }
            if self.asked.fetch_add(1, Ordering::SeqCst) < self.mute {
                pending::<()>().await;
            }
            Ok(answer(200, r#"{"access_token": "a", "expires_in": 3600}"#))
        })
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(Arc::new(self.clock.clone()))
    }
}

type Running = JoinHandle<Result<Widget, Error>>;

async fn call(client: &acme::Client, deadline: u64) -> Running {
    let call = client.widgets().get(7).deadline(seconds(deadline));
    let running = tokio::spawn(call.send());
    yield_now().await;
    running
}

/// The calls' errors are for want of a token in time.
async fn late(running: Running) {
    let error = running.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get was not sent, for want of an access token: none came before the call's deadline"
    );
    assert!(error.is_retryable());
    let Error::Authentication(error) = error else {
        panic!("not for want of a token")
    };
    assert_eq!(error.token_error().problem(), TokenProblem::Timeout);
}

#[tokio::test]
async fn for_anothers_refresh() {
    let service = Service::new(1);
    let client = service.client(credentials(), Limits::NONE);
    let first = call(&client, 30).await;
    let second = call(&client, 10).await;
    let third = call(&client, 60).await;
    service.clock.advance(seconds(9));
    yield_now().await;
    assert!(!second.is_finished());
    service.clock.advance(seconds(1));
    late(second).await;
    assert!(!first.is_finished() && !third.is_finished());
    // Who asked gives up; who still has time does not share that, but asks.
    service.clock.advance(seconds(20));
    late(first).await;
    assert_eq!(third.await.unwrap().unwrap().stock, Some(1));
    assert_eq!(service.asked.load(Ordering::SeqCst), 2);
}

/// A store, or a provider, that is never done.
struct Never;

impl TokenStore for Never {
    fn load(&self) -> StoreFuture<'_, Option<String>> {
        Box::pin(pending())
    }

    fn save(&self, _: String) -> StoreFuture<'_, ()> {
        Box::pin(pending())
    }

    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        Box::pin(pending())
    }
}

impl TokenProvider for Never {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(pending())
    }
}

#[tokio::test]
async fn for_a_store_or_a_provider() {
    for credentials in [credentials().store(Never), Credentials::provider(Never)] {
        let service = Service::new(0);
        let client = service.client(credentials, Limits::NONE);
        let [first, second] = [call(&client, 20).await, call(&client, 10).await];
        service.clock.advance(seconds(10));
        late(second).await;
        assert!(!first.is_finished());
        service.clock.advance(seconds(10));
        late(first).await;
        assert_eq!(service.asked.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test]
async fn for_calls_that_run() {
    let mut service = Service::new(0);
    service.silent = true;
    let limits = Limits {
        per_minute: None,
        concurrent: Some(1),
    };
    let client = service.client(Credentials::access_token("t"), limits);
    let first = call(&client, 60).await;
    let second = call(&client, 10).await;
    let third = call(&client, 60).await;
    service.clock.advance(seconds(10));
    let Error::Limit(error) = second.await.unwrap().unwrap_err() else {
        panic!("not for the limits")
    };
    assert_eq!(error.wait(), Duration::ZERO);
    // It left the line to those behind it.
    first.abort();
    yield_now().await;
    yield_now().await;
    assert!(!third.is_finished());
    third.abort();
}

#[tokio::test]
async fn a_jumping_clock_does_not_jump_to_deadlines() {
    struct Slow(Arc<Mutex<u32>>);
    impl TokenProvider for Slow {
        fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
            Box::pin(async {
                yield_now().await;
                *self.0.lock().unwrap() += 1;
                Ok(AccessToken::new("t"))
            })
        }
    }
    let mut service = Service::new(0);
    service.clock = ManualClock::jumping();
    let asked = Arc::default();
    let client = service.client(
        Credentials::provider(Slow(Arc::clone(&asked))),
        Limits::NONE,
    );
    let begun = service.clock.now();
    assert_eq!(client.widgets().get(7).await.unwrap().stock, Some(1));
    assert_eq!(
        (service.clock.now(), service.clock.waits()),
        (begun, vec![])
    );
    assert_eq!(*asked.lock().unwrap(), 1);
}
