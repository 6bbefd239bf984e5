//! What the services send in other forms than their documents show.

use serde_json::{Value, json};
use zoho_clients::{Decimal, Error, expense, identity360, inventory};

use crate::support::{Script, example, member};

/// A user's JSON with some members in another form.
fn changed(user: &str, changes: Value) -> String {
    let mut user: Value = serde_json::from_str(user).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        user[name] = value.clone();
    }
    user.to_string()
}

#[test]
fn other_forms_of_the_same_values() {
    let get = example("expense", "get.response");
    let user = member(&get, "user");
    let expected: expense::users::User = serde_json::from_str(user).unwrap();
    let other = changed(
        user,
        json!({
            "user_id": 16367000000073071_u64,
            "role_id": 16367000000030005_u64,
            "submission_amount_limit": "5000",
            "approval_amount_limit": 1000.0,
            "email_ids": [{"email": "patriciab@zillum.com", "is_selected": "true"}],
            "mobile": 9500881944_u64,
        }),
    );
    assert_eq!(
        serde_json::from_str::<expense::users::User>(&other).unwrap(),
        expected
    );

    let get = example("identity360", "get.response");
    let user = member(&get, "data");
    let expected: identity360::users::User = serde_json::from_str(user).unwrap();
    let other = changed(
        user,
        json!({"isDomainVerified": "false", "status": "1", "id": 2000000000001_u64}),
    );
    assert_eq!(
        serde_json::from_str::<identity360::users::User>(&other).unwrap(),
        expected
    );
}

#[test]
fn identifiers_of_nineteen_digits_keep_them() {
    let text = r#"{"user_id":9223372036854775807,"role_id":18446744073709551615}"#;
    let user: inventory::users::User = serde_json::from_str(text).unwrap();
    assert_eq!(user.user_id.as_str(), "9223372036854775807");
    assert_eq!(user.role_id.unwrap().as_str(), "18446744073709551615");
}

#[test]
fn forms_of_unset() {
    type User = expense::users::User;
    let read = |member: &str, form: &Value| {
        let text = json!({"user_id": "1", member: form}).to_string();
        serde_json::from_str::<User>(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    for form in [json!(null), json!("")] {
        assert_eq!(
            read("submission_amount_limit", &form).submission_amount_limit,
            None
        );
        assert_eq!(
            read("custom_fields", &form)
                .custom_fields
                .unwrap_or_default(),
            []
        );
    }
    for form in [json!([]), json!({})] {
        assert_eq!(read("custom_fields", &form).custom_fields, Some(vec![]));
        assert_eq!(read("email_ids", &form).email_ids, Some(vec![]));
    }
    assert_eq!(read("name", &json!(null)).name, None);
    assert_eq!(read("name", &json!("")).name, Some(String::new()));
    assert_eq!(read("status", &json!(null)).status, None);

    for form in [json!(null), json!(""), json!([])] {
        let text = json!({"primarySource": form}).to_string();
        let user: identity360::users::User = serde_json::from_str(&text).unwrap();
        assert_eq!(user.primary_source, None, "{text}");
    }
}

#[test]
fn custom_fields_of_organizations_that_define_some() {
    let text =
        r#"{"user_id":"1","custom_fields":[{"index":1,"value":"x"},{"index":2,"value":null}]}"#;
    let user: inventory::users::User = serde_json::from_str(text).unwrap();
    let fields = vec![
        json!({"index": 1, "value": "x"}),
        json!({"index": 2, "value": null}),
    ];
    assert_eq!(
        user.custom_fields,
        Some(inventory::users::CustomFields::AnyList(fields))
    );
    assert_eq!(serde_json::to_string(&user).unwrap(), text);

    // The text that the vendor's schema documents.
    let text = r#"{"user_id":"1","custom_fields":"none"}"#;
    let user: inventory::users::User = serde_json::from_str(text).unwrap();
    assert_eq!(
        user.custom_fields,
        Some(inventory::users::CustomFields::String("none".to_owned()))
    );
    assert_eq!(serde_json::to_string(&user).unwrap(), text);
}

#[test]
fn decimals_keep_their_digits() {
    for digits in ["5000", "1000.50", "0.10", "12345678901234567890.125", "-1"] {
        let text = format!(r#"{{"user_id":"1","submission_amount_limit":{digits}}}"#);
        let user: expense::users::User = serde_json::from_str(&text).unwrap();
        let limit = user.submission_amount_limit.as_ref().unwrap();
        assert_eq!(limit.as_str(), digits);
        assert_eq!(*limit, digits.parse::<Decimal>().unwrap());
        assert_eq!(serde_json::to_string(&user).unwrap(), text);
    }
}

#[tokio::test]
async fn the_context_of_a_page() {
    let text = r#"{"code":"0","message":"success","users":[],"page_context":{"page":"1","per_page":200,"has_more_page":"false","report_name":"Users","applied_filter":"Status.All","sort_column":"name","sort_order":"A","more":[1]}}"#;
    let client: inventory::Client = Script::answering(text).client();
    let context = client.users().list().await.unwrap().context.unwrap();
    assert_eq!(context.page, Some(1));
    assert_eq!(context.per_page, Some(200));
    assert_eq!(context.has_more_page, Some(false));
    assert_eq!(context.report_name.as_deref(), Some("Users"));
    assert_eq!(context.applied_filter.as_deref(), Some("Status.All"));
    assert_eq!(context.sort_column.as_deref(), Some("name"));
    assert_eq!(context.sort_order.as_deref(), Some("A"));
}

#[tokio::test]
async fn an_unset_list_is_an_empty_page() {
    for form in ["[]", "\"\"", "null", "{}"] {
        let text = format!(r#"{{"code":0,"message":"success","users":{form}}}"#);
        let client: expense::Client = Script::answering(&text).client();
        let page = client.users().list().await.unwrap();
        assert_eq!(page.items, [], "{form}");
    }
}

#[tokio::test]
async fn a_promised_member_that_is_missing_is_an_error() {
    let text = r#"{"code":0,"message":"success","users":[{"user_id":"1"},{"name":"David John"}]}"#;
    macro_rules! fails {
        ($($product:ident),*) => {$(
            let client: zoho_clients::$product::Client = Script::answering(text).client();
            let Err(Error::Decode(error)) = client.users().list().await else {
                panic!("{} made an identifier up", stringify!($product));
            };
            assert_eq!(error.path(), "users[1]");
            assert!(error.reason().contains("missing field `user_id`"), "{error}");
            assert!(!error.to_string().contains("David"), "{error}");
        )*};
    }
    fails!(expense, inventory, invoice);
}

/// A failure may come with a status of success; its words are the envelope's.
#[tokio::test]
async fn failures_of_the_envelope() {
    let text = r#"{"code":1002,"message":"User does not exist."}"#;
    for status in [200, 404] {
        let client: inventory::Client = Script::new().then(status, text).client();
        let Err(Error::Api(error)) = client.users().delete("1").await else {
            panic!("{status} is no failure");
        };
        assert_eq!(error.status(), status);
        assert_eq!(error.code(), Some("1002"));
        assert_eq!(error.message(), Some("User does not exist."));
        assert_eq!((error.detail(), error.meaning()), (None, None));

        // An update's answer has the user's members where others have a payload.
        let client: expense::Client = Script::new().then(status, text).client();
        let body = expense::users::UpdateUserRequest::new().name("A");
        let error = client.users().update("1", body).await.unwrap_err();
        assert_eq!(error.code(), Some("1002"));
    }
}

/// No document shows what these answer: a success with nothing is one.
#[tokio::test]
async fn success_without_a_body() {
    for status in [200, 202, 204] {
        let script = Script::new()
            .then(status, "")
            .then(status, "")
            .then(status, "");
        let client: identity360::Client = script.client();
        client.users().delete("1").await.unwrap();
        client.users().enable("1").await.unwrap();
        let response = client.users().disable("1").with_response().await.unwrap();
        assert_eq!((response.status, response.message), (status, None));
        assert_eq!(response.bytes, b"");
    }
}
