//! What `build.rs` of this crate generated with `clientwright::Build` compiles without a warning in
//! private modules of a binary that use a tenth of it, and does what its specs say.

use std::sync::{Arc, Mutex};

use clientwright_runtime::{
    ClientBuilder, Drift, DriftKind, Foreign, Headers, HttpRequest, HttpResponse, Product,
    Transport, TransportFuture,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The crate under another name.
pub(crate) use clientwright_runtime as runtime;

/// The file as it is without settings.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod plain {
    clientwright_runtime::include_api!();
}

/// With a type of this crate for times.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod mapped {
    include!(concat!(env!("OUT_DIR"), "/mapped.rs"));
}

/// With every setting.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod settings {
    clientwright_runtime::include_api!("settings");
}

/// All that the format can say, with a type of this crate wherever one can stand.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod everything {
    clientwright_runtime::include_api!("everything");
}

/// A cursor that is a URL, where a type of this crate stands for URLs; and for decimals.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod cursors {
    clientwright_runtime::include_api!("cursors");
}

/// A JSON Schema alone.
#[deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]
mod schema {
    clientwright_runtime::include_api!("schema");
}

/// A day, or nothing that this type reads.
#[allow(unreachable_pub, reason = "public items hold it")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    year: u16,
}

impl TryFrom<String> for Moment {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let year = text.get(..4).unwrap_or_default().parse()?;
        Ok(Self { year })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        format!("{}-01-01", moment.year)
    }
}

/// A price that writes itself as text.
#[allow(unreachable_pub, reason = "public items hold it")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cents(String);

/// Answers all requests alike, and remembers them.
#[derive(Clone)]
struct Answering(&'static str, Arc<Mutex<Vec<HttpRequest>>>);

impl Transport for Answering {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        self.1.lock().unwrap().push(request);
        let answer = HttpResponse::new(200, Headers::new(), self.0);
        Box::pin(async move { Ok(answer) })
    }
}

fn answering(body: &'static str) -> Answering {
    Answering(body, Arc::default())
}

#[tokio::test]
async fn the_guides_client_calls() {
    use plain::acme::Client;
    use plain::acme::widgets::{State, WidgetInput};

    let transport = answering(r#"{"widgets": [{"id": 7, "state": "inStock"}], "page": {}}"#);
    let client = Client::builder()
        .access_token("token")
        .transport(transport.clone())
        .build()
        .unwrap();
    let page = client.widgets().list().state(State::InStock).limit(10);
    let page = page.await.unwrap();
    assert_eq!(page.items[0].state, Some(State::InStock));
    let url = transport.1.lock().unwrap()[0].url.clone();
    assert_eq!(
        url,
        "https://api.acme.example/v1/widgets?state=inStock&limit=10"
    );
    let body = serde_json::to_value(WidgetInput::new("sprocket")).unwrap();
    assert_eq!(body, json!({"label": "sprocket"}));
    // Within the crate nothing is non-exhaustive: a literal and a whole match compile.
    let widget = plain::acme::widgets::Widget {
        label: Some("sprocket".to_owned()),
        ..Default::default()
    };
    let shown = match widget.state.unwrap_or_default() {
        State::InStock => "at once".to_owned(),
        State::OnOrder => "later".to_owned(),
        State::Unlisted(value) => value.as_str().to_owned(),
    };
    assert_eq!(shown, "");
}

#[test]
fn a_type_of_the_crates_own_is_read_and_kept_and_written() {
    use mapped::acme::widgets::{Widget, WidgetInput};

    let read = |text: &str| serde_json::from_str::<Widget>(text).unwrap();
    let good = read(r#"{"id": "7", "madeAt": "2026-05-04"}"#);
    let made_at = good.made_at.as_ref().and_then(Foreign::get);
    assert_eq!(made_at, Some(&Moment { year: 2026 }));
    assert_eq!(
        serde_json::to_value(&good).unwrap(),
        json!({"id": "7", "madeAt": "2026-01-01"})
    );
    for odd in ["\"soon\"", "\"\"", "true"] {
        let text = format!("{{\"id\":\"7\",\"madeAt\":{odd}}}");
        let widget = read(&text);
        assert_eq!(widget.made_at.as_ref().and_then(Foreign::get), None);
        assert_eq!(serde_json::to_string(&widget).unwrap(), text);
    }
    assert_eq!(read(r#"{"id": "7", "madeAt": null}"#).made_at, None);
    let sent = WidgetInput::new("a").made_at(Moment { year: 1999 });
    assert_eq!(
        serde_json::to_value(&sent).unwrap(),
        json!({"label": "a", "madeAt": "1999-01-01"})
    );
}

type Told = Arc<Mutex<Vec<(String, DriftKind)>>>;

/// A client that is answered with a body, and what it is told.
fn watched<P: Product>(builder: ClientBuilder<P>, body: &'static str) -> (P, Told) {
    let told = Told::default();
    let teller = Arc::clone(&told);
    let client = builder
        .transport(answering(body))
        .on_drift(move |drift: &Drift<'_>| {
            let told = (drift.path().to_owned(), drift.kind());
            teller.lock().unwrap().push(told);
        })
        .build()
        .unwrap();
    (client, told)
}

#[tokio::test]
async fn what_the_type_cannot_read_is_told() {
    let builder = mapped::acme::Client::builder().access_token("token");
    let (client, told) = watched(builder, r#"{"id": "7", "madeAt": "soon"}"#);
    client.widgets().get("7").await.unwrap();
    assert_eq!(
        *told.lock().unwrap(),
        [("madeAt".to_owned(), DriftKind::Unlisted)]
    );
    let (client, told) = watched(
        cursors::acme::Client::builder(),
        r#"{"widgets": [{"widget_id": "7", "made_at": "x", "price": 5}], "meta": {}}"#,
    );
    let page = client.widgets().list().await.unwrap();
    let price = page.items[0].price.as_ref().and_then(Foreign::unread);
    assert_eq!(price.map(|price| price.as_str()), Some("5"));
    assert_eq!(
        *told.lock().unwrap(),
        [("widgets[0].price".to_owned(), DriftKind::Unlisted)]
    );
}

#[tokio::test]
async fn all_settings_work_together() {
    use settings::vendor::{Client, widgets};

    let input = widgets::AcmeWidgetInput::new("sprocket").price(Cents("5.10".to_owned()));
    let json = serde_json::to_string(&input).unwrap();
    assert_eq!(json, r#"{"label":"sprocket","price":5.10}"#);
    let transport = answering(r#"{"id": "7", "price": 123456789012345678.25}"#);
    let client = Client::builder()
        .access_token("token")
        .transport(transport)
        .build()
        .unwrap();
    let widget: widgets::AcmeWidget = client.widgets().create(input).await.unwrap();
    let price = widget.price.as_ref().and_then(Foreign::get);
    assert_eq!(price, Some(&Cents("123456789012345678.25".to_owned())));
    // What was derived.
    let known = std::collections::HashSet::from([widget.clone()]);
    assert!(known.contains(&widget));
}

#[test]
fn types_of_the_crates_own_stand_everywhere() {
    use everything::types::widgets::Scalars;

    let text = r#"{"decimal":5,"timestamp":"2026-05-04","date":"n/a","url":"2025-01-01"}"#;
    let read: Scalars = serde_json::from_str(text).unwrap();
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        text.replace("2026-05-04", "2026-01-01")
    );
    let url = cursors::acme::Meta {
        next: Some("https://acme.example/".to_owned()),
        ..Default::default()
    };
    assert_eq!(
        serde_json::to_value(&url).unwrap(),
        json!({"next": "https://acme.example/"})
    );
}

#[test]
fn a_schema_alone_is_a_module_of_types() {
    use schema::recursion::Tree;

    let tree: Tree = serde_json::from_str(r#"{"left": {"value": "a"}}"#).unwrap();
    assert_eq!(tree.left.and_then(|left| left.value), Some("a".to_owned()));
}
