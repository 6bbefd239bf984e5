//! Where tokens go, and where they do not.

use clientwright_runtime::Credentials;

use crate::support::{Recording, acme, now};

fn build(credentials: &Credentials, url: Option<&str>) -> Result<acme::Client, String> {
    let builder = acme::Client::builder()
        .credentials(credentials.clone())
        .organization("77")
        .transport(Recording::default());
    let builder = match url {
        Some(url) => builder.base_url(url),
        None => builder,
    };
    builder.build().map_err(|error| error.to_string())
}

#[test]
fn credentials_are_for_some_hosts() {
    let token = Credentials::access_token("t0ken");
    assert!(build(&token, Some("https://elsewhere.example/v1")).is_ok());
    let token = token.only_for(["API.acme.example", "localhost:8080"]);
    for good in [
        None,
        Some("https://api.acme.example/v9"),
        Some("https://api.ACME.example:443"),
        Some("http://localhost:8080/api"),
    ] {
        assert!(build(&token, good).is_ok(), "{good:?}");
    }
    for bad in [
        "https://api.acme.example.evil.example/v1",
        "https://evil.example/api.acme.example",
        "https://api.acme.example:8443",
        "https://localhost",
        "http://localhost:8081",
    ] {
        let problem = build(&token, Some(bad)).unwrap_err();
        let begin = "`credentials` are for API.acme.example, localhost:8080 only, and the base URL";
        assert!(problem.starts_with(begin), "{bad}: {problem}");
    }
    assert_eq!(
        build(&token, Some("https://evil.example/v1")).unwrap_err(),
        "`credentials` are for API.acme.example, localhost:8080 only, and the base URL is on \
         evil.example"
    );
}

#[test]
fn an_operation_cannot_lead_a_token_away() {
    use clientwright_runtime::__private::v1;

    /// Its path would go on with the host's name.
    struct Astray;

    impl v1::Operation for Astray {
        type Output = ();
        const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
            product: &acme::INFO,
            name: "astray",
            method: v1::Method::Get,
            path: "@evil.example/",
            scopes: &[],
            repeatable: true,
            errors: &[],
        };

        fn read(answer: v1::Answer<'_>) -> Result<(), v1::AnswerError> {
            answer.empty()
        }
    }

    let recording = Recording::default();
    let error = now(recording.acme().call(Astray)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "astray was not sent: the operation's path does not begin with a slash"
    );
    assert!(recording.sent().is_empty());
}
