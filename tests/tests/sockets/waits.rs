//! Calls that are made again, and how long they wait before: on a clock that is moved by hand.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use zoho_clients::runtime::{Backoff, ManualClock};
use zoho_clients::{Error, Product};

use crate::answer::Answer;
use crate::server::{HangUp, Server, nobody};
use crate::support::{assert_shows_nothing, builder, builder_at, with_each_product};

const LIST: &str = r#"{"code":0,"message":"success","users":[],"data":[]}"#;

const TOO_MANY: &str = r#"{"code":45,"message":"Slow down"}"#;

/// What a service that wants to be left alone for two minutes may say. The manual clock begins at
/// 2001-09-09T01:46:40Z.
const FORMS: [&str; 2] = ["120", "Sun, 09 Sep 2001 01:48:40 GMT"];

const ASKED: Duration = Duration::from_secs(120);

/// A server that has too much to do at every other request.
fn busy(form: &'static str) -> Server {
    let turn = AtomicUsize::new(0);
    Server::start(move |_| match turn.fetch_add(1, Ordering::SeqCst) % 2 {
        0 => Answer::json(429, TOO_MANY).header("retry-after", form),
        _ => Answer::json(200, LIST),
    })
}

/// Both forms of `Retry-After`.
#[tokio::test]
async fn the_wait_is_what_was_asked_for() {
    let begun = Instant::now();
    for form in FORMS {
        let server = busy(form);
        with_each_product!({
            let clock = ManualClock::jumping();
            let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
            let client: Client = builder.build().unwrap();
            client.users().list().await.unwrap();
            assert_eq!(clock.waits(), [ASKED], "{form}");
        });
        assert_eq!(server.received().len(), 8);
    }
    assert!(begun.elapsed() < ASKED);
}

/// Not a nanosecond earlier.
#[tokio::test]
async fn nothing_is_sent_before_the_wait_is_over() {
    for form in FORMS {
        let server = busy(form);
        let clock = ManualClock::new();
        with_each_product!([inventory] {
            let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
            let client: Client = builder.build().unwrap();
            let call = tokio::spawn(client.users().list().send());
            while clock.waits().is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert_eq!(clock.waits(), [ASKED]);
            clock.advance(ASKED - Duration::from_nanos(1));
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(!call.is_finished());
            assert_eq!(server.received().len(), 1);
            clock.advance(Duration::from_nanos(1));
            call.await.unwrap().unwrap();
            assert_eq!(server.received().len(), 2);
        });
    }
}

/// A service that is out of order may say for how long, too.
#[tokio::test]
async fn the_wait_of_a_service_out_of_order() {
    for form in FORMS {
        let turn = AtomicUsize::new(0);
        let server = Server::start(move |_| match turn.fetch_add(1, Ordering::SeqCst) % 2 {
            0 => Answer::html(503).header("retry-after", form),
            _ => Answer::json(200, LIST),
        });
        with_each_product!({
            let clock = ManualClock::jumping();
            let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
            let client: Client = builder.build().unwrap();
            client.users().list().await.unwrap();
            assert_eq!(clock.waits(), [ASKED], "{form}");
        });
        assert_eq!(server.received().len(), 8);
    }
}

/// Other calls of the organization wait as well; those of another do not.
#[tokio::test]
async fn the_wait_is_the_organizations() {
    for form in FORMS {
        let turn = AtomicUsize::new(0);
        let server = Server::start(move |_| match turn.fetch_add(1, Ordering::SeqCst) {
            0 => Answer::json(429, TOO_MANY).header("retry-after", form),
            _ => Answer::json(200, LIST),
        });
        with_each_product!([expense] {
            let clock = ManualClock::new();
            let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
            let client: Client = builder.build().unwrap();
            let first = tokio::spawn(client.users().list().send());
            while clock.waits().is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            clock.advance(ASKED / 3);
            let second = tokio::spawn(client.users().list().send());
            while clock.waits().len() < 2 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert_eq!(clock.waits(), [ASKED, ASKED - ASKED / 3]);
            assert_eq!(server.received().len(), 1);

            client.for_organization("other").users().list().await.unwrap();
            assert_eq!(server.received().len(), 2);
            let header = "x-com-zoho-expense-organizationid";
            assert_eq!(server.received()[1].header(header), Some("other"));

            clock.advance(ASKED - ASKED / 3);
            first.await.unwrap().unwrap();
            second.await.unwrap().unwrap();
            assert_eq!((server.received().len(), clock.waits().len()), (4, 2));
        });
    }
}

/// A date that has passed asks for no wait: then the client's own is kept.
#[tokio::test]
async fn a_date_that_has_passed() {
    let server = busy("Sun, 09 Sep 2001 01:46:39 GMT");
    let clock = ManualClock::jumping();
    with_each_product!([inventory] client = builder(&server)
        .retry(Backoff::new().jitter(false))
        .clock(clock.clone())
        .build()
        .unwrap() =>
    {
        client.users().list().await.unwrap();
        assert_eq!(clock.waits(), [Duration::from_millis(500)]);
    });
}

/// A wait that would end after the deadline is not begun.
#[tokio::test]
async fn a_wait_beyond_the_deadline() {
    for form in FORMS {
        let server =
            Server::start(move |_| Answer::json(429, TOO_MANY).header("retry-after", form));
        with_each_product!({
            let clock = ManualClock::jumping();
            let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
            let client: Client = builder.deadline(ASKED).build().unwrap();
            let error = client.users().list().await.unwrap_err();
            assert_shows_nothing(&error);
            assert!(matches!(error, Error::RateLimit(_)));
            assert_eq!(error.retry_after(), Some(ASKED));
            assert_eq!(clock.waits(), []);

            // A call may have a deadline of its own.
            let longer = ASKED + Duration::from_secs(1);
            let error = client.users().list().deadline(longer).await.unwrap_err();
            assert!(matches!(error, Error::RateLimit(_)));
            assert_eq!(clock.waits()[0], ASKED);
        });
    }
}

/// What is made again, and how often: four times at most, with ever longer waits.
#[tokio::test]
async fn only_what_can_be_done_twice_is_made_again() {
    let waits = [500, 1000, 2000].map(Duration::from_millis);
    // The server, how many requests of a call that can be repeated it gets, and of one that cannot.
    for (server, repeatable, other) in [
        (Server::answering(Answer::json(429, TOO_MANY)), 4, 4),
        (Server::answering(Answer::html(502)), 4, 1),
        (Server::answering(Answer::new(503, "")), 4, 1),
        (Server::answering(Answer::json(504, TOO_MANY)), 4, 1),
        (Server::hanging_up("", HangUp::Reset), 4, 1),
        (
            Server::hanging_up(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
                HangUp::Close,
            ),
            4,
            1,
        ),
        (Server::answering(Answer::html(500)), 1, 1),
        (Server::answering(Answer::json(400, TOO_MANY)), 1, 1),
        (Server::answering(Answer::html(200)), 1, 1),
    ] {
        with_each_product!({
            let clock = ManualClock::jumping();
            let builder = builder(&server).retry(Backoff::new().jitter(false));
            let client: Client = builder.clock(clock.clone()).build().unwrap();

            let before = server.received().len();
            assert!(client.users().list().await.is_err());
            assert_eq!(server.received().len() - before, repeatable);
            assert_eq!(clock.waits(), waits[..repeatable - 1]);

            let before = server.received().len();
            let create = client.users().create(bodies::create()).await;
            assert!(create.is_err());
            assert_eq!(server.received().len() - before, other);
            let all = repeatable + other - 2;
            assert_eq!(clock.waits().len(), all);
        });
    }
}

/// An answer that came too late may be to something that was done.
#[tokio::test]
async fn slow_answers() {
    let server = Server::answering(Answer::json(200, LIST).late(ASKED));
    with_each_product!({
        let clock = ManualClock::jumping();
        let builder = builder(&server).retry(Backoff::new()).clock(clock.clone());
        let builder = builder.timeout(Duration::from_millis(50));
        let client: Client = builder.build().unwrap();
        let list = client.users().list().await;
        assert!(matches!(list, Err(Error::Timeout(_))));
        assert_eq!(clock.waits().len(), 3);
        let create = client.users().create(bodies::create()).await;
        assert!(matches!(create, Err(Error::Timeout(_))));
        assert_eq!(clock.waits().len(), 3);
    });
}

/// A connection that was never made is tried again, whatever the call does.
#[tokio::test]
async fn nobody_there() {
    let url = nobody();
    with_each_product!({
        let clock = ManualClock::jumping();
        let builder = builder_at(url.clone()).retry(Backoff::new().jitter(false));
        let client: Client = builder.clock(clock.clone()).build().unwrap();
        let create = client.users().create(bodies::create()).await;
        assert!(create.is_err());
        assert_eq!(clock.waits(), [500, 1000, 2000].map(Duration::from_millis));
    });
}
