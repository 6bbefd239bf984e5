//! What the tests share: clients of the test's servers, and what no error may show.

use zoho_clients::runtime::{Limits, NoRetry, ReqwestTransport};
use zoho_clients::{ClientBuilder, Error, Product};

use crate::server::Server;

pub(crate) use crate::documents::{
    ORGANIZATION, TOKEN, described, example, member, names, operations,
};

/// The path of a product's URL: `/inventory/v1`.
pub(crate) fn root<P: Product>() -> &'static str {
    let api = P::INFO.servers[0].api;
    let (_, rest) = api.split_once("://").unwrap();
    rest.find('/').map_or("", |at| &rest[at..])
}

/// A client of the product at this URL, that sends each call once and as soon as it is made.
pub(crate) fn builder_at<P: Product>(url: String) -> ClientBuilder<P> {
    let builder = ClientBuilder::new()
        .base_url(url)
        .access_token(TOKEN)
        .limits(Limits::NONE)
        .retry(NoRetry);
    match P::INFO.organization {
        Some(_) => builder.organization(ORGANIZATION),
        None => builder,
    }
}

thread_local! {
    /// The default transport. A test has one, in its thread, for all of its clients: to set it up the
    /// platform's certificates are read.
    static TRANSPORT: ReqwestTransport = ReqwestTransport::new().unwrap();
}

/// A client of the product that this server stands for.
pub(crate) fn builder<P: Product>(server: &Server) -> ClientBuilder<P> {
    builder_at(server.url(root::<P>())).transport(TRANSPORT.with(Clone::clone))
}

pub(crate) fn client<P: Product>(server: &Server) -> P {
    builder(server).build().unwrap()
}

/// Does the same with a client of each product, or of some; `Client` and `bodies` are the product's.
macro_rules! with_each_product {
    ([$($product:ident),*] $body:block) => {
        $({
            #[allow(dead_code, reason = "most tests name no type")]
            type Client = zoho_clients::$product::Client;
            #[allow(unused_imports, reason = "most tests send no body")]
            use crate::bodies::$product as bodies;
            $body
        })*
    };
    ([$($product:ident),*] $client:ident = $made:expr => $body:block) => {
        with_each_product!([$($product),*] { let $client: Client = $made; $body })
    };
    ($($rest:tt)*) => {
        with_each_product!([inventory, invoice, expense, identity360] $($rest)*)
    };
}
pub(crate) use with_each_product;

/// All that an error shows of itself: the texts that end up in logs.
pub(crate) fn shown(error: &Error) -> String {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        shown += &format!("\n{error}\n{error:?}");
        source = error.source();
    }
    shown
}

/// What no error may show: the token, and what the bodies of the tests hide.
pub(crate) fn assert_shows_nothing(error: &Error) {
    let shown = shown(error);
    for secret in [TOKEN, "hidden-7", "S3cret", "R3fresh", "Test@1527#"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
