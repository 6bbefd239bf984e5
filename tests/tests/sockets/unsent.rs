//! Calls that cannot or must not be sent: the server never hears of them.

use std::time::Duration;

use zoho_clients::Error;
use zoho_clients::runtime::{Limits, ManualClock};

use crate::answer::Answer;
use crate::server::Server;
use crate::support::{assert_shows_nothing, builder, client, with_each_product};

const LIST: &str = r#"{"code":0,"message":"success","users":[],"data":[]}"#;

/// Values that would lead the path or the headers astray.
#[tokio::test]
async fn values_that_cannot_be_sent() {
    let server = Server::answering(Answer::json(200, LIST));
    with_each_product!(client = client(&server) => {
        for (id, problem) in [("", "empty"), (".", "dots alone"), ("..", "dots alone")] {
            let error = client.users().get(id).await.map(drop).unwrap_err();
            assert!(matches!(error, Error::Request(_)));
            assert_eq!(
                error.to_string(),
                format!(
                    "users.get was not sent: the path parameter `user_id` is {problem}: give it a value"
                )
            );
            assert!(!error.is_retryable());
        }
        let call = client.users().list().header("X-Note", "a\r\nhidden-7: b");
        let error = call.await.map(drop).unwrap_err();
        assert_shows_nothing(&error);
        assert!(matches!(error, Error::Request(_)));
        assert_eq!(
            error.to_string(),
            "users.list was not sent: the header `X-Note` has control characters, a line break perhaps"
        );
    });
    assert_eq!(server.connections(), 0);
}

/// The client's own limit, where waiting would take too long.
#[tokio::test]
async fn beyond_the_clients_own_limits() {
    let server = Server::answering(Answer::json(200, LIST));
    let limits = Limits {
        per_minute: Some(1),
        concurrent: None,
    };
    with_each_product!({
        let clock = ManualClock::new();
        let builder = builder(&server).limits(limits).clock(clock.clone());
        let client: Client = builder.deadline(Duration::from_secs(60)).build().unwrap();
        client.users().list().await.unwrap();
        clock.advance(Duration::from_secs(10));
        let call = client.users().list().deadline(Duration::from_secs(50));
        let error = call.await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "users.list was not sent: the client's own limits allow no request before the call's deadline"
        );
        assert_eq!(error.operation(), Some("users.list"));
        let Error::Limit(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.wait(), Duration::from_secs(50));
        assert_eq!(clock.waits(), []);
    });
    assert_eq!(server.received().len(), 4);
}
