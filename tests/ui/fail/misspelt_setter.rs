//! A setter that there is not, with the one that was meant.

use zoho_clients::inventory::Client;
use zoho_clients::inventory::users::CreateUserRequest;

fn main() {
    let call = |client: Client| client.users().list().per_pages(50);
    let _ = call;
    let _ = CreateUserRequest::new("David John", "johndavid@example.com").user_rol("admin");
}
