//! A product whose feature is off.

use zoho_clients::expense::users::GetUser;

fn main() {
    let call = |client: zoho_clients::expense::Client| client.call(GetUser::new("16367000000073071"));
    let _ = call;
}
