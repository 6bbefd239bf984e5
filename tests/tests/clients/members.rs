//! Users member by member against the documents, so that none is silently lost.
//!
//! That nothing else is lost either, `examples` shows: what is written is what was read.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use zoho_clients::{Call, Decimal, Operation, Product, expense, identity360, inventory, invoice};

use crate::support::{Script, example, member};

/// Asserts every member of a record, and that these are the members of the document, in its order.
macro_rules! members {
    ($record:expr, $document:expr, { $($field:ident $(as $wire:literal)? = $expected:expr,)* }) => {{
        let record = &$record;
        $(assert_eq!(record.$field, $expected, stringify!($field));)*
        let names = [$(wire!($field $($wire)?)),*];
        assert_eq!(member_names($document), names);
    }};
}

macro_rules! wire {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

/// The names of an object's members, in order.
fn member_names(object: &str) -> Vec<String> {
    struct Names;

    impl<'de> Visitor<'de> for Names {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some((name, IgnoredAny)) = map.next_entry()? {
                names.push(name);
            }
            Ok(names)
        }
    }

    serde_json::Deserializer::from_str(object)
        .deserialize_map(Names)
        .unwrap()
}

fn some<T: From<&'static str>>(text: &'static str) -> Option<T> {
    Some(text.into())
}

/// What a call gives when the service answers with an example.
async fn answer<P: Product, Op: Operation>(
    name: &str,
    call: impl Fn(&P) -> Call<Op>,
) -> (Op::Output, String) {
    let text = example(P::INFO.name, name);
    let client = Script::answering(&text).client();
    (call(&client).await.unwrap(), text)
}

/// The text of a list's only item.
fn only_item(list: &str) -> &str {
    list.strip_prefix('[').unwrap().strip_suffix(']').unwrap()
}

#[tokio::test]
async fn inventory_user() {
    let get = answer("get.response", |it: &inventory::Client| it.users().get("1")).await;
    let me = answer("me.response", |it: &inventory::Client| it.users().me()).await;
    for (user, text) in [get, me] {
        let document = member(&text, "user");
        members!(user, document, {
            user_id = "982000000554041".into(),
            name = some("David John"),
            email_ids = user.email_ids,
            status = some("active"),
            user_role = some("admin"),
            user_type = some("zoho"),
            role_id = some("982000000006005"),
            photo_url = some(PHOTO),
            is_claimant = Some(true),
            created_time = some("2016-06-05"),
            custom_fields = Some(vec![]),
        });
        let addresses = user.email_ids.unwrap();
        assert_eq!(addresses.len(), 1);
        members!(addresses[0], only_item(member(document, "email_ids")), {
            email = some("johndavid@zilliuminc.com"),
            is_selected = Some(true),
        });
    }
}

const PHOTO: &str = "https://contacts.zoho.com/file?ID=d27344a22bad8bb83a03722b4aa5bc6967c3135f24307fe40db8572782432fd6aae0110f8bb9c4c79e8e0f0cca5904aecfacbf079f13b48c295bacc89ae91fca&fs=thumb";

#[tokio::test]
async fn inventory_list() {
    let (page, text) = answer("list.response", |it: &inventory::Client| it.users().list()).await;
    assert_eq!((page.items.len(), &page.context), (1, &None));
    members!(page.items[0], only_item(member(&text, "users")), {
        user_id = "982000000554041".into(),
        role_id = some("982000000006005"),
        name = some("David John"),
        email = some("johndavid@zilliuminc.com"),
        user_role = some("admin"),
        user_type = some("zoho"),
        status = some("active"),
        is_current_user = Some(true),
        photo_url = some(PHOTO),
    });
}

#[tokio::test]
async fn invoice_user() {
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
            custom_fields = Some(vec![]),
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
async fn invoice_list() {
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

const EXPENSE_PHOTO: &str = "https://contacts.zoho.com/file?ID=a8625cce152ee5dc0ca36e254b6ccd89a644a6e131442dd531484dc7a3a15ad4cdd0803c615479b1c1a699af5729301fa0a180e1d691bb9609894e60544ef753&fs=thumb";

#[tokio::test]
async fn expense_user() {
    use zoho_clients::expense::users::UserStatus;

    let body = crate::bodies::expense::create();
    let create = |it: &expense::Client| it.users().create(body.clone());
    let create = answer("create.response", create).await;
    let get = answer("get.response", |it: &expense::Client| it.users().get("1")).await;
    for (user, text) in [create, get] {
        let document = member(&text, "user");
        members!(user, document, {
            user_id = "16367000000073071".into(),
            name = some("Tricia Boyle"),
            first_name = some("Tricia"),
            last_name = some("Boyle"),
            email = some("patriciab@zillum.com"),
            email_ids = user.email_ids,
            status = Some(UserStatus::Active),
            role_id = some("16367000000030005"),
            user_role = some("submitter"),
            user_type = some("zoho"),
            photo_url = some(EXPENSE_PHOTO),
            default_approver_id = some("16367000000073001"),
            default_approver_name = some("Will Smith"),
            default_approver_email = some("will.smith@yahoo.in"),
            created_time = some("2017-02-15"),
            last_modified_time = some("2017-02-21"),
            approves_to_id = some("16367000000073001"),
            approves_to_name = some("Will Smith"),
            approves_to_email = some("will.smith@yahoo.in"),
            submission_amount_limit = Some(Decimal::from(5000)),
            approval_amount_limit = Some(Decimal::from(1000)),
            employee_number = some("E001"),
            department_id = some("16367000000093001"),
            department_name = some("Finance"),
            designation_name = some("Manager"),
            designation_id = some("16367000000093003"),
            date_of_birth = some("1996-07-25"),
            date_of_joining = some("2017-01-04"),
            mobile = some("9500881944"),
            gender = some("male"),
            policy_id = some("16367000000092011"),
            policy_name = some("Expense Saver"),
            bank_name = some("HDFC"),
            bank_account_type = some("Savings"),
            custom_fields = user.custom_fields,
            user_mail_in_id = some("tricia.boyle.9k2rrt@zohoexpensemail.com"),
        });
        let addresses = user.email_ids.unwrap();
        assert_eq!(addresses.len(), 1);
        members!(addresses[0], only_item(member(document, "email_ids")), {
            email = some("patriciab@zillum.com"),
            is_selected = Some(true),
        });
        let fields = user.custom_fields.unwrap();
        assert_eq!(fields.len(), 1);
        members!(fields[0], only_item(member(document, "custom_fields")), {
            customfield_id = some("16367000000093005"),
            data_type = some("string"),
            is_active = Some(true),
            is_basecurrency_amount = Some(true),
            is_mandatory = Some(false),
            label = some("Nick Name"),
            value = some("Tric"),
        });
        assert_eq!(member_names(document).len(), 36);
    }
}

/// The answer to an update has the user's members beside those of the envelope.
#[tokio::test]
async fn expense_update_answers_the_same_user() {
    let body = crate::bodies::expense::update();
    let update = |it: &expense::Client| it.users().update("1", body.clone());
    let (updated, _) = answer("update.response", update).await;
    let (user, _) = answer("get.response", |it: &expense::Client| it.users().get("1")).await;
    assert_eq!(updated, user);
}

#[tokio::test]
async fn expense_list() {
    use zoho_clients::expense::users::UserStatus;

    let (page, text) = answer("list.response", |it: &expense::Client| it.users().list()).await;
    assert_eq!((page.items.len(), &page.context), (1, &None));
    members!(page.items[0], only_item(member(&text, "users")), {
        user_id = "16367000000073071".into(),
        role_id = some("16367000000030005"),
        name = some("Tricia Boyle"),
        email = some("patriciab@zillum.com"),
        user_role = some("submitter"),
        user_type = some("zoho"),
        can_approve = Some(true),
        status = Some(UserStatus::Active),
        default_approver_id = some("16367000000073001"),
        default_approver_name = some("Will Smith"),
        default_approver_email = some("will.smith@yahoo.in"),
        is_from_crm = Some(false),
        is_current_user = Some(true),
        photo_url = some(EXPENSE_PHOTO),
        approves_to_id = some("16367000000073001"),
        approves_to_name = some("Will Smith"),
        approves_to_email = some("will.smith@yahoo.in"),
        submission_amount_limit = Some(Decimal::from(5000)),
        approval_amount_limit = Some(Decimal::from(1000)),
        created_time = some("2017-02-15"),
        last_modified_time = some("2017-02-21"),
        user_mail_in_id = some("tricia.boyle.9k2rrt@zohoexpensemail.com"),
        employee_number = some("E001"),
        department_id = some("16367000000093001"),
        department_name = some("Finance"),
        policy_id = some("16367000000092011"),
        policy_name = some("Expense Saver"),
    });
}

#[tokio::test]
async fn identity360_user() {
    use zoho_clients::identity360::users::UserStatus;

    let body = crate::bodies::identity360::create();
    let create = |it: &identity360::Client| it.users().create(body.clone());
    let template = |it: &identity360::Client| it.users().create_from_template("1", body.clone());
    let create = answer("create.response", create).await;
    let get = answer("get.response", |it: &identity360::Client| {
        it.users().get("1")
    })
    .await;
    let template = answer("create_from_template.response", template).await;
    for (user, text) in [create, get, template] {
        let document = member(&text, "data");
        members!(user, document, {
            city = some("Anchorage"),
            company = some("Berge Corporation"),
            country = some("US"),
            department = some("Marketing"),
            description = some("User of marketing department"),
            display_name as "displayName" = some("AlexHales"),
            email = some("alexhales@company.com"),
            employee_id as "employeeID" = some("12342"),
            fax = some("441619998888"),
            first_name as "firstName" = some("Alex"),
            gender = some("M"),
            home_phone as "homePhone" = some("044-24681357"),
            id = some("2000000000001"),
            is_domain_verified as "isDomainVerified" = Some(false),
            language = some("en"),
            last_name as "lastName" = some("Hales"),
            manager = some("2000000072269"),
            mobile_number as "mobileNumber" = some("7700900461"),
            post_office_box as "postOfficeBox" = some("1052"),
            primary_source as "primarySource" = user.primary_source,
            seating_location as "seatingLocation" = some("5LC12"),
            state_province as "stateProvince" = some("Alaska"),
            status = Some(UserStatus::Enabled),
            street = some("19th Ave, Anchorage, Alaska"),
            telephone_number as "telephoneNumber" = some("9072746922"),
            title = some("Manager"),
            work_location as "workLocation" = some("Alaska"),
            zip_postal as "zipPostal" = some("99501"),
        });
        let source = user.primary_source.unwrap();
        let source_document = member(document, "primarySource");
        members!(source, source_document, {
            application_name as "applicationName" = some("Berge-Corp"),
            application_service as "applicationService" = source.application_service,
            creation_time as "creationTime" = some("2023-12-12T14:32:50+05:30"),
            is_enabled as "isEnabled" = Some(true),
            id = some("2000000072637"),
            modified_time as "modifiedTime" = some("2023-12-12T14:32:50+05:30"),
        });
        let service = source.application_service.unwrap();
        members!(service, member(source_document, "applicationService"), {
            name = some("Universal Directory"),
            id = some("2000000018007"),
            logo = some("universal-directory"),
            service_name as "serviceName" = some("ZOHO_DIRECTORY"),
        });
        assert_eq!(member_names(document).len(), 28);
    }
}

#[tokio::test]
async fn identity360_update() {
    let body = crate::bodies::identity360::update();
    let update = |it: &identity360::Client| it.users().update("1", body.clone());
    let (mut updated, _) = answer("update.response", update).await;
    assert_eq!(updated.city, some("Ottawa"));
    assert_eq!(updated.country, some("CA"));
    assert_eq!(updated.display_name, some("Hales"));
    assert_eq!(updated.language, some("en-CA"));
    assert_eq!(updated.manager, some("2000000072271"));
    assert_eq!(updated.state_province, some("Ontario"));
    assert_eq!(updated.street, some("Colonel Murray St, Ottawa, Ontario"));
    assert_eq!(updated.zip_postal, some("K0A0A4"));

    // In all else it is the user of before.
    let get = |it: &identity360::Client| it.users().get("1");
    let (user, _) = answer("get.response", get).await;
    updated.city = user.city.clone();
    updated.country = user.country.clone();
    updated.display_name = user.display_name.clone();
    updated.language = user.language.clone();
    updated.manager = user.manager.clone();
    updated.state_province = user.state_province.clone();
    updated.street = user.street.clone();
    updated.zip_postal = user.zip_postal.clone();
    assert_eq!(updated, user);
}

#[tokio::test]
async fn identity360_list() {
    use zoho_clients::identity360::users::UserStatus;

    let list = |it: &identity360::Client| it.users().list();
    let (page, text) = answer("list.response", list).await;
    let data = only_item(member(&text, "data"));
    let (first, second) = data.split_once("},").unwrap();
    assert_eq!(page.items.len(), 2);
    members!(page.items[0], &format!("{first}}}"), {
        city = some("Anchorage"),
        country = some("US"),
        description = some("User of marketing department"),
        display_name as "displayName" = some("AlexHales"),
        email = some("alexhales@company.com"),
        employee_id as "employeeID" = some("12342"),
        first_name as "firstName" = some("Alex"),
        gender = some("M"),
        id = some("2000000000001"),
        is_domain_verified as "isDomainVerified" = Some(false),
        language = some("en"),
        last_name as "lastName" = some("Hales"),
        mobile_number as "mobileNumber" = some("7700900461"),
        state_province as "stateProvince" = some("Alaska"),
        status = Some(UserStatus::Enabled),
        street = some("19th Ave, Anchorage, Alaska"),
        work_location as "workLocation" = some("Alaska"),
        zip_postal as "zipPostal" = some("99501"),
    });
    members!(page.items[1], second, {
        city = some("Los Angeles"),
        country = some("US"),
        description = some("User of sales department"),
        display_name as "displayName" = some("JohnRay"),
        email = some("johnray@company.com"),
        employee_id as "employeeID" = some("13894"),
        first_name as "firstName" = some("John"),
        gender = some("M"),
        id = some("2000000000002"),
        is_domain_verified as "isDomainVerified" = Some(false),
        language = some("en"),
        last_name as "lastName" = some("Raymond"),
        mobile_number as "mobileNumber" = some("7304729472"),
        state_province as "stateProvince" = some("California"),
        status = Some(UserStatus::Enabled),
        street = some("Mckinley Ave, Los Angeled, California"),
        work_location as "workLocation" = some("California"),
        zip_postal as "zipPostal" = some("90001"),
    });
    members!(page.context.unwrap(), member(&text, "meta"), {
        cursor = Some(None),
        next_cursor = Some(None),
        is_last = Some(true),
        limit = Some(100),
        total_no_of_objects = Some(2),
    });
}
