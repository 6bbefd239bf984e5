//! Access tokens: a token server that counts.

mod failures;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use zoho_clients::runtime::{Credentials, ManualClock, TokenError, TokenProblem};
use zoho_clients::{ClientBuilder, Error, Product, identity360, inventory};

use crate::answer::Answer;
use crate::server::{Received, Server};
use crate::support::{assert_shows_nothing, builder, example, with_each_product};

const TOKEN_PATH: &str = "/oauth/v2/token";

/// Which token is good: the token server gives `a1`, `a2`, ….
#[derive(Default)]
struct Tokens {
    given: AtomicUsize,
    /// A service takes only the tokens from this one on.
    first_good: AtomicUsize,
}

impl Tokens {
    fn given(&self) -> usize {
        self.given.load(Ordering::SeqCst)
    }

    /// Makes the service refuse the tokens that were given so far, and as many more.
    fn revoke(&self, more: usize) {
        self.first_good
            .store(self.given() + 1 + more, Ordering::SeqCst);
    }

    fn answer(&self, request: &Received, api_domain: &str) -> Answer {
        if request.target == TOKEN_PATH {
            let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
            let body = format!(
                r#"{{"access_token":"a{number}","expires_in":3600,"api_domain":"{api_domain}","token_type":"Bearer"}}"#
            );
            // Long enough for all who want one to come.
            return Answer::json(200, body).late(Duration::from_millis(100));
        }
        let token = request.header("authorization").unwrap();
        let number = token.strip_prefix("Zoho-oauthtoken a").unwrap();
        if number.parse::<usize>().unwrap() < self.first_good.load(Ordering::SeqCst) {
            let refusal = r#"{"code":57,"message":"You are not authorized","error":{"code":"00000101","title":"Unauthorized"}}"#;
            return Answer::json(401, refusal);
        }
        let product = match request.target.split('/').nth(1) {
            Some("api") => "identity360",
            product => product.unwrap(),
        };
        Answer::json(200, example(product, "list.response"))
    }
}

/// A server that is the services and their token server in one.
struct Service {
    server: Server,
    tokens: Arc<Tokens>,
}

impl Service {
    /// `api_domain` is what a token's answer names as the place to go.
    fn start(api_domain: String) -> Self {
        let tokens = Arc::new(Tokens::default());
        let theirs = tokens.clone();
        let server = Server::start(move |request| theirs.answer(request, &api_domain));
        Self { server, tokens }
    }

    fn builder<P: Product>(&self, credentials: &Credentials) -> ClientBuilder<P> {
        builder(&self.server)
            .credentials(credentials.clone())
            .accounts_url(self.server.url(""))
    }

    /// What came, as `token` or the access token that it came with.
    fn came(&self) -> Vec<String> {
        let came = self.server.received().into_iter().map(|request| {
            match request.header("authorization") {
                None => {
                    assert_eq!(request.target, TOKEN_PATH);
                    "token".to_owned()
                }
                Some(token) => token.replace("Zoho-oauthtoken ", ""),
            }
        });
        came.collect()
    }
}

/// Each test has a refresh token of its own: how often it may be used counts for the process.
fn credentials(test: &str) -> Credentials {
    Credentials::refresh_token("1000.ID", "S3cret&1", format!("R3fresh+{test}"))
}

fn token_error(error: &Error) -> &TokenError {
    assert_shows_nothing(error);
    match error {
        Error::Authentication(error) => error.token_error(),
        other => panic!("{other:?}"),
    }
}

/// Two hundred calls of two products at the same time, with a token that has expired, or that the
/// services refuse: one refresh.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_calls_make_one_refresh() {
    let service = Service::start(String::new());
    let clock = ManualClock::new();
    // What is said twice is one and the same refresh token.
    let inventory: inventory::Client = service
        .builder(&credentials("concurrent"))
        .clock(clock.clone())
        .build()
        .unwrap();
    let identity360: identity360::Client = service
        .builder(&credentials("concurrent"))
        .clock(clock.clone())
        .build()
        .unwrap();
    inventory.users().list().await.unwrap();
    assert_eq!(service.came(), ["token", "a1"]);

    let all_at_once = async || {
        let calls: Vec<_> = (0..100)
            .flat_map(|_| {
                let (inventory, identity360) = (inventory.clone(), identity360.clone());
                [
                    tokio::spawn(async move { inventory.users().list().await.map(drop) }),
                    tokio::spawn(async move { identity360.users().list().await.map(drop) }),
                ]
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    };

    clock.advance(Duration::from_secs(3601));
    all_at_once().await;
    assert_eq!(service.tokens.given(), 2);
    let came = service.came();
    let with = |token: &str| came.iter().filter(|it| *it == token).count();
    assert_eq!([with("token"), with("a1"), with("a2")], [2, 1, 200]);

    service.tokens.revoke(0);
    all_at_once().await;
    assert_eq!(service.tokens.given(), 3);
    let came = service.came();
    let with = |token: &str| came.iter().filter(|it| *it == token).count();
    assert_eq!([with("token"), with("a1"), with("a3")], [3, 1, 200]);
    // Those that came late had the new token at once.
    assert!((201..=400).contains(&with("a2")), "{}", with("a2"));
}

/// Renewed before it expires: nobody is refused.
#[tokio::test]
async fn tokens_are_renewed_before_they_expire() {
    let service = Service::start(String::new());
    let clock = ManualClock::new();
    let client: inventory::Client = service
        .builder(&credentials("early"))
        .clock(clock.clone())
        .build()
        .unwrap();
    client.users().list().await.unwrap();
    clock.advance(Duration::from_secs(3600 - 301));
    client.users().list().await.unwrap();
    clock.advance(Duration::from_secs(1));
    client.users().list().await.unwrap();
    assert_eq!(service.came(), ["token", "a1", "a1", "token", "a2"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_call_repeated_once() {
    let service = Service::start(String::new());
    let proof = credentials("refused");
    let client: inventory::Client = service.builder(&proof).build().unwrap();
    client.users().list().await.unwrap();
    service.tokens.revoke(0);
    client.users().list().await.unwrap();
    assert_eq!(service.came(), ["token", "a1", "a1", "token", "a2"]);

    service.tokens.revoke(1);
    let error = client.users().list().await.unwrap_err();
    assert_shows_nothing(&error);
    assert_eq!((error.status(), error.code()), (Some(401), Some("57")));
    assert_eq!(
        error.to_string(),
        "users.list: the service refused the call with status 401, code 57: You are not authorized"
    );
    assert_eq!(service.came()[5..], ["a2", "token", "a3"]);
    // The next call begins anew.
    client.users().list().await.unwrap();
    assert_eq!(service.came()[8..], ["a3", "token", "a4"]);
}

/// What a token's answer says of where to go changes nothing.
#[tokio::test]
async fn an_answer_cannot_lead_a_token_elsewhere() {
    let elsewhere = Server::answering(Answer::json(200, "{}"));
    let service = Service::start(elsewhere.url(""));
    let proof = credentials("elsewhere");
    with_each_product!(client = service.builder(&proof).build().unwrap() => {
        client.users().list().await.unwrap();
    });
    assert_eq!(service.came(), ["token", "a1", "a1", "a1", "a1"]);
    assert_eq!(elsewhere.connections(), 0);

    for status in [301, 302, 303, 307, 308] {
        let token_server = Server::answering(Answer::redirect(status, elsewhere.url(TOKEN_PATH)));
        let proof = credentials(&format!("redirect{status}"));
        let client: inventory::Client = service
            .builder(&proof)
            .accounts_url(token_server.url(""))
            .build()
            .unwrap();
        let error = client.users().list().await.unwrap_err();
        assert_eq!(token_error(&error).problem(), TokenProblem::Refused);
        assert_eq!(
            error.to_string(),
            format!(
                "users.list was not sent, for want of an access token: the token server refuses the \
                 credentials: status {status}"
            )
        );
        assert_eq!(token_server.received().len(), 1);
    }
    assert_eq!(elsewhere.connections(), 0);
    assert_eq!(service.came().len(), 5);
}

/// The fields of a form in the body: a URL would be logged.
#[tokio::test]
async fn a_token_is_asked_for_in_the_body() {
    let service = Service::start(String::new());
    let proof = credentials("form");
    let client: inventory::Client = service.builder(&proof).build().unwrap();
    client.users().list().await.unwrap();
    let asked = service.server.received().remove(0);
    assert_eq!(
        (asked.method.as_str(), &*asked.target),
        ("POST", TOKEN_PATH)
    );
    assert_eq!(
        asked.body,
        "grant_type=refresh_token&refresh_token=R3fresh%2Bform&client_id=1000.ID&client_secret=S3cret%261"
    );
    let names: Vec<_> = asked.headers.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "accept",
            "content-length",
            "content-type",
            "host",
            "user-agent"
        ]
    );
    let kind = asked.header("content-type");
    assert_eq!(kind, Some("application/x-www-form-urlencoded"));
    assert_eq!(asked.header("accept"), Some("application/json"));
}
