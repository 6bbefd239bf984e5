//! Lists of many pages, by number and by cursor.

use zoho_clients::{Error, identity360, inventory};

use crate::support::Script;

fn numbered(ids: &[&str], more: Option<bool>) -> String {
    let users: Vec<String> = ids
        .iter()
        .map(|id| format!(r#"{{"user_id":"{id}"}}"#))
        .collect();
    let context = more.map_or_else(String::new, |more| {
        format!(r#","page_context":{{"has_more_page":{more}}}"#)
    });
    format!(
        r#"{{"code":0,"message":"success","users":[{}]{context}}}"#,
        users.join(",")
    )
}

fn by_cursor(ids: &[&str], next: &str, last: bool) -> String {
    let users: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let users = users.join(",");
    format!(r#"{{"data":[{users}],"meta":{{"next_cursor":{next},"is_last":{last}}}}}"#)
}

const INVENTORY: &str = "https://www.zohoapis.com/inventory/v1/users?organization_id=10234695";
const IDENTITY360: &str = "https://id360.manageengine.com/api/v1/users";

#[tokio::test]
async fn items_by_number() {
    let script = Script::answering(&numbered(&["1", "2"], Some(true)))
        .then(200, &numbered(&["3"], Some(true)))
        .then(200, &numbered(&["4"], Some(false)));
    let client: inventory::Client = script.client();
    let mut items = client.users().list().per_page(2).filter_by("x").stream();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().user_id.as_str().to_owned());
    }
    assert_eq!(ids, ["1", "2", "3", "4"]);
    assert!(items.next().await.is_none());
    assert_eq!(
        script.urls(),
        [
            format!("{INVENTORY}&filter_by=x&per_page=2"),
            format!("{INVENTORY}&filter_by=x&page=2&per_page=2"),
            format!("{INVENTORY}&filter_by=x&page=3&per_page=2"),
        ]
    );
}

/// The users pages leave the context out: then a page that is not full is the last.
#[tokio::test]
async fn pages_by_number_without_a_context() {
    let script = Script::answering(&numbered(&["1", "2"], None))
        .then(200, &numbered(&["3", "4"], None))
        .then(200, &numbered(&["5"], None));
    let client: inventory::Client = script.client();
    let mut pages = client.users().list().page(7).per_page(2).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().items.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(
        script.urls(),
        [7, 8, 9].map(|page| format!("{INVENTORY}&page={page}&per_page=2"))
    );
}

/// Without a size of one's own, a page is full with the documented 200.
#[tokio::test]
async fn the_documented_page_size_counts() {
    for (first_page, expected) in [
        (199, vec![INVENTORY.to_owned()]),
        (
            200,
            vec![INVENTORY.to_owned(), format!("{INVENTORY}&page=2")],
        ),
    ] {
        let first = numbered(&vec!["1"; first_page], None);
        let script = Script::answering(&first).then(200, &numbered(&[], None));
        let client: inventory::Client = script.client();
        let mut items = client.users().list().stream();
        let mut count = 0;
        while let Some(item) = items.next().await {
            item.unwrap();
            count += 1;
        }
        assert_eq!(count, first_page);
        assert_eq!(script.urls(), expected);
    }
}

#[tokio::test]
async fn items_by_cursor() {
    let script = Script::answering(&by_cursor(&["1", "2"], r#""abc=""#, false))
        .then(200, &by_cursor(&[], r#""def""#, false))
        .then(200, &by_cursor(&["3"], "null", true));
    let client: identity360::Client = script.client();
    let mut items = client.users().list().limit(2).stream();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap().as_str().to_owned());
    }
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(
        script.urls(),
        [
            format!("{IDENTITY360}?limit=2"),
            format!("{IDENTITY360}?cursor=abc%3D&limit=2"),
            format!("{IDENTITY360}?cursor=def&limit=2"),
        ]
    );
}

/// The last page is the last, whatever cursor it names.
#[tokio::test]
async fn pages_by_cursor() {
    let script = Script::answering(&by_cursor(&["1"], r#""abc""#, false))
        .then(200, &by_cursor(&["2"], r#""def""#, true));
    let client: identity360::Client = script.client();
    let mut pages = client.users().list().pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(
        first.context.unwrap().next_cursor,
        Some(Some("abc".to_owned()))
    );
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!(second.items[0].id.as_ref().unwrap().as_str(), "2");
    assert!(pages.next().await.is_none());
    assert_eq!(
        script.urls(),
        [IDENTITY360.to_owned(), format!("{IDENTITY360}?cursor=abc")]
    );
}

#[tokio::test]
async fn a_failure_ends_the_list() {
    let script = Script::answering(&numbered(&["1"], Some(true)))
        .then(401, r#"{"code":57,"message":"You are not authorized"}"#);
    let client: inventory::Client = script.client();
    let mut items = client.users().list().stream();
    assert_eq!(items.next().await.unwrap().unwrap().user_id.as_str(), "1");
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(401), Some("57")));
    assert!(items.next().await.is_none());
    assert_eq!(script.sent().len(), 2);
}

/// A service that leads back to a page already read would be asked for ever.
#[tokio::test]
async fn a_cursor_that_goes_round_is_an_error() {
    let page = by_cursor(&["1"], r#""abc""#, false);
    let script = Script::answering(&page)
        .then(200, &page)
        .then(200, &page)
        .then(200, &page);
    let client: identity360::Client = script.client();
    let mut pages = client.users().list().pages();
    let mut read = 0;
    let error = loop {
        match pages.next().await.unwrap() {
            Ok(_) => read += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::Paging(_)), "{error}");
    assert!(read <= 3, "{read} pages");
}
