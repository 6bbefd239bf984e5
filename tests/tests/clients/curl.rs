//! What is sent, against the curl lines of the vendors' pages, for the operations that have one.

#[path = "../shared/line.rs"]
mod line;

use std::path::Path;

use clientwright::ir::{Api, Auth};
use line::CurlLine;

use crate::calls::call;
use crate::expected::Request;
use crate::given::Given;
use crate::problems::Problems;
use crate::support::{Script, TOKEN, described, names, operations};

/// The body that the pages show where they show no real one.
const PLACEHOLDER: &str = r#"{"field1":"value1","field2":"value2"}"#;

#[tokio::test]
async fn every_curl_line_of_the_pages_is_a_call() {
    let described = described();
    let mut problems = Problems::new(&described.sources);
    let mut held = 0;
    for api in &described.apis {
        let path = format!("fixtures/curl/{}.txt", api.product.name);
        // A product may have no such page.
        let Ok(text) = std::fs::read_to_string(Path::new(&path)) else {
            continue;
        };
        for (key, line) in line::sections(&text) {
            let mut found = operations(std::slice::from_ref(api));
            let Some((_, module, operation)) = found.find(|(_, _, it)| it.id == key) else {
                let place = &api.product.place;
                problems.tell(place, format!("no operation is `{key}` of {path}"), &[]);
                continue;
            };
            let given = Given::required(api, operation, None);
            let script = Script::new();
            // The answer is of no interest here, nor is it one.
            let called = match call(&script, names(api, module, operation), &given).await {
                Ok(called) => called,
                Err(error) => panic!("{key}: {error}"),
            };
            assert!(called.answer.is_err());
            let mut made = Request::made(&called.request, "");
            made.headers = in_one_case(made.headers);
            let message = format!("the request, against the curl line of {path}");
            let expected = expected(api, line, given.body_text());
            problems.same(&operation.place, &message, made, expected);
            held += 1;
        }
    }
    problems.finish();
    assert!(held > 0, "no curl line was found");
}

/// The request that a line shows.
fn expected(api: &Api, line: CurlLine, example: Option<&str>) -> Request {
    let headers = line.headers.into_iter();
    let mut headers: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect();
    // A page may leave the token out.
    if let Auth::Token { header, scheme, .. } = &api.product.auth {
        let header = header.to_ascii_lowercase();
        if !headers.iter().any(|(name, _)| *name == header) {
            headers.push((header, format!("{scheme} {TOKEN}")));
        }
    }
    let body = line.data.map(|data| match (data.as_str(), example) {
        (PLACEHOLDER, Some(example)) => example.to_owned(),
        _ => data,
    });
    Request::received(&line.method, &line.url, in_one_case(headers), body)
}

/// The value of `content-type` is in no case either.
fn in_one_case(mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
    for (name, value) in &mut headers {
        if name == "content-type" {
            value.make_ascii_lowercase();
        }
    }
    headers
}
