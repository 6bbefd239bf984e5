//! What is sent, against the curl lines of the vendors' pages.

#[path = "../shared/line.rs"]
mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::slice;

use line::CurlLine;
use zoho_clients::{
    Call, HttpRequest, Operation, Product, expense, identity360, inventory, invoice,
};

use crate::bodies;
use crate::support::{Script, TOKEN, apis, example, sent_text};

/// The body that the pages show where they show no real one.
const PLACEHOLDER: &str = r#"{"field1":"value1","field2":"value2"}"#;

/// The curl lines of one product that no call was held against yet.
struct CurlLines {
    product: &'static str,
    left: BTreeMap<String, CurlLine>,
    script: Script,
}

impl CurlLines {
    fn of<P: Product>() -> (Self, P) {
        let product = P::INFO.name;
        let path = format!("fixtures/curl/{product}.txt");
        let text = fs::read_to_string(path).unwrap();
        let script = Script::new();
        let client = script.client();
        let lines = Self {
            product,
            left: line::sections(&text),
            script,
        };
        (lines, client)
    }

    /// Holds a call against its line; `request` names the example that stands for the placeholder.
    async fn check<Op: Operation + Clone>(&mut self, call: Call<Op>, request: Option<&str>) {
        let key = Op::INFO.name.strip_prefix("users.").unwrap();
        let line = self.left.remove(key);
        let line = line.unwrap_or_else(|| panic!("{key} has no curl line, or had its turn"));
        let made = call.request().unwrap();

        // The answer is of no interest here, nor is it one.
        let sent_before = self.script.sent().len();
        assert!(call.clone().send().await.is_err());
        assert_eq!(
            self.script.sent()[sent_before..],
            *slice::from_ref(&made),
            "{key}: as sent"
        );

        assert_eq!(made.method.as_str(), line.method, "{key}: method");
        assert_eq!(made.url, line.url, "{key}: URL");
        assert_eq!(headers(&made), expected_headers(&line), "{key}: headers");
        let expected = match line.data.as_deref() {
            Some(PLACEHOLDER) => Some(example(self.product, request.expect("an example"))),
            Some(data) => {
                let example = example(self.product, request.expect("an example"));
                assert_eq!(data, example, "{key}: curl line and example");
                Some(example)
            }
            None => None,
        };
        let body = made.body.map(sent_text);
        assert_eq!(body, expected, "{key}: body");
    }

    /// All lines had their turn.
    fn done(self) {
        assert!(self.left.is_empty(), "left over: {:?}", self.left.keys());
    }
}

/// Names in one case, in one order; the value of `content-type` is in no case either.
fn headers(request: &HttpRequest) -> Vec<(String, String)> {
    in_order(request.headers.iter())
}

fn expected_headers(line: &CurlLine) -> Vec<(String, String)> {
    let mut headers = in_order(line.headers.iter().map(|(name, value)| (&**name, &**value)));
    if !headers.iter().any(|(name, _)| name == "authorization") {
        headers.push((
            "authorization".to_owned(),
            format!("Zoho-oauthtoken {TOKEN}"),
        ));
        headers.sort();
    }
    headers
}

fn in_order<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    let mut headers: Vec<_> = headers
        .map(|(name, value)| match name.to_ascii_lowercase() {
            name if name == "content-type" => (name, value.to_ascii_lowercase()),
            name => (name, value.to_owned()),
        })
        .collect();
    headers.sort();
    headers
}

#[tokio::test]
async fn expense() {
    const USER: &str = "16367000000073071";
    let (mut lines, client) = CurlLines::of::<expense::Client>();
    let users = client.users();
    let body = bodies::expense::create();
    lines
        .check(users.create(body), Some("create.request"))
        .await;
    lines.check(users.list(), None).await;
    let body = bodies::expense::update();
    lines
        .check(users.update(USER, body), Some("update.request"))
        .await;
    lines.check(users.get(USER), None).await;
    lines.check(users.delete(USER), None).await;
    lines.check(users.mark_inactive(USER), None).await;
    lines.check(users.mark_active(USER), None).await;
    lines
        .check(users.assign_role(USER, "16367000000030005"), None)
        .await;
    lines.done();
}

#[tokio::test]
async fn identity360() {
    const USER: &str = "2000000000001";
    let (mut lines, client) = CurlLines::of::<identity360::Client>();
    let users = client.users();
    lines.check(users.list(), None).await;
    let body = bodies::identity360::create();
    lines
        .check(users.create(body.clone()), Some("create.request"))
        .await;
    lines.check(users.get(USER), None).await;
    let update = bodies::identity360::update();
    lines
        .check(users.update(USER, update), Some("update.request"))
        .await;
    lines.check(users.delete(USER), None).await;
    lines.check(users.enable(USER), None).await;
    lines.check(users.disable(USER), None).await;
    let call = users.create_from_template("2000000000101", body);
    lines
        .check(call, Some("create_from_template.request"))
        .await;
    lines.done();
}

#[tokio::test]
async fn inventory() {
    const USER: &str = "982000000554041";
    let (mut lines, client) = CurlLines::of::<inventory::Client>();
    let users = client.users();
    let body = bodies::inventory::create();
    lines
        .check(users.create(body), Some("create.request"))
        .await;
    lines.check(users.list(), None).await;
    let body = bodies::inventory::update();
    lines
        .check(users.update(USER, body), Some("update.request"))
        .await;
    lines.check(users.get(USER), None).await;
    lines.check(users.delete(USER), None).await;
    lines.check(users.me(), None).await;
    lines.check(users.invite(USER), None).await;
    lines.check(users.mark_active(USER), None).await;
    lines.check(users.mark_inactive(USER), None).await;
    lines.done();
}

#[tokio::test]
async fn invoice() {
    const USER: &str = "982000000554041";
    let (mut lines, client) = CurlLines::of::<invoice::Client>();
    let users = client.users();
    let body = bodies::invoice::create();
    lines
        .check(users.create(body), Some("create.request"))
        .await;
    lines.check(users.list(), None).await;
    let body = bodies::invoice::update();
    lines
        .check(users.update(USER, body), Some("update.request"))
        .await;
    lines.check(users.get(USER), None).await;
    lines.check(users.delete(USER), None).await;
    lines.check(users.me(), None).await;
    lines.check(users.invite(USER), None).await;
    lines.check(users.mark_active(USER), None).await;
    lines.check(users.mark_inactive(USER), None).await;
    lines.done();
}

#[test]
fn every_curl_line_of_the_pages_is_an_operation() {
    let mut operations = 0;
    for api in apis() {
        let product = &api.product.name;
        let path = format!("fixtures/curl/{product}.txt");
        let text = fs::read_to_string(path).unwrap();
        let lines: BTreeSet<String> = line::sections(&text).into_keys().collect();
        let described: BTreeSet<String> = api
            .modules
            .iter()
            .flat_map(|module| &module.operations)
            .map(|operation| operation.id.to_string())
            .collect();
        let lost: Vec<&String> = lines.difference(&described).collect();
        assert!(lost.is_empty(), "{product} describes no {lost:?}");
        operations += lines.len();
    }
    assert_eq!(operations, 34);
}
