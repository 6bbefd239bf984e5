//! A page of 200 users: read and written.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zoho_clients::{Call, Paged, Product, expense, identity360, inventory, invoice};

use crate::derived;
use crate::measure::pair;
use crate::service::{Service, body, example, member, now};

const USERS: usize = 200;

/// Our throughput by that of the derives, at least.
const TARGET: f64 = 0.95;

const PAGE_CONTEXT: &str = r#"{"page":1,"per_page":200,"has_more_page":true,"report_name":"Users","applied_filter":"Status.All","sort_column":"name","sort_order":"A"}"#;

/// The envelope of three of the products, by hand.
#[derive(Deserialize)]
#[allow(dead_code, reason = "a client by hand would look at them")]
struct UsersPage<T, C> {
    code: i64,
    message: String,
    users: Vec<T>,
    page_context: Option<C>,
}

/// The envelope of the fourth, by hand.
#[derive(Deserialize)]
#[allow(dead_code, reason = "a client by hand would look at it")]
struct DataPage<T, C> {
    data: Vec<T>,
    meta: Option<C>,
}

pub(crate) fn run(turns: usize) {
    println!("\n{USERS} users                     ours       derive    ratio (target {TARGET})");
    let inventory = page("inventory", "users");
    read::<
        inventory::Client,
        _,
        UsersPage<derived::inventory::users::UserListItem, derived::inventory::PageContext>,
    >(turns, &inventory, |client| client.users().list());
    write::<inventory::users::UserListItem, derived::inventory::users::UserListItem>(
        turns,
        "inventory",
        "users",
    );
    let invoice = page("invoice", "users");
    read::<
        invoice::Client,
        _,
        UsersPage<derived::invoice::users::UserListItem, derived::invoice::PageContext>,
    >(turns, &invoice, |client| client.users().list());
    write::<invoice::users::UserListItem, derived::invoice::users::UserListItem>(
        turns, "invoice", "users",
    );
    let expense = page("expense", "users");
    read::<
        expense::Client,
        _,
        UsersPage<derived::expense::users::UserListItem, derived::expense::PageContext>,
    >(turns, &expense, |client| client.users().list());
    write::<expense::users::UserListItem, derived::expense::users::UserListItem>(
        turns, "expense", "users",
    );
    let identity360 = page("identity360", "data");
    read::<
        identity360::Client,
        _,
        DataPage<derived::identity360::users::UserListItem, derived::identity360::ListMeta>,
    >(turns, &identity360, |client| client.users().list());
    write::<identity360::users::UserListItem, derived::identity360::users::UserListItem>(
        turns,
        "identity360",
        "data",
    );
}

/// The items of a page: the document's own, each with a number of its own.
fn items(product: &str, name: &str) -> String {
    let list = member(&example(product, "list.response"), name);
    let documented: Vec<Box<serde_json::value::RawValue>> = serde_json::from_str(&list).unwrap();
    let items: Vec<String> = (0..USERS)
        .map(|at| {
            let item = compact(documented[at % documented.len()].get());
            item.replace("00000", &format!("{:05}", at % 100_000))
        })
        .collect();
    format!("[{}]", items.join(","))
}

/// JSON text without the spaces between its tokens.
fn compact(text: &str) -> String {
    text.lines()
        .map(|line| line.trim().replacen("\": ", "\":", 1))
        .collect()
}

fn page(product: &str, name: &str) -> String {
    let items = items(product, name);
    match name {
        "users" => format!(
            r#"{{"code":0,"message":"success","users":{items},"page_context":{PAGE_CONTEXT}}}"#
        ),
        _ => format!(
            r#"{{"{name}":{items},"meta":{{"cursor":"a","next_cursor":"b","is_last":false,"limit":200,"total_no_of_objects":1000}}}}"#
        ),
    }
}

/// Reads a page by the product's own call, against the derives alone on a copy of the same body: what
/// the call costs counts against us.
fn read<P: Product, Op: Paged, Derived: DeserializeOwned>(
    turns: usize,
    page: &str,
    list: impl Fn(&P) -> Call<Op>,
) {
    let service = Service(body(page));
    let client = service.client::<P>();
    assert_eq!(now(list(&client)).unwrap().items.len(), USERS);
    let pair = pair(
        turns,
        || now(list(&client)).unwrap(),
        || {
            let body = service.0.to_vec();
            serde_json::from_slice::<Derived>(&body).unwrap()
        },
    );
    report(&format!("{} read", P::INFO.name), page.len(), &pair);
}

fn write<Ours, Derived>(turns: usize, product: &str, name: &str)
where
    Ours: Serialize + DeserializeOwned,
    Derived: Serialize + DeserializeOwned,
{
    let text = items(product, name);
    let ours: Vec<Ours> = serde_json::from_str(&text).unwrap();
    let theirs: Vec<Derived> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&ours).unwrap(), text);
    assert_eq!(serde_json::to_string(&theirs).unwrap(), text);
    let pair = pair(
        turns,
        || serde_json::to_vec(&ours).unwrap(),
        || serde_json::to_vec(&theirs).unwrap(),
    );
    report(&format!("{product} write"), text.len(), &pair);
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn report(what: &str, bytes: usize, pair: &crate::measure::Pair) {
    let speed = |nanoseconds: f64| bytes as f64 * 1e3 / nanoseconds;
    let (ours, theirs) = (speed(pair.ours), speed(pair.theirs));
    let mark = if pair.ratio < TARGET {
        "  short of the target"
    } else {
        ""
    };
    println!(
        "{what:<22} {ours:>7.0} MB/s {theirs:>7.0} MB/s   {:>5.2}{mark}",
        pair.ratio
    );
}
