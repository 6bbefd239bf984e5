//! Writing is exact: nothing is added, nothing that was read is lost.

use clientwright_runtime::{Decimal, Patch};
use serde_json::{Value, from_str, json, to_string, to_value};

use crate::support::acme::widgets::{CreateWidgetRequest, Part, UpdateWidgetRequest, Widget};

const FULL: &str = concat!(
    r#"{"widget_id":"9","name":"Cog","is_active":true,"stock":5,"weight":1.5,"price":5000.10,"#,
    r#""state":"active","grade":1,"created_time":"2016-06-05T02:30:08-0700","#,
    r#""made_on":"2016-06-05","tags":["a","b"],"#,
    r#""parts":[{"part_id":7,"label":"left","place":null},{"part_id":8,"place":3}],"#,
    r#""maker":{"name":"Ada","Ghent":2},"properties":{"a":"b"},"owner":"12","successor":null,"#,
    r#""notes":{"any":[1,null]}}"#,
);

#[test]
fn what_was_read_is_written_again() {
    let read: Widget = from_str(FULL).unwrap();
    assert_eq!(to_string(&read).unwrap(), FULL);
}

#[test]
fn what_is_unset_is_left_out() {
    assert_eq!(to_string(&Widget::default()).unwrap(), "{}");
    let read: Widget = from_str(r#"{"tags": "", "stock": "", "name": ""}"#).unwrap();
    assert_eq!(to_string(&read).unwrap(), r#"{"name":"","tags":[]}"#);
}

#[test]
fn required_and_nullable_is_written_as_null() {
    assert_eq!(
        to_value(Part::default()).unwrap(),
        json!({"part_id": "", "place": null})
    );
}

#[test]
fn identifiers_are_written_in_the_documented_type() {
    for (text, expected) in [
        ("7", json!(7)),
        (
            "18446744073709551615",
            json!(18_446_744_073_709_551_615_u64),
        ),
        ("-5", json!(-5)),
        ("0", json!(0)),
        ("007", json!("007")),
        ("-0", json!("-0")),
        ("+7", json!("+7")),
        ("70100000012345623456789", json!("70100000012345623456789")),
        ("x", json!("x")),
    ] {
        let part: Part = serde_json::from_value(json!({"part_id": text, "place": 1})).unwrap();
        assert_eq!(to_value(&part).unwrap()["part_id"], expected);
    }
    let read: Widget = from_str(r#"{"widget_id": 7}"#).unwrap();
    assert_eq!(to_string(&read).unwrap(), r#"{"widget_id":"7"}"#);
}

#[test]
fn requests() {
    let request = CreateWidgetRequest::new("Cog", 5000);
    assert_eq!(
        to_string(&request).unwrap(),
        r#"{"name":"Cog","price":5000}"#
    );
    let request = CreateWidgetRequest::new("Cog", "0.50".parse::<Decimal>().unwrap())
        .parts([])
        .password("hunter2");
    assert_eq!(
        to_string(&request).unwrap(),
        r#"{"name":"Cog","price":0.50,"parts":[],"password":"hunter2"}"#
    );
    assert!(!format!("{request:?}").contains("hunter2"));
}

#[test]
fn updates_keep_set_and_clear() {
    assert_eq!(to_string(&UpdateWidgetRequest::new()).unwrap(), "{}");
    let update = UpdateWidgetRequest::new()
        .name("Cog")
        .clear_stock()
        .clear_tags();
    assert_eq!(
        to_string(&update).unwrap(),
        r#"{"name":"Cog","stock":null,"tags":[]}"#
    );
    let update = UpdateWidgetRequest::new().stock(3);
    assert_eq!(to_string(&update).unwrap(), r#"{"stock":3}"#);
    let read: UpdateWidgetRequest = from_str(r#"{"stock":null,"name":"Cog"}"#).unwrap();
    assert_eq!(read, UpdateWidgetRequest::new().name("Cog").clear_stock());
}

#[test]
fn a_clear_by_hand_is_an_error_that_names_the_member() {
    let mut update = UpdateWidgetRequest::new();
    update.name = Patch::clear();
    let error = to_value(&update).unwrap_err().to_string();
    assert_eq!(error, "clearing is not documented for `name`");
    // Nor does a clear that was read slip through.
    let read: UpdateWidgetRequest = from_str(r#"{"name":null}"#).unwrap();
    assert_eq!(read, update);
}

#[test]
fn additional_members_are_written_after_the_others() {
    let value: Value = json!({"maker": {"b": 2, "a": 1, "name": "Ada"}});
    let read: Widget = serde_json::from_value(value).unwrap();
    assert_eq!(
        to_string(&read).unwrap(),
        r#"{"maker":{"name":"Ada","a":1,"b":2}}"#
    );
}
