//! Pages and items.

use clientwright_runtime::Error;

use crate::support::{Recording, answer, now};

fn widgets(stocks: &[i64], more: Option<bool>) -> clientwright_runtime::HttpResponse {
    let items = stocks
        .iter()
        .map(|stock| format!(r#"{{"stock": {stock}}}"#))
        .collect::<Vec<_>>();
    let more = more.map(|more| format!(r#", "page_context": {{"has_more_page": {more}}}"#));
    answer(
        200,
        &format!(
            r#"{{"widgets": [{}]{}}}"#,
            items.join(","),
            more.unwrap_or_default()
        ),
    )
}

fn urls(transport: &Recording) -> Vec<String> {
    let query = |url: String| {
        url.split_once('?')
            .map(|(_, query)| query.to_owned())
            .unwrap()
    };
    transport
        .sent()
        .into_iter()
        .map(|request| query(request.url))
        .collect()
}

async fn stocks(transport: &Recording, per_page: i64) -> Vec<Result<i64, Error>> {
    let mut items = transport
        .acme()
        .widgets()
        .list()
        .per_page(per_page)
        .stream();
    let mut stocks = Vec::new();
    while let Some(item) = items.next().await {
        stocks.push(item.map(|widget| widget.stock.unwrap()));
    }
    stocks
}

fn all(stocks: Vec<Result<i64, Error>>) -> Vec<i64> {
    stocks.into_iter().collect::<Result<_, _>>().unwrap()
}

#[test]
fn numbers_go_on_as_long_as_the_service_says_so() {
    let transport = Recording::new([
        widgets(&[1], Some(true)),
        widgets(&[2], Some(true)),
        widgets(&[3, 4], Some(false)),
    ]);
    assert_eq!(all(now(stocks(&transport, 2))), [1, 2, 3, 4]);
    assert_eq!(
        urls(&transport),
        [
            "org_id=77&per_page=2",
            "org_id=77&page=2&per_page=2",
            "org_id=77&page=3&per_page=2"
        ]
    );
}

#[test]
fn where_it_does_not_say_a_short_page_is_the_last() {
    let transport = Recording::new([widgets(&[1, 2], None), widgets(&[3], None)]);
    assert_eq!(all(now(stocks(&transport, 2))), [1, 2, 3]);
    assert_eq!(transport.sent().len(), 2);
    let transport = Recording::new([widgets(&[1, 2], None), widgets(&[], Some(true))]);
    assert_eq!(all(now(stocks(&transport, 2))), [1, 2]);
    assert_eq!(transport.sent().len(), 2);
}

#[test]
fn an_error_ends_the_items() {
    let transport = Recording::new([widgets(&[1], Some(true)), answer(500, "")]);
    let mut found = now(stocks(&transport, 1));
    assert!(matches!(found.pop(), Some(Err(Error::Status(_)))));
    assert_eq!(all(found), [1]);
}

fn events(number: i64, next: &str, last: Option<bool>) -> clientwright_runtime::HttpResponse {
    let last = last
        .map(|last| format!(r#", "is_last": {last}"#))
        .unwrap_or_default();
    answer(
        200,
        &format!(r#"{{"data": [{number}], "meta": {{"next_cursor": {next}{last}}}}}"#),
    )
}

async fn numbers(transport: &Recording) -> Vec<Result<Vec<i64>, Error>> {
    let mut pages = transport.globex().list().pages();
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        found.push(page.map(|page| page.items));
    }
    found
}

#[test]
fn cursors() {
    for end in [
        events(3, "null", None),
        events(3, "\"\"", None),
        events(3, "\"z\"", Some(true)),
    ] {
        let transport = Recording::new([
            events(1, "\"a/b\"", None),
            events(2, "\"c\"", Some(false)),
            end,
        ]);
        let found = now(numbers(&transport))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .unwrap();
        assert_eq!(found, [[1], [2], [3]]);
        assert_eq!(
            transport.sent()[1].url,
            "https://globex.example/api/events?cursor=a%2Fb"
        );
    }
}

#[test]
fn cursors_that_lead_back_end_in_an_error() {
    for cycle in 1..6 {
        let answers = (0..40).map(|at| events(at, &format!("\"{}\"", at % cycle), None));
        let transport = Recording::new(answers);
        let mut found = now(numbers(&transport));
        let error = found.pop().unwrap().unwrap_err();
        assert!(matches!(error, Error::Paging(_)));
        assert_eq!(
            error.to_string(),
            "events.list: the service leads back to a page that was already read"
        );
        assert!(found.iter().all(Result::is_ok));
        assert!(found.len() <= 16, "{cycle}: {}", found.len());
    }
}
