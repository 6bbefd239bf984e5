//! Expense's users.

use zoho_clients::expense::users::UserStatus;
use zoho_clients::{Decimal, expense};

use super::{answer, member_names, members, only_item, some};
use crate::bodies;
use crate::support::member;

const PHOTO: &str = "https://contacts.zoho.com/file?ID=a8625cce152ee5dc0ca36e254b6ccd89a644a6e131442dd531484dc7a3a15ad4cdd0803c615479b1c1a699af5729301fa0a180e1d691bb9609894e60544ef753&fs=thumb";

#[tokio::test]
async fn user() {
    let body = bodies::expense::create();
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
            photo_url = some(PHOTO),
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
async fn update_answers_the_same_user() {
    let body = bodies::expense::update();
    let update = |it: &expense::Client| it.users().update("1", body.clone());
    let (updated, _) = answer("update.response", update).await;
    let (user, _) = answer("get.response", |it: &expense::Client| it.users().get("1")).await;
    assert_eq!(updated, user);
}

#[tokio::test]
async fn list() {
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
        photo_url = some(PHOTO),
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
