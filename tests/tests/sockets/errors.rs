//! What the services themselves say is wrong.

use std::time::Duration;

use zoho_clients::runtime::{ApiError, BodyProblem};
use zoho_clients::{Error, Product, expense, identity360};

use crate::answer::Answer;
use crate::bodies;
use crate::server::Server;
use crate::support::{assert_shows_nothing, client, example, member, with_each_product};

/// A server that gives everybody this answer, with the id that a service gives to each request.
fn server(status: u16, body: impl Into<String>) -> Server {
    let answer = Answer::json(status, body.into());
    Server::answering(answer.header("x-request-id", "r-7"))
}

fn api(error: Error) -> ApiError {
    assert_shows_nothing(&error);
    let Error::Api(error) = error else {
        panic!("{error:?}");
    };
    *error
}

/// Three products say by `code` what is wrong, with whatever status.
#[tokio::test]
async fn refusals_in_the_envelope() {
    for status in [200, 400, 401, 404, 500] {
        for code in ["1002", r#""1002""#] {
            let body = format!(
                r#"{{"code":{code},"message":"User does not exist.","users":"hidden-7","user":"hidden-7"}}"#
            );
            let server = server(status, body.clone());
            with_each_product!([inventory, invoice, expense] client = client(&server) => {
                let users = client.users();
                let errors = [
                    ("users.list", users.list().await.map(drop).unwrap_err()),
                    ("users.get", users.get("1").await.map(drop).unwrap_err()),
                    ("users.delete", users.delete("1").await.map(drop).unwrap_err()),
                ];
                for (operation, error) in errors {
                    assert_eq!(error.operation(), Some(operation));
                    assert_eq!(error.status(), Some(status));
                    assert_eq!(error.code(), Some("1002"));
                    assert_eq!(error.request_id(), Some("r-7"));
                    assert_eq!(error.body(), Some(body.as_bytes()));
                    assert_eq!(error.retry_after(), None);
                    assert!(!error.is_retryable());
                    assert_eq!(
                        error.to_string(),
                        format!(
                            "{operation}: the service refused the call with status {status}, \
                             code 1002: User does not exist."
                        )
                    );
                    let error = api(error);
                    assert_eq!(error.message(), Some("User does not exist."));
                    assert_eq!(error.detail(), None);
                    assert_eq!(error.meaning(), None);
                    assert_eq!(error.headers().get("X-Request-Id"), Some("r-7"));
                }
            });
            assert_eq!(server.received().len(), 9);
        }
    }
}

/// Where the payload stands among the envelope's members.
#[tokio::test]
async fn a_refusal_in_place_of_a_payload_without_a_member() {
    let body = r#"{"code":6,"message":"Invalid policy","name":"hidden-7"}"#;
    let server = server(200, body);
    let client: expense::Client = client(&server);
    let update = bodies::expense::update();
    let error = api(client.users().update("1", update).await.unwrap_err());
    assert_eq!((error.status(), error.code()), (200, Some("6")));
    assert_eq!(error.message(), Some("Invalid policy"));
    assert_eq!(error.body(), body.as_bytes());
}

/// Identity360 has an object of its own for what is wrong; the documents list the codes.
#[tokio::test]
async fn documented_refusals() {
    let documented = identity360::Client::INFO.errors;
    assert_eq!(documented.len(), 8);
    for known in documented {
        let name = match known.code {
            "00000102" => "create.error.00000102".to_owned(),
            code => format!("error.{code}"),
        };
        let body = example("identity360", &name);
        let said = |name| serde_json::from_str::<String>(member(member(&body, "error"), name));
        let (title, detail) = (said("title").unwrap(), said("detail").unwrap());
        // Some services say it with a status of success.
        for status in [known.status.unwrap(), 200] {
            let server = server(status, body.clone());
            let client: identity360::Client = client(&server);
            let users = client.users();
            let create = bodies::identity360::create();
            let errors = [
                ("users.list", users.list().await.map(drop).unwrap_err()),
                (
                    "users.create",
                    users.create(create).await.map(drop).unwrap_err(),
                ),
                ("users.enable", users.enable("1").await.unwrap_err()),
            ];
            for (operation, error) in errors {
                assert_eq!(
                    error.to_string(),
                    format!(
                        "{operation}: the service refused the call with status {status}, code {} \
                         ({}): {title}: {detail}",
                        known.code, known.meaning
                    )
                );
                assert_eq!(error.operation(), Some(operation));
                let error = api(error);
                assert_eq!((error.status(), error.code()), (status, Some(known.code)));
                assert_eq!(error.message(), Some(&*title));
                assert_eq!(error.detail(), Some(&*detail));
                assert_eq!(error.meaning(), Some(known.meaning));
                assert_eq!(error.request_id(), Some("r-7"));
                assert_eq!(error.body(), body.as_bytes());
            }
            assert_eq!(server.received().len(), 3);
        }
    }
}

/// A fixed token that is refused cannot be renewed: the call is not made again.
#[tokio::test]
async fn a_refused_token() {
    let server = server(401, r#"{"code":57,"message":"You are not authorized"}"#);
    with_each_product!(client = client(&server) => {
        let error = client.users().list().await.unwrap_err();
        assert_eq!(error.status(), Some(401));
        assert!(!error.is_retryable());
        assert_shows_nothing(&error);
    });
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn too_many_calls() {
    let enveloped = r#"{"code":45,"message":"Slow down","users":"hidden-7"}"#;
    let object = r#"{"error":{"code":"45","title":"Slow down"},"data":"hidden-7"}"#;
    let server = Server::start(move |request| {
        let body = match request.target.as_str() {
            target if target.starts_with("/api/v1/") => object,
            _ => enveloped,
        };
        let answer = Answer::json(429, body).header("x-request-id", "r-7");
        answer.header("retry-after", "117")
    });
    with_each_product!(client = client(&server) => {
        let error = client.users().delete("1").await.unwrap_err();
        assert_shows_nothing(&error);
        assert_eq!(
            error.to_string(),
            "users.delete: too many calls, code 45; the service asks to wait for 117 seconds: Slow down"
        );
        assert_eq!(error.retry_after(), Some(Duration::from_secs(117)));
        assert_eq!((error.status(), error.code()), (Some(429), Some("45")));
        assert_eq!(error.request_id(), Some("r-7"));
        assert!(error.is_retryable());
        let Error::RateLimit(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.message(), Some("Slow down"));
        assert!(error.body().ends_with(br#""hidden-7"}"#));
    });
    assert_eq!(server.received().len(), 4);

    // A proxy's own, which says nothing.
    for answer in [Answer::html(429), Answer::new(429, "")] {
        let server = Server::answering(answer);
        with_each_product!(client = client(&server) => {
            let error = client.users().list().await.unwrap_err();
            assert_shows_nothing(&error);
            assert!(matches!(error, Error::RateLimit(_)));
            assert_eq!(
                error.to_string(),
                "users.list: too many calls; the service does not say for how long to wait"
            );
            assert_eq!((error.retry_after(), error.code()), (None, None));
        });
    }
}

/// What does not fit the types is named by its path, and never shown.
#[tokio::test]
async fn answers_that_are_not_as_documented() {
    let enveloped = [
        (
            r#"{"code":0,"users":[{"user_id":"1"},{"user_id":{"hidden-7":1}}]}"#,
            "users[1].user_id",
            "invalid type: an object, expected an identifier (a string or an integer) at line 1 column 57",
        ),
        (
            r#"{"code":0,"users":[{"user_id":"1"},{"name":"hidden-7"}]}"#,
            "users[1]",
            "missing field `user_id` at line 1 column 54",
        ),
        (
            r#"{"code":0,"users":[{"user_id":"1","is_current_user":"hidden-7"}]}"#,
            "users[0].is_current_user",
            "invalid value: this string, expected a boolean, or \"true\" or \"false\" at line 1 column 62",
        ),
        (
            r#"{"code":0,"users":[],"page_context":{"page":"hidden-7"}}"#,
            "page_context.page",
            "invalid value: this string, expected a 64-bit integer, or one as a string at line 1 column 54",
        ),
        (
            r#"{"message":"hidden-7"}"#,
            "",
            "the payload `users` is missing",
        ),
        (
            r#"["hidden-7"]"#,
            "",
            "invalid type: sequence, expected an object around the payload at line 1 column 1",
        ),
    ];
    for (body, path, reason) in enveloped {
        let server = server(200, body);
        with_each_product!([inventory, invoice, expense] client = client(&server) => {
            check_decode(client.users().list().await.unwrap_err(), body, path, reason);
        });
    }
    let data = [
        (
            r#"{"data":[{"id":"1"},{"id":["hidden-7"]}]}"#,
            "data[1].id",
            "invalid type: sequence, expected an identifier (a string or an integer) at line 1 column 27",
        ),
        (
            r#"{"data":[{"isDomainVerified":"hidden-7"}]}"#,
            "data[0].isDomainVerified",
            "invalid value: this string, expected a boolean, or \"true\" or \"false\" at line 1 column 39",
        ),
        (
            r#"{"data":[],"meta":{"is_last":"hidden-7"}}"#,
            "meta.is_last",
            "invalid value: this string, expected a boolean, or \"true\" or \"false\" at line 1 column 39",
        ),
        (
            r#"{"users":"hidden-7"}"#,
            "",
            "the payload `data` is missing",
        ),
    ];
    for (body, path, reason) in data {
        let server = server(200, body);
        let client: identity360::Client = client(&server);
        check_decode(client.users().list().await.unwrap_err(), body, path, reason);
    }
}

fn check_decode(error: Error, body: &str, path: &str, reason: &str) {
    assert_shows_nothing(&error);
    assert_eq!((error.status(), error.code()), (Some(200), None));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.request_id(), Some("r-7"));
    assert!(!error.is_retryable());
    let shown = error.to_string();
    let Error::Decode(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.problem(), BodyProblem::Unexpected);
    assert_eq!((error.path(), error.reason()), (path, reason), "{body}");
    let place = match path {
        "" => String::new(),
        path => format!(", at `{path}`"),
    };
    assert_eq!(
        shown,
        format!(
            "users.list: the body of the answer is not what the documents say{place}: {reason}"
        )
    );
}
