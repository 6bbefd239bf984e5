//! Lists the users of an organization.

use zoho_clients::inventory::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .data_center("eu")
        .organization("10234695")
        .access_token(std::env::var("ACCESS_TOKEN")?)
        .build()?;

    let page = client.users().list().per_page(50).await?;
    for user in &page.items {
        println!("{} {}", user.user_id, user.name.as_deref().unwrap_or("?"));
    }
    Ok(())
}
