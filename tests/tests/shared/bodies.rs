//! The documents' request examples, as a program writes them.

pub(crate) mod expense {
    use zoho_clients::expense::users::{CreateUserRequest, CustomFieldValue, UpdateUserRequest};

    pub(crate) fn create() -> CreateUserRequest {
        CreateUserRequest::new("Tricia Boyle", "patriciab@zillum.com", "submitter")
            .default_approver_email("will.smith@yahoo.in")
            .approves_to_email("will.smith@yahoo.in")
            .submission_amount_limit(5000)
            .approval_amount_limit(1000)
            .employee_number("E001")
            .department_name("Finance")
            .designation_name("Manager")
            .date_of_birth("1996-07-25")
            .date_of_joining("2017-01-04")
            .mobile("9500881944")
            .gender("male")
            .policy_name("Expense Saver")
            .custom_fields([CustomFieldValue::new("16367000000093005", "Tric")])
    }

    pub(crate) fn update() -> UpdateUserRequest {
        UpdateUserRequest::new()
            .name("Tricia Boyle")
            .user_role("submitter")
            .approval_amount_limit(1000)
            .submission_amount_limit(5000)
            .department_id(16367000000093001)
            .department_name("Finance")
            .designation_name("Manager")
            .mobile("9500881944")
            .custom_fields([CustomFieldValue::new(16367000000093005, "Tric")])
    }
}

pub(crate) mod identity360 {
    use zoho_clients::identity360::users::{CreateUserRequest, UpdateUserRequest, UserStatus};

    pub(crate) fn create() -> CreateUserRequest {
        CreateUserRequest::new()
            .city("Anchorage")
            .company("Berge Corporation")
            .country("US")
            .department("Marketing")
            .description("User of marketing department")
            .display_name("AlexHales")
            .email("alexhales@company.com")
            .employee_id("12342")
            .fax("441619998888")
            .first_name("Alex")
            .gender("M")
            .home_phone("044-24681357")
            .language("en")
            .last_name("Hales")
            .manager("2000000072269")
            .mobile_number("7700900461")
            .password("Test@1527#")
            .post_office_box("1052")
            .seating_location("5LC12")
            .state_province("Alaska")
            .status(UserStatus::Enabled)
            .street("19th Ave, Anchorage, Alaska")
            .telephone_number("9072746922")
            .title("Manager")
            .work_location("Alaska")
            .zip_postal("99501")
    }

    pub(crate) fn update() -> UpdateUserRequest {
        UpdateUserRequest::new()
            .city("Ottawa")
            .company("Berge Corporation")
            .country("CA")
            .department("Marketing")
            .description("User of marketing department")
            .display_name("Hales")
            .email("alexhales@company.com")
            .employee_id("12342")
            .fax("441619998888")
            .first_name("Alex")
            .gender("M")
            .home_phone("044-24681357")
            .language("en-CA")
            .last_name("Hales")
            .manager("2000000072271")
            .mobile_number("7700900461")
            .password("Test@1527#")
            .post_office_box("1052")
            .seating_location("5LC12")
            .state_province("Ontario")
            .status(1)
            .street("Colonel Murray St, Ottawa, Ontario")
            .telephone_number("9072746922")
            .title("Manager")
            .work_location("Alaska")
            .zip_postal("K0A0A4")
    }
}

pub(crate) mod inventory {
    use zoho_clients::inventory::users::{CreateUserRequest, UpdateUserRequest};

    pub(crate) fn create() -> CreateUserRequest {
        CreateUserRequest::new("David John", "johndavid@zilliuminc.com").user_role("admin")
    }

    pub(crate) fn update() -> UpdateUserRequest {
        UpdateUserRequest::new("David John", "johndavid@zilliuminc.com").user_role("admin")
    }
}

pub(crate) mod invoice {
    use zoho_clients::invoice::users::{CreateUserRequest, UpdateUserRequest};

    pub(crate) fn create() -> CreateUserRequest {
        CreateUserRequest::new("David Sujin", "test@zylker.org").user_role("admin")
    }

    pub(crate) fn update() -> UpdateUserRequest {
        UpdateUserRequest::new("David Sujin", "test@zylker.org").user_role("admin")
    }
}
