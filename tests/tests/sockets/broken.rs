//! What breaks on the way: connections, slow, cut, oversized and foreign answers.

use std::time::{Duration, Instant};

use zoho_clients::runtime::{Backoff, BodyProblem, TransportErrorKind};
use zoho_clients::{Error, inventory};

use crate::answer::{Answer, PROXY_PAGE};
use crate::server::{HangUp, Server, nobody};
use crate::support::{
    ORGANIZATION, assert_shows_nothing, builder, builder_at, client, shown, with_each_product,
};

/// An answer for the lists of all products.
const LIST: &str =
    r#"{"code":0,"message":"success","users":[{"user_id":"1"}],"data":[{"id":"1"}]}"#;

/// Far longer than any of these tests may take.
const NEVER: Duration = Duration::from_secs(3600);

/// How long an answer takes that comes byte by byte.
const TRICKLE: Duration = Duration::from_secs(100);

/// How long a call may wait for what never comes.
const SOON: Duration = Duration::from_millis(60);

/// An error of the connection: it shows nothing of where that led to.
fn check_lost(error: &Error, kind: TransportErrorKind) {
    assert_shows_nothing(error);
    assert!(!shown(error).contains(ORGANIZATION));
    assert_eq!((error.status(), error.code()), (None, None));
    assert_eq!((error.body(), error.request_id()), (None, None));
    let (failure, words) = match error {
        Error::Timeout(failure) => (failure, "no answer came in time"),
        Error::Transport(failure) if kind == TransportErrorKind::Connect => {
            (failure, "no connection was made, so nothing was sent")
        }
        Error::Transport(failure) => (failure, "the request or its answer got lost"),
        other => panic!("{other:?}"),
    };
    let operation = error.operation().unwrap();
    assert_eq!(error.to_string(), format!("{operation}: {words}"));
    let failure = failure.transport_error();
    assert_eq!(failure.kind(), kind);
    let timeout = kind == TransportErrorKind::Timeout;
    assert_eq!(matches!(error, Error::Timeout(_)), timeout);
    assert_eq!(failure.is_timeout(), timeout);
}

/// Whatever the call does, it may be made again: the service knows nothing of it.
#[tokio::test]
async fn nobody_listens() {
    let url = nobody();
    with_each_product!(client = builder_at(url.clone()).build().unwrap() => {
        let list = client.users().list().await.unwrap_err();
        let create = client.users().create(bodies::create()).await.map(drop).unwrap_err();
        assert_eq!(list.operation(), Some("users.list"));
        assert_eq!(create.operation(), Some("users.create"));
        for error in [list, create] {
            check_lost(&error, TransportErrorKind::Connect);
            assert!(error.is_retryable());
        }
    });
}

/// Connections that end before their answer: only what can be done twice may be done again.
#[tokio::test]
async fn hung_up() {
    let begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":0,\"hidden-7\":";
    for bytes in ["", "HTTP/1.1 200", "this is no HTTP\r\n\r\n", begun] {
        for how in [HangUp::Close, HangUp::Reset] {
            let server = Server::hanging_up(bytes, how);
            with_each_product!(client = client(&server) => {
                let list = client.users().list().await.unwrap_err();
                let create = client.users().create(bodies::create()).await;
                let create = create.map(drop).unwrap_err();
                for (error, retryable) in [(list, true), (create, false)] {
                    check_lost(&error, TransportErrorKind::Other);
                    assert_eq!(error.is_retryable(), retryable);
                }
            });
            assert_eq!(server.received().len(), 8);
        }
    }
}

#[tokio::test]
async fn slow() {
    let now_and_then = TRICKLE / 10_000;
    for answer in [
        Answer::json(200, LIST).late(NEVER),
        Answer::json(200, LIST).trickling(2, NEVER),
        Answer::json(200, LIST).undeclared().trickling(2, NEVER),
        // A byte now and then does not make an answer that came in time.
        Answer::json(200, " ").trickling(10_000, now_and_then),
        Answer::json(200, " ")
            .undeclared()
            .trickling(10_000, now_and_then),
        // The proxy's page is as late as any other.
        Answer::html(502).trickling(2, NEVER),
    ] {
        let server = Server::answering(answer.clone());
        let begun = Instant::now();
        with_each_product!(client = client(&server) => {
            let list = client.users().list().timeout(SOON);
            let create = client.users().create(bodies::create()).timeout(SOON);
            let (list, create) = tokio::join!(list.send(), create.send());
            let errors = [(list.unwrap_err(), true), (create.map(drop).unwrap_err(), false)];
            for (error, retryable) in errors {
                check_lost(&error, TransportErrorKind::Timeout);
                assert_eq!(error.is_retryable(), retryable);
            }
        });
        let took = begun.elapsed();
        // One after another; a hundred seconds would be what it takes to the end.
        assert!(
            took >= 4 * SOON && took < TRICKLE / 2,
            "{answer:?}: {took:?}"
        );
    }
}

/// The client's own time limit, and an answer that comes in pieces but in time.
#[tokio::test]
async fn slow_but_not_too_slow() {
    let pieces = Answer::json(200, " ")
        .undeclared()
        .trickling(20, Duration::from_millis(1));
    let server = Server::answering(pieces);
    let client: inventory::Client = builder(&server).timeout(TRICKLE).build().unwrap();
    client.users().delete("1").await.unwrap();

    let server = Server::answering(Answer::json(200, LIST).late(NEVER));
    let client: inventory::Client = builder(&server).timeout(SOON).build().unwrap();
    let error = client.users().delete("1").await.unwrap_err();
    check_lost(&error, TransportErrorKind::Timeout);

    // A deadline of all that the call does ends it as well.
    let client: inventory::Client = builder(&server).retry(Backoff::new()).build().unwrap();
    let call = client.users().delete("1").deadline(SOON);
    check_lost(&call.await.unwrap_err(), TransportErrorKind::Timeout);
}

/// The connection breaks inside the body.
#[tokio::test]
async fn cut() {
    for answer in [
        Answer::json(200, LIST).cut(),
        Answer::json(200, LIST).undeclared().cut(),
        Answer::json(200, "").cut(),
        Answer::html(502).cut(),
    ] {
        let server = Server::answering(answer);
        with_each_product!(client = client(&server) => {
            let error = client.users().list().await.unwrap_err();
            check_lost(&error, TransportErrorKind::Other);
        });
        assert_eq!(server.received().len(), 4);
    }
}

/// Bodies that came whole and are no answer: the error says which kind it is.
#[tokio::test]
async fn foreign_bodies() {
    let zipped =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x4a\xce\x4f\x49\x55\xb2\x32\xd0";
    let cut = r#"{"code":0,"message":"success","users":[{"name":"hidden-7"#;
    for (answer, problem, words) in [
        (
            Answer::html(200),
            BodyProblem::Html,
            "is HTML, not JSON: something between here and the service answered",
        ),
        (Answer::json(200, ""), BodyProblem::Empty, "is empty"),
        (Answer::json(200, " \r\n"), BodyProblem::Empty, "is empty"),
        (
            Answer::json(200, "").undeclared(),
            BodyProblem::Empty,
            "is empty",
        ),
        (Answer::new(204, ""), BodyProblem::Empty, "is empty"),
        (
            Answer::json(200, cut),
            BodyProblem::CutShort,
            "is cut short",
        ),
        (
            Answer::json(200, cut).undeclared(),
            BodyProblem::CutShort,
            "is cut short",
        ),
        (
            Answer::json(200, "hidden-7"),
            BodyProblem::NotJson,
            "is not JSON",
        ),
        // The transport asks for no compression, so none is undone.
        (
            Answer::json(200, &zipped[..]).header("content-encoding", "gzip"),
            BodyProblem::NotJson,
            "is not JSON",
        ),
    ] {
        check_foreign(Server::answering(answer.clone()), problem, words).await;
        for status in [404, 503] {
            let server = Server::answering(answer.clone().status(status));
            check_foreign(server, problem, words).await;
        }
    }
    // The end of the connection is the end of a body whose length nobody says.
    for status in ["200", "502"] {
        let answer = match status {
            "200" => "HTTP/1.1 200 OK\r\n\r\n{\"code\":0,\"hidden-7",
            _ => "HTTP/1.1 502 Bad Gateway\r\n\r\n{\"code\":0,\"hidden-7",
        };
        let server = Server::hanging_up(answer, HangUp::Close);
        check_foreign(server, BodyProblem::CutShort, "is cut short").await;
    }
}

async fn check_foreign(server: Server, problem: BodyProblem, words: &str) {
    with_each_product!(client = client(&server) => {
        let list = client.users().list().await.unwrap_err();
        let get = client.users().get("1").await.unwrap_err();
        for error in [list, get] {
            assert_shows_nothing(&error);
            let operation = error.operation().unwrap();
            let status = error.status().unwrap();
            assert_eq!(error.code(), None);
            assert_eq!(error.is_retryable(), (502..=504).contains(&status));
            let shown = error.to_string();
            match error {
                Error::Decode(error) => {
                    assert!(status < 300);
                    assert_eq!(error.problem(), problem);
                    assert_eq!(error.path(), "");
                    let begin = format!("{operation}: the body of the answer {words}");
                    assert!(shown.starts_with(&begin), "{shown}");
                }
                Error::Status(error) => {
                    assert!(status >= 400);
                    assert_eq!(error.problem(), problem);
                    let all = format!("{operation}: status {status}; the body {words}");
                    assert_eq!(shown, all);
                }
                other => panic!("{other:?}"),
            }
        }
    });
}

/// JSON that is no answer of the service's.
#[tokio::test]
async fn failures_that_do_not_say_why() {
    for body in ["{}", "[]", "null", r#"{"hidden-7":1}"#] {
        let server = Server::answering(Answer::json(403, body));
        with_each_product!(client = client(&server) => {
            let error = client.users().list().await.unwrap_err();
            assert_shows_nothing(&error);
            assert_eq!(
                error.to_string(),
                "users.list: status 403; the body is not what the documents say"
            );
        });
    }
}

/// The limit holds for what comes, whether its length is declared or not.
#[tokio::test]
async fn oversized() {
    let long = format!("{LIST}{}", " ".repeat(100_000));
    for (answer, length) in [
        (Answer::json(200, LIST), LIST.len()),
        (Answer::json(200, LIST).undeclared(), LIST.len()),
        (Answer::json(200, long.clone()), long.len()),
        (Answer::json(200, long.clone()).undeclared(), long.len()),
        (Answer::html(502), PROXY_PAGE.len()),
    ] {
        let server = Server::answering(answer);
        with_each_product!(client = builder(&server).body_limit(length).build().unwrap() => {
            let outcome = client.users().list().await;
            assert!(!matches!(outcome, Err(Error::BodyTooLarge(_))));
        });
        with_each_product!(client = builder(&server).body_limit(length - 1).build().unwrap() => {
            let error = client.users().list().await.unwrap_err();
            check_oversized(&error, length - 1);
        });
    }
}

/// What never ends is read up to the limit, also where more is declared than there ever will be.
#[tokio::test]
async fn endless() {
    let endless = Answer::new(200, vec![b' '; 16 << 10]).trickling(100_000, Duration::ZERO);
    for answer in [endless.clone(), endless.undeclared()] {
        let server = Server::answering(answer);
        with_each_product!(client = builder(&server).body_limit(1 << 20).build().unwrap() => {
            check_oversized(&client.users().list().await.unwrap_err(), 1 << 20);
        });
    }
}

fn check_oversized(error: &Error, length: usize) {
    assert_shows_nothing(error);
    assert_eq!(
        error.to_string(),
        format!(
            "users.list: the body of the answer is larger than {length} bytes: ask for less, or \
             raise the client's `body_limit`"
        )
    );
    assert!(!error.is_retryable());
    assert_eq!((error.status(), error.body()), (None, None));
    let Error::BodyTooLarge(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.limit(), length);
}
