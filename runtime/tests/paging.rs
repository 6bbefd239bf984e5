//! Pages and items.

use clientwright_runtime::{Continuation, Error};

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

#[test]
fn a_page_says_where_the_list_goes_on() {
    let list = |transport: &Recording| transport.acme().widgets().list().per_page(2);
    for (answered, asked, next) in [
        (widgets(&[1], Some(true)), None, Some("2")),
        (widgets(&[1, 2], None), Some(7), Some("8")),
        (widgets(&[1], None), Some(7), None),
        (widgets(&[1, 2], Some(false)), None, None),
        (widgets(&[], Some(true)), None, None),
        (widgets(&[1, 2], None), Some(i64::MAX), None),
    ] {
        let transport = Recording::new([answered.try_clone().unwrap(), answered]);
        let call = match asked {
            Some(number) => list(&transport).page(number),
            None => list(&transport),
        };
        let page = now(call.clone()).unwrap();
        assert_eq!(page.next.as_ref().map(Continuation::as_str), next);
        // The whole response's payload is the same page.
        assert_eq!(now(call.with_response()).unwrap().payload, page);
    }
    for (answered, next) in [
        (events(1, "\"a/b\"", None), Some("a/b")),
        (events(1, "\"\"", None), None),
        (events(1, "\"z\"", Some(true)), None),
    ] {
        let page = now(Recording::new([answered]).globex().list()).unwrap();
        assert_eq!(page.next.as_ref().map(Continuation::as_str), next);
    }
}

#[test]
fn every_page_of_many_says_it_too() {
    let transport = Recording::new([
        events(1, "\"a\"", None),
        events(2, "\"b\"", None),
        events(3, "null", None),
    ]);
    let mut pages = transport.globex().list().pages();
    let mut seen = Vec::new();
    while let Some(page) = now(pages.next()) {
        seen.push(page.unwrap().next.map(String::from));
    }
    assert_eq!(seen, [Some("a".to_owned()), Some("b".to_owned()), None]);
}

#[test]
fn a_call_starts_where_a_page_ended() {
    let transport = Recording::new([widgets(&[1, 2], None)]);
    let first = now(transport.acme().widgets().list().per_page(2)).unwrap();
    // As it may be kept for another process.
    let stored = serde_json::to_string(&first.next).unwrap();
    assert_eq!(stored, r#""2""#);
    let next: Option<Continuation> = serde_json::from_str(&stored).unwrap();
    let next = next.unwrap();
    assert_eq!((next.to_string(), &next), ("2".to_owned(), &"2".into()));

    let transport = Recording::new([widgets(&[3, 4], None), widgets(&[5], None)]);
    let list = transport.acme().widgets().list().per_page(2);
    let mut items = list.starting_at(&next).stream();
    let mut found = Vec::new();
    while let Some(item) = now(items.next()) {
        found.push(item.unwrap().stock.unwrap());
    }
    assert_eq!(found, [3, 4, 5]);
    assert_eq!(
        urls(&transport),
        ["org_id=77&page=2&per_page=2", "org_id=77&page=3&per_page=2"]
    );

    let transport = Recording::new([events(3, "null", None)]);
    let page = now(transport.globex().list().starting_at("a/b")).unwrap();
    assert_eq!((page.items, page.next), (vec![3], None));
    assert!(transport.sent()[0].url.ends_with("?cursor=a%2Fb"));
}

#[test]
fn what_is_no_continuation_is_not_sent() {
    let transport = Recording::default();
    let list = || transport.acme().widgets().list();
    for text in ["", "0", "-1", "two", "2 ", "2.0", "99999999999999999999"] {
        let outcomes = [
            now(list().starting_at(text)).map(|_| ()),
            list().starting_at(text).request().map(|_| ()),
            now(list().starting_at(text).pages().next())
                .unwrap()
                .map(|_| ()),
        ];
        for outcome in outcomes {
            let error = outcome.unwrap_err();
            assert!(matches!(error, Error::Request(_)), "{text}: {error:?}");
            assert_eq!(
                error.to_string(),
                "widgets.list was not sent: the continuation is no page number: start from one that a \
                 page of this operation showed"
            );
        }
    }
    let error = now(transport.globex().list().starting_at("")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "events.list was not sent: the continuation is empty: start from one that a page of this \
         operation showed"
    );
    assert!(transport.sent().is_empty());
    // The last one counts.
    let call = list().starting_at("two").starting_at("2").per_page(9);
    assert!(call.request().unwrap().url.ends_with("page=2&per_page=9"));
}

#[test]
fn a_service_that_ignores_the_page_ends_in_an_error() {
    for more in [Some(true), None] {
        let transport = Recording::new((0..9).map(|_| widgets(&[1, 2], more)));
        let mut found = now(stocks(&transport, 2));
        let error = found.pop().unwrap().unwrap_err();
        assert!(matches!(error, Error::Paging(_)));
        assert_eq!(
            error.to_string(),
            "widgets.list: the service leads back to a page that was already read"
        );
        assert_eq!(all(found), [1, 2]);
        assert_eq!(transport.sent().len(), 2);
    }
    // Later, too.
    let answers = [1, 2, 3, 3, 4].map(|stock| widgets(&[stock], Some(true)));
    let transport = Recording::new(answers);
    let mut found = now(stocks(&transport, 1));
    assert!(matches!(found.pop(), Some(Err(Error::Paging(_)))));
    assert_eq!(all(found), [1, 2, 3]);
}

#[test]
fn pages_that_differ_are_no_loop() {
    // The same pages again and again, but never twice in a row.
    let last = [widgets(&[7], Some(false))];
    let answers = (0..3000).map(|at| widgets(&[at % 2], Some(true)));
    let transport = Recording::new(answers.chain(last));
    let found = all(now(stocks(&transport, 1)));
    assert_eq!((found.len(), found[3000]), (3001, 7));
}

#[test]
fn the_same_pages_in_turn_for_ever_end_in_an_error() {
    for circle in [2, 3, 7] {
        let answers = (0..20_000).map(|at| events(at % circle, &format!("\"c{at}\""), None));
        let transport = Recording::new(answers);
        let mut found = now(numbers(&transport));
        assert!(matches!(found.pop(), Some(Err(Error::Paging(_)))));
        assert!((3000..20_000).contains(&found.len()), "{}", found.len());
    }
}

/// The same items, each time with another cursor.
fn fresh_cursors(items: &str, answers: usize) -> Vec<clientwright_runtime::HttpResponse> {
    let body = |at| format!(r#"{{"data": [{items}], "meta": {{"next_cursor": "c{at}"}}}}"#);
    (0..answers).map(|at| answer(200, &body(at))).collect()
}

#[test]
fn the_same_items_for_ever_end_in_an_error() {
    for items in ["", "1", "1, 2, 3"] {
        let transport = Recording::new(fresh_cursors(items, 2000));
        let mut found = now(numbers(&transport));
        assert!(matches!(found.pop(), Some(Err(Error::Paging(_)))));
        assert_eq!((found.len(), transport.sent().len()), (999, 1000));
    }
    // Nearly as many, and then something else.
    let mut answers = fresh_cursors("", 999);
    answers.push(events(5, "null", None));
    let found = now(numbers(&Recording::new(answers)));
    let found: Result<Vec<_>, _> = found.into_iter().collect();
    assert_eq!(found.unwrap().concat(), [5]);
}
