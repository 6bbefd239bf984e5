//! Limits that the client keeps to by itself, under a manual clock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clientwright_runtime::{
    Clock, Error, HttpRequest, Limits, ManualClock, NoRetry, Product, Transport, TransportFuture,
};

use crate::support::acme;
use crate::support::script::{Script, with_header};
use crate::support::{Recording, answer, now};

const fn limits(per_minute: Option<u32>, concurrent: Option<u32>) -> Limits {
    Limits {
        per_minute,
        concurrent,
    }
}

/// A service that notes when it is called, and how many calls run at a time.
#[derive(Clone)]
struct Service {
    clock: ManualClock,
    yields: usize,
    begun: Arc<Mutex<Vec<Instant>>>,
    running: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Service {
    fn new(clock: ManualClock) -> Self {
        Self {
            clock,
            yields: 0,
            begun: Arc::default(),
            running: Arc::default(),
            most: Arc::default(),
        }
    }

    fn client(&self, limits: Option<Limits>) -> acme::Client {
        let mut builder = acme::Client::builder()
            .access_token("t")
            .organization("77")
            .transport(self.clone());
        if let Some(limits) = limits {
            builder = builder.limits(limits);
        }
        builder.build().unwrap()
    }

    fn calls(&self) -> usize {
        self.begun.lock().unwrap().len()
    }
}

impl Transport for Service {
    fn send(&self, _: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            self.begun.lock().unwrap().push(self.clock.now());
            let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
            let _ended = Ended(&self.running);
            self.most.fetch_max(running, Ordering::SeqCst);
            for _ in 0..self.yields {
                tokio::task::yield_now().await;
            }
            Ok(answer(200, r#"{"widget": {}}"#))
        })
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(Arc::new(self.clock.clone()))
    }
}

/// A call ends when it is answered or given up.
struct Ended<'a>(&'a AtomicUsize);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn so_many_requests_in_any_minute() {
    let service = Service::new(ManualClock::jumping());
    let client = service.client(None);
    for at in 0..350 {
        if at == 50 {
            service.clock.advance(Duration::from_secs(20));
        }
        now(client.widgets().get(7)).unwrap();
    }
    let begun = service.begun.lock().unwrap();
    for pair in begun.windows(101) {
        assert!(pair[100] - pair[0] >= Duration::from_secs(60));
    }
    // 50 at once, 50 after 20 seconds, and so on each minute.
    let begun: Vec<_> = begun.iter().map(|at| (*at - begun[0]).as_secs()).collect();
    assert_eq!(
        [begun[99], begun[100], begun[149], begun[150], begun[349]],
        [20, 60, 60, 80, 180]
    );
}

#[test]
fn organizations_have_limits_of_their_own() {
    let service = Service::new(ManualClock::jumping());
    let client = service.client(Some(limits(Some(2), None)));
    for (organization, waits) in [
        ("77", 0),
        ("88", 0),
        ("77", 0),
        ("88", 0),
        ("77", 1),
        ("88", 1),
    ] {
        // Each time a new sibling, to be dropped.
        let sibling = client.for_organization(organization);
        now(sibling.widgets().get(7)).unwrap();
        assert_eq!(service.clock.waits().len(), waits, "{organization}");
    }
    now(client.clone().widgets().get(7)).unwrap();
    assert_eq!(service.calls(), 7);
}

#[tokio::test]
async fn so_many_requests_at_a_time() {
    for (limits, most) in [
        (None, 5),
        (Some(limits(None, Some(2))), 2),
        (Some(Limits::NONE), 60),
    ] {
        let mut service = Service::new(ManualClock::new());
        service.yields = 4;
        let client = service.client(limits);
        let calls: Vec<_> = (0..60)
            .map(|_| tokio::spawn(client.clone().widgets().get(7).send()))
            .collect();
        // Who gives up while waiting or running stands in nobody's way.
        tokio::task::yield_now().await;
        for call in calls.iter().step_by(3) {
            call.abort();
        }
        for call in calls {
            let outcome = call.await;
            assert!(outcome.is_err() || outcome.unwrap().is_ok());
        }
        assert_eq!(service.most.load(Ordering::SeqCst), most);
    }
}

#[tokio::test]
async fn who_gives_up_uses_nothing_up() {
    let service = Service::new(ManualClock::new());
    let client = service.client(Some(limits(Some(1), None)));
    now(client.widgets().get(7)).unwrap();
    let call = || tokio::spawn(client.widgets().get(7).send());
    let waiting: Vec<_> = (0..5).map(|_| call()).collect();
    tokio::task::yield_now().await;
    for call in &waiting[..4] {
        call.abort();
    }
    tokio::task::yield_now().await;
    service.clock.advance(Duration::from_secs(60));
    for call in waiting.into_iter().skip(4) {
        call.await.unwrap().unwrap();
    }
    assert_eq!(service.calls(), 2);
}

#[test]
fn no_wait_for_the_limits_passes_the_deadline() {
    let service = Service::new(ManualClock::jumping());
    let client = service.client(Some(limits(Some(1), None)));
    now(client.widgets().get(7)).unwrap();
    service.clock.advance(Duration::from_secs(10));
    let call = client.widgets().get(7).deadline(Duration::from_secs(50));
    let error = now(call).unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get was not sent: the client's own limits allow no request before the call's deadline"
    );
    let Error::Limit(error) = error else {
        panic!("not the client's own limit")
    };
    assert_eq!(error.wait(), Duration::from_secs(50));
    assert_eq!((service.calls(), service.clock.waits().len()), (1, 0));
    now(client.widgets().get(7).deadline(Duration::from_secs(51))).unwrap();
}

#[test]
fn limits_that_cannot_be_kept() {
    let builder = || {
        acme::Client::builder()
            .access_token("t")
            .organization("1")
            .transport(Recording::default())
    };
    for limits in [limits(Some(0), None), limits(None, Some(0))] {
        let error = builder().limits(limits).build().unwrap_err();
        assert_eq!(error.to_string(), "`limits` would let no request through");
    }
    let error = builder().limits(limits(Some(9), None)).build().unwrap_err();
    assert_eq!(error.setting(), "clock");
    assert!(builder().limits(limits(None, Some(9))).build().is_ok());
}

#[tokio::test]
async fn who_is_told_to_wait_lets_the_others_wait() {
    let told = || Ok(with_header(429, "Retry-After", "20", ""));
    let fine = || Ok(answer(200, r#"{"widget": {}}"#));
    for limits in [limits(Some(100), Some(5)), Limits::NONE] {
        let script = Script::new([told(), fine(), fine(), fine(), fine()]);
        let clock = ManualClock::new();
        let builder = script.builder().clock(clock.clone()).limits(limits);
        let client = builder.build().unwrap();
        let first = tokio::spawn(client.widgets().get(7).send());
        tokio::task::yield_now().await;
        let second = tokio::spawn(client.clone().widgets().get(7).send());
        tokio::task::yield_now().await;
        assert_eq!(script.sent().len(), 1);
        // Another organization was not asked to wait; nobody waits past a deadline.
        now(client.for_organization("88").widgets().get(7)).unwrap();
        let sibling = client.for_organization("77");
        clock.advance(Duration::from_secs(5));
        let short = sibling.widgets().get(7).deadline(Duration::from_secs(15));
        let Error::Limit(error) = now(short).unwrap_err() else {
            panic!("not for the wait that the service asked for")
        };
        assert_eq!(error.wait(), Duration::from_secs(15));
        clock.advance(Duration::from_secs(14));
        tokio::task::yield_now().await;
        assert_eq!(script.sent().len(), 2);
        clock.advance(Duration::from_secs(1));
        for call in [first, second] {
            call.await.unwrap().unwrap();
        }
        now(sibling.widgets().get(7)).unwrap();
        assert_eq!(script.sent().len(), 5);
    }
    // Who does not wait asks nobody else to.
    let script = Script::new([told(), fine()]);
    let client = script.builder().retry(NoRetry).build().unwrap();
    now(client.widgets().get(7)).unwrap_err();
    now(client.widgets().get(7)).unwrap();
    assert_eq!(script.clock.waits(), []);
}
