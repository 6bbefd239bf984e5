//! A request may gain members: it is made with `new` and setters.

use zoho_clients::inventory::users::CreateUserRequest;

fn main() {
    let _ = CreateUserRequest { name: "David John".to_owned(), email: String::new(), user_role: None };
}
