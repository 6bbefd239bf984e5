//! What a call costs, against the same request made and read by hand.

use serde::{Deserialize, Serialize};
use zoho_clients::inventory::Client;
use zoho_clients::inventory::users::UpdateUserRequest;
use zoho_clients::{Headers, HttpRequest, Method, Transport};

use crate::derived::inventory::users as derived;
use crate::measure::{Pair, pair};
use crate::service::{ORGANIZATION, Service, TOKEN, body, example, now};

/// What a call may take more than the work by hand, in microseconds.
const TARGET: f64 = 10.0;

const URL: &str = "https://www.zohoapis.com/inventory/v1/users";

#[derive(Deserialize)]
#[allow(dead_code, reason = "a client by hand would look at them")]
struct OneUser {
    code: i64,
    message: String,
    user: derived::User,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a client by hand would look at it")]
struct Done {
    code: i64,
    message: String,
}

pub(crate) fn run(turns: usize) {
    println!("\none call                     ours      by hand     more (target {TARGET} µs)");
    // The derives read no unset list.
    let user = example("inventory", "get.response")
        .replace("\"custom_fields\": \"\"", "\"custom_fields\": []");
    let service = Service(body(&user));
    let client: Client = service.client();
    let get = pair(
        turns,
        || now(client.users().get("982000000554041")).unwrap(),
        || {
            let request = request(Method::Get, "982000000554041", None);
            now(service.send(request)).unwrap();
            let user: OneUser = serde_json::from_slice(service.0).unwrap();
            assert_eq!(user.code, 0);
            user
        },
    );
    report("get a user", &get);

    let service = Service(body(&example("inventory", "update.response")));
    let client: Client = service.client();
    let update = pair(
        turns,
        || {
            let body = UpdateUserRequest::new("John David", "john@example.com");
            now(client.users().update("982000000554041", body)).unwrap();
        },
        || {
            let body = Update {
                name: "John David".to_owned(),
                email: "john@example.com".to_owned(),
            };
            let body = serde_json::to_vec(&body).unwrap();
            let request = request(Method::Put, "982000000554041", Some(body));
            now(service.send(request)).unwrap();
            let done: Done = serde_json::from_slice(service.0).unwrap();
            assert_eq!(done.code, 0);
        },
    );
    report("update a user", &update);
}

#[derive(Serialize)]
struct Update {
    name: String,
    email: String,
}

fn request(method: Method, id: &str, body: Option<Vec<u8>>) -> HttpRequest {
    let mut request =
        HttpRequest::new(method, format!("{URL}/{id}?organization_id={ORGANIZATION}"));
    let mut headers = Headers::new();
    headers.push_sensitive("Authorization", format!("Zoho-oauthtoken {TOKEN}"));
    if body.is_some() {
        headers.push("Content-Type", "application/json");
    }
    request.headers = headers;
    request.body = body.map(Into::into);
    request
}

fn report(what: &str, pair: &Pair) {
    let (ours, theirs) = (pair.ours / 1e3, pair.theirs / 1e3);
    let more = ours - theirs;
    let mark = if more > TARGET {
        "  short of the target"
    } else {
        ""
    };
    println!("{what:<22} {ours:>9.2} µs {theirs:>9.2} µs {more:>9.2} µs{mark}");
}
