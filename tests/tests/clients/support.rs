//! What the tests share: clients whose service is a script.

use clientwright_runtime::testing::{Reply, ScriptedTransport};
use zoho_clients::{ClientBuilder, HttpRequest, Product};

pub(crate) use crate::documents::{
    ORGANIZATION, TOKEN, compact, described, example, example_at, member, names, operations,
};

use crate::calls::Service;

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

impl Service for Script {
    fn client<P: Product>(&self) -> P {
        Self::client(self)
    }
}
