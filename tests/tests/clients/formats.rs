//! The generated types as ordinary serde types: in a program's own structs, in trees of values, and in
//! formats other than JSON.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zoho_clients::{expense, identity360, inventory, invoice};

use crate::support::{example, member};

/// A program's own struct around a generated one.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Stored<T> {
    stored_at: u64,
    #[serde(flatten)]
    inner: T,
    source: String,
}

/// A value goes through every format and comes back as it was.
fn through_all<T>(text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let value: T = serde_json::from_str(text).unwrap();
    let text = serde_json::to_string(&value).unwrap();

    let tree = serde_json::to_value(&value).unwrap();
    assert_eq!(tree, serde_json::from_str::<Value>(&text).unwrap());
    assert_eq!(T::deserialize(&tree).unwrap(), value);
    assert_eq!(serde_json::from_value::<T>(tree.clone()).unwrap(), value);

    assert_eq!(
        serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(),
        value,
        "where no text can be borrowed"
    );

    flattened(&value, &text);

    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();
    assert_eq!(ciborium::from_reader::<T, _>(&*cbor).unwrap(), value);
    // What was written is an object with the members' own names, as in JSON.
    assert_eq!(ciborium::from_reader::<Value, _>(&*cbor).unwrap(), tree);

    let named = rmp_serde::to_vec_named(&value).unwrap();
    assert_eq!(rmp_serde::from_slice::<T>(&named).unwrap(), value);
    assert_eq!(rmp_serde::from_slice::<Value>(&named).unwrap(), tree);

    // Without names the members stand by their places: all must be there.
    let places = rmp_serde::to_vec(&value).unwrap();
    assert_eq!(rmp_serde::from_slice::<T>(&places).unwrap(), value);
}

fn flattened<T>(value: &T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let inner = text.strip_prefix('{').unwrap();
    let around = format!(r#"{{"source":"sync","stored_at":12,{inner}"#);
    let stored: Stored<T> = serde_json::from_str(&around).unwrap();
    assert_eq!(stored.inner, *value);
    assert_eq!((stored.stored_at, &*stored.source), (12, "sync"));
    let inner = inner.strip_suffix('}').unwrap();
    assert_eq!(
        serde_json::to_string(&stored).unwrap(),
        format!(r#"{{"stored_at":12,{inner},"source":"sync"}}"#)
    );

    let mut cbor = Vec::new();
    ciborium::into_writer(&stored, &mut cbor).unwrap();
    assert_eq!(
        ciborium::from_reader::<Stored<T>, _>(&*cbor).unwrap(),
        stored
    );
    let named = rmp_serde::to_vec_named(&stored).unwrap();
    assert_eq!(rmp_serde::from_slice::<Stored<T>>(&named).unwrap(), stored);
}

/// The members of an object and some that no document names.
fn with_more(object: &str) -> String {
    let members = object.trim_end().strip_suffix('}').unwrap();
    format!(
        "{members}{}{}",
        if members.ends_with('{') { "" } else { "," },
        r#""cf_region":"north","cf_tags":[{"a":null}],"zz":null}"#
    )
}

#[test]
fn inventory() {
    use inventory::users::{CreateUserRequest, UpdateUserRequest, User, UserListItem};

    let get = example("inventory", "get.response");
    let user = member(&get, "user");
    through_all::<User>(user);
    through_all::<User>(&with_more(user));
    through_all::<User>(&user.replace(
        r#""custom_fields":"""#,
        r#""custom_fields":[{"index":1,"value":1.5,"tags":["a",null,true]}]"#,
    ));
    let list = example("inventory", "list.response");
    let item = member(&list, "users");
    let item = item[1..item.len() - 1].strip_suffix('}').unwrap();
    // The example leaves out what the schema only defines.
    through_all::<UserListItem>(&format!(
        r#"{item},"is_customer_segmented":false,"is_vendor_segmented":true}}"#
    ));
    through_all::<CreateUserRequest>(&example("inventory", "create.request"));
    through_all::<CreateUserRequest>(&with_more(&example("inventory", "create.request")));
    through_all::<UpdateUserRequest>(&example("inventory", "update.request"));
    through_all::<UpdateUserRequest>(&with_more(&example("inventory", "update.request")));
}

#[test]
fn invoice() {
    use invoice::users::{CreateUserRequest, UpdateUserRequest, User, UserListItem};

    let get = example("invoice", "get.response");
    through_all::<User>(member(&get, "user"));
    let list = example("invoice", "list.response");
    let item = member(&list, "users");
    through_all::<UserListItem>(&item[1..item.len() - 1]);
    through_all::<CreateUserRequest>(&example("invoice", "create.request"));
    through_all::<CreateUserRequest>(&with_more(&example("invoice", "create.request")));
    through_all::<UpdateUserRequest>(&example("invoice", "update.request"));
    through_all::<UpdateUserRequest>(&with_more(&example("invoice", "update.request")));
}

#[test]
fn expense() {
    use expense::users::{CreateUserRequest, UpdateUserRequest, User, UserListItem};

    let get = example("expense", "get.response");
    let user = member(&get, "user");
    through_all::<User>(user);
    // A status that no document lists, and an amount with cents.
    let other = user
        .replace(r#""status":"active""#, r#""status":"dormant""#)
        .replace("5000", "5000.5");
    through_all::<User>(&other);
    let list = example("expense", "list.response");
    let item = member(&list, "users");
    through_all::<UserListItem>(&item[1..item.len() - 1]);
    through_all::<CreateUserRequest>(&example("expense", "create.request"));
    through_all::<CreateUserRequest>(&with_more(&example("expense", "create.request")));
    through_all::<UpdateUserRequest>(&example("expense", "update.request"));
    through_all::<UpdateUserRequest>(&with_more(&example("expense", "update.request")));
}

#[test]
fn identity360() {
    use identity360::ListMeta;
    use identity360::users::{CreateUserRequest, UpdateUserRequest, User};

    let get = example("identity360", "get.response");
    let user = member(&get, "data");
    through_all::<User>(user);
    // A status that no document lists.
    through_all::<User>(&user.replace(r#""status":1"#, r#""status":7"#));
    through_all::<CreateUserRequest>(&example("identity360", "create.request"));
    through_all::<CreateUserRequest>(&with_more(&example("identity360", "create.request")));
    through_all::<UpdateUserRequest>(&example("identity360", "update.request"));
    through_all::<UpdateUserRequest>(&with_more(&example("identity360", "update.request")));
    // Members that are null stay apart from those that are left out.
    let list = example("identity360", "list.response");
    through_all::<ListMeta>(member(&list, "meta"));
}

/// Decimals of more digits than a double has keep them in every format.
#[test]
fn decimals_keep_their_digits() {
    use expense::users::User;

    let text = r#"{"user_id":"1","submission_amount_limit":12345678901234567890.125}"#;
    let user: User = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&user).unwrap(), text);

    let mut cbor = Vec::new();
    ciborium::into_writer(&user, &mut cbor).unwrap();
    assert_eq!(ciborium::from_reader::<User, _>(&*cbor).unwrap(), user);
    let named = rmp_serde::to_vec_named(&user).unwrap();
    assert_eq!(rmp_serde::from_slice::<User>(&named).unwrap(), user);
}

/// In formats without names, members that are left out would give their places to others: reading such
/// a record is an error, never a record with its members in the wrong places.
#[test]
fn records_with_gaps_need_names() {
    use expense::users::{UpdateUserRequest, User};

    let user: User = serde_json::from_str(r#"{"user_id":"1","last_name":"Boyle"}"#).unwrap();
    let places = rmp_serde::to_vec(&user).unwrap();
    let error = rmp_serde::from_slice::<User>(&places).unwrap_err();
    assert_eq!(error.to_string(), "a list that is shorter than the record");
    let named = rmp_serde::to_vec_named(&user).unwrap();
    assert_eq!(rmp_serde::from_slice::<User>(&named).unwrap(), user);

    let update = UpdateUserRequest::new().mobile("9500881944");
    let places = rmp_serde::to_vec(&update).unwrap();
    assert!(rmp_serde::from_slice::<UpdateUserRequest>(&places).is_err());
    let named = rmp_serde::to_vec_named(&update).unwrap();
    assert_eq!(
        rmp_serde::from_slice::<UpdateUserRequest>(&named).unwrap(),
        update
    );
}
