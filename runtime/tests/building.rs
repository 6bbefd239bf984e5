//! What is wrong with a client's settings is said when it is built.

use clientwright_runtime::{BuildError, Client, ClientBuilder, Error, Product, ProductInfo};

use crate::support::acme;
use crate::support::{Recording, now};

fn builder() -> ClientBuilder<acme::Client> {
    acme::Client::builder().transport(Recording::default())
}

fn ready() -> ClientBuilder<acme::Client> {
    builder().access_token("t0ken").organization("77")
}

fn refusal(builder: ClientBuilder<acme::Client>) -> (&'static str, String) {
    let error: BuildError = builder.build().unwrap_err();
    (error.setting(), error.to_string())
}

fn url(client: &acme::Client) -> String {
    client.widgets().list().request().unwrap().url
}

#[test]
fn what_is_missing() {
    assert_eq!(
        refusal(builder().organization("77")).1,
        "`access_token` is missing: call `.access_token(…)` with a token of the service"
    );
    assert_eq!(
        refusal(builder().access_token("t")).1,
        "`organization` is missing: call `.organization(…)` with the organization's id"
    );
}

#[test]
fn what_is_malformed() {
    assert_eq!(
        refusal(ready().access_token("t0ken\n")).1,
        "`access_token` has control characters, a line break perhaps: trim it"
    );
    assert_eq!(
        refusal(ready().access_token(" ")).1,
        "`access_token` is empty"
    );
    assert_eq!(refusal(ready().organization("")).0, "organization");
    assert_eq!(refusal(ready().user_agent("a\r\nb")).0, "user_agent");
    assert_eq!(
        refusal(ready().data_center("mars")).1,
        "`data_center` must be one of: us, eu; or set `base_url`"
    );
    assert_eq!(
        refusal(ready().data_center("eu").base_url("https://x.example")).1,
        "`base_url` excludes `data_center`: set one of the two"
    );
}

#[test]
fn data_centers() {
    assert_eq!(
        url(&ready().build().unwrap()),
        "https://api.acme.example/widgets/v1/widgets?org_id=77"
    );
    assert_eq!(
        url(&ready().data_center("eu").build().unwrap()),
        "https://api.acme.eu.example/widgets/v1/widgets?org_id=77"
    );
}

#[test]
fn base_urls() {
    for (base, expected) in [
        ("https://x.example/", "https://x.example/widgets?org_id=77"),
        (
            "https://x.example:8443/a/b/",
            "https://x.example:8443/a/b/widgets?org_id=77",
        ),
        ("http://localhost:9", "http://localhost:9/widgets?org_id=77"),
        ("http://127.0.0.1", "http://127.0.0.1/widgets?org_id=77"),
        ("http://[::1]:9/x", "http://[::1]:9/x/widgets?org_id=77"),
    ] {
        assert_eq!(url(&ready().base_url(base).build().unwrap()), expected);
    }
    for base in [
        "x.example",
        "ftp://x.example",
        "https://",
        "https:///a",
        "https://user@x.example",
        "https://x.example@evil.example",
        "https://x.example?a",
        "https://x.example/a?b",
        "https://x.example/a#b",
        "https://x.example\\@evil.example",
        "https://x.example/a/../b",
        "https://x.example:port",
        "https://x.example:99999",
        "https://x.example/a b",
        "https://[::1",
        "https://[x]",
        "https://ex%61mple",
    ] {
        assert_eq!(refusal(ready().base_url(base)).0, "base_url", "{base}");
    }
}

#[test]
fn a_token_goes_over_plain_http_to_nobody_else() {
    for base in [
        "http://x.example",
        "http://127.1",
        "http://127.0.0.1.x.example",
        "http://10.0.0.1",
    ] {
        assert_eq!(
            refusal(ready().base_url(base)).1,
            "`base_url` is plain http, over which a token would be readable: use https, or a \
             loopback address"
        );
    }
}

#[test]
fn user_agents() {
    let client = ready().user_agent("shop/1.0").build().unwrap();
    let request = client.widgets().list().request().unwrap();
    assert_eq!(request.headers.get("user-agent"), Some("shop/1.0"));
}

#[test]
fn one_error_type_is_enough() {
    fn all() -> Result<(), Error> {
        let client = acme::Client::builder()
            .transport(Recording::default())
            .build()?;
        now(client.widgets().delete(7))
    }
    assert!(matches!(all(), Err(Error::Build(_))));
}

#[test]
fn no_setting_is_printed_that_is_secret() {
    let shown = format!("{:?}", ready());
    assert!(!shown.contains("t0ken"), "{shown}");
    let error = ready().access_token("t0ken\u{1}").build().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("t0ken"));
}

/// A product that asks for nothing may be reached over plain HTTP.
#[test]
fn what_a_product_does_not_need_is_not_asked_for() {
    use clientwright_runtime::{Auth, Envelope, ErrorBody, Limits};

    static OPEN: ProductInfo = ProductInfo {
        name: "open",
        title: "Open",
        servers: &[],
        auth: Auth::None,
        organization: None,
        headers: &[],
        envelope: Envelope {
            code: None,
            success: None,
            message: None,
        },
        error: ErrorBody {
            code: &[],
            message: &[],
            detail: &[],
        },
        errors: &[],
        limits: Limits {
            per_minute: None,
            concurrent: None,
        },
    };
    #[derive(Debug)]
    struct Open(Client);
    impl Product for Open {
        const INFO: &'static ProductInfo = &OPEN;
        fn from_core(core: Client) -> Self {
            Self(core)
        }
        fn core(&self) -> &Client {
            &self.0
        }
    }
    let builder = || ClientBuilder::<Open>::new().transport(Recording::default());
    let client = builder().base_url("http://x.example").build().unwrap();
    assert_eq!(client.core().product().title, "Open");
    assert_eq!(builder().build().unwrap_err().setting(), "data_center");
}

#[cfg(feature = "tls-ring")]
#[test]
fn the_tls_of_the_default_transport() {
    use clientwright_runtime::Tls;

    assert_eq!(
        refusal(ready().tls(Tls::Ring)).1,
        "`tls` is that of the default transport, and another transport is set: give it its TLS where \
         you make it"
    );
    let builder = acme::Client::builder().access_token("t");
    builder.organization("1").tls(Tls::Ring).build().unwrap();
}
