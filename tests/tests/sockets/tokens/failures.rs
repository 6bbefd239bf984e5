//! Token servers that give no token.

use std::time::{Duration, Instant};

use zoho_clients::inventory;
use zoho_clients::runtime::{Backoff, ManualClock, TokenProblem};

use super::{Service, credentials, token_error};
use crate::answer::Answer;
use crate::server::{Server, nobody};

/// Every way to fail that a token server has; the service gets no request.
#[tokio::test]
async fn token_servers_that_fail() {
    let service = Service::start(String::new());
    let leaky = r#"{"error":"invalid_client","error_description":"S3cret&1 is not it"}"#;
    for (at, (answer, problem, words)) in [
        (
            Answer::json(
                400,
                r#"{"error":"invalid_client","error_description":"who?"}"#,
            ),
            TokenProblem::Refused,
            "the token server refuses the credentials: invalid_client: who?",
        ),
        (
            Answer::json(200, r#"{"error":"invalid_code","hidden":"hidden-7"}"#),
            TokenProblem::Refused,
            "the token server refuses the credentials: invalid_code",
        ),
        (
            Answer::json(400, leaky),
            TokenProblem::Refused,
            "the token server refuses the credentials: invalid_client",
        ),
        (
            Answer::json(429, r#"{"error":"access_denied"}"#),
            TokenProblem::RateLimit,
            "no more tokens may be asked for now: access_denied",
        ),
        (
            Answer::html(503),
            TokenProblem::Unreachable,
            "the token server cannot be reached, or is out of order: status 503",
        ),
        (
            Answer::html(200),
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: status 200",
        ),
        (
            Answer::json(200, r#"{"access_token":"#),
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: status 200",
        ),
        (
            Answer::json(200, r#"{"token":"hidden-7"}"#),
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: there is no `access_token` in it",
        ),
        (
            Answer::json(200, " ".repeat(70_000)),
            TokenProblem::Unreadable,
            "the token server's answer cannot be read",
        ),
        (
            Answer::json(200, "{}").cut(),
            TokenProblem::Unreachable,
            "the token server cannot be reached, or is out of order",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let token_server = Server::answering(answer);
        let proof = credentials(&format!("fails{at}"));
        let client: inventory::Client = service
            .builder(&proof)
            .accounts_url(token_server.url(""))
            .build()
            .unwrap();
        let error = client.users().list().await.unwrap_err();
        assert_eq!(token_error(&error).problem(), problem, "{words}");
        assert_eq!(
            error.to_string(),
            format!("users.list was not sent, for want of an access token: {words}")
        );
        assert_eq!((error.status(), error.body()), (None, None));
        let retryable = matches!(problem, TokenProblem::Unreachable | TokenProblem::RateLimit);
        assert_eq!(error.is_retryable(), retryable);
        assert_eq!(token_server.received().len(), 1);
    }
    assert_eq!(service.server.connections(), 0);
}

/// A token server has as long as the call.
#[tokio::test]
async fn a_token_server_that_is_slow() {
    let service = Service::start(String::new());
    let late = Answer::json(200, "{}").late(Duration::from_secs(3600));
    let token_server = Server::answering(late);
    let client: inventory::Client = service
        .builder(&credentials("slow"))
        .accounts_url(token_server.url(""))
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let error = client.users().list().await.unwrap_err();
    assert_eq!(token_error(&error).problem(), TokenProblem::Unreachable);
    assert!(error.is_retryable());
    assert_eq!(service.server.connections(), 0);
}

/// A connection that was never made is tried again, on the client's clock.
#[tokio::test]
async fn a_token_server_that_is_not_there() {
    let service = Service::start(String::new());
    let clock = ManualClock::jumping();
    let wait = Duration::from_secs(100);
    let client: inventory::Client = service
        .builder(&credentials("nobody"))
        .accounts_url(nobody())
        .retry(Backoff::new().first(wait).longest(4 * wait).jitter(false))
        .deadline(8 * wait)
        .clock(clock.clone())
        .build()
        .unwrap();
    let begun = Instant::now();
    let error = client.users().list().await.unwrap_err();
    assert_eq!(token_error(&error).problem(), TokenProblem::Unreachable);
    assert_eq!(clock.waits(), [wait, 2 * wait, 4 * wait]);
    assert!(begun.elapsed() < wait);
    assert_eq!(service.server.connections(), 0);
}
