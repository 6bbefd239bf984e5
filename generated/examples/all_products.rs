//! Lists the users of all four products, page after page.
//!
//! `ACCESS_TOKEN=… ORGANIZATION=… cargo run --example all_products --all-features`; the variables
//! `DATA_CENTER`, or `INVENTORY_URL` and so on, say where the products are if not in the US.

use std::env;
use std::fmt::Display;

use zoho_clients::{ClientBuilder, Error, Product, expense, identity360, inventory, invoice};

fn client<P: Product>() -> Result<P, Error> {
    let set = |name: &str| env::var(name).ok();
    let mut builder = ClientBuilder::<P>::new()
        .access_token(set("ACCESS_TOKEN").unwrap_or_default())
        .organization(set("ORGANIZATION").unwrap_or_default());
    if let Some(url) = set(&format!("{}_URL", P::INFO.name.to_uppercase())) {
        builder = builder.base_url(url);
    } else if let Some(name) = set("DATA_CENTER") {
        builder = builder.data_center(name);
    }
    Ok(builder.build()?)
}

fn show(product: &str, id: impl Display, name: Option<String>) {
    println!("{product:<12} {id} {}", name.unwrap_or_default());
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut users = client::<inventory::Client>()?.users().list().stream();
    while let Some(user) = users.next().await.transpose()? {
        show("Inventory", user.user_id, user.name);
    }
    let mut users = client::<invoice::Client>()?.users().list().stream();
    while let Some(user) = users.next().await.transpose()? {
        show("Invoice", user.user_id, user.name);
    }
    let mut users = client::<expense::Client>()?.users().list().stream();
    while let Some(user) = users.next().await.transpose()? {
        show("Expense", user.user_id, user.name);
    }
    let mut users = client::<identity360::Client>()?.users().list().stream();
    while let Some(user) = users.next().await.transpose()? {
        show(
            "Identity360",
            user.id.unwrap_or_default(),
            user.display_name,
        );
    }
    Ok(())
}
