//! Invoice's users.

use zoho_clients::invoice;

use super::{answer, members, only_item, some};
use crate::support::member;

const PHOTO: &str = "https://contacts.zoho.com/file?ID=d27344a22bad8bb83a03722b4aa5bc6967c3135f24307fe40db8572782432fd6aae0110f8bb9c4c79e8e0f0cca5904aecfacbf079f13b48c295bacc89ae91fca&fs=thumb";

#[tokio::test]
async fn user() {
    let get = answer("get.response", |it: &invoice::Client| it.users().get("1")).await;
    let me = answer("me.response", |it: &invoice::Client| it.users().me()).await;
    for (user, text) in [get, me] {
        let document = member(&text, "user");
        members!(user, document, {
            user_id = "982000000554041".into(),
            name = some("David Sujin"),
            email_ids = user.email_ids,
            status = some("active"),
            user_role = some("admin"),
            user_type = some("zoho"),
            role_id = some("982000000006005"),
            photo_url = some(PHOTO),
            is_employee = Some(true),
            created_time = some("2016-06-05T02:30:08-0700"),
            custom_fields = Some(invoice::users::CustomFields::String(String::new())),
        });
        let addresses = user.email_ids.unwrap();
        assert_eq!(addresses.len(), 1);
        members!(addresses[0], only_item(member(document, "email_ids")), {
            email = some("test@zylker.org"),
            is_selected = Some(true),
        });
    }
}

#[tokio::test]
async fn list() {
    let (page, text) = answer("list.response", |it: &invoice::Client| it.users().list()).await;
    assert_eq!((page.items.len(), &page.context), (1, &None));
    members!(page.items[0], only_item(member(&text, "users")), {
        user_id = "982000000554041".into(),
        role_id = some("982000000006005"),
        name = some("David Sujin"),
        email = some("test@zylker.org"),
        user_role = some("admin"),
        status = some("active"),
        is_current_user = Some(true),
        photo_url = some(PHOTO),
        is_customer_segmented = Some(false),
        is_vendor_segmented = Some(false),
        user_type = some("zoho"),
    });
}
