//! Answers of several kinds, and answers that are bytes.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use clientwright_runtime::{
    Body, Download, Error, Headers, HttpResponse, Limits, ManualClock, NoRetry, TransportError,
    TransportErrorKind,
};
use futures_core::Stream;

use crate::support::acme;
use crate::support::files::{GetReport, GetReportAnswer};
use crate::support::pieces::Pieces;
use crate::support::{Recording, answer, now};

fn pdf(pieces: Pieces) -> HttpResponse {
    let headers =
        Headers::from_iter([("Content-Type", "application/pdf"), ("Content-Length", "6")]);
    HttpResponse::new(200, headers, Body::stream(pieces))
}

fn ready(client: &acme::Client) -> Download {
    match now(client.call(GetReport)) {
        Ok(GetReportAnswer::Ready(download)) => download,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_status_has_its_type() {
    let recording = Recording::new([
        pdf(Pieces::new(["%PDF", "-1"])),
        answer(202, r#"{"code": 0, "job": "j1"}"#),
        answer(204, ""),
        answer(206, "{}"),
        answer(206, r#"{"code": 13, "message": "no"}"#),
        answer(202, r#"{"code": 12, "message": "busy"}"#),
    ]);
    let client = recording.acme();
    let mut report = ready(&client);
    assert_eq!(report.status(), 200);
    assert_eq!(report.content_type(), Some("application/pdf"));
    assert_eq!(report.length(), Some(6));
    assert_eq!(now(report.next()).unwrap().unwrap(), b"%PDF");
    assert_eq!(now(report.next()).unwrap().unwrap(), b"-1");
    assert!(now(report.next()).is_none());
    let Ok(GetReportAnswer::Begun(job)) = now(client.call(GetReport)) else {
        panic!("a job was begun")
    };
    assert_eq!(job, "j1");
    let nothing = now(client.call(GetReport));
    assert!(matches!(nothing, Ok(GetReportAnswer::Nothing)));
    assert_eq!(
        now(client.call(GetReport)).unwrap_err().to_string(),
        "files.report: the body of the answer is not what the documents say: no document lists a \
         success with status 206"
    );
    for code in ["13", "12"] {
        assert_eq!(now(client.call(GetReport)).unwrap_err().code(), Some(code));
    }
    assert!(recording.sent().iter().all(|request| request.streams));
}

#[test]
fn whole_downloads_have_a_limit_of_their_own() {
    let recording = Recording::new([
        pdf(Pieces::new(["%PDF", "-1"])),
        pdf(Pieces::new(["%PDF", "-1"])),
        pdf(Pieces::new([])),
    ]);
    let client = recording.acme();
    assert_eq!(now(ready(&client).bytes(6)).unwrap(), b"%PDF-1");
    let too_large = now(ready(&client).bytes(5));
    assert!(matches!(too_large, Err(Error::BodyTooLarge(_))));
    assert_eq!(now(ready(&client).bytes(5)).unwrap(), b"");
}

#[test]
fn the_limit_of_bodies_holds_for_failures_alone() {
    let large = || Pieces::new(["0123456789", "0123456789"]);
    let transport = Recording::new([
        pdf(large()),
        HttpResponse::new(500, Headers::new(), Body::stream(large())),
    ]);
    let client = acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .body_limit(15)
        .transport(transport)
        .build()
        .unwrap();
    assert_eq!(now(ready(&client).bytes(100)).unwrap().len(), 20);
    let failed = now(client.call(GetReport));
    assert!(matches!(failed, Err(Error::BodyTooLarge(_))), "{failed:?}");
}

#[test]
fn a_stream_that_is_lost_ends_in_an_error() {
    let lost = TransportError::new(TransportErrorKind::Timeout, "as told");
    let client = Recording::new([pdf(Pieces::ending(["%P"], lost))]).acme();
    let mut report = ready(&client);
    assert_eq!(now(report.next()).unwrap().unwrap(), b"%P");
    assert!(matches!(now(report.next()), Some(Err(Error::Timeout(_)))));
    assert!(now(report.next()).is_none());
}

/// A body that begins and never ends.
fn endless(status: u16, kind: &str) -> HttpResponse {
    struct Endless(bool);
    impl Stream for Endless {
        type Item = Result<Vec<u8>, TransportError>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            if std::mem::replace(&mut self.0, true) {
                Poll::Pending
            } else {
                Poll::Ready(Some(Ok(b"{".to_vec())))
            }
        }
    }
    let headers = Headers::from_iter([("Content-Type", kind)]);
    HttpResponse::new(status, headers, Body::stream(Endless(false)))
}

#[test]
fn what_is_read_before_the_bytes_are_handed_over_comes_in_time() {
    let clock = ManualClock::new();
    let client = acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .timeout(Duration::from_secs(9))
        .retry(NoRetry)
        .clock(clock.clone())
        .transport(Recording::new([
            endless(500, "text/html"),
            endless(202, "application/json"),
            endless(200, "application/json"),
        ]))
        .build()
        .unwrap();
    let after = |seconds: u64| {
        let call = client.call(GetReport).send();
        let mut call = std::pin::pin!(call);
        let mut context = Context::from_waker(Waker::noop());
        assert!(call.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(seconds - 1));
        assert!(call.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(1));
        match call.as_mut().poll(&mut context) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("it waits for ever"),
        }
    };
    for _ in 0..2 {
        let late = after(9);
        assert!(matches!(late, Err(Error::Timeout(_))), "{late:?}");
    }
    // What it was worth a look for may be a file all the same.
    let Ok(GetReportAnswer::Ready(mut report)) = after(9) else {
        panic!("there is a report")
    };
    assert_eq!(now(report.next()).unwrap().unwrap(), b"{");
}

/// Some services say that a call failed with a status of success, where bytes are expected too.
#[test]
fn refusals_are_no_bytes() {
    let json = |body: &'static str| {
        let headers = Headers::from_iter([("content-type", "application/json;charset=UTF-8")]);
        HttpResponse::new(200, headers, Body::stream(Pieces::new([body])))
    };
    let client = Recording::new([
        json(r#"{"code": 12, "message": "no such report"}"#),
        json(r#"{"code": 0, "rows": []}"#),
        json("[1, 2]"),
    ])
    .acme();
    let refused = now(client.call(GetReport)).unwrap_err();
    assert_eq!((refused.status(), refused.code()), (Some(200), Some("12")));
    assert!(refused.body().unwrap().starts_with(b"{\"code\": 12"));
    // A file that is JSON comes whole, though it was looked at.
    assert_eq!(
        now(ready(&client).bytes(100)).unwrap(),
        br#"{"code": 0, "rows": []}"#
    );
    assert_eq!(now(ready(&client).bytes(100)).unwrap(), b"[1, 2]");
}

#[test]
fn a_download_counts_as_running() {
    let client = acme::Client::builder()
        .access_token("t0ken")
        .organization("77")
        .limits(Limits {
            per_minute: None,
            concurrent: Some(1),
        })
        .transport(Recording::new([
            pdf(Pieces::new(["a"])),
            pdf(Pieces::new(["b"])),
        ]))
        .build()
        .unwrap();
    let mut first = ready(&client);
    let call = client.call(GetReport).send();
    let mut second = std::pin::pin!(call);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(second.as_mut().poll(&mut context).is_pending());
    assert_eq!(now(first.next()).unwrap().unwrap(), b"a");
    assert!(now(first.next()).is_none());
    assert!(second.as_mut().poll(&mut context).is_ready());
}

#[test]
fn nothing_of_it_is_shown() {
    let client = Recording::new([pdf(Pieces::new(["s3cret"]))]).acme();
    let shown = format!("{:?}", ready(&client));
    assert!(
        shown.contains("files.report") && !shown.contains("s3cret"),
        "{shown}"
    );
}
