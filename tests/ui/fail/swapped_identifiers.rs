//! Identifiers of two resources cannot stand for each other.

use zoho_clients::expense::{Client, RoleId, UserId};

fn main() {
    let call = |client: Client, user: UserId, role: RoleId| client.users().assign_role(role, user);
    let _ = call;
}
