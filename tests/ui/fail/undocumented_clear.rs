//! A member can be cleared only where the spec says what that looks like.

use zoho_clients::expense::users::UpdateUserRequest;

fn main() {
    let _ = UpdateUserRequest::new().clear_mobile();
}
