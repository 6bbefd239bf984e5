//! The generated client against a small server.

mod server;

use std::collections::BTreeMap;

use clientwright_runtime::{Error, Timestamp, Upload};
use harbor::harbor::papers::Paper;
use harbor::harbor::shipments::{
    AddressInput, BookShipment, BookShipmentAnswer, ContainerInput, NewShipment, Reason, Service,
    ShipmentState,
};
use harbor::harbor::{Client, PaperId, ShipmentId};
use server::serve;

const JSON: &str = "application/json";

fn client(url: &str) -> Client {
    Client::builder()
        .access_token("k3y")
        .base_url(url)
        .build()
        .unwrap()
}

#[tokio::test]
async fn pages_by_cursor() {
    let (url, got) = serve(&[
        (
            200,
            JSON,
            br#"{"shipments": [{"shipmentId": "S-1"}, {"shipmentId": 2}], "scroll": {"endCursor": "c+1", "atEnd": false}}"#,
        ),
        (
            200,
            JSON,
            br#"{"shipments": [{"shipmentId": "S-3"}], "scroll": {"endCursor": null, "atEnd": "true"}}"#,
        ),
    ]);
    let list = client(&url)
        .shipments()
        .list()
        .state([ShipmentState::AtSea, ShipmentState::InPort])
        .fields(["cargo", "labels"])
        .first(2)
        .x_trace("t-1");
    let mut shipments = list.stream();
    let mut ids = Vec::new();
    while let Some(shipment) = shipments.next().await {
        ids.push(shipment.unwrap().shipment_id.to_string());
    }
    assert_eq!(ids, ["S-1", "2", "S-3"]);
    let first = got.recv().unwrap();
    assert_eq!(
        first.line,
        "GET /v2/shipments?state=atSea&state=inPort&fields=cargo,labels&first=2"
    );
    assert_eq!(first.header("x-harbor-key"), Some("k3y"));
    assert_eq!(first.header("accept-version"), Some("2"));
    assert_eq!(first.header("x-trace"), Some("t-1"));
    assert_eq!(
        got.recv().unwrap().line,
        "GET /v2/shipments?state=atSea&state=inPort&fields=cargo,labels&after=c%2B1&first=2"
    );
}

#[tokio::test]
async fn a_recursive_answer() {
    let (url, got) = serve(&[(
        200,
        JSON,
        br#"{
            "shipmentId": "S/1",
            "cargo": {"sealNumber": "A", "goods": null, "containers": [{"sealNumber": "B", "within": {"sealNumber": "A"}}]},
            "destination": {"city": "Bergen", "countryCode": "NO"},
            "bookedAt": "2026-01-05T02:30:08-0700",
            "weightInTonnes": "12.5",
            "labels": {"fragile": "yes"},
            "unheardOf": [1]
        }"#,
    )]);
    let shipment = client(&url).shipments().get("S/1").await.unwrap();
    assert_eq!(got.recv().unwrap().line, "GET /v2/shipments/S%2F1");
    assert_eq!(shipment.shipment_id, ShipmentId::from("S/1"));
    let cargo = shipment.cargo.unwrap();
    assert_eq!(
        (cargo.seal_number.as_deref(), cargo.goods),
        (Some("A"), Some(None))
    );
    let inner = cargo.containers.unwrap().remove(0);
    assert_eq!(inner.within.unwrap().seal_number.as_deref(), Some("A"));
    assert_eq!(
        shipment.destination.unwrap().city.as_deref(),
        Some("Bergen")
    );
    assert_eq!(
        shipment.booked_at,
        Some(Timestamp::from("2026-01-05T02:30:08-0700"))
    );
    assert_eq!(shipment.weight_in_tonnes, Some(12.5));
    let labels = BTreeMap::from([("fragile".to_owned(), "yes".to_owned())]);
    assert_eq!(shipment.labels, Some(labels));
}

fn new_shipment() -> NewShipment {
    let cargo = ContainerInput::new("A").containers([ContainerInput::new("B")]);
    let to = AddressInput::new("Bergen").country_code("NO");
    NewShipment::new(to, cargo).service(Service::Express)
}

#[tokio::test]
async fn answers_by_status() {
    let conflict =
        br#"{"problem": {"kind": "berthTaken", "summary": "no berth"}, "heldBy": "S-9"}"#;
    let (url, got) = serve(&[
        (201, JSON, br#"{"shipmentId": "S-1"}"#),
        (202, JSON, br#"{"bookingNumber": 7, "readyInSeconds": 60}"#),
        (409, JSON, conflict),
    ]);
    let client = client(&url);
    let book = || client.shipments().book("once", new_shipment());
    match book().await.unwrap() {
        BookShipmentAnswer::Booked(shipment) => assert_eq!(shipment.shipment_id.as_str(), "S-1"),
        other => panic!("{other:?}"),
    }
    match book().await.unwrap() {
        BookShipmentAnswer::Waiting(booking) => assert_eq!(booking.booking_number, 7),
        other => panic!("{other:?}"),
    }
    let error = book().await.unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(409), Some("berthTaken"))
    );
    assert_eq!(
        error.to_string(),
        "shipments.book: the service refused the call with status 409, code berthTaken (another \
         ship has the berth): no berth"
    );
    let conflict = BookShipment::failure(&error).unwrap();
    assert_eq!(conflict.held_by, Some(ShipmentId::from("S-9")));

    let sent = got.recv().unwrap();
    assert_eq!(sent.line, "POST /v2/shipments");
    assert_eq!(sent.header("idempotency-key"), Some("once"));
    assert_eq!(
        sent.text(),
        r#"{"destination":{"city":"Bergen","countryCode":"NO"},"cargo":{"sealNumber":"A","containers":[{"sealNumber":"B"}]},"service":"express"}"#
    );
}

#[tokio::test]
async fn optional_bodies_and_forms() {
    let (url, got) = serve(&[(204, JSON, b""), (204, JSON, b""), (200, JSON, b"{}")]);
    let shipments = client(&url).shipments();
    shipments.cancel("S-1").await.unwrap();
    shipments
        .cancel("S-1")
        .body(Reason::new("sunk"))
        .await
        .unwrap();
    shipments
        .note("S-1", "fragile & heavy")
        .readers(["ann", "bo"])
        .await
        .unwrap();
    let bare = got.recv().unwrap();
    assert_eq!((bare.text(), bare.header("content-type")), ("", None));
    assert_eq!(got.recv().unwrap().text(), r#"{"because":"sunk"}"#);
    let form = got.recv().unwrap();
    assert_eq!(form.line, "POST /v2/shipments/S-1/notes");
    assert_eq!(
        form.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        form.text(),
        "text=fragile%20%26%20heavy&readers=ann&readers=bo"
    );
}

#[tokio::test]
async fn files_both_ways() {
    let pdf = [b"%PDF-1.7 ".as_slice(), &[0xff; 5000]].concat();
    let (url, got) = serve(&[
        (
            200,
            JSON,
            br#"{"paper": {"paperId": "12", "title": "Bill of lading"}}"#,
        ),
        (200, "application/pdf", &pdf),
        (204, JSON, b""),
    ]);
    let papers = client(&url).papers();
    let scan = Upload::from(pdf.clone())
        .file_name("lading.pdf")
        .content_type("application/pdf");
    let paper: Paper = papers.file("S-1", "Bill of lading", scan).await.unwrap();
    assert_eq!(paper.paper_id, PaperId::from(12_u64));

    let download = papers.scan(12_u64).await.unwrap();
    assert_eq!(download.content_type(), Some("application/pdf"));
    assert_eq!(download.bytes(10_000).await.unwrap(), pdf);
    papers.replace(12_u64, pdf.clone()).await.unwrap();

    let filed = got.recv().unwrap();
    assert_eq!(filed.line, "POST /v2/shipments/S-1/papers");
    let kind = filed.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = [
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBill of lading\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"lading.pdf\"\r\nContent-Type: application/pdf\r\n\r\n").as_bytes(),
        &pdf,
        format!("\r\n--{boundary}--\r\n").as_bytes(),
    ]
    .concat();
    assert!(filed.body == expected);
    assert_eq!(got.recv().unwrap().line, "GET /v2/papers/12/scan");
    let replaced = got.recv().unwrap();
    assert_eq!(replaced.line, "PUT /v2/papers/12/scan");
    assert_eq!(replaced.header("content-type"), Some("application/pdf"));
    assert!(replaced.body == pdf);
}

#[tokio::test]
async fn errors_of_its_own_envelope() {
    let body =
        br#"{"problem": {"kind": "noSuchShipment", "summary": "gone", "advice": "look again"}}"#;
    let (url, _got) = serve(&[(404, JSON, body)]);
    match client(&url).shipments().get("S-1").await {
        Err(Error::Api(error)) => {
            assert_eq!(error.code(), Some("noSuchShipment"));
            assert_eq!(error.meaning(), Some("there is no such shipment"));
            assert_eq!(error.detail(), Some("look again"));
        }
        other => panic!("{other:?}"),
    }
}
