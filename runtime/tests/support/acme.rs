// What the generator makes of a product: this file and `acme/widgets.rs` are written by hand in its
// shape, for an invented API with an envelope, page numbers and the organization in the query.

use super::Call;
use clientwright_runtime::__private::v1;

/// The widgets of an organization.
pub mod widgets;

v1::assert_version!(1);

/// A client of Acme Widgets.
#[derive(Clone, Debug)]
pub struct Client {
    core: clientwright_runtime::Client,
}

impl Client {
    /// Starts a client.
    pub fn builder() -> clientwright_runtime::ClientBuilder<Self> {
        clientwright_runtime::ClientBuilder::new()
    }

    /// The widgets of an organization.
    pub fn widgets(&self) -> widgets::Widgets {
        widgets::Widgets::new(self.core.clone())
    }

    /// Sends any operation of this product.
    pub fn call<Op: v1::Operation>(&self, operation: Op) -> Call<Op> {
        Call::new(&self.core, operation)
    }
}

impl v1::Product for Client {
    const INFO: &'static v1::ProductInfo = &INFO;

    fn from_core(core: clientwright_runtime::Client) -> Self {
        Self { core }
    }

    fn core(&self) -> &clientwright_runtime::Client {
        &self.core
    }
}

/// What is known of the product.
pub static INFO: v1::ProductInfo = v1::ProductInfo {
    name: "acme",
    title: "Acme Widgets",
    servers: &[
        v1::Server {
            name: "us",
            title: "United States",
            api: "https://api.acme.example/widgets/v1",
            accounts: Some("https://accounts.acme.example"),
        },
        v1::Server {
            name: "eu",
            title: "Europe",
            api: "https://api.acme.eu.example/widgets/v1",
            accounts: Some("https://accounts.acme.eu.example"),
        },
    ],
    auth: v1::Auth::Token {
        header: "Authorization",
        scheme: "Acme-token",
        token_path: Some("/oauth/token"),
        token_limit: Some(v1::TokenLimit {
            tokens: 10,
            seconds: 600,
        }),
    },
    organization: Some(v1::Organization::Query("org_id")),
    headers: &[("Accept", "application/json")],
    envelope: v1::Envelope {
        code: Some("code"),
        success: Some("0"),
        message: Some("message"),
    },
    error: v1::ErrorBody {
        code: &["code"],
        message: &["message"],
        detail: &[],
    },
    errors: &[v1::ErrorCode {
        code: "1002",
        status: Some(404),
        meaning: "widget not found",
    }],
    limits: v1::Limits {
        per_minute: Some(100),
        concurrent: Some(5),
    },
};

v1::identifier! {
    /// Identifies a widget.
    pub struct WidgetId: string;
}

v1::identifier! {
    /// Identifies a part of a widget.
    pub struct PartId: integer;
}

/// What a list says about its page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PageContext {
    /// The number of the page.
    pub page: Option<i64>,
    /// Whether there are more pages.
    pub has_more_page: Option<bool>,
}

impl v1::Record for PageContext {
    const NAME: &'static str = "PageContext";
    const MEMBERS: &'static [&'static str] = &["page", "has_more_page"];

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.page),
            1 => source.read(&mut self.has_more_page),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("page", &self.page)?;
        sink.write("has_more_page", &self.has_more_page)?;
        Ok(())
    }
}

v1::serde!(PageContext);
