//! What the tests share: the documents' examples, and clients whose service is a script.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Generator;
use clientwright::ir::Api;
use clientwright_runtime::Upload;
use clientwright_runtime::testing::{Reply, ScriptedTransport};
use serde_json::value::RawValue;
use zoho_clients::{ClientBuilder, HttpRequest, Product};

/// The text of a body that was sent.
pub(crate) fn sent_text(body: Upload) -> String {
    let bytes = body.as_bytes().expect("a body in memory");
    String::from_utf8(bytes.to_owned()).unwrap()
}

/// The token of the documents' curl lines.
pub(crate) const TOKEN: &str =
    "1000.41d9xxxxxxxxxxxxxxxxxxxxxxxxc2d1.8fccxxxxxxxxxxxxxxxxxxxxxxxx125f";

/// The organization of the documents' curl lines.
pub(crate) const ORGANIZATION: &str = "10234695";

pub(crate) fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

/// The products that these tests know: each calls the operations by their typed functions.
const PRODUCTS: [&str; 4] = ["expense", "identity360", "inventory", "invoice"];

/// What their specs say.
pub(crate) fn apis() -> Vec<Api> {
    let mut apis = match Generator::from_products(specs()).describe() {
        Ok(described) => described.apis,
        Err(failure) => panic!("{failure}"),
    };
    apis.retain(|api| PRODUCTS.contains(&api.product.name.as_str()));
    assert_eq!(apis.len(), PRODUCTS.len());
    apis
}

/// An example of the users' documents, without the spaces between its tokens: `get.response`.
pub(crate) fn example(product: &str, name: &str) -> String {
    example_at(product, &format!("examples/users/{name}.json"))
}

/// An example by its path from the product's folder.
pub(crate) fn example_at(product: &str, path: &str) -> String {
    let path = specs().join(product).join(path);
    compact(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}")))
}

/// JSON text without the spaces between its tokens: order, numbers and strings stay as they are.
pub(crate) fn compact(text: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    text.chars()
        .filter(|&character| {
            if !inside {
                inside = character == '"';
                return !character.is_ascii_whitespace();
            }
            inside = escaped || character != '"';
            escaped = !escaped && character == '\\';
            true
        })
        .collect()
}

/// The text of an object's member.
pub(crate) fn member<'a>(object: &'a str, name: &str) -> &'a str {
    let members: BTreeMap<&str, &RawValue> = serde_json::from_str(object).unwrap();
    members[name].get()
}

/// A service that answers what it was told to, in order, and keeps what it was sent.
#[derive(Clone, Default)]
pub(crate) struct Script(ScriptedTransport);

impl Script {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn answering(body: &str) -> Self {
        Self::new().then(200, body)
    }

    pub(crate) fn then(self, status: u16, body: &str) -> Self {
        self.0.answer_any(Reply::text(body).status(status));
        self
    }

    pub(crate) fn sent(&self) -> Vec<HttpRequest> {
        let sent = self.0.sent();
        sent.iter().map(|sent| sent.request().clone()).collect()
    }

    /// The URLs of what was sent.
    pub(crate) fn urls(&self) -> Vec<String> {
        self.sent().into_iter().map(|request| request.url).collect()
    }

    /// What a client of this service is given.
    pub(crate) fn transport(&self) -> ScriptedTransport {
        self.0.clone()
    }

    /// A client of this service, of whatever product.
    pub(crate) fn client<P: Product>(&self) -> P {
        let builder = ClientBuilder::<P>::new()
            .access_token(TOKEN)
            .transport(self.transport());
        let builder = match P::INFO.organization {
            Some(_) => builder.organization(ORGANIZATION),
            None => builder,
        };
        builder.build().unwrap()
    }
}
