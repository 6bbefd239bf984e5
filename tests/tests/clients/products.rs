//! What is known of the products: their data centres, their settings, their limits.

use zoho_clients::{ClientBuilder, Product, expense, identity360, inventory, invoice};

use crate::support::{Script, TOKEN};

/// The data centres that three of the products share: name, API host, accounts server.
const DATA_CENTERS: [(&str, &str, &str); 8] = [
    ("us", "www.zohoapis.com", "https://accounts.zoho.com"),
    ("eu", "www.zohoapis.eu", "https://accounts.zoho.eu"),
    ("in", "www.zohoapis.in", "https://accounts.zoho.in"),
    ("au", "www.zohoapis.com.au", "https://accounts.zoho.com.au"),
    ("jp", "www.zohoapis.jp", "https://accounts.zoho.jp"),
    ("ca", "www.zohoapis.ca", "https://accounts.zohocloud.ca"),
    ("cn", "www.zohoapis.com.cn", "https://accounts.zoho.com.cn"),
    ("sa", "www.zohoapis.sa", "https://accounts.zoho.sa"),
];

fn builder<P: Product>() -> ClientBuilder<P> {
    ClientBuilder::new()
        .access_token(TOKEN)
        .transport(Script::new().transport())
}

macro_rules! url {
    ($client:expr) => {
        $client.users().list().request().unwrap().url
    };
}

#[test]
fn data_centers() {
    macro_rules! check {
        ($product:ident, $path:literal, $query:literal) => {
            type Client = $product::Client;
            let servers = <Client as Product>::INFO.servers;
            let names: Vec<&str> = servers.iter().map(|server| server.name).collect();
            assert_eq!(names, DATA_CENTERS.map(|(name, ..)| name));
            for ((name, host, accounts), server) in DATA_CENTERS.iter().zip(servers) {
                let builder = builder::<Client>().organization("1").data_center(*name);
                let url = format!("https://{host}{}/users{}", $path, $query);
                assert_eq!(url!(builder.build().unwrap()), url);
                assert_eq!(server.accounts, Some(*accounts));
                assert!(!server.title.is_empty());
            }
            let default = builder::<Client>().organization("1").build().unwrap();
            let url = format!("https://www.zohoapis.com{}/users{}", $path, $query);
            assert_eq!(url!(default), url);
        };
    }
    {
        check!(inventory, "/inventory/v1", "?organization_id=1");
    }
    {
        check!(invoice, "/invoice/v3", "");
    }
    {
        check!(expense, "/expense/v1", "");
    }
}

#[test]
fn identity360_has_one_data_center() {
    let servers = <identity360::Client as Product>::INFO.servers;
    assert_eq!(servers.len(), 1);
    assert_eq!(servers[0].accounts, Some("https://accounts.zoho.com"));
    let expected = "https://id360.manageengine.com/api/v1/users";
    let client = builder::<identity360::Client>();
    assert_eq!(url!(client.build().unwrap()), expected);
    let client = builder::<identity360::Client>().data_center("us");
    assert_eq!(url!(client.build().unwrap()), expected);
}

#[test]
fn any_base_url_can_be_set() {
    let client = builder::<invoice::Client>()
        .organization("1")
        .base_url("https://www.zohoapis.example/invoice/v3/");
    assert_eq!(
        url!(client.build().unwrap()),
        "https://www.zohoapis.example/invoice/v3/users"
    );
}

#[test]
fn a_missing_organization_is_named() {
    macro_rules! check {
        ($($product:ident),*) => {$(
            let error = builder::<$product::Client>().build().unwrap_err();
            assert_eq!(error.setting(), "organization");
            assert_eq!(
                error.to_string(),
                "`organization` is missing: call `.organization(…)` with the organization's id"
            );
        )*};
    }
    check!(inventory, invoice, expense);
    builder::<identity360::Client>().build().unwrap();
}

#[test]
fn a_missing_token_is_named() {
    macro_rules! check {
        ($($product:ident),*) => {$(
            let builder = $product::Client::builder().organization("1").transport(Script::new().transport());
            assert_eq!(builder.build().unwrap_err().setting(), "access_token");
        )*};
    }
    check!(inventory, invoice, expense, identity360);
}

#[test]
fn an_unknown_data_center_is_told_the_known_ones() {
    macro_rules! check {
        ($($product:ident),*) => {$(
            let unknown = builder::<$product::Client>().organization("1").data_center("uk");
            let error = unknown.build().unwrap_err();
            assert_eq!(error.setting(), "data_center");
            assert_eq!(
                error.to_string(),
                "`data_center` must be one of: us, eu, in, au, jp, ca, cn, sa; or set `base_url`"
            );
        )*};
    }
    check!(inventory, invoice, expense);
    let error = builder::<identity360::Client>()
        .data_center("eu")
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`data_center` must be one of: us; or set `base_url`"
    );
}

/// A program has one error type for building and for calling.
#[test]
fn a_build_error_is_an_error() {
    fn build() -> Result<inventory::Client, zoho_clients::Error> {
        Ok(inventory::Client::builder()
            .transport(Script::new().transport())
            .build()?)
    }
    let error = build().unwrap_err();
    assert!(matches!(error, zoho_clients::Error::Build(_)), "{error}");
}

#[test]
fn tokens_and_limits() {
    use clientwright_runtime::Auth;

    let products = [
        <inventory::Client as Product>::INFO,
        <invoice::Client as Product>::INFO,
        <expense::Client as Product>::INFO,
        <identity360::Client as Product>::INFO,
    ];
    for info in products {
        let Auth::Token {
            header,
            scheme,
            token_path,
            token_limit: Some(limit),
        } = info.auth
        else {
            panic!("{:?}", info.auth);
        };
        assert_eq!((header, scheme), ("Authorization", "Zoho-oauthtoken"));
        assert_eq!(token_path, Some("/oauth/v2/token"));
        assert_eq!((limit.tokens, limit.seconds), (10, 600));
        let limits = (info.limits.per_minute, info.limits.concurrent);
        match info.name {
            "identity360" => assert_eq!(limits, (None, None)),
            _ => assert_eq!(limits, (Some(100), Some(5))),
        }
    }
}

/// A client never sends another product's operation: the token would go to the wrong host.
#[test]
fn operations_of_other_products_are_refused() {
    let client = builder::<invoice::Client>()
        .organization("1")
        .build()
        .unwrap();
    let error = client
        .call(inventory::users::GetCurrentUser::new())
        .request()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "users.me was not sent: the operation is one of Zoho Inventory, the client is for Zoho Invoice"
    );
}
