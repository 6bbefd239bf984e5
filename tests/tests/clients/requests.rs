//! What programs write: requests, updates, parameters, lists of many pages.

mod paging;
mod reading;

use serde_json::{Value, json};
use zoho_clients::{Call, Decimal, Error, Patch, expense, identity360, inventory, invoice};

use crate::bodies;
use crate::support::{Script, example};

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// The programs' bodies are the documents' examples, byte for byte, and read back as the same.
#[test]
fn bodies_are_the_documents_examples() {
    macro_rules! bodies {
        ($($product:ident),*) => {$(
            let product = stringify!($product);
            let request = example(product, "create.request");
            assert_eq!(text(&bodies::$product::create()), request);
            assert_eq!(bodies::$product::create(), serde_json::from_str(&request).unwrap());
            let request = example(product, "update.request");
            assert_eq!(text(&bodies::$product::update()), request);
            assert_eq!(bodies::$product::update(), serde_json::from_str(&request).unwrap());
        )*};
    }
    bodies!(expense, identity360, inventory, invoice);
    assert_eq!(
        text(&bodies::identity360::create()),
        example("identity360", "create_from_template.request")
    );
}

/// A body is written in the documents' order, whatever the order of the calls that made it.
#[test]
fn only_what_is_set_is_sent() {
    use expense::users::{CreateUserRequest, UpdateUserRequest};

    let body = CreateUserRequest::new("A", "a@x.example", "submitter")
        .policy_name("P")
        .mobile("1");
    assert_eq!(
        text(&body),
        r#"{"name":"A","email":"a@x.example","user_role":"submitter","mobile":"1","policy_name":"P"}"#
    );
    assert_eq!(text(&UpdateUserRequest::new()), "{}");
    assert_eq!(
        text(&UpdateUserRequest::new().mobile("1")),
        r#"{"mobile":"1"}"#
    );
    assert_eq!(
        text(&UpdateUserRequest::new().mobile("")),
        r#"{"mobile":""}"#
    );

    assert_eq!(text(&identity360::users::CreateUserRequest::new()), "{}");
    let body = inventory::users::UpdateUserRequest::new("A", "a@x.example");
    assert_eq!(text(&body), r#"{"name":"A","email":"a@x.example"}"#);
    let body = invoice::users::CreateUserRequest::new("A", "a@x.example");
    assert_eq!(text(&body), r#"{"name":"A","email":"a@x.example"}"#);
}

#[test]
fn fields_can_be_set_as_well() {
    let mut body = expense::users::UpdateUserRequest::new()
        .name("A")
        .mobile("1");
    body.mobile = Patch::Keep;
    body.user_role = "submitter".to_owned().into();
    assert_eq!(text(&body), r#"{"name":"A","user_role":"submitter"}"#);
    assert_eq!(body.name.value(), Some(&"A".to_owned()));
    assert!(body.department_id.is_keep());
}

#[test]
fn empty_lists_are_sent() {
    use expense::users::{CreateUserRequest, CustomFieldValue, UpdateUserRequest};

    let update = UpdateUserRequest::new().custom_fields([]);
    assert_eq!(text(&update), r#"{"custom_fields":[]}"#);
    let none: Vec<CustomFieldValue> = Vec::new();
    let create = CreateUserRequest::new("A", "a@x.example", "submitter").custom_fields(none);
    assert_eq!(
        text(&create),
        r#"{"name":"A","email":"a@x.example","user_role":"submitter","custom_fields":[]}"#
    );
}

/// No document says what clearing looks like: one put there by hand is refused before sending.
#[tokio::test]
async fn clearing_by_hand_is_refused() {
    let mut body = identity360::users::UpdateUserRequest::new().city("Ottawa");
    body.mobile_number = Patch::clear();
    let script = Script::answering("{}");
    let client: identity360::Client = script.client();
    let call = client.users().update("1", body);
    let Err(Error::Request(_)) = call.request() else {
        panic!("a request was made");
    };
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "users.update was not sent: the body cannot be written as JSON: clearing is not documented for `mobileNumber`"
    );
    assert!(script.sent().is_empty());
}

#[test]
fn identifiers_come_from_text_and_integers() {
    use expense::{RoleId, UserId};

    let client: expense::Client = Script::new().client();
    let url = |call: Call<expense::users::AssignRole>| call.request().unwrap().url;
    let user = UserId::from("16367000000073071");
    let role: RoleId = 16367000000030005.into();
    let expected =
        "https://www.zohoapis.com/expense/v1/users/16367000000073071/role/16367000000030005";
    assert_eq!(url(client.users().assign_role(&user, &role)), expected);
    assert_eq!(url(client.users().assign_role(user, role)), expected);
    assert_eq!(
        url(client
            .users()
            .assign_role(16367000000073071, "16367000000030005".to_owned())),
        expected
    );

    // In a body they are strings, as documented.
    let body = expense::users::UpdateUserRequest::new().department_id(16367000000093001);
    assert_eq!(text(&body), r#"{"department_id":"16367000000093001"}"#);
    let body = identity360::users::UpdateUserRequest::new().manager(2000000072271);
    assert_eq!(text(&body), r#"{"manager":"2000000072271"}"#);
}

#[test]
fn identifiers_stay_inside_their_part_of_the_path() {
    let client: inventory::Client = Script::new().client();
    let url = |id: &str| client.users().get(id).request().map(|request| request.url);
    assert_eq!(
        url("../me?x=1#é").unwrap(),
        "https://www.zohoapis.com/inventory/v1/users/..%2Fme%3Fx%3D1%23%C3%A9?organization_id=10234695"
    );
    for id in ["", ".", ".."] {
        assert!(matches!(url(id), Err(Error::Request(_))), "{id:?}");
    }
}

#[test]
fn decimals_are_written_as_they_are() {
    use expense::users::UpdateUserRequest;

    let amount: Decimal = "1000.50".parse().unwrap();
    let body = UpdateUserRequest::new()
        .approval_amount_limit(5000)
        .submission_amount_limit(amount);
    let written = r#"{"approval_amount_limit":5000,"submission_amount_limit":1000.50}"#;
    assert_eq!(text(&body), written);
    let read: UpdateUserRequest = serde_json::from_str(written).unwrap();
    assert_eq!(text(&read), written);
}

#[test]
fn passwords_do_not_print() {
    let create = bodies::identity360::create();
    let update = bodies::identity360::update();
    let client: identity360::Client = Script::new().client();
    let call = client.users().create(create.clone());
    for shown in [
        format!("{create:?}"),
        format!("{update:#?}"),
        format!("{call:?}"),
        format!("{:?}", call.operation()),
        format!("{:?}", call.request().unwrap()),
    ] {
        assert!(!shown.contains("Test@1527#"), "{shown}");
        assert!(!shown.contains(crate::support::TOKEN), "{shown}");
    }
    assert!(format!("{create:?}").contains("password: Some([secret])"));
    assert_eq!(create.password.as_ref().unwrap().expose(), "Test@1527#");
    assert!(text(&create).contains(r#""password":"Test@1527#""#));
}

/// Members that are only ever received are not listed by requests, and those that are only sent never
/// come from an answer.
#[test]
fn members_of_one_direction() {
    let document = example("identity360", "attribute");
    let members = |text: &str| -> Vec<String> {
        let object: serde_json::Map<String, Value> = serde_json::from_str(text).unwrap();
        object.into_iter().map(|(name, _)| name).collect()
    };
    let missing = |written: String| -> Vec<String> {
        let mut left = members(&document);
        left.retain(|name| !members(&written).contains(name));
        left.sort();
        left
    };
    assert_eq!(members(&document).len(), 29);

    // The requests do not list what is only received: read from a text, they keep it as they keep
    // whatever they do not list.
    let received = ["id", "isDomainVerified", "primarySource"];
    let create: identity360::users::CreateUserRequest = serde_json::from_str(&document).unwrap();
    assert_eq!(create.additional.keys().collect::<Vec<_>>(), received);
    let update: identity360::users::UpdateUserRequest = serde_json::from_str(&document).unwrap();
    assert_eq!(update.additional.keys().collect::<Vec<_>>(), received);
    // What is only sent is no additional member of an answer: it may be a secret.
    let user: identity360::users::User = serde_json::from_str(&document).unwrap();
    assert_eq!(missing(text(&user)), ["password"]);
}

#[test]
fn enumerations_stay_open() {
    use expense::users::UserStatus;
    use identity360::users::UserStatus as Enabled;

    let listed = [
        ("active", UserStatus::Active),
        ("inactive", UserStatus::Inactive),
        ("deleted", UserStatus::Deleted),
        ("invited", UserStatus::Invited),
    ];
    for (name, status) in listed {
        assert_eq!(status.as_str(), name);
        assert_eq!(UserStatus::from(name), status);
        assert_eq!(text(&status), json!(name).to_string());
        assert_eq!(
            serde_json::from_value::<UserStatus>(json!(name)).unwrap(),
            status
        );
    }
    for (number, status) in [(1, Enabled::Enabled), (0, Enabled::Disabled)] {
        assert_eq!(Enabled::from(number), status);
        assert_eq!(text(&status), number.to_string());
        assert_eq!(
            serde_json::from_value::<Enabled>(json!(number)).unwrap(),
            status
        );
        // Numbers come as strings, too.
        let string = json!(number.to_string());
        assert_eq!(serde_json::from_value::<Enabled>(string).unwrap(), status);
    }

    // What no document lists is written back in the kind that it was read in.
    let unlisted: UserStatus = serde_json::from_str(r#""dormant""#).unwrap();
    assert!(matches!(&unlisted, UserStatus::Unlisted(value) if value.as_str() == "dormant"));
    assert_eq!(text(&unlisted), r#""dormant""#);
    assert_eq!(unlisted.to_string(), "dormant");
    for written in ["2", "-1", r#""locked""#, r#""2""#] {
        let unlisted: Enabled = serde_json::from_str(written).unwrap();
        assert!(matches!(unlisted, Enabled::Unlisted(_)), "{written}");
        assert_eq!(text(&unlisted), written);
    }
    let body = identity360::users::UpdateUserRequest::new().status(2);
    assert_eq!(text(&body), r#"{"status":2}"#);
    let body = expense::users::UserStatus::from("dormant");
    assert_eq!(text(&body), r#""dormant""#);
}

#[test]
fn parameters_of_lists() {
    use inventory::users::{ListUsers, UserSortColumn};

    let client: inventory::Client = Script::new().client();
    let call = client
        .users()
        .list()
        .per_page(50)
        .sort_column(UserSortColumn::UserRole)
        .filter_by("Status.Active & more")
        .page(3);
    let url = "https://www.zohoapis.com/inventory/v1/users?organization_id=10234695&filter_by=Status.Active%20%26%20more&sort_column=user_role&page=3&per_page=50";
    assert_eq!(call.request().unwrap().url, url);

    // The operation by itself, kept as a value, makes the same call.
    let operation = ListUsers::new()
        .filter_by("Status.Active & more")
        .sort_column("user_role")
        .page(3)
        .per_page(50);
    assert_eq!(call.operation(), &operation);
    assert_eq!(client.call(operation).request().unwrap().url, url);

    let client: identity360::Client = Script::new().client();
    let call = client
        .users()
        .list()
        .filter(r#"firstName eq "John" and lastName eq "Doe""#)
        .sort("firstName,-lastName")
        .select("id,email")
        .cursor("a+b=")
        .limit(10);
    assert_eq!(
        call.request().unwrap().url,
        "https://id360.manageengine.com/api/v1/users?filter=firstName%20eq%20%22John%22%20and%20lastName%20eq%20%22Doe%22&sort=firstName%2C-lastName&select=id%2Cemail&cursor=a%2Bb%3D&limit=10"
    );
    let call = client.users().get("2000000000001").select("email");
    assert_eq!(
        call.request().unwrap().url,
        "https://id360.manageengine.com/api/v1/users/2000000000001?select=email"
    );
}

#[tokio::test]
async fn calls_are_awaited_and_sent_to_other_tasks() {
    fn is_send<T: Send + 'static>(_: &T) {}

    let text = example("inventory", "get.response");
    let script = Script::answering(&text).then(200, &text).then(200, &text);
    let client: inventory::Client = script.client();
    let call = client.users().get("982000000554041");
    let again = call.clone();
    is_send(&call);
    is_send(&again.clone().into_future());
    is_send(&again.clone().send());
    is_send(&client.users().list().stream());
    is_send(&client.users().list().pages());

    let user = call.await.unwrap();
    assert_eq!(user.user_id.as_str(), "982000000554041");
    assert_eq!(again.clone().send().await.unwrap(), user);
    let elsewhere = tokio::spawn(async move { again.await });
    assert_eq!(elsewhere.await.unwrap().unwrap(), user);
    assert_eq!(script.sent().len(), 3);
}
