//! Every operation with the documents' examples: what the server gets, and what comes of its answer.

#[path = "../shared/line.rs"]
mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use clientwright::ir::{Api, Operation as Described, Payload};
use line::CurlLine;
use serde::Serialize;
use zoho_clients::{
    Call, Operation, Page, Paged, Product, Response, expense, identity360, inventory, invoice,
};

use crate::answer::Answer;
use crate::bodies;
use crate::server::{Received, Server};
use crate::support::{
    TOKEN, apis, as_written, builder_at, example_at, member, root, without_envelope,
};

/// What the documents say of a product.
struct Documented {
    api: Api,
    /// The curl lines, by operation.
    lines: BTreeMap<String, CurlLine>,
    /// The operations that had their turn.
    called: BTreeSet<String>,
}

impl Documented {
    fn of<P: Product>() -> Self {
        let product = P::INFO.name;
        let path = format!("fixtures/curl/{product}.txt");
        let text = fs::read_to_string(path).unwrap();
        let api = apis()
            .into_iter()
            .find(|api| api.product.name == product)
            .unwrap();
        Self {
            api,
            lines: line::sections(&text),
            called: BTreeSet::new(),
        }
    }

    fn operations(&self) -> impl Iterator<Item = &Described> {
        self.api
            .modules
            .iter()
            .flat_map(|module| &module.operations)
    }

    fn described(&self, id: &str) -> Described {
        let mut all = self.operations();
        all.find(|operation| operation.id == id).unwrap().clone()
    }

    fn example(&self, path: &str) -> String {
        example_at(&self.api.product.name, path)
    }

    /// The documents' answer of success; empty where they show none.
    fn answer(&self, operation: &Described) -> String {
        let mut successes = operation
            .examples
            .iter()
            .filter(|example| example.status < 400);
        let path = successes.find_map(|example| example.response.as_deref());
        path.map_or_else(String::new, |path| self.example(path))
    }

    /// Makes a call of a server that answers this, and holds what the server gets against the
    /// documents.
    async fn exchange<P: Product, Op: Operation>(
        &mut self,
        call: &impl Fn(&P) -> Call<Op>,
        status: u16,
        answer: &str,
    ) -> Response<Op::Output> {
        let server = Server::answering(Answer::json(status, answer.to_owned()));
        let id = Op::INFO.name.strip_prefix("users.").unwrap();
        let client = builder_at(server.url(root::<P>())).build().unwrap();
        let response = call(&client).with_response().await;
        let response = response.unwrap_or_else(|error| panic!("{id}: {error}"));
        self.check_request::<P>(&server, id);
        self.called.insert(id.to_owned());

        let message = answer
            .contains(r#""message":"#)
            .then(|| serde_json::from_str::<String>(member(answer, "message")).unwrap());
        assert_eq!(response.message, message, "{id}");
        assert_eq!(response.status, status, "{id}");
        assert_eq!(response.bytes, answer.as_bytes(), "{id}");
        let kind = response.headers.get("Content-Type");
        assert_eq!(kind, Some("application/json"), "{id}");
        response
    }

    fn check_request<P: Product>(&self, server: &Server, id: &str) {
        let Received {
            method,
            target,
            headers,
            body,
        } = server.only();
        let line = &self.lines[id];
        assert_eq!(method, line.method, "{id}");
        let documented = line.url.strip_prefix(P::INFO.servers[0].api).unwrap();
        assert_eq!(target, format!("{}{documented}", root::<P>()), "{id}");

        let operation = self.described(id);
        let mut requests = operation
            .examples
            .iter()
            .filter_map(|example| example.request.as_deref());
        let request = requests.next().map(|path| self.example(path));
        assert_eq!(request.is_some(), operation.body.is_some(), "{id}");
        let request = request.unwrap_or_default();
        assert_eq!(body, request, "{id}");

        let mut expected: BTreeMap<String, String> = line
            .headers
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
            .collect();
        // Expense's page leaves it out.
        expected.insert(
            "authorization".to_owned(),
            format!("Zoho-oauthtoken {TOKEN}"),
        );
        if let Some(kind) = expected.get_mut("content-type") {
            kind.make_ascii_lowercase();
        }
        // What the transport adds.
        expected.insert("host".to_owned(), server.host());
        expected.insert(
            "user-agent".to_owned(),
            concat!("clientwright-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
        );
        expected
            .entry("accept".to_owned())
            .or_insert_with(|| "*/*".to_owned());
        if !request.is_empty() {
            expected.insert("content-length".to_owned(), request.len().to_string());
        }
        assert_eq!(headers, expected, "{id}");
    }

    /// An operation whose success carries nothing.
    async fn empty<P: Product, Op>(&mut self, call: impl Fn(&P) -> Call<Op>)
    where
        Op: Operation<Output = ()>,
    {
        let operation = self.described_of::<Op>();
        assert_eq!(operation.payload, Payload::Empty);
        let answer = self.answer(&operation);
        let statuses: &[u16] = if answer.is_empty() {
            &[200, 202, 204]
        } else {
            &[200]
        };
        for status in statuses {
            self.exchange(&call, *status, &answer).await;
        }
    }

    /// An operation whose success carries one thing.
    async fn one<P: Product, Op: Operation>(&mut self, call: impl Fn(&P) -> Call<Op>)
    where
        Op::Output: Serialize + PartialEq + Debug,
    {
        let operation = self.described_of::<Op>();
        let answer = self.answer(&operation);
        let payload = match &operation.payload {
            Payload::Member { member: name, .. } => member(&answer, name).to_owned(),
            Payload::Whole { .. } => without_envelope(&answer),
            other => panic!("{other:?}"),
        };
        let response = self.exchange(&call, 200, &answer).await;
        let written = serde_json::to_string(&response.payload).unwrap();
        assert_eq!(written, as_written(&payload), "{}", operation.id);
    }

    /// An operation whose success carries a page.
    async fn page<P: Product, Op: Paged>(&mut self, call: impl Fn(&P) -> Call<Op>)
    where
        Op::Item: Serialize + PartialEq + Debug,
        Op::Context: Serialize + PartialEq + Debug,
    {
        let operation = self.described_of::<Op>();
        let Payload::Page {
            member: name,
            context_member: Some(context_name),
            ..
        } = &operation.payload
        else {
            panic!("{:?}", operation.payload);
        };
        let answer = self.answer(&operation);
        let Page { items, context, .. } = self.exchange(&call, 200, &answer).await.payload;
        let written = serde_json::to_string(&items).unwrap();
        assert_eq!(written, as_written(member(&answer, name)));
        if let Some(context) = context {
            let written = serde_json::to_string(&context).unwrap();
            assert_eq!(written, member(&answer, context_name));
        } else {
            assert!(!answer.contains(context_name.as_str()));
        }
    }

    fn described_of<Op: Operation>(&self) -> Described {
        self.described(Op::INFO.name.strip_prefix("users.").unwrap())
    }

    /// All that is described had its turn, and has its curl line.
    fn done(self) {
        let described: BTreeSet<String> = self.operations().map(|it| it.id.to_string()).collect();
        assert_eq!(self.called, described);
        assert_eq!(self.lines.into_keys().collect::<BTreeSet<_>>(), described);
    }
}

/// Calls operations, with what they answer: `empty`, `one` or `page`.
macro_rules! calls {
    ($product:ident { $($answers:ident $name:ident($($argument:expr),*);)* }) => {
        let mut documented = Documented::of::<$product::Client>();
        $(
            let call = |client: &$product::Client| client.users().$name($($argument),*);
            documented.$answers(call).await;
        )*
        documented.done();
    };
}

#[tokio::test]
async fn expense() {
    const USER: &str = "16367000000073071";
    calls! {
        expense {
            one create(bodies::expense::create());
            page list();
            one update(USER, bodies::expense::update());
            one get(USER);
            empty delete(USER);
            empty mark_inactive(USER);
            empty mark_active(USER);
            empty assign_role(USER, "16367000000030005");
        }
    }
}

#[tokio::test]
async fn identity360() {
    const USER: &str = "2000000000001";
    calls! {
        identity360 {
            page list();
            one create(bodies::identity360::create());
            one get(USER);
            one update(USER, bodies::identity360::update());
            empty delete(USER);
            empty enable(USER);
            empty disable(USER);
            one create_from_template("2000000000101", bodies::identity360::create());
        }
    }
}

#[tokio::test]
async fn inventory() {
    const USER: &str = "982000000554041";
    calls! {
        inventory {
            empty create(bodies::inventory::create());
            page list();
            empty update(USER, bodies::inventory::update());
            one get(USER);
            empty delete(USER);
            one me();
            empty invite(USER);
            empty mark_active(USER);
            empty mark_inactive(USER);
        }
    }
}

#[tokio::test]
async fn invoice() {
    const USER: &str = "982000000554041";
    calls! {
        invoice {
            empty create(bodies::invoice::create());
            page list();
            empty update(USER, bodies::invoice::update());
            one get(USER);
            empty delete(USER);
            one me();
            empty invite(USER);
            empty mark_active(USER);
            empty mark_inactive(USER);
        }
    }
}
