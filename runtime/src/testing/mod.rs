//! For tests of applications: a service that is a script. Behind the feature `testing`.
//!
//! [`ScriptedTransport`] takes the place of the network: it answers calls as the test says and keeps
//! what was sent. No socket is opened, and nothing waits.
//!
//! ```
//! # use clientwright_runtime::__private::v1;
//! # use clientwright_runtime::{Error, Value};
//! # v1::define_call!();
//! # static INFO: v1::ProductInfo = v1::ProductInfo {
//! #     name: "acme",
//! #     title: "Acme Widgets",
//! #     servers: &[v1::Server { name: "us", title: "", api: "https://acme.example/v1", accounts: None }],
//! #     auth: v1::Auth::None,
//! #     organization: None,
//! #     headers: &[],
//! #     envelope: v1::Envelope { code: None, success: None, message: None },
//! #     error: v1::ErrorBody { code: &["code"], message: &["message"], detail: &[] },
//! #     errors: &[],
//! #     limits: v1::Limits { per_minute: None, concurrent: None },
//! # };
//! # struct Client(clientwright_runtime::Client);
//! # impl v1::Product for Client {
//! #     const INFO: &'static v1::ProductInfo = &INFO;
//! #     fn from_core(core: clientwright_runtime::Client) -> Self { Self(core) }
//! #     fn core(&self) -> &clientwright_runtime::Client { &self.0 }
//! # }
//! # impl Client {
//! #     fn builder() -> clientwright_runtime::ClientBuilder<Self> { clientwright_runtime::ClientBuilder::new() }
//! #     fn rename(&self, id: u64, name: &str) -> Call<RenameWidget> {
//! #         Call::new(&self.0, RenameWidget { id, body: json!({ "name": name }) })
//! #     }
//! # }
//! # struct RenameWidget { id: u64, body: Value }
//! # impl v1::Operation for RenameWidget {
//! #     type Output = Value;
//! #     const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
//! #         product: &INFO, name: "widgets.rename", method: v1::Method::Put, path: "/widgets/{id}",
//! #         scopes: &[], repeatable: true, errors: &[],
//! #     };
//! #     fn write(&self, request: &mut v1::RequestWriter) {
//! #         request.path("id", &self.id);
//! #         request.json(&self.body);
//! #     }
//! #     fn read(answer: v1::Answer<'_>) -> Result<Value, v1::AnswerError> { answer.member("widget") }
//! # }
//! use clientwright_runtime::testing::{Reply, ScriptedTransport};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let service = ScriptedTransport::new();
//! service
//!     .answer::<RenameWidget>(json!({ "widget": { "id": 7, "name": "Sprocket" } }))
//!     .answer::<RenameWidget>(Reply::json(&json!({ "code": 12, "message": "taken" })).status(409));
//!
//! // What is tested would be given the client.
//! let client = Client::builder().transport(service.clone()).build()?;
//! assert_eq!(client.rename(7, "Sprocket").await?["name"], "Sprocket");
//! let error = client.rename(8, "Sprocket").await.unwrap_err();
//! assert_eq!(error.code(), Some("12"));
//!
//! let sent = service.sent_by::<RenameWidget>();
//! assert_eq!(sent[0].path(), "/v1/widgets/7");
//! assert_eq!(sent[1].json(), json!({ "name": "Sprocket" }));
//! service.assert_done();
//! # Ok(())
//! # }
//! ```

mod differences;
mod output;
mod reply;
mod scripted;
mod sent;

pub use differences::differences;
pub use output::Output;
pub use reply::Reply;
pub use scripted::ScriptedTransport;
pub use sent::Sent;
