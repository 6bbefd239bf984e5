//! Members that no document names, such as the fields of an organization's own: answers keep them,
//! requests send them, and they are drift.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use zoho_clients::DriftKind;
use zoho_clients::{expense, identity360, inventory, invoice};

use crate::support::{Script, example};

/// An example with one more member where the payload stands.
fn with_region(product: &str, name: &str, payload: &str) -> String {
    let mut body: Value = serde_json::from_str(&example(product, name)).unwrap();
    body.pointer_mut(payload).unwrap()["cf_region"] = json!("north");
    body.to_string()
}

#[tokio::test]
async fn answers_keep_them() {
    let only = |additional: &std::collections::BTreeMap<String, Value>| {
        assert_eq!(json!(additional), json!({"cf_region": "north"}));
    };
    let body = with_region("inventory", "get.response", "/user");
    let client: inventory::Client = Script::answering(&body).client();
    only(&client.users().get("1").await.unwrap().additional);
    let body = with_region("invoice", "list.response", "/users/0");
    let client: invoice::Client = Script::answering(&body).client();
    only(&client.users().list().await.unwrap().items[0].additional);
    let body = with_region("identity360", "get.response", "/data");
    let client: identity360::Client = Script::answering(&body).client();
    only(&client.users().get("1").await.unwrap().additional);
    // The envelope's members stand beside the payload's, and are not among them.
    let body = with_region("expense", "update.response", "");
    let client: expense::Client = Script::answering(&body).client();
    let update = expense::users::UpdateUserRequest::new();
    only(&client.users().update("1", update).await.unwrap().additional);
}

#[tokio::test]
async fn requests_send_them() {
    let script = Script::answering(r#"{"code": 0, "message": "done"}"#);
    let client: inventory::Client = script.client();
    let update = inventory::users::UpdateUserRequest::new("John", "john@example.com")
        .additional([("cf_region", "north")])
        .additional([("cf_floor", Value::Null)]);
    client.users().update("1", update).await.unwrap();
    let sent = script.sent().remove(0);
    let sent = sent.body.unwrap();
    let sent: Value = serde_json::from_slice(sent.as_bytes().unwrap()).unwrap();
    assert_eq!(sent["cf_region"], "north");
    assert_eq!(sent["cf_floor"], Value::Null);
    assert!(sent.as_object().unwrap().contains_key("cf_floor"));
}

#[tokio::test]
async fn they_are_drift() {
    let body = with_region("inventory", "get.response", "/user");
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    let client = inventory::Client::builder()
        .access_token("t0ken")
        .organization("1")
        .transport(Script::answering(&body).transport())
        .on_drift(move |drift| {
            if drift.kind() == DriftKind::Unknown {
                teller.lock().unwrap().push(drift.path().to_owned());
            }
        })
        .build()
        .unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(*told.lock().unwrap(), ["user.cf_region"]);
}
