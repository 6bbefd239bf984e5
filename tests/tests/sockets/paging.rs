//! Lists of many pages: where they end, also when the service does not say, or never would.

use zoho_clients::runtime::{Continuation, Paged};
use zoho_clients::{Call, Error, identity360};

use crate::answer::Answer;
use crate::server::{Received, Server};
use crate::support::{assert_shows_nothing, client, with_each_product};

/// More requests than any list of these tests needs: a client that goes on is stopped by an error.
const ENOUGH: usize = 200;

/// A page of two or fewer users by number.
fn numbered(ids: &[usize], more: Option<bool>) -> Answer {
    let users: Vec<_> = ids
        .iter()
        .map(|id| format!(r#"{{"user_id":"{id}"}}"#))
        .collect();
    let context = match more {
        Some(more) => format!(r#","page_context":{{"has_more_page":{more}}}"#),
        None => String::new(),
    };
    let users = users.join(",");
    Answer::json(200, format!(r#"{{"code":0,"users":[{users}]{context}}}"#))
}

/// A page of users by cursor; `meta` is what stands in that member.
fn by_cursor(ids: &[usize], meta: &str) -> Answer {
    let users: Vec<_> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let users = users.join(",");
    Answer::json(200, format!(r#"{{"data":[{users}],"meta":{{{meta}}}}}"#))
}

/// The number of the page that is asked for.
fn page(request: &Received) -> usize {
    request
        .query("page")
        .map_or(1, |page| page.parse().unwrap())
}

/// What came of a list: how many items each page had, and the error at its end, if any.
async fn sizes<Op: Paged>(call: Call<Op>) -> (Vec<usize>, Option<Error>) {
    let mut pages = call.pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => sizes.push(page.items.len()),
            Err(error) => {
                assert!(pages.next().await.is_none());
                return (sizes, Some(error));
            }
        }
    }
    (sizes, None)
}

/// It goes on as long as the service says so, however short the pages are.
#[tokio::test]
async fn the_service_says_whether_there_is_more() {
    let server = Server::start(|request| match page(request) {
        1 => numbered(&[1, 2], Some(true)),
        2 => numbered(&[3], Some(true)),
        _ => numbered(&[4, 5], Some(false)),
    });
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let (sizes, error) = sizes(client.users().list().per_page(2)).await;
        assert!(error.is_none());
        assert_eq!(sizes, [2, 1, 2]);
    });
    let queries: Vec<_> = server
        .received()
        .iter()
        .map(|it| {
            assert_eq!(it.query("per_page"), Some("2"));
            page(it)
        })
        .collect();
    assert_eq!(queries, [1, 2, 3, 1, 2, 3, 1, 2, 3]);
}

/// Where it does not say, a short page is the last; so is an empty one.
#[tokio::test]
async fn the_service_does_not_say() {
    for (last, expected) in [(1, vec![2, 2, 1]), (0, vec![2, 2, 0])] {
        let server = Server::start(move |request| match page(request) {
            1 => numbered(&[1, 2], None),
            2 => numbered(&[3, 4], None),
            _ => numbered(&[5][..last], None),
        });
        with_each_product!([inventory, invoice, expense] client = client(&server) => {
            let (sizes, error) = sizes(client.users().list().per_page(2)).await;
            assert!(error.is_none());
            assert_eq!(sizes, expected);
        });
        assert_eq!(server.received().len(), 9);
    }
    // The size that the documents give where nobody asks for one.
    let full: Vec<usize> = (0..200).collect();
    let server = Server::start(move |request| match page(request) {
        1 => numbered(&full, None),
        _ => numbered(&full[..199], None),
    });
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let (sizes, error) = sizes(client.users().list()).await;
        assert!(error.is_none());
        assert_eq!(sizes, [200, 199]);
    });
}

/// An empty page has nothing after it, whatever the service says.
#[tokio::test]
async fn more_of_nothing() {
    let server = Server::answering(numbered(&[], Some(true)));
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let (sizes, error) = sizes(client.users().list()).await;
        assert!(error.is_none());
        assert_eq!(sizes, [0]);
    });
    assert_eq!(server.received().len(), 3);
}

/// A list goes on from where a call begins.
#[tokio::test]
async fn from_a_page_in_the_middle() {
    let server = Server::start(|request| numbered(&[page(request)], Some(page(request) < 9)));
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let mut items = client.users().list().page(7).stream();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            ids.push(item.unwrap().user_id.to_string());
        }
        assert_eq!(ids, ["7", "8", "9"]);
    });
}

/// A service that does not look at the number of the page gives the same page for ever.
#[tokio::test]
async fn the_same_page_for_ever() {
    let server = Server::answering(numbered(&[1, 2], Some(true)));
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let before = server.received().len();
        let mut pages = client.users().list().per_page(2).pages();
        let error = loop {
            assert!(server.received().len() - before < ENOUGH, "it goes on for ever");
            if let Err(error) = pages.next().await.expect("an error at the end") {
                break error;
            }
        };
        check_repeats(&error);
        assert!(pages.next().await.is_none());
    });
}

fn check_repeats(error: &Error) {
    assert_shows_nothing(error);
    assert!(matches!(error, Error::Paging(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "users.list: the service leads back to a page that was already read"
    );
    assert_eq!(error.operation(), Some("users.list"));
    assert!(!error.is_retryable());
}

/// The same, with a page number around it that counts on.
#[tokio::test]
async fn the_same_users_for_ever() {
    let server = Server::start(|request| {
        let page = page(request);
        let body = format!(
            r#"{{"code":0,"users":[{{"user_id":"1"}}],"page_context":{{"page":{page},"has_more_page":true}}}}"#
        );
        Answer::json(200, body)
    });
    with_each_product!([inventory] client = client(&server) => {
        let mut users = client.users().list().per_page(1).stream();
        let error = loop {
            assert!(server.received().len() < 10 * ENOUGH, "it goes on for ever");
            if let Err(error) = users.next().await.expect("an error at the end") {
                break error;
            }
        };
        check_repeats(&error);
        assert!(users.next().await.is_none());
    });
}

/// A page shows where the list goes on, and a call can start there: in another process as well.
#[tokio::test]
async fn from_where_a_page_says_that_the_list_goes_on() {
    let server = Server::start(|request| numbered(&[page(request)], Some(page(request) < 4)));
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let first = client.users().list().per_page(1).page(2).await.unwrap();
        let next = first.next.expect("two more pages");
        assert_eq!(next.as_str(), "3");
        let stored = Continuation::from(next.to_string());
        let (sizes, error) = sizes(client.users().list().per_page(1).starting_at(&stored)).await;
        assert!(error.is_none());
        assert_eq!(sizes, [1, 1]);
        let last = client.users().list().page(4).await.unwrap();
        assert_eq!(last.next, None);
    });
    assert_eq!(server.received().len(), 12);

    let server = Server::start(|request| match request.query("cursor") {
        None => by_cursor(&[1], r#""next_cursor":"c/1""#),
        Some("c%2F1") => by_cursor(&[2], r#""next_cursor":null"#),
        other => panic!("{other:?}"),
    });
    let client: identity360::Client = client(&server);
    let next = client.users().list().await.unwrap().next.unwrap();
    assert_eq!(next.as_str(), "c/1");
    let last = client.users().list().starting_at(&next).await.unwrap();
    assert_eq!((last.items.len(), last.next), (1, None));
}

/// Each way to say that there is no next page.
#[tokio::test]
async fn the_last_cursor() {
    for end in [
        r#""next_cursor":null,"is_last":true"#,
        r#""next_cursor":null"#,
        r#""next_cursor":"""#,
        r#""next_cursor":"c9","is_last":true"#,
        r#""is_last":true"#,
        "",
    ] {
        let server = Server::start(move |request| match request.query("cursor") {
            None => by_cursor(&[1, 2], r#""next_cursor":"c1/+","is_last":false"#),
            Some("c1%2F%2B") => by_cursor(&[], r#""next_cursor":"c2""#),
            Some(_) => by_cursor(&[3], end),
        });
        let client: identity360::Client = client(&server);
        let (sizes, error) = sizes(client.users().list().limit(2).select("id")).await;
        assert!(error.is_none(), "{end}");
        assert_eq!(sizes, [2, 0, 1], "{end}");
        let targets: Vec<_> = server.received().into_iter().map(|it| it.target).collect();
        assert_eq!(
            targets,
            [
                "/api/v1/users?select=id&limit=2",
                "/api/v1/users?select=id&cursor=c1%2F%2B&limit=2",
                "/api/v1/users?select=id&cursor=c2&limit=2",
            ]
        );
    }
}

#[tokio::test]
async fn from_a_cursor_in_the_middle() {
    let server = Server::start(|request| match request.query("cursor") {
        Some("c7") => by_cursor(&[7], r#""next_cursor":"c8""#),
        _ => by_cursor(&[8], r#""next_cursor":null"#),
    });
    let client: identity360::Client = client(&server);
    let mut items = client.users().list().cursor("c7").stream();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap().to_string());
    }
    assert_eq!(ids, ["7", "8"]);
    assert_eq!(server.received().len(), 2);
}

/// Cursors that lead in a circle, of one page or of several, from the first page on or from later.
#[tokio::test]
async fn cursors_for_ever() {
    for (lead, circle) in [(0, 1), (1, 1), (0, 2), (2, 3), (5, 7)] {
        let server = Server::start(move |request| {
            let at = match request.query("cursor") {
                Some(cursor) => cursor[1..].parse().unwrap(),
                None => 0,
            };
            let next = if at + 1 < lead + circle { at + 1 } else { lead };
            by_cursor(&[at], &format!(r#""next_cursor":"c{next}""#))
        });
        let client: identity360::Client = client(&server);
        let (sizes, error) = sizes(client.users().list().cursor("c0")).await;
        check_repeats(&error.expect("an error at the end"));
        assert!(sizes.len() >= lead + circle, "{lead} {circle}: {sizes:?}");
        assert!(sizes.len() < 4 * (lead + circle + 1), "{lead} {circle}");
        assert_eq!(server.received().len(), sizes.len());
    }
}

/// The end of a list that breaks in the middle is the error.
#[tokio::test]
async fn an_error_ends_a_list() {
    let server = Server::start(|request| match page(request) {
        1 => numbered(&[1, 2], Some(true)),
        _ => Answer::json(200, r#"{"code":1002,"message":"no more"}"#),
    });
    with_each_product!([inventory, invoice, expense] client = client(&server) => {
        let (sizes, error) = sizes(client.users().list()).await;
        assert_eq!(sizes, [2]);
        assert_eq!(error.unwrap().code(), Some("1002"));
    });
    assert_eq!(server.received().len(), 6);
}
