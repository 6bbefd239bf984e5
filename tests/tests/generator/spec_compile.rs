//! The expected Rust of the spec fixtures compiles without a warning, and sends and reads what the
//! specs say.

use std::sync::{Arc, Mutex};

use clientwright_runtime::{
    ClientBuilder, Headers, HttpRequest, HttpResponse, Patch, Product, Transport, TransportFuture,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::spec_expected::{
    authorized, bare, paging, parameters, payloads, requests, schema_types, types,
};

/// Answers with what it was given, in order, and remembers what it was asked.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn of(answers: &[Value]) -> Self {
        let answers: Vec<String> = answers.iter().rev().map(Value::to_string).collect();
        Self {
            answers: Arc::new(Mutex::new(answers)),
            asked: Arc::default(),
        }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        self.asked.lock().unwrap().push(line(&request));
        let answer = self.answers.lock().unwrap().pop().expect("one more answer");
        Box::pin(async move { Ok(HttpResponse::new(200, Headers::new(), answer)) })
    }
}

fn line(request: &HttpRequest) -> String {
    format!("{} {}", request.method.as_str(), request.url)
}

fn client<P: Product>(builder: ClientBuilder<P>, answers: &[Value]) -> (P, Script) {
    let script = Script::of(answers);
    let client = builder.transport(script.clone()).build().unwrap();
    (client, script)
}

fn body(request: &HttpRequest) -> String {
    let body = request.body.as_ref().and_then(|body| body.as_bytes());
    String::from_utf8(body.unwrap().to_owned()).unwrap()
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers.get(name)
}

fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn every_scalar_and_container_goes_there_and_back() {
    use types::types::widgets::{Colour, Containers, Owner, Scalars, Size};
    use types::types::{BigMakerId, WidgetId};
    let scalars = json!({
        "string": "a", "boolean": true, "integer": -3, "number": 0.5, "decimal": 12,
        "timestamp": "2016-06-05T02:30:08-0700", "date": "2016-06-05",
        "url": "https://acme.example/", "email": "a@acme.example", "phone": "+1 234",
        "secret": "s", "any": {"b": [null]}, "widget_id": "w1", "maker_id": 7,
    });
    let read: Scalars = serde_json::from_value(scalars.clone()).unwrap();
    assert_eq!(written(&read), scalars);
    assert_eq!(read.maker_id, Some(BigMakerId::from(7)));
    // Identifiers are read from both JSON types, and written in the documented one.
    let swapped = json!({"widget_id": 5, "maker_id": "7"});
    let read: Scalars = serde_json::from_value(swapped).unwrap();
    assert_eq!(read.widget_id, Some(WidgetId::from("5")));
    assert_eq!(written(&read), json!({"widget_id": "5", "maker_id": 7}));

    let containers = json!({
        "list": ["a"], "map": {"x": "w1"}, "nullable": null, "must_be_there": null,
        "promised_list": [1, null], "deep": {"a": [{"b": 1}]},
        "price": {"amount": 5000, "currency": "EUR"},
        "prices": {"US": {"amount": 1, "currency": "USD"}}, "size": 2, "colour": "4",
        "owner": {"maker_id": 7, "siteURL": "u", "type": "t"},
        "inside": [], "parent": {
            "must_be_there": "b", "promised_list": [], "price": {"amount": 1, "currency": "c"},
            "owner": 9,
        },
    });
    let read: Containers = serde_json::from_value(containers.clone()).unwrap();
    assert_eq!(written(&read), containers);
    assert_eq!(read.nullable, Some(None));
    assert_eq!(read.must_be_there, None);
    assert_eq!(read.size, Some(Size::Value2));
    assert_eq!(read.colour, Some(Colour::Green));
    assert_eq!(read.price.amount.as_str(), "5000");
    assert!(matches!(&read.owner, Some(Owner::Maker(maker)) if maker.kind.as_deref() == Some("t")));
    let parent = read.parent.unwrap();
    assert_eq!(parent.owner, Some(Owner::BigMakerId(BigMakerId::from(9))));
    let refused = serde_json::from_value::<Containers>(json!({"promised_list": []}));
    assert!(refused.unwrap_err().to_string().contains("must_be_there"));
}

#[test]
fn bodies_are_sent_as_the_spec_says() {
    use requests::requests::Client;
    use requests::requests::widgets::{MakerInput, WidgetInput, WidgetLabel, WidgetUpdate};
    let (client, _) = client(Client::builder(), &[]);
    let widgets = client.widgets();

    let new = WidgetInput::new("sprocket", None, "1234").maker(MakerInput::new("Acme"));
    let request = widgets.create(new).request().unwrap();
    assert_eq!(line(&request), "POST https://api.acme.example/v1/widgets");
    assert_eq!(
        body(&request),
        r#"{"label":"sprocket","weight":null,"maker":{"name":"Acme"},"pin":"1234"}"#
    );
    let mut new = WidgetInput::new("a", 1.5, "b")
        .tags([""; 0])
        .new_value(true);
    new.made_on = Some(None);
    let request = widgets.replace("w 1", new).request().unwrap();
    assert_eq!(
        line(&request),
        "PUT https://api.acme.example/v1/widgets/w%201"
    );
    assert_eq!(
        body(&request),
        r#"{"label":"a","made_on":null,"tags":[],"weight":1.5,"pin":"b","new":true}"#
    );

    let change = WidgetUpdate::new("a", 2.0, "p")
        .clear_colour()
        .clear_made_on()
        .clear_tags()
        .old(false);
    let request = widgets.change("w1", change.clone()).request().unwrap();
    assert_eq!(
        line(&request),
        "PATCH https://api.acme.example/v1/widgets/w1"
    );
    assert_eq!(
        body(&request),
        r#"{"label":"a","colour":"","made_on":null,"tags":[],"weight":2.0,"pin":"p","old":false}"#
    );
    let mut by_hand = change;
    by_hand.maker = Patch::clear();
    let refused = widgets.change("w1", by_hand).request().unwrap_err();
    assert!(refused.to_string().contains("maker"), "{refused}");

    let label = WidgetLabel::new("b").colour("red");
    let request = widgets.relabel("w1", label).request().unwrap();
    assert_eq!(
        line(&request),
        "PUT https://api.acme.example/v1/widgets/w1/label"
    );
    assert_eq!(body(&request), r#"{"label":"b","colour":"red"}"#);

    let makers = [MakerInput::new("a"), MakerInput::new("b").site("c")];
    let request = widgets.create_many(makers).request().unwrap();
    assert_eq!(body(&request), r#"[{"name":"a"},{"name":"b","site":"c"}]"#);
}

#[test]
fn a_secret_is_in_no_debug_text() {
    use requests::requests::widgets::WidgetInput;
    let new = WidgetInput::new("a", None, "hunter2");
    assert!(!format!("{new:?}").contains("hunter2"));
}

#[test]
fn parameters_go_where_the_spec_says() {
    use parameters::parameters::widgets::Order;
    use parameters::parameters::{Client, WidgetId};
    let (client, _) = client(Client::builder(), &[]);
    let widgets = client.widgets();
    let ids = [WidgetId::from(1), WidgetId::from(2)];
    let call = widgets
        .find("top/left", 3, ids, "e1")
        .order(Order::Descending)
        .filter("size gt 3 & new")
        .broken(true)
        .x_acme_trace("t");
    let request = call.request().unwrap();
    assert_eq!(
        line(&request),
        "GET https://api.acme.example/v1/shelves/top%2Fleft/widgets/3\
         ?ids=1,2&order=desc&%24filter=size%20gt%203%20%26%20new&broken=true"
    );
    assert_eq!(header(&request, "X-Acme-Trace"), Some("t"));
    assert_eq!(header(&request, "If-Match"), Some("e1"));
    let request = widgets.find("a", 1, [0; 0], "e").request().unwrap();
    assert_eq!(header(&request, "X-Acme-Trace"), None);

    // The call's own methods are still the call's own.
    let call = widgets
        .reserved("a")
        .timeout_value(5)
        .stream_value(true)
        .send_value("b")
        .self_("c")
        .r#async(false)
        .timeout(std::time::Duration::from_secs(9))
        .header("X-More", "d");
    let request = call.request().unwrap();
    assert_eq!(
        line(&request),
        "GET https://api.acme.example/v1/reserved/a\
         ?stream=true&timeout=5&send_value=b&self=c&async=false"
    );
    assert_eq!(header(&request, "X-More"), Some("d"));
    assert_eq!(request.timeout, Some(std::time::Duration::from_secs(9)));

    let request = widgets.new_operation().request().unwrap();
    assert_eq!(line(&request), "POST https://api.acme.example/v1/new");
    let request = widgets.r#type().request().unwrap();
    assert_eq!(line(&request), "DELETE https://api.acme.example/v1/type");
}

#[tokio::test]
async fn the_payload_comes_back_and_not_the_envelope() {
    use payloads::payloads::Client;
    let ok = |rest: Value| {
        let mut answer = json!({"status": "ok", "words": "done"});
        let rest = rest.as_object().unwrap().clone();
        answer.as_object_mut().unwrap().extend(rest);
        answer
    };
    let answers = [
        ok(json!({"data": {"label": "a"}})),
        ok(json!({"widgets": [{"label": "b"}, {}]})),
        ok(json!({"label": "c"})),
        ok(json!({"widget": {"label": "d"}})),
        ok(json!({"widget": {"label": "e"}})),
        ok(json!({})),
        ok(json!({})),
        ok(json!({"total": 5000})),
        ok(json!({"widget": {"label": "f"}})),
        ok(json!({"widget": null})),
    ];
    let (client, script) = client(Client::builder(), &answers);
    let widgets = client.widgets();
    let label = |label: &str| Some(label.to_owned());
    assert_eq!(widgets.by_envelope().await.unwrap().label, label("a"));
    let list = widgets.by_operation().await.unwrap();
    assert_eq!((list.len(), &list[0].label), (2, &label("b")));
    assert_eq!(widgets.flat().await.unwrap().label, label("c"));
    assert_eq!(widgets.of_response().await.unwrap().label, label("d"));
    let whole = widgets.whole_response().await.unwrap();
    assert_eq!(whole.words, label("done"));
    assert_eq!(whole.widget.unwrap().label, label("e"));
    let () = widgets.empty_response().await.unwrap();
    let () = widgets.nothing().await.unwrap();
    assert_eq!(widgets.scalar().await.unwrap().as_str(), "5000");
    assert_eq!(widgets.maybe().await.unwrap().unwrap().label, label("f"));
    assert_eq!(widgets.maybe().await.unwrap(), None);
    assert_eq!(script.asked().len(), answers.len());
}

#[tokio::test]
async fn pages_follow_each_other() {
    use paging::paging::Client;
    let answers = [
        json!({"widgets": [{"label": "a"}], "paging": {"has_more": true}}),
        json!({"widgets": [{"label": "b"}], "paging": {"has_more": false}}),
        json!({"widgets": ["c"]}),
        json!({"widgets": []}),
        json!({"widgets": [{"label": "d"}], "meta": {"next_cursor": "n/2", "is_last": false}}),
        json!({"widgets": [{"label": "e"}], "meta": {"next_cursor": null, "is_last": true}}),
    ];
    let (client, script) = client(Client::builder(), &answers);
    let widgets = client.widgets();
    let mut pages = widgets.list().per_page(1).pages();
    let mut labels = Vec::new();
    while let Some(page) = pages.next().await {
        labels.extend(
            page.unwrap()
                .items
                .into_iter()
                .map(|widget| widget.label.unwrap()),
        );
    }
    let mut items = widgets.list_plain().stream();
    while let Some(item) = items.next().await {
        labels.push(item.unwrap());
    }
    let mut items = widgets.scan("top").stream();
    while let Some(item) = items.next().await {
        labels.push(item.unwrap().label.unwrap());
    }
    assert_eq!(labels, ["a", "b", "c", "d", "e"]);
    let asked: Vec<String> = script
        .asked()
        .iter()
        .map(|line| line.replace("GET https://api.acme.example/v1", ""))
        .collect();
    assert_eq!(
        asked,
        [
            "/widgets?per_page=1",
            "/widgets?page=2&per_page=1",
            "/plain",
            "/plain?p=1",
            "/scan/top",
            "/scan/top?cursor=n%2F2",
        ]
    );
}

#[test]
fn a_product_says_who_asks_and_for_whom() {
    use authorized::authorized::Client;
    use authorized::authorized::Note;
    use authorized::authorized::makers::Widget;
    let note: Note = serde_json::from_value(json!({"text": "hello"})).unwrap();
    assert_eq!(note.text, "hello");
    let builder = || Client::builder().transport(Script::default());
    let client = builder()
        .access_token("t0")
        .organization("o1")
        .data_center("eu")
        .build()
        .unwrap();
    let request = client.widgets().get("w1").request().unwrap();
    assert_eq!(
        line(&request),
        "GET https://api.eu.acme.example/v1/widgets/w1"
    );
    assert_eq!(header(&request, "Authorization"), Some("Bearer t0"));
    assert_eq!(header(&request, "X-Acme-Org"), Some("o1"));
    assert_eq!(header(&request, "Accept"), Some("application/json"));
    assert_eq!(header(&request, "X-Acme-Edition"), Some("7"));
    let _ = std::any::type_name::<Widget>();

    assert!(builder().access_token("t0").build().is_err(), "for whom?");
    assert!(builder().organization("o1").build().is_err(), "who?");
    let unknown = builder()
        .access_token("t")
        .organization("o")
        .data_center("mars");
    assert!(unknown.build().is_err(), "where?");

    let (client, _) = client_of_bare();
    let request = client.things().ping().request().unwrap();
    assert_eq!(line(&request), "GET https://api.acme.example/v1/");
    assert_eq!(header(&request, "Authorization"), None);
}

fn client_of_bare() -> (bare::bare::Client, Script) {
    client(bare::bare::Client::builder(), &[])
}

#[tokio::test]
async fn types_of_a_schema_are_corrected_and_completed() {
    use schema_types::schema_types::widgets::{
        Colour, CreateWidgetRequest, CreateWidgetRequestUpdate,
    };
    use schema_types::schema_types::{Client, WidgetId};
    let ok = |member: &str, value: Value| json!({"code": 0, "message": "success", member: value});
    let answers = [
        ok("widgets", json!([{"widget_id": "w1", "count": 3}])),
        ok(
            "widget",
            json!({"widget_id": "w1", "parts": [{"weight": 0.5}]}),
        ),
        ok("more", json!(1)),
        ok(
            "shelves",
            json!([{"name": "top", "colour": "mauve", "count": 2}]),
        ),
    ];
    let (client, _) = client(Client::builder(), &answers);
    let widgets = client.widgets();
    let page = widgets.list().colour(Colour::Red).await.unwrap();
    assert_eq!(page.items[0].widget_id, WidgetId::from("w1"));
    assert_eq!(page.items[0].count, Some(3));
    let widget = widgets.get("w1").await.unwrap();
    assert_eq!(
        widget.count, None,
        "the schema's own `required` is no promise"
    );
    assert_eq!(widget.parts.unwrap()[0].weight, Some(0.5));
    let new = CreateWidgetRequest::new("a").colour("blue");
    let () = widgets.create(new).await.unwrap();
    let shelves = widgets.shelves().await.unwrap();
    assert_eq!(
        shelves[0].colour.as_ref().map(Colour::as_str),
        Some("mauve")
    );

    let request = widgets
        .update("w1", CreateWidgetRequestUpdate::new("b"))
        .request()
        .unwrap();
    assert_eq!(body(&request), r#"{"label":"b"}"#);
}
