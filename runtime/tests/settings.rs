//! Settings from the environment, and clients of several organizations.

use std::collections::BTreeMap;

use clientwright_runtime::{ClientBuilder, Product};

use crate::support::{Recording, acme, answer, now};

type Builder = ClientBuilder<acme::Client>;

fn from(variables: &[(&str, &str)]) -> Builder {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    let get = |name: &str| variables.get(name).map(|text| (*text).to_owned());
    Builder::from_variables(get).transport(Recording::default())
}

fn refusal(variables: &[(&str, &str)]) -> String {
    from(variables).build().unwrap_err().to_string()
}

#[test]
fn variables() {
    let client = from(&[
        ("ACME_ACCESS_TOKEN", "t"),
        ("ACME_ORGANIZATION", "77"),
        ("ACME_DATA_CENTER", "eu"),
        ("ACME_REFRESH_TOKEN", ""),
    ]);
    let request = client.build().unwrap().widgets().list().request().unwrap();
    assert_eq!(
        (request.url.as_str(), request.headers.get("authorization")),
        (
            "https://api.acme.eu.example/widgets/v1/widgets?org_id=77",
            Some("Acme-token t")
        )
    );
    let refresh = [
        ("ACME_REFRESH_TOKEN", "r"),
        ("ACME_CLIENT_ID", "i"),
        ("ACME_CLIENT_SECRET", "s"),
        ("ACME_ORGANIZATION", "77"),
        ("ACME_BASE_URL", "http://127.0.0.1:9"),
        ("ACME_ACCOUNTS_URL", "http://127.0.0.1:8"),
    ];
    let request = from(&refresh)
        .build()
        .unwrap()
        .widgets()
        .list()
        .request()
        .unwrap();
    assert_eq!(
        (request.url.as_str(), request.headers.get("authorization")),
        ("http://127.0.0.1:9/widgets?org_id=77", None)
    );
    assert_eq!(
        refusal(&refresh[..2]),
        "`client_secret` is missing: set the environment variable `ACME_CLIENT_SECRET`"
    );
    assert_eq!(
        refusal(&[]),
        "`access_token` is missing: set the environment variable `ACME_ACCESS_TOKEN`, or \
         `ACME_REFRESH_TOKEN`, `ACME_CLIENT_ID` and `ACME_CLIENT_SECRET`"
    );
    assert_eq!(
        refusal(&[("ACME_ACCESS_TOKEN", "t"), ("ACME_REFRESH_TOKEN", "r")]),
        "`access_token` excludes a refresh token: unset one of the environment variables \
         `ACME_ACCESS_TOKEN` and `ACME_REFRESH_TOKEN`"
    );
    // Given in code, what the environment says of credentials does not matter.
    let client = from(&[("ACME_ORGANIZATION", "77")])
        .access_token("t")
        .build();
    assert!(client.is_ok());
    assert!(Builder::from_env().build().is_err());
}

#[test]
fn siblings() {
    let answers = (0..2).map(|_| answer(200, r#"{"widget": {}}"#));
    let transport = Recording::new(answers);
    let client = transport.acme();
    now(client.for_organization("88").widgets().get(7)).unwrap();
    now(client.widgets().get(7)).unwrap();
    let sent: Vec<_> = transport.sent().into_iter().map(|it| it.url).collect();
    assert_eq!(
        sent,
        [
            "https://api.acme.example/widgets/v1/widgets/7?org_id=88",
            "https://api.acme.example/widgets/v1/widgets/7?org_id=77"
        ]
    );
    for id in ["", " ", "8\r\n8"] {
        let error = now(client.for_organization(id).widgets().get(7)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "widgets.get was not sent: the organization's id is empty or has control characters"
        );
    }
    assert_eq!(transport.sent().len(), 2);
}
