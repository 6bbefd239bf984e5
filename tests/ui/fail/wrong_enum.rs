//! Each parameter has its own enumeration.

use zoho_clients::inventory::Client;
use zoho_clients::invoice::users::UserSortColumn;

fn main() {
    let call = |client: Client| client.users().list().sort_column(UserSortColumn::Name);
    let _ = call;
}
