//! Identity360's users.

use zoho_clients::identity360;
use zoho_clients::identity360::users::UserStatus;

use super::{answer, member_names, members, only_item, some};
use crate::bodies;
use crate::support::member;

#[tokio::test]
async fn user() {
    let body = bodies::identity360::create();
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
async fn update() {
    let body = bodies::identity360::update();
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
async fn list() {
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
