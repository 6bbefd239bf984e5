//! Reading and writing of the generated types against serde's own derives on the same types, over
//! examples that show every type.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zoho_clients::{expense, identity360, inventory, invoice};

use crate::support::{example, member};

/// The models with serde's derives, as `build.rs` generates them from the specs.
#[allow(
    dead_code,
    unreachable_pub,
    reason = "generated for any crate, where its users see it"
)]
mod derived {
    include!(concat!(env!("OUT_DIR"), "/derived/mod.rs"));
}

/// Holds both readings of a text against each other, and both writings.
fn same<Ours, Derived>(text: &str)
where
    Ours: Serialize + DeserializeOwned + Debug,
    Derived: Serialize + DeserializeOwned + Debug,
{
    let ours: Ours = serde_json::from_str(text).unwrap();
    let derived: Derived = serde_json::from_str(text).unwrap();
    // The types are of the same names and fields, so they print alike where they hold alike.
    assert_eq!(format!("{ours:#?}"), format!("{derived:#?}"));
    let written = serde_json::to_string(&ours).unwrap();
    assert_eq!(written, serde_json::to_string(&derived).unwrap());
    assert_eq!(written, text);

    // Each reads what the other wrote, in a tree of values too.
    let tree = serde_json::to_value(&ours).unwrap();
    assert_eq!(tree, serde_json::to_value(&derived).unwrap());
    let crossed: Ours = serde_json::from_value(tree.clone()).unwrap();
    assert_eq!(format!("{crossed:?}"), format!("{ours:?}"));
    let crossed: Derived = serde_json::from_value(tree).unwrap();
    assert_eq!(format!("{crossed:?}"), format!("{derived:?}"));
}

/// The derives read strictly: unset custom fields are no list to them.
fn strict(text: &str) -> String {
    text.replace(r#""custom_fields":"""#, r#""custom_fields":[]"#)
}

#[test]
fn inventory() {
    use derived::inventory::users as oracle;
    use inventory::users as ours;

    let text_of = |name: &str| example("inventory", name);
    for name in ["get.response", "me.response"] {
        same::<ours::User, oracle::User>(&strict(member(&text_of(name), "user")));
    }
    let list = text_of("list.response");
    same::<Vec<ours::UserListItem>, Vec<oracle::UserListItem>>(member(&list, "users"));
    let text = text_of("create.request");
    same::<ours::CreateUserRequest, oracle::CreateUserRequest>(&text);
    let text = text_of("update.request");
    same::<ours::UpdateUserRequest, oracle::UpdateUserRequest>(&text);

    let text = r#"{"page":1,"per_page":200,"has_more_page":false,"report_name":"Users","applied_filter":"Status.All","sort_column":"name","sort_order":"A"}"#;
    same::<inventory::PageContext, derived::inventory::PageContext>(text);
}

#[test]
fn invoice() {
    use derived::invoice::users as oracle;
    use invoice::users as ours;

    let text_of = |name: &str| example("invoice", name);
    for name in ["get.response", "me.response"] {
        same::<ours::User, oracle::User>(&strict(member(&text_of(name), "user")));
    }
    let list = text_of("list.response");
    same::<Vec<ours::UserListItem>, Vec<oracle::UserListItem>>(member(&list, "users"));
    let text = text_of("create.request");
    same::<ours::CreateUserRequest, oracle::CreateUserRequest>(&text);
    let text = text_of("update.request");
    same::<ours::UpdateUserRequest, oracle::UpdateUserRequest>(&text);
}

#[test]
fn expense() {
    use derived::expense::users as oracle;
    use expense::users as ours;

    let text_of = |name: &str| example("expense", name);
    for name in ["get.response", "create.response"] {
        same::<ours::User, oracle::User>(member(&text_of(name), "user"));
    }
    let flat = text_of("update.response");
    let envelope = r#"{"code":0,"message":"The user details has been updated.","#;
    let user = format!("{{{}", flat.strip_prefix(envelope).unwrap());
    same::<ours::User, oracle::User>(&user);
    same::<ours::User, oracle::User>(&text_of("attribute"));
    let list = text_of("list.response");
    same::<Vec<ours::UserListItem>, Vec<oracle::UserListItem>>(member(&list, "users"));
    let text = text_of("create.request");
    same::<ours::CreateUserRequest, oracle::CreateUserRequest>(&text);
    let text = text_of("update.request");
    same::<ours::UpdateUserRequest, oracle::UpdateUserRequest>(&text);
}

#[test]
fn identity360() {
    use derived::identity360::users as oracle;
    use identity360::users as ours;

    let text_of = |name: &str| example("identity360", name);
    for name in [
        "get.response",
        "create.response",
        "update.response",
        "create_from_template.response",
    ] {
        same::<ours::User, oracle::User>(member(&text_of(name), "data"));
    }
    // The sample is an answer and a request in one.
    let attribute = text_of("attribute");
    let user = attribute.replace(r#""password":"Test@1527#","#, "");
    same::<ours::User, oracle::User>(&user);
    let list = text_of("list.response");
    same::<Vec<ours::UserListItem>, Vec<oracle::UserListItem>>(member(&list, "data"));
    same::<identity360::ListMeta, derived::identity360::ListMeta>(member(&list, "meta"));
    for name in ["create.request", "create_from_template.request"] {
        let text = text_of(name);
        same::<ours::CreateUserRequest, oracle::CreateUserRequest>(&text);
    }
    let text = text_of("update.request");
    same::<ours::UpdateUserRequest, oracle::UpdateUserRequest>(&text);
}

/// Where a document shows everything, what is left out is left out by both.
#[test]
fn members_that_are_left_out() {
    same::<expense::users::User, derived::expense::users::User>(r#"{"user_id":"1"}"#);
    same::<identity360::users::User, derived::identity360::users::User>("{}");
    same::<identity360::ListMeta, derived::identity360::ListMeta>(r#"{"cursor":"a"}"#);
    same::<expense::users::UpdateUserRequest, derived::expense::users::UpdateUserRequest>(
        r#"{"custom_fields":[]}"#,
    );
    let missing = r#"{"name":"Tricia Boyle"}"#;
    let ours = serde_json::from_str::<expense::users::User>(missing).unwrap_err();
    let oracle = serde_json::from_str::<derived::expense::users::User>(missing).unwrap_err();
    assert_eq!(ours.to_string(), oracle.to_string());
    assert_eq!(
        ours.to_string(),
        "missing field `user_id` at line 1 column 23"
    );
}
