//! What is known of a product: generated from its spec.

use crate::client::Client;

/// A product's client.
/// What is generated implements it, so that code can be written for any product:
///
/// ```
#[doc = include_str!("doc/acme.md")]
/// use clientwright_runtime::{BuildError, ClientBuilder, Product};
///
/// fn client<P: Product>(token: &str) -> Result<P, BuildError> {
///     let builder = ClientBuilder::new().access_token(token).organization("42");
/// #   let builder = builder.transport(acme::Service);
///     builder.user_agent(concat!("shop/", "1.0")).build()
/// }
///
/// let client: acme::Client = client("1000.8cb9")?;
/// assert_eq!(client.core().product().name, "acme");
/// # Ok::<(), BuildError>(())
/// ```
pub trait Product: Sized {
    /// What is known of the product.
    const INFO: &'static ProductInfo;

    /// The product's client around the one that sends.
    fn from_core(core: Client) -> Self;

    /// The client that sends.
    fn core(&self) -> &Client;

    /// A client for another organization, which shares everything else with this one: credentials,
    /// connections, settings. Where the product has no organizations it is the same client.
    #[must_use]
    fn for_organization(&self, id: impl Into<String>) -> Self {
        Self::from_core(self.core().for_organization(id))
    }
}

/// What a client has to know of a product.
#[derive(Debug)]
pub struct ProductInfo {
    /// The short name: `widgets`.
    pub name: &'static str,
    /// The name as the vendor writes it.
    pub title: &'static str,
    /// Where the product is served, the default first.
    pub servers: &'static [Server],
    /// How a call says who calls.
    pub auth: Auth,
    /// Where the organization goes.
    pub organization: Option<Organization>,
    /// Headers that every request has.
    pub headers: &'static [(&'static str, &'static str)],
    /// What surrounds the payload of every answer.
    pub envelope: Envelope,
    /// Where an error says what it is.
    pub error: ErrorBody,
    /// The documented errors.
    pub errors: &'static [ErrorCode],
    /// What the service allows.
    pub limits: Limits,
}

/// One data centre.
#[derive(Debug)]
pub struct Server {
    /// The name that [`ClientBuilder::data_center`](crate::ClientBuilder::data_center) takes: `eu`.
    pub name: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// The URL above the operations' paths.
    pub api: &'static str,
    /// The URL of the accounts server.
    pub accounts: Option<&'static str>,
}

/// How a call says who calls.
#[derive(Debug)]
pub enum Auth {
    /// Not at all.
    None,
    /// By a token in a header.
    Token {
        /// The header's name.
        header: &'static str,
        /// The word before the token; empty for none.
        scheme: &'static str,
        /// The path of the token endpoint on the accounts server.
        token_path: Option<&'static str>,
        /// How often a token can be asked for.
        token_limit: Option<TokenLimit>,
    },
}

/// How often a token can be asked for.
#[derive(Clone, Copy, Debug)]
pub struct TokenLimit {
    /// This many tokens
    pub tokens: u32,
    /// in this many seconds.
    pub seconds: u32,
}

/// Where the organization goes.
#[derive(Clone, Copy, Debug)]
pub enum Organization {
    /// Into the query parameter of this name.
    Query(&'static str),
    /// Into the header of this name.
    Header(&'static str),
}

/// What surrounds the payload of every answer.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// The member that says whether the call succeeded.
    pub code: Option<&'static str>,
    /// The text of that member where it did.
    pub success: Option<&'static str>,
    /// The member with a message for people.
    pub message: Option<&'static str>,
}

/// Where the body of an error says what it is: paths of member names, empty for none.
#[derive(Clone, Copy, Debug)]
pub struct ErrorBody {
    /// The vendor's code.
    pub code: &'static [&'static str],
    /// The message or title.
    pub message: &'static [&'static str],
    /// More about it.
    pub detail: &'static [&'static str],
}

/// A documented error.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCode {
    /// The vendor's code, as text.
    pub code: &'static str,
    /// The HTTP status that it comes with, where that is known.
    pub status: Option<u16>,
    /// What it means.
    pub meaning: &'static str,
}

/// What the service allows one organization.
///
/// ```
/// use clientwright_runtime::Limits;
///
/// let mut limits = Limits::NONE;
/// limits.concurrent = Some(2);
/// # assert_eq!(limits.per_minute, None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests a minute.
    pub per_minute: Option<u32>,
    /// Requests at a time.
    pub concurrent: Option<u32>,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self {
        per_minute: None,
        concurrent: None,
    };
}

impl ProductInfo {
    /// What a code means, if that is documented.
    pub(crate) fn meaning(&self, code: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|error| error.code == code)
            .map(|error| error.meaning)
    }
}
