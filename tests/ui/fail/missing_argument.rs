//! What an operation requires is an argument.

use zoho_clients::expense::Client;

fn main() {
    let call = |client: Client| client.users().assign_role("16367000000073071");
    let _ = call;
}
