//! Names on the wire that are no words: what lint accepts is sent and found as it is written.

use clientwright_runtime::testing::{Reply, ScriptedTransport};
use serde_json::{Value, json};

use crate::spec_expected::odd_names::odd_names::Client;
use crate::spec_expected::odd_names::odd_names::widgets::Odd;

fn client(script: &ScriptedTransport) -> Client {
    let builder = Client::builder().data_center("us-east 1");
    builder.transport(script.clone()).build().unwrap()
}

fn ok(rest: Value) -> Reply {
    let mut answer = json!({"the code": "größe", "a/b": "done"});
    let rest = rest.as_object().unwrap().clone();
    answer.as_object_mut().unwrap().extend(rest);
    Reply::json(&answer)
}

#[test]
fn members_are_read_and_written() {
    let text = r#"{"":"1"," ":"2","a.b":"3","a/b":"4","größe":"5","self":"6","2":"7"}"#;
    let odd: Odd = serde_json::from_str(text).unwrap();
    assert_eq!(odd.nothing.as_deref(), Some("1"));
    assert_eq!(odd.a_b.as_deref(), Some("3"));
    assert_eq!(odd.self_.as_deref(), Some("6"));
    assert_eq!(odd.value_2.as_deref(), Some("7"));
    assert_eq!(serde_json::to_string(&odd).unwrap(), text);
}

#[tokio::test]
async fn lists_go_on_by_parameters_and_members_with_odd_names() {
    let script = ScriptedTransport::new();
    script.answer_any(ok(
        json!({"the things": [{"a.b": "x"}], "@page": {"has.more": true}}),
    ));
    script.answer_any(ok(
        json!({"the things": [{"a.b": "y"}], "@page": {"has.more": false}}),
    ));
    let client = client(&script);
    let call = client.widgets().list("top", "big").page_size(1);
    let mut items = call.blank("b").size("s").stream();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap().a_b.unwrap());
    }
    assert_eq!(found, ["x", "y"]);
    let sent = script.sent();
    let paths: Vec<&str> = sent.iter().map(|sent| sent.path()).collect();
    assert_eq!(paths, ["/v1/odd/top.big", "/v1/odd/top.big"]);
    assert_eq!(sent[0].query_value("page[size]").as_deref(), Some("1"));
    assert_eq!(sent[0].query_value(" ").as_deref(), Some("b"));
    assert_eq!(sent[0].query_value("größe").as_deref(), Some("s"));
    assert_eq!(sent[1].query_value("page.number").as_deref(), Some("2"));
    script.assert_done();
}

#[tokio::test]
async fn a_member_with_a_dot_is_the_payload_where_the_answer_has_it() {
    let script = ScriptedTransport::new();
    script.answer_any(ok(json!({"data.items": [{"2": "x"}]})));
    let all = client(&script).widgets().all().await.unwrap();
    assert_eq!(all[0].value_2.as_deref(), Some("x"));
}

#[tokio::test]
async fn errors_are_found_three_members_deep() {
    let script = ScriptedTransport::new();
    let inner = json!({"the code": "7", "größe": "too big"});
    script.answer_any(Reply::json(&json!({"error": {"inner": inner}})).status(400));
    let error = client(&script).widgets().all().await.unwrap_err();
    assert_eq!(error.code(), Some("7"));
    assert!(error.to_string().contains("too big"), "{error}");
}
