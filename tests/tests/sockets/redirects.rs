//! Redirects to another host: nothing of a call goes there.

use reqwest::redirect::Policy;
use zoho_clients::Error;
use zoho_clients::runtime::{ReqwestTransport, TransportErrorKind};

use crate::answer::Answer;
use crate::server::Server;
use crate::support::{
    ORGANIZATION, assert_shows_nothing, builder, builder_at, client, root, with_each_product,
};

const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

/// Two servers: one that sends everybody to the other, which has an answer for all products.
fn servers(status: u16) -> (Server, Server) {
    let list = r#"{"code":0,"message":"success","users":[],"data":[]}"#;
    let other = Server::answering(Answer::json(200, list));
    let to = other.url("");
    let first =
        Server::start(move |request| Answer::redirect(status, format!("{to}{}", request.target)));
    (first, other)
}

/// A client of the user's own, with TLS, as reqwest has none here by default.
fn own_client() -> reqwest::ClientBuilder {
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls)
}

/// A redirect is an answer, and no success.
fn check(error: &Error, status: u16) {
    assert_shows_nothing(error);
    assert_eq!(error.status(), Some(status));
    let operation = error.operation().unwrap();
    assert_eq!(
        error.to_string(),
        format!("{operation}: status {status}; the body is empty")
    );
    assert!(!error.is_retryable());
    let Error::Status(error) = error else {
        panic!("{error:?}");
    };
    assert!(error.headers().get("Location").is_some());
}

/// What each client of a transport does when it is sent elsewhere.
async fn check_transport(transport: impl Fn() -> Option<ReqwestTransport>) {
    for status in REDIRECTS {
        let (first, other) = servers(status);
        with_each_product!({
            let builder = builder_at(first.url(root::<Client>()));
            let client: Client = match transport() {
                Some(transport) => builder.transport(transport).build().unwrap(),
                None => builder.build().unwrap(),
            };
            let list = client.users().list().await.unwrap_err();
            check(&list, status);
            let create = client.users().create(bodies::create()).await;
            check(&create.map(drop).unwrap_err(), status);
            let delete = client.users().delete("1").await;
            check(&delete.unwrap_err(), status);
        });
        assert_eq!((first.received().len(), other.connections()), (12, 0));
    }
}

#[tokio::test]
async fn the_default_transport_follows_none() {
    check_transport(|| None).await;
}

/// As the documentation of `from_client` says.
#[tokio::test]
async fn a_client_of_the_users_own_follows_none() {
    check_transport(|| {
        let client = own_client().redirect(Policy::none()).build().unwrap();
        Some(ReqwestTransport::from_client(client))
    })
    .await;
}

/// Whatever the builder was told before.
#[tokio::test]
async fn a_builder_of_the_users_own_follows_none() {
    check_transport(|| {
        let builder = reqwest::Client::builder().redirect(Policy::limited(5));
        Some(ReqwestTransport::from_builder(builder).unwrap())
    })
    .await;
}

/// Nor is one that leads back to the host that it came from.
#[tokio::test]
async fn redirects_within_a_host_are_not_followed_either() {
    let server = Server::answering(Answer::redirect(307, "/elsewhere"));
    with_each_product!(client = client(&server) => {
        let error = client.users().list().await.unwrap_err();
        check(&error, 307);
    });
    let targets: Vec<_> = server.received().into_iter().map(|it| it.target).collect();
    assert!(!targets.iter().any(|target| target == "/elsewhere"));
    assert_eq!(targets.len(), 4);
}

/// Why the documentation says so: reqwest takes the organization's header along to any host. The call
/// fails, so that nobody builds on it.
#[tokio::test]
async fn a_client_that_follows_hands_the_organization_over() {
    let (first, other) = servers(307);
    with_each_product!(client = {
        let transport = ReqwestTransport::from_client(own_client().build().unwrap());
        builder(&first).transport(transport).build().unwrap()
    } => {
        let error = client.users().list().await.unwrap_err();
        assert_shows_nothing(&error);
        assert!(!error.is_retryable());
        let Error::Transport(failure) = &error else {
            panic!("{error:?}");
        };
        let failure = failure.transport_error();
        assert_eq!(failure.kind(), TransportErrorKind::Rejected);
        assert_eq!(
            failure.to_string(),
            "the HTTP client followed a redirect, which takes headers to another place: build it \
             with `redirect::Policy::none()`"
        );
    });
    let received = other.received();
    assert_eq!(received.len(), 4);
    for (request, product) in received
        .iter()
        .zip(["inventory", "invoice", "expense", "api"])
    {
        assert!(request.target.starts_with(&format!("/{product}/v")));
        assert_eq!(request.header("authorization"), None);
        let header = format!("x-com-zoho-{product}-organizationid");
        let in_header = ["invoice", "expense"].contains(&product);
        assert_eq!(request.header(&header), in_header.then_some(ORGANIZATION));
    }
}
