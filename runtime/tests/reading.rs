//! Reading is lenient: every form in which a value comes is taken, and no other.

use clientwright_runtime::{Decimal, Timestamp};
use serde_json::{Value, from_str, from_value, json};

use crate::support::acme::widgets::{Grade, Maker, Part, Widget, WidgetState};
use crate::support::acme::{PartId, WidgetId};

fn widget(body: &str) -> Widget {
    from_str(body).unwrap()
}

fn refusal(body: &str) -> String {
    from_str::<Widget>(body).unwrap_err().to_string()
}

#[test]
fn well_typed_members_in_any_order() {
    let read = widget(
        r#"{"notes": [1], "name": "Cog", "unknown": {"a": [1, {}]}, "widget_id": "9", "stock": 5,
            "is_active": false, "weight": 1.5, "made_on": "2016-06-05"}"#,
    );
    assert_eq!(read.widget_id, Some(WidgetId::from("9")));
    assert_eq!(read.name.as_deref(), Some("Cog"));
    assert_eq!(read.is_active, Some(false));
    assert_eq!(read.stock, Some(5));
    assert_eq!(read.weight, Some(1.5));
    assert_eq!(read.made_on.unwrap().as_str(), "2016-06-05");
    assert_eq!(read.notes, Some(json!([1])));
    assert_eq!(read.tags, None);
}

#[test]
fn booleans() {
    assert_eq!(widget(r#"{"is_active": "true"}"#).is_active, Some(true));
    assert_eq!(widget(r#"{"is_active": "false"}"#).is_active, Some(false));
    assert_eq!(widget(r#"{"is_active": ""}"#).is_active, None);
    assert_eq!(widget(r#"{"is_active": null}"#).is_active, None);
    assert_eq!(
        refusal(r#"{"is_active": "perhaps"}"#),
        "invalid value: this string, expected a boolean, or \"true\" or \"false\" at line 1 column 23"
    );
}

#[test]
fn integers() {
    for (body, expected) in [
        (r#"{"stock": "12"}"#, Some(12)),
        (r#"{"stock": -3}"#, Some(-3)),
        (r#"{"stock": 5.0}"#, Some(5)),
        (r#"{"stock": "5.0"}"#, Some(5)),
        (r#"{"stock": ""}"#, None),
        (r#"{"stock": null}"#, None),
        (r#"{"stock": 9223372036854775807}"#, Some(i64::MAX)),
        (r#"{"stock": "-9223372036854775808"}"#, Some(i64::MIN)),
    ] {
        assert_eq!(widget(body).stock, expected, "{body}");
    }
    for body in [
        r#"{"stock": 5.5}"#,
        r#"{"stock": "five"}"#,
        r#"{"stock": true}"#,
        r#"{"stock": 9223372036854775808}"#,
        r#"{"stock": 1e300}"#,
        r#"{"stock": "nan"}"#,
        r#"{"stock": []}"#,
        r#"{"stock": {}}"#,
    ] {
        assert!(from_str::<Widget>(body).is_err(), "{body}");
    }
}

#[test]
fn floats() {
    for (body, expected) in [
        (r#"{"weight": 2}"#, Some(2.0)),
        (r#"{"weight": -2}"#, Some(-2.0)),
        (r#"{"weight": "2.25"}"#, Some(2.25)),
        (r#"{"weight": ""}"#, None),
    ] {
        assert_eq!(widget(body).weight, expected, "{body}");
    }
    for body in [
        r#"{"weight": "inf"}"#,
        r#"{"weight": "1e999"}"#,
        r#"{"weight": "0x1"}"#,
    ] {
        assert!(from_str::<Widget>(body).is_err(), "{body}");
    }
}

#[test]
fn strings_take_scalars_as_text() {
    for (body, expected) in [
        (r#"{"name": 7}"#, "7"),
        (r#"{"name": -7}"#, "-7"),
        (r#"{"name": 7.5}"#, "7.5"),
        (r#"{"name": true}"#, "true"),
        (r#"{"name": ""}"#, ""),
        (r#"{"name": "\u00e9\n"}"#, "é\n"),
    ] {
        assert_eq!(widget(body).name.as_deref(), Some(expected), "{body}");
    }
    assert_eq!(widget(r#"{"name": null}"#).name, None);
    // As a double it has lost digits: better none than wrong ones. With `arbitrary_precision` it
    // keeps them.
    let long = from_str::<Widget>(r#"{"name": 12345678901234567890123}"#);
    assert!(long.is_err() || long.unwrap().name.as_deref() == Some("12345678901234567890123"));
}

#[test]
fn identifiers() {
    for (body, expected) in [
        (r#"{"widget_id": "0012"}"#, "0012"),
        (
            r#"{"widget_id": 7010000001234562345}"#,
            "7010000001234562345",
        ),
        (
            r#"{"widget_id": 18446744073709551615}"#,
            "18446744073709551615",
        ),
        (
            r#"{"widget_id": -9223372036854775808}"#,
            "-9223372036854775808",
        ),
        (r#"{"widget_id": ""}"#, ""),
    ] {
        assert_eq!(
            widget(body).widget_id,
            Some(WidgetId::from(expected)),
            "{body}"
        );
    }
    for body in [
        r#"{"widget_id": 1.5}"#,
        r#"{"widget_id": true}"#,
        r#"{"widget_id": {}}"#,
    ] {
        assert!(from_str::<Widget>(body).is_err(), "{body}");
    }
    let long = from_str::<Widget>(r#"{"widget_id": 70100000012345623456789}"#);
    let kept = WidgetId::from("70100000012345623456789");
    assert!(long.is_err() || long.unwrap().widget_id == Some(kept));
}

#[test]
fn empty_lists_maps_and_objects() {
    for form in ["[]", "{}", "\"\""] {
        let body = format!(r#"{{"tags": {form}, "properties": {form}, "parts": {form}}}"#);
        let read = widget(&body);
        assert_eq!(read.tags, Some(Vec::new()), "{form}");
        assert_eq!(read.parts, Some(Vec::new()), "{form}");
        assert_eq!(read.properties.map(|map| map.len()), Some(0), "{form}");
    }
    let read = widget(r#"{"tags": null, "properties": null, "parts": null, "maker": null}"#);
    assert_eq!(read, Widget::default());
    assert_eq!(widget(r#"{"maker": {}}"#).maker, Some(Maker::default()));
    assert_eq!(widget(r#"{"maker": ""}"#).maker, None);
    assert_eq!(widget(r#"{"maker": []}"#).maker, None);
    for body in [
        r#"{"tags": "a"}"#,
        r#"{"tags": {"a": 1}}"#,
        r#"{"tags": [null]}"#,
        r#"{"tags": true}"#,
        r#"{"properties": [1]}"#,
        r#"{"maker": "a"}"#,
        r#"{"maker": 1}"#,
    ] {
        assert!(from_str::<Widget>(body).is_err(), "{body}");
    }
}

#[test]
fn the_last_of_two_members_wins() {
    assert_eq!(widget(r#"{"stock": 1, "stock": 2}"#).stock, Some(2));
    assert_eq!(widget(r#"{"stock": 1, "stock": null}"#).stock, None);
}

#[test]
fn null_and_left_out_stay_apart_where_documented() {
    assert_eq!(widget("{}").successor, None);
    assert_eq!(widget(r#"{"successor": null}"#).successor, Some(None));
    assert_eq!(
        widget(r#"{"successor": 3}"#).successor,
        Some(Some(WidgetId::from(3)))
    );
}

#[test]
fn promised_members() {
    let part: Part = from_str(r#"{"part_id": "7", "place": null}"#).unwrap();
    assert_eq!((part.part_id, part.place), (PartId::from(7), None));
    for (body, reason) in [
        (
            r#"{"place": 1}"#,
            "missing field `part_id` at line 1 column 12",
        ),
        (
            r#"{"part_id": 1}"#,
            "missing field `place` at line 1 column 14",
        ),
        (
            r#"{"part_id": null, "place": 1}"#,
            "unset (null or empty) where a value is promised at line 1 column 16",
        ),
        ("{}", "missing field `part_id`"),
        ("[]", "missing field `part_id`"),
    ] {
        assert_eq!(
            from_str::<Part>(body).unwrap_err().to_string(),
            reason,
            "{body}"
        );
    }
    let error = refusal(r#"{"parts": [{"part_id": 1, "place": 2}, {}]}"#);
    assert_eq!(error, "missing field `part_id` at line 1 column 42");
}

/// Compact formats write records without names: `formats.rs`.
#[test]
fn a_list_is_no_record_in_json() {
    for body in [r#"[7, "left", 3]"#, r#"[7, "left"]"#, "[7]", "[[]]"] {
        let reason = from_str::<Part>(body).unwrap_err().to_string();
        let told = "invalid type: sequence, expected an object (Part)";
        assert!(reason.starts_with(told), "{body}: {reason}");
        let value: Value = from_str(body).unwrap();
        assert!(from_value::<Part>(value).is_err(), "{body}");
    }
    let error = refusal(r#"{"maker": ["Ada"]}"#);
    assert!(error.contains("expected an object (Maker)"), "{error}");
}

#[test]
fn additional_members() {
    let maker: Maker = from_str(r#"{"Ulm": "3", "name": "Ada", "Ghent": 2}"#).unwrap();
    assert_eq!(maker.name.as_deref(), Some("Ada"));
    assert_eq!(
        maker.additional.into_iter().collect::<Vec<_>>(),
        [("Ghent".into(), 2), ("Ulm".into(), 3)]
    );
}

#[test]
fn times_keep_their_text() {
    for text in [
        "2016-06-05",
        "2016-06-05T02:30:08-0700",
        "2023-12-12T14:32:50+05:30",
        "",
    ] {
        let read = widget(&format!(r#"{{"created_time": "{text}"}}"#));
        assert_eq!(read.created_time, Some(Timestamp::from(text)));
    }
}

/// What serde_json makes of numbers where `arbitrary_precision` is switched on elsewhere.
#[test]
fn numbers_that_come_as_maps() {
    let number = |text: &str| json!({"$serde_json::private::Number": text});
    let read: Widget = serde_json::from_value(json!({
        "widget_id": number("70100000012345623456789"),
        "name": number("1.50"),
        "stock": number("12"),
        "weight": number("2.25"),
        "state": number("4"),
        "grade": number("1"),
        "properties": {"a": number("1.0")},
    }))
    .unwrap();
    assert_eq!(
        read.widget_id,
        Some(WidgetId::from("70100000012345623456789"))
    );
    assert_eq!(read.name.as_deref(), Some("1.50"));
    assert_eq!(read.stock, Some(12));
    assert_eq!(read.weight, Some(2.25));
    assert_eq!(read.state.as_ref().map(WidgetState::as_str), Some("4"));
    assert_eq!(read.grade, Some(Grade::Good));
    assert_eq!(read.properties.unwrap()["a"], "1.0");
    let misfit = json!({"widget_id": number("1e3")});
    assert!(serde_json::from_value::<Widget>(misfit).is_err());
    // No object stands there, whatever it looks like.
    for member in ["maker", "properties", "tags", "parts", "is_active"] {
        let read = serde_json::from_value::<Widget>(json!({member: number("1.5")}));
        assert!(read.is_err(), "{member}");
    }
    // Decimals take another way, and come so where serde buffers them: in flattened structs.
    #[derive(serde::Deserialize)]
    struct Stored {
        #[serde(flatten)]
        widget: Widget,
    }
    let body = json!({"price": number("5000.10")}).to_string();
    let price = from_str::<Stored>(&body).unwrap().widget.price;
    assert_eq!(price.as_ref().map(Decimal::as_str), Some("5000.10"));
}

/// A body's content may be personal: a message says what kind of thing came, and no more.
#[test]
fn messages_show_no_value() {
    for body in [
        r#"{"stock": "hunter2"}"#,
        r#"{"is_active": "hunter2"}"#,
        r#"{"weight": "hunter2"}"#,
        r#"{"price": "hunter2"}"#,
        r#"{"tags": "hunter2"}"#,
        r#"{"tags": {"hunter2": 1}}"#,
        r#"{"properties": "hunter2"}"#,
        r#"{"maker": "hunter2"}"#,
        r#"{"parts": ["hunter2"]}"#,
        r#"{"name": ["hunter2"]}"#,
        r#"{"maker": {"Ulm": "hunter2"}}"#,
    ] {
        let message = refusal(body);
        assert!(message.starts_with("invalid "), "{message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
}

#[test]
fn tuples_have_exactly_their_items() {
    use clientwright_runtime::__private::v1::{Deserialize, Field, decode_promised};

    #[derive(Debug, PartialEq)]
    struct Read<T>(T);

    impl<'de, T: Field> Deserialize<'de> for Read<T> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            decode_promised(deserializer).map(Self)
        }
    }

    type Point = (f64, Option<String>);
    let read = |text: &str| serde_json::from_str::<Read<Point>>(text);
    assert_eq!(
        read(r#"["1.5","a"]"#).unwrap(),
        Read((1.5, Some("a".to_owned())))
    );
    assert_eq!(read("[2,null]").unwrap(), Read((2.0, None)));
    for wrong in ["[]", "[1]", r#"[1,"a",3]"#, "{}", "7"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    let unset: Read<Option<Point>> = serde_json::from_str("[]").unwrap();
    assert_eq!(unset, Read(None));
}
