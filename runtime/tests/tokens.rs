//! Access tokens: refreshed once, in time, within limits, and shown to nobody.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientwright_runtime::{
    AccessToken, Credentials, Error, HttpRequest, Operation, TokenError, TokenFuture, TokenProblem,
    TokenProvider, TokenRequest, Transport, TransportErrorKind, TransportFuture,
};

use crate::support::acme::{self, widgets::GetWidget};
use crate::support::vendor::{Vendor, credentials};
use crate::support::{answer, globex, now};

fn call(client: &acme::Client) -> Result<(), Error> {
    now(client.widgets().get(7)).map(|_| ())
}

fn token_error(outcome: Result<(), Error>) -> TokenError {
    match outcome {
        Err(Error::Authentication(error)) => error.token_error().clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_token_is_asked_for_in_the_body() {
    let vendor = Vendor::fine();
    let proof = Credentials::refresh_token("id", "s3cr&t", "r3fresh+");
    call(&vendor.client(&proof)).unwrap();
    let asked = vendor.first_asked();
    assert_eq!(asked.url, "https://accounts.acme.example/oauth/token");
    assert_eq!(
        std::str::from_utf8(asked.body.unwrap().as_bytes().unwrap()).unwrap(),
        "grant_type=refresh_token&refresh_token=r3fresh%2B&client_id=id&client_secret=s3cr%26t"
    );
    let headers: Vec<_> = asked.headers.iter().collect();
    assert_eq!(
        headers,
        [
            ("Accept", "application/json"),
            ("Content-Type", "application/x-www-form-urlencoded")
        ]
    );
    assert_eq!(vendor.called(), ["Acme-token a1"]);
}

#[test]
fn tokens_are_renewed_minutes_before_they_expire() {
    let vendor = Vendor::fine();
    let client = vendor.client(&credentials());
    call(&client).unwrap();
    vendor.clock.advance(Duration::from_secs(3299));
    call(&client).unwrap();
    assert_eq!(vendor.asked(), 1);
    vendor.clock.advance(Duration::from_secs(1));
    call(&client).unwrap();
    assert_eq!(
        vendor.called(),
        ["Acme-token a1", "Acme-token a1", "Acme-token a2"]
    );
}

#[test]
fn a_refused_token_is_replaced_once() {
    let vendor = Vendor::fine();
    let client = vendor.client(&credentials());
    call(&client).unwrap();
    vendor.revoke();
    call(&client).unwrap();
    assert_eq!(
        vendor.called(),
        ["Acme-token a1", "Acme-token a1", "Acme-token a2"]
    );
    // A service that takes no token at all.
    struct Deaf(Vendor);
    impl Transport for Deaf {
        fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
            if !request.url.ends_with("/oauth/token") {
                self.0.revoke();
            }
            self.0.send(request)
        }
    }
    let vendor = Vendor::fine();
    let client = acme::Client::builder()
        .credentials(credentials())
        .organization("77")
        .transport(Deaf(vendor.clone()))
        .build()
        .unwrap();
    let error = call(&client).unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(401), Some("14")));
    assert_eq!((vendor.asked(), vendor.called().len()), (2, 2));
}

#[tokio::test]
async fn concurrent_calls_make_one_refresh() {
    let vendor = Vendor::slow();
    let proof = credentials();
    let clients = [vendor.client(&proof), vendor.client(&proof)];
    for (round, asked) in [(0, 1), (1, 2), (2, 3)] {
        match round {
            1 => vendor.clock.advance(Duration::from_secs(3600)),
            2 => vendor.revoke(),
            _ => {}
        }
        let calls: Vec<_> = (0..200)
            .map(|at| tokio::spawn(clients[at % 2].widgets().get(7).send()))
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        assert_eq!(vendor.asked(), asked, "round {round}");
    }
}

#[tokio::test]
async fn concurrent_calls_share_a_failure() {
    let vendor = Vendor::slow();
    vendor.fails(Ok(answer(200, r#"{"error": "invalid_code"}"#)));
    let client = vendor.client(&credentials());
    let calls: Vec<_> = (0..200)
        .map(|_| tokio::spawn(client.widgets().get(7).send()))
        .collect();
    for call in calls {
        assert!(matches!(call.await.unwrap(), Err(Error::Authentication(_))));
    }
    assert_eq!(vendor.asked(), 1);
}

#[tokio::test]
async fn who_gives_up_while_asking_leaves_it_to_the_next() {
    let vendor = Vendor::slow();
    let client = vendor.client(&credentials());
    let first = tokio::spawn(client.widgets().get(7).send());
    let second = tokio::spawn(client.widgets().get(7).send());
    tokio::task::yield_now().await;
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!(vendor.called().len(), 1);
}

#[test]
fn what_token_servers_answer_when_they_fail() {
    for (status, body, problem, words) in [
        (
            200,
            r#"{"error": "invalid_code"}"#,
            TokenProblem::Refused,
            "the token server refuses the credentials: invalid_code",
        ),
        (
            400,
            r#"{"error": "invalid_client", "error_description": "who\nare you"}"#,
            TokenProblem::Refused,
            "the token server refuses the credentials: invalid_client: who are you",
        ),
        (
            400,
            r#"{"error": "no s3cr&t here"}"#,
            TokenProblem::Refused,
            "the token server refuses the credentials: ",
        ),
        (
            500,
            "<html>s3cr&t",
            TokenProblem::Unreachable,
            "the token server cannot be reached, or is out of order: status 500",
        ),
        (
            302,
            "",
            TokenProblem::Refused,
            "the token server refuses the credentials: status 302",
        ),
        (
            200,
            "<html>",
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: status 200",
        ),
        (
            200,
            "[]",
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: there is no `access_token` in it",
        ),
        (
            200,
            r#"{"access_token": "a\r\nb"}"#,
            TokenProblem::Unreadable,
            "the token server's answer cannot be read: there is no `access_token` in it",
        ),
        (
            429,
            "",
            TokenProblem::RateLimit,
            "no more tokens may be asked for now: status 429",
        ),
    ] {
        let vendor = Vendor::fine();
        vendor.fails(Ok(answer(status, body)));
        let outcome = call(&vendor.client(&credentials()));
        assert!(!format!("{outcome:?}").contains("s3cr"));
        let error = token_error(outcome);
        assert_eq!(
            (error.problem(), error.to_string()),
            (problem, words.to_owned()),
            "{body}"
        );
        assert!(vendor.called().is_empty());
    }
}

#[test]
fn a_good_token_outlives_a_token_server_that_is_down() {
    let vendor = Vendor::fine();
    let client = vendor.client(&credentials());
    call(&client).unwrap();
    vendor.fails(Ok(answer(503, "")));
    vendor.clock.advance(Duration::from_secs(3400));
    // The vendor takes its newest token alone, so the call fails, but with the old token.
    for _ in 0..2 {
        let _ = now(client.widgets().get(7).header("X-Try", "1"));
    }
    assert_eq!(vendor.called()[1], "Acme-token a1");
    vendor.clock.advance(Duration::from_secs(200));
    let error = call(&client).unwrap_err();
    assert!(matches!(error, Error::Authentication(_)) && error.is_retryable());
}

#[test]
fn the_token_servers_limit_is_kept_for_the_whole_process() {
    let vendor = Vendor::fine();
    vendor.fails(Ok(answer(500, "")));
    let proofs = [(); 2].map(|()| Credentials::refresh_token("id", "secret", "limited"));
    let clients = proofs.map(|proof| vendor.client(&proof));
    for at in 0..10 {
        vendor.clock.advance(Duration::from_secs(1));
        assert_eq!(
            token_error(call(&clients[at % 2])).problem(),
            TokenProblem::Unreachable
        );
    }
    let error = call(&clients[0]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get was not sent, for want of an access token: no more tokens may be asked for now: \
         the credentials would be locked out; again in 591 seconds"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(591)));
    assert_eq!(vendor.asked(), 10);
    vendor.fails(None);
    vendor.clock.advance(Duration::from_secs(591));
    call(&clients[1]).unwrap();
    assert_eq!(vendor.asked(), 11);
}

#[test]
fn values_of_one_refresh_token_are_one() {
    let vendor = Vendor::fine();
    let made = |id: &str| Credentials::refresh_token(id, "secret", "made twice");
    let clients = [made("id"), made("id")].map(|proof| vendor.client(&proof));
    for client in clients.iter().chain(&clients) {
        call(client).unwrap();
    }
    assert_eq!(vendor.called(), ["Acme-token a1"; 4]);
    // Another application's token is another one.
    call(&vendor.client(&made("other"))).unwrap();
    assert_eq!(vendor.asked(), 2);
    // So is one of another token server.
    let elsewhere = acme::Client::builder()
        .credentials(made("id"))
        .accounts_url("https://accounts.acme.eu.example")
        .organization("77")
        .transport(vendor.clone())
        .build()
        .unwrap();
    call(&elsewhere).unwrap();
    assert_eq!(vendor.asked(), 3);
    // They count together all the same: seven more make ten.
    vendor.fails(Ok(answer(500, "")));
    for at in 0..8 {
        let client = vendor.client(&made(&format!("application {at}")));
        let expected = match at {
            0..7 => TokenProblem::Unreachable,
            _ => TokenProblem::RateLimit,
        };
        assert_eq!(token_error(call(&client)).problem(), expected, "{at}");
    }
    assert_eq!(vendor.asked(), 10);
}

#[tokio::test]
async fn values_of_one_refresh_token_ask_once() {
    let vendor = Vendor::slow();
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let proof = Credentials::refresh_token("id", "secret", "made often");
            tokio::spawn(vendor.client(&proof).widgets().get(7).send())
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_connection_that_was_never_made_counts_for_nothing() {
    let vendor = Vendor::fine();
    vendor.fails(Err(TransportErrorKind::Connect));
    let client = vendor.client(&credentials());
    for _ in 0..30 {
        assert_eq!(
            token_error(call(&client)).problem(),
            TokenProblem::Unreachable
        );
    }
}

#[test]
fn calls_wait_for_token_servers_that_are_down() {
    let vendor = Vendor::fine();
    vendor.fails(Ok(answer(503, "")));
    let client = acme::Client::builder()
        .credentials(credentials())
        .organization("77")
        .transport(vendor.clone())
        .build()
        .unwrap();
    assert!(call(&client).is_err());
    assert_eq!((vendor.asked(), vendor.clock.waits().len()), (4, 3));
}

#[test]
fn one_accounts_server() {
    let vendor = Vendor::fine();
    let proof = credentials();
    let builder = || {
        acme::Client::builder()
            .organization("77")
            .transport(vendor.clone())
            .credentials(proof.clone())
    };
    let refusal = |builder: clientwright_runtime::ClientBuilder<acme::Client>| {
        builder.build().unwrap_err().to_string()
    };
    let local = || builder().base_url("http://127.0.0.1:9");
    assert_eq!(
        refusal(local()),
        "`accounts_url` is missing: call `.accounts_url(…)` with the URL of the server that refreshes tokens"
    );
    assert_eq!(
        refusal(local().accounts_url("http://x.example")),
        "`accounts_url` is plain http, over which a secret would be readable: use https, or a loopback address"
    );
    assert_eq!(
        refusal(builder().accounts_url("x.example")),
        "`accounts_url` must start with https://"
    );
    local().accounts_url("http://127.0.0.1:8/").build().unwrap();
    assert!(
        refusal(builder()).starts_with("`credentials` are in use with another accounts server")
    );
    local().build().unwrap();
    let lost = globex::Client::builder()
        .organization("8")
        .transport(vendor.clone())
        .credentials(credentials());
    assert_eq!(
        lost.build().unwrap_err().to_string(),
        "`credentials` are a refresh token, and the product has no token server: use an access token or a provider"
    );
    let empty = builder().credentials(Credentials::refresh_token("id", "", "r"));
    assert_eq!(refusal(empty), "`client_secret` is empty");
}

/// Gives a token by what is asked, and notes it.
struct Provider(Arc<Mutex<Vec<String>>>);

impl TokenProvider for Provider {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        let TokenRequest {
            operation,
            scopes,
            base_url,
            refused,
            ..
        } = request;
        let refused = refused.map(AccessToken::expose);
        let line = format!("{operation} {scopes:?} {base_url} {refused:?}");
        self.0.lock().unwrap().push(line);
        Box::pin(async move {
            match refused {
                None => Ok(AccessToken::new("stale")),
                Some(_) => Err(TokenError::new(TokenProblem::Other).saying("the vault is shut")),
            }
        })
    }
}

#[test]
fn providers() {
    let vendor = Vendor::fine();
    let asked = Arc::default();
    let client = vendor.client(&Credentials::provider(Provider(Arc::clone(&asked))));
    let error = call(&client).unwrap_err();
    assert_eq!(
        error.to_string(),
        "widgets.get was not sent, for want of an access token: the token provider fails: the vault is shut"
    );
    let scopes = GetWidget::INFO.scopes;
    let base = "https://api.acme.example/widgets/v1";
    assert_eq!(
        *asked.lock().unwrap(),
        [
            format!("widgets.get {scopes:?} {base} None"),
            format!("widgets.get {scopes:?} {base} Some(\"stale\")")
        ]
    );
    assert_eq!(vendor.called(), ["Acme-token stale"]);
}

#[test]
fn secrets_are_not_shown() {
    let proof = Credentials::refresh_token("id", "s3cret", "r3fresh-shown");
    let vendor = Vendor::fine();
    let client = vendor.client(&proof);
    call(&client).unwrap();
    let asked = vendor.first_asked();
    let shown = format!(
        "{proof:?} {client:?} {asked:?} {:?} {:?}",
        AccessToken::new("s3cret"),
        client.widgets().get(7)
    );
    for secret in ["s3cret", "r3fresh", "a1"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
