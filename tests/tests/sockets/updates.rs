//! Bodies of updates on the wire: what is kept, set and cleared.

/// A spec that documents what clearing looks like.
#[path = "../../fixtures/spec/requests/expected/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    reason = "a test uses some of it"
)]
#[rustfmt::skip]
mod clearing;

use clearing::requests::widgets::WidgetUpdate;
use zoho_clients::runtime::NoRetry;
use zoho_clients::{Call, expense, identity360, inventory, invoice};
use zoho_clients::{Error, Operation, Patch, Product};

use crate::answer::Answer;
use crate::server::Server;
use crate::support::{client, example};

/// What a server gets of an update: the method and the body.
struct Wire<P> {
    server: Server,
    client: P,
    method: &'static str,
    sent: usize,
}

impl<P: Product> Wire<P> {
    fn new(method: &'static str) -> Self {
        let answer = example(P::INFO.name, "update.response");
        let server = Server::answering(Answer::json(200, answer));
        Self {
            client: client(&server),
            server,
            method,
            sent: 0,
        }
    }

    /// Sends an update, whose body has to be this.
    async fn sends<Op: Operation>(&mut self, call: impl FnOnce(&P) -> Call<Op>, body: &str) {
        assert!(call(&self.client).await.is_ok(), "{body}");
        let received = self.server.received();
        self.sent += 1;
        assert_eq!(received.len(), self.sent);
        let last = &received[self.sent - 1];
        assert_eq!((&*last.method, &*last.body), (self.method, body));
    }
}

/// What is required is always there.
#[tokio::test]
async fn inventory() {
    use inventory::users::UpdateUserRequest;
    let mut wire = Wire::<inventory::Client>::new("PUT");
    let update = |body| move |client: &inventory::Client| client.users().update("1", body);
    let new = || UpdateUserRequest::new("A", "a@x.example");
    wire.sends(update(new()), r#"{"name":"A","email":"a@x.example"}"#)
        .await;
    wire.sends(
        update(new().user_role("staff")),
        r#"{"name":"A","email":"a@x.example","user_role":"staff"}"#,
    )
    .await;
    wire.sends(
        update(new().user_role("")),
        r#"{"name":"A","email":"a@x.example","user_role":""}"#,
    )
    .await;
    let mut kept = new().user_role("staff");
    kept.user_role = Patch::Keep;
    wire.sends(update(kept), r#"{"name":"A","email":"a@x.example"}"#)
        .await;
}

#[tokio::test]
async fn invoice() {
    use invoice::users::UpdateUserRequest;
    let mut wire = Wire::<invoice::Client>::new("PUT");
    let update = |body| move |client: &invoice::Client| client.users().update("1", body);
    let new = || UpdateUserRequest::new("A", "a@x.example");
    wire.sends(update(new()), r#"{"name":"A","email":"a@x.example"}"#)
        .await;
    wire.sends(
        update(new().user_role("Admin, Timesheet User")),
        r#"{"name":"A","email":"a@x.example","user_role":"Admin, Timesheet User"}"#,
    )
    .await;
    let mut kept = new().user_role("Admin");
    kept.user_role = Patch::Keep;
    wire.sends(update(kept), r#"{"name":"A","email":"a@x.example"}"#)
        .await;
}

/// Each member alone, all together, and none.
#[tokio::test]
async fn expense() {
    use expense::users::{CustomFieldValue, UpdateUserRequest};
    let mut wire = Wire::<expense::Client>::new("PUT");
    let update = |body| move |client: &expense::Client| client.users().update("1", body);
    let new = UpdateUserRequest::new;
    let field = || CustomFieldValue::new(7, "x");
    for (body, written) in [
        (new(), "{}"),
        (new().name("A"), r#"{"name":"A"}"#),
        (new().user_role("r"), r#"{"user_role":"r"}"#),
        (
            new().approval_amount_limit(5000),
            r#"{"approval_amount_limit":5000}"#,
        ),
        (
            new().submission_amount_limit(1),
            r#"{"submission_amount_limit":1}"#,
        ),
        (new().department_id(7), r#"{"department_id":"7"}"#),
        (new().department_name("d"), r#"{"department_name":"d"}"#),
        (new().designation_name("d"), r#"{"designation_name":"d"}"#),
        (new().mobile(""), r#"{"mobile":""}"#),
        (new().custom_fields([]), r#"{"custom_fields":[]}"#),
        (
            new().custom_fields([field()]).mobile("1").name("A"),
            r#"{"name":"A","mobile":"1","custom_fields":[{"customfield_id":"7","value":"x"}]}"#,
        ),
    ] {
        wire.sends(update(body), written).await;
    }
}

#[tokio::test]
async fn identity360() {
    use identity360::users::UpdateUserRequest;
    let mut wire = Wire::<identity360::Client>::new("PATCH");
    let update = |body| move |client: &identity360::Client| client.users().update("1", body);
    let new = UpdateUserRequest::new;
    for (body, written) in [
        (new(), "{}"),
        (new().city(""), r#"{"city":""}"#),
        (new().employee_id("E1"), r#"{"employeeID":"E1"}"#),
        (new().manager(7), r#"{"manager":"7"}"#),
        (new().password("Test@1527#"), r#"{"password":"Test@1527#"}"#),
        (new().status(0), r#"{"status":0}"#),
        (
            new().zip_postal("99501").display_name("A").city("B"),
            r#"{"city":"B","displayName":"A","zipPostal":"99501"}"#,
        ),
    ] {
        wire.sends(update(body), written).await;
    }
}

/// None of the four products documents what clearing looks like: nothing is sent.
#[tokio::test]
async fn clearing_that_nobody_documents() {
    let server = Server::answering(Answer::json(200, "{}"));
    let check = |error: Error, name: &str| {
        assert!(matches!(error, Error::Request(_)));
        assert_eq!(
            error.to_string(),
            format!(
                "users.update was not sent: the body cannot be written as JSON: clearing is not \
                 documented for `{name}`"
            )
        );
    };

    let mut body = inventory::users::UpdateUserRequest::new("A", "a@x.example");
    body.user_role = Patch::clear();
    let client_of: inventory::Client = client(&server);
    let error = client_of.users().update("1", body).await.unwrap_err();
    check(error, "user_role");

    let mut body = invoice::users::UpdateUserRequest::new("A", "a@x.example");
    body.user_role = Patch::clear();
    let client_of: invoice::Client = client(&server);
    let error = client_of.users().update("1", body).await.unwrap_err();
    check(error, "user_role");

    let mut body = expense::users::UpdateUserRequest::new().name("A");
    body.custom_fields = Patch::clear();
    let client_of: expense::Client = client(&server);
    let error = client_of.users().update("1", body).await.unwrap_err();
    check(error, "custom_fields");

    let mut body = identity360::users::UpdateUserRequest::new().city("A");
    body.employee_id = Patch::clear();
    let client_of: identity360::Client = client(&server);
    let error = client_of.users().update("1", body).await.unwrap_err();
    check(error, "employeeID");

    assert_eq!(server.connections(), 0);
}

/// Cleared as `""`, `null` and `[]`, each as its spec documents it, beside what is kept and set.
#[tokio::test]
async fn clearing_as_documented() {
    let server = Server::answering(Answer::new(204, ""));
    let client = clearing::requests::Client::builder()
        .base_url(server.url("/v1"))
        .retry(NoRetry)
        .build()
        .unwrap();
    let widgets = client.widgets();
    let new = || WidgetUpdate::new("a", 2.0, "p");
    let begin = r#"{"label":"a","#;
    let end = r#""weight":2.0,"pin":"p"}"#;
    for (body, written) in [
        (new(), ""),
        (new().clear_colour(), r#""colour":"","#),
        (new().clear_made_on(), r#""made_on":null,"#),
        (new().clear_tags(), r#""tags":[],"#),
        (
            new().colour("red").clear_tags(),
            r#""colour":"red","tags":[],"#,
        ),
        // What was said last holds.
        (new().clear_colour().colour("red"), r#""colour":"red","#),
        (new().colour("red").clear_colour(), r#""colour":"","#),
    ] {
        widgets.change("w1", body).await.unwrap();
        let last = server.received().pop().unwrap();
        assert_eq!((&*last.method, &*last.target), ("PATCH", "/v1/widgets/w1"));
        assert_eq!(last.body, format!("{begin}{written}{end}"));
    }
}
