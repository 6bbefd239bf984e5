//! Records are ordinary serde types: they go through other formats, values and flattening.

use serde::{Deserialize, Serialize};
use serde_json::{from_str, from_value, json, to_value};

use crate::support::acme::widgets::{Maker, Part, Widget};

fn full() -> (serde_json::Value, Widget) {
    let value = json!({
        "widget_id": "9", "name": "Cog", "is_active": true, "stock": 5, "weight": 1.5,
        "price": 5000.1, "state": "new", "grade": 7, "created_time": "2016-06-05",
        "tags": ["a"], "parts": [{"part_id": 7, "label": "left", "place": null}],
        "maker": {"name": "Ada", "Ghent": 2}, "properties": {"a": "b"}, "owner": ["c"],
        "successor": null, "notes": {"any": [1, null]},
    });
    let widget = from_str(&value.to_string()).unwrap();
    (value, widget)
}

#[test]
fn json_values() {
    let (value, widget) = full();
    assert_eq!(from_value::<Widget>(value.clone()).unwrap(), widget);
    assert_eq!(Widget::deserialize(&value).unwrap(), widget);
    assert_eq!(to_value(&widget).unwrap(), value);
}

#[test]
fn cbor() {
    let (_, widget) = full();
    let mut bytes = Vec::new();
    ciborium::into_writer(&widget, &mut bytes).unwrap();
    assert_eq!(
        ciborium::from_reader::<Widget, _>(&bytes[..]).unwrap(),
        widget
    );
    // A map of 16 members, as exact as it was announced.
    assert_eq!(bytes[0], 0xa0 | 16);
}

#[test]
fn message_pack() {
    let (_, widget) = full();
    let bytes = rmp_serde::to_vec_named(&widget).unwrap();
    assert_eq!(rmp_serde::from_slice::<Widget>(&bytes).unwrap(), widget);
    let mut part: Part = from_value(json!({"part_id": 1, "label": "x", "place": 2})).unwrap();
    let packed = rmp_serde::to_vec(&part).unwrap();
    assert_eq!(rmp_serde::from_slice::<Part>(&packed).unwrap(), part);
    // Without names a left-out member would shift the others: an error, never a wrong value.
    part.label = None;
    let packed = rmp_serde::to_vec(&part).unwrap();
    assert!(rmp_serde::from_slice::<Part>(&packed).is_err());
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    row: u32,
    #[serde(flatten)]
    widget: Widget,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Signed {
    #[serde(flatten)]
    part: Part,
    #[serde(flatten)]
    maker: Maker,
}

#[test]
fn flattened() {
    let (mut value, widget) = full();
    value["row"] = json!(3);
    let stored = Stored { row: 3, widget };
    assert_eq!(from_str::<Stored>(&value.to_string()).unwrap(), stored);
    assert_eq!(from_value::<Stored>(value.clone()).unwrap(), stored);
    assert_eq!(to_value(&stored).unwrap(), value);
    let value = json!({"part_id": 1, "place": 2, "name": "Ada", "Ulm": 4});
    let signed: Signed = from_str(&value.to_string()).unwrap();
    assert_eq!(signed.maker.additional["Ulm"], 4);
    assert_eq!(to_value(&signed).unwrap(), value);
}

#[test]
fn a_flattened_decimal_keeps_its_number() {
    let stored: Stored = from_str(r#"{"row": 1, "price": 5000.25, "stock": "4"}"#).unwrap();
    assert_eq!(stored.widget.price, Some("5000.25".parse().unwrap()));
    assert_eq!(stored.widget.stock, Some(4));
}
