//! Every form of a call: accessor, setters, operation as a value, stream, spawned task.

use zoho_clients::expense::users::UpdateUserRequest;
use zoho_clients::identity360::users::{UserStatus, CreateUserRequest};
use zoho_clients::inventory::users::{GetUser, ListUsers, UserSortColumn};
use zoho_clients::inventory::{Client, RoleId, UserId};
use zoho_clients::{Error, Page};

async fn calls(client: Client) -> Result<(), Error> {
    let page = client.users().list().sort_column(UserSortColumn::Name).per_page(50).await?;
    for user in page {
        let id: UserId = user.user_id;
        let role: Option<RoleId> = user.role_id;
        client.users().get(&id).send().await?;
        let _ = (id.as_str(), role);
    }
    client.users().get(982000000554041).await?;
    client.users().get("982000000554041".to_owned()).await?;
    let user = client.call(GetUser::new("982000000554041")).await?;
    let _name: Option<String> = user.name;
    let _page: Page<_, _> = client.call(ListUsers::new().page(2)).await?;
    let _items = client.users().list().stream();
    let _pages = client.users().list().pages();
    Ok(())
}

fn spawned<T: Send + 'static>(task: T) -> T {
    task
}

fn bodies() {
    let update = UpdateUserRequest::new()
        .mobile("9500881944")
        .approval_amount_limit(1000)
        .custom_fields(Vec::new());
    let create = CreateUserRequest::new().first_name("Alex").status(UserStatus::Enabled);
    let _ = (update, create);
}

fn open(status: UserStatus) -> bool {
    match status {
        UserStatus::Enabled => true,
        UserStatus::Disabled => false,
        other => other.as_str() == "2",
    }
}

fn main() {
    let _ = (calls, bodies, open);
    let task = |client: Client| spawned(calls(client));
    let _ = task;
}
