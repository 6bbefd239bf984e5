//! When calls are made again, and how long that takes: under a manual clock.

use std::time::Duration;

use clientwright_runtime::{
    Backoff, Error, FailedAttempt, NoRetry, RetryPolicy, TransportErrorKind,
};

use crate::support::acme::widgets::CreateWidgetRequest;
use crate::support::script::{Script, Scripted, with_header};
use crate::support::{Recording, answer, now};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn fine() -> Scripted {
    Ok(answer(200, r#"{"widget": {"stock": 1}}"#))
}

fn refused(after: &str) -> Scripted {
    let body = r#"{"code": 44, "message": "slow down"}"#;
    Ok(with_header(429, "Retry-After", after, body))
}

/// How often a call is sent that meets this once.
fn attempts(first: &Scripted, repeatable: bool) -> usize {
    let script = Script::new([copy(first), fine()]);
    let client = script.acme();
    let outcome = if repeatable {
        now(client.widgets().get(7)).map(|_| ())
    } else {
        now(client.widgets().create(CreateWidgetRequest::new("Cog", 5))).map(|_| ())
    };
    assert_eq!(outcome.is_ok(), script.sent().len() == 2);
    script.sent().len()
}

fn copy(scripted: &Scripted) -> Scripted {
    match scripted {
        Ok(response) => Ok(response.try_clone().unwrap()),
        Err(kind) => Err(*kind),
    }
}

#[test]
fn what_is_repeated() {
    for (first, repeatable, other) in [
        (Ok(answer(429, "")), 2, 2),
        (Err(TransportErrorKind::Connect), 2, 2),
        (Ok(answer(502, "")), 2, 1),
        (Ok(answer(503, r#"{"code": 9, "message": "no"}"#)), 2, 1),
        (Ok(answer(504, "<html>")), 2, 1),
        (Err(TransportErrorKind::Timeout), 2, 1),
        (Err(TransportErrorKind::Other), 2, 1),
        (Err(TransportErrorKind::TooLarge), 1, 1),
        (Err(TransportErrorKind::Rejected), 1, 1),
        (Ok(answer(500, "")), 1, 1),
        (Ok(answer(404, "")), 1, 1),
        (Ok(answer(302, "")), 1, 1),
    ] {
        assert_eq!(
            (attempts(&first, true), attempts(&first, false)),
            (repeatable, other),
            "{first:?}"
        );
    }
}

#[test]
fn waits_grow_and_attempts_end() {
    let script = Script::new((0..9).map(|_| Err(TransportErrorKind::Connect)));
    let policy = Backoff::new().jitter(false).attempts(6).longest(seconds(3));
    let client = script.builder().retry(policy).build().unwrap();
    assert!(matches!(
        now(client.widgets().get(7)),
        Err(Error::Transport(_))
    ));
    assert_eq!(
        script.clock.waits(),
        [500, 1000, 2000, 3000, 3000].map(Duration::from_millis)
    );
    assert_eq!(script.sent().len(), 6);
}

#[test]
fn chance_shortens_waits_by_half_at_most() {
    let script = Script::new((0..400).map(|_| Err(TransportErrorKind::Connect)));
    for _ in 0..100 {
        now(script.acme().widgets().get(7)).unwrap_err();
    }
    let waits = script.clock.waits();
    assert_eq!(waits.len(), 300);
    for (at, wait) in waits.iter().enumerate() {
        let whole = Duration::from_millis(500) * (1 << (at % 3));
        assert!(*wait >= whole / 2 && *wait <= whole, "{wait:?}");
    }
    assert!(waits.iter().any(|wait| *wait != waits[0]));
}

#[test]
fn the_service_says_how_long_to_wait() {
    // The clock begins at 01:46:40.
    for (header, wait) in [
        ("17", seconds(17)),
        ("Sun, 09 Sep 2001 01:47:30 GMT", seconds(50)),
        ("Sunday, 09-Sep-01 01:47:30 GMT", seconds(50)),
        ("Sun, 09 Sep 2001 01:00:00 GMT", Duration::from_millis(500)),
        ("0", Duration::from_millis(500)),
        ("soon", Duration::from_millis(500)),
        ("-3", Duration::from_millis(500)),
    ] {
        let script = Script::new([refused(header), fine()]);
        let policy = Backoff::new().jitter(false);
        let client = script.builder().retry(policy).build().unwrap();
        now(client.widgets().get(7)).unwrap();
        assert_eq!(script.clock.waits(), [wait], "{header}");
    }
}

#[test]
fn no_wait_passes_the_deadline() {
    for header in [
        "301",
        "99999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let script = Script::new([refused(header)]);
        let error = now(script.acme().widgets().get(7)).unwrap_err();
        assert!(matches!(error, Error::RateLimit(_)));
        assert!(script.clock.waits().is_empty());
    }
    let script = Script::new([refused("20"), refused("20"), fine()]);
    let call = script.acme().widgets().get(7).deadline(seconds(50));
    now(call).unwrap();
    let timeouts: Vec<_> = script.sent().into_iter().map(|it| it.timeout).collect();
    assert_eq!(timeouts, [seconds(50), seconds(30), seconds(10)].map(Some));
}

#[test]
fn rate_limit_errors() {
    let script = Script::new([refused("17"), Ok(answer(429, ""))]);
    let client = script.builder().retry(NoRetry).build().unwrap();
    let error = now(client.widgets().get(7)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get: too many calls, code 44; the service asks to wait for 17 seconds: slow down"
    );
    assert_eq!(
        (
            error.status(),
            error.code(),
            error.retry_after(),
            error.is_retryable()
        ),
        (Some(429), Some("44"), Some(seconds(17)), true)
    );
    assert_eq!(
        now(client.widgets().get(7)).unwrap_err().to_string(),
        "widgets.get: too many calls; the service does not say for how long to wait"
    );
}

/// Repeats every failure at once, and once.
struct Once;

impl RetryPolicy for Once {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        (failed.attempt == 1).then_some(Duration::ZERO)
    }
}

#[test]
fn a_call_has_a_policy_of_its_own() {
    let script = Script::new([
        Ok(answer(404, "")),
        fine(),
        Err(TransportErrorKind::Connect),
    ]);
    let client = script.acme();
    now(client.widgets().get(7).retry(Once)).unwrap();
    now(client.widgets().get(7).retry(NoRetry)).unwrap_err();
    assert_eq!(script.sent().len(), 3);
}

#[test]
fn without_a_clock_nothing_waits() {
    let transport = Recording::default();
    assert!(now(transport.acme().widgets().get(7)).is_err());
    assert_eq!(transport.sent().len(), 1);
    let builder = || {
        crate::support::acme::Client::builder()
            .access_token("t")
            .organization("1")
            .transport(Recording::default())
    };
    assert_eq!(
        builder()
            .retry(Backoff::new())
            .build()
            .unwrap_err()
            .to_string(),
        "`clock` is missing: a retry policy waits, and the transport has no clock of its own: call `.clock(…)`"
    );
    assert!(builder().retry(NoRetry).build().is_ok());
}

#[test]
fn bodies_have_a_limit() {
    let body = r#"{"widget": {"stock": 1}}"#;
    let script = Script::new([Ok(answer(200, body)), Ok(answer(200, body))]);
    let client = script.builder().body_limit(body.len()).build().unwrap();
    assert_eq!(now(client.widgets().get(7)).unwrap().stock, Some(1));
    let client = script.builder().body_limit(body.len() - 1).build().unwrap();
    assert_eq!(
        now(client.widgets().get(7)).unwrap_err().to_string(),
        "widgets.get: the body of the answer is larger than 23 bytes: ask for less, or raise the client's `body_limit`"
    );
    let request = script.acme().widgets().get(7).request().unwrap();
    assert_eq!(request.body_limit, Some(33_554_432));
}

#[test]
fn request_ids() {
    let script = Script::new([Ok(with_header(404, "x-request-id", "r-9", ""))]);
    let error = now(script.acme().widgets().get(7)).unwrap_err();
    assert_eq!(error.request_id(), Some("r-9"));
}

#[tokio::test]
async fn a_clock_that_is_advanced_wakes_who_waits() {
    use clientwright_runtime::{Clock, ManualClock};
    let clock = ManualClock::new();
    let sleep = tokio::spawn(clock.sleep_until(clock.now() + seconds(5)));
    tokio::task::yield_now().await;
    clock.advance(seconds(4));
    tokio::task::yield_now().await;
    assert!(!sleep.is_finished());
    clock.advance(seconds(1));
    sleep.await.unwrap();
}
