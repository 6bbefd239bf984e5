//! The forms in which services send what their documents show in one: each reads as the documented
//! one, and is written back in it.

use serde_json::{Value, json};

use crate::support::acme::widgets::Widget;
use crate::support::{Recording, answer, now};

/// The widget of an answer, with one member.
fn read(member: &str, text: &str) -> Widget {
    let body = format!(r#"{{"code": "0", "widget": {{"{member}": {text}}}}}"#);
    match now(Recording::new([answer(200, &body)]).acme().widgets().get(7)) {
        Ok(widget) => widget,
        Err(error) => panic!("{body}: {error}"),
    }
}

/// Reads the forms, and expects what the documented one reads as and is written as.
fn same(member: &str, documented: &str, forms: &[&str]) {
    let expected = read(member, documented);
    let written: Value = serde_json::from_str(documented).unwrap();
    for form in forms.iter().chain([&documented]) {
        let widget = read(member, form);
        assert_eq!(widget, expected, "{member}: {form}");
        assert_eq!(
            serde_json::to_value(&widget).unwrap(),
            json!({member: written}),
            "{form}"
        );
    }
}

/// Reads the forms, and expects that nothing is there or written.
fn unset(member: &str, forms: &[&str]) {
    for form in forms {
        let widget = read(member, form);
        assert_eq!(widget, Widget::default(), "{member}: {form}");
        assert_eq!(serde_json::to_value(&widget).unwrap(), json!({}), "{form}");
    }
}

#[test]
fn identifiers_are_strings_or_integers() {
    same("widget_id", r#""701000000123456""#, &["701000000123456"]);
    same(
        "widget_id",
        r#""9223372036854775807""#,
        &["9223372036854775807"],
    );
    same(
        "widget_id",
        r#""9999999999999999999""#,
        &["9999999999999999999"],
    );
    let part = r#"[{"part_id": 9007199254740993, "place": 1}]"#;
    same(
        "parts",
        part,
        &[r#"[{"part_id": "9007199254740993", "place": "1"}]"#],
    );
    unset("widget_id", &["null"]);
}

#[test]
fn booleans_are_booleans_or_their_names() {
    same("is_active", "true", &[r#""true""#]);
    same("is_active", "false", &[r#""false""#]);
    unset("is_active", &["null", r#""""#]);
}

#[test]
fn numbers_are_numbers_or_their_digits() {
    same("stock", "5", &[r#""5""#, "5.0", r#""5.0""#]);
    same("weight", "1.5", &[r#""1.5""#, r#""1.50""#, "15e-1"]);
    same("price", "5000", &[r#""5000""#]);
    same("price", "5000.1", &[r#""5000.1""#]);
    for member in ["stock", "weight", "price", "grade"] {
        unset(member, &["null", r#""""#]);
    }
}

#[test]
fn empty_collections_have_four_forms_and_none() {
    same("tags", "[]", &["{}", r#""""#]);
    same("parts", "[]", &["{}", r#""""#]);
    same("properties", "{}", &["[]", r#""""#]);
    for member in ["tags", "parts", "properties"] {
        unset(member, &["null"]);
    }
    same("maker", "{}", &[]);
    unset("maker", &["[]", r#""""#, "null"]);
    for users in ["[]", "{}", r#""""#, "null"] {
        let body = format!(r#"{{"code": 0, "widgets": {users}, "page_context": {users}}}"#);
        let page = now(Recording::new([answer(200, &body)]).acme().widgets().list());
        assert_eq!(page.unwrap().items, [], "{users}");
    }
}

#[test]
fn times_keep_each_form() {
    for time in [
        "2016-06-05",
        "2016-06-05T02:30:08-0700",
        "2023-12-12T14:32:50+05:30",
    ] {
        let text = format!("\"{time}\"");
        same("created_time", &text, &[]);
        assert_eq!(
            read("created_time", &text).created_time.unwrap().as_str(),
            time
        );
    }
    same("made_on", r#""2016-06-05""#, &[]);
    unset("created_time", &["null"]);
}

#[test]
fn enumerations_grow() {
    same("state", r#""active""#, &[]);
    same("state", r#""archived""#, &[]);
    same("state", "7", &[]);
    same("grade", "-1", &[r#""-1""#, "-1.0"]);
    same("grade", "12", &[]);
    same("grade", r#""best""#, &[]);
}

#[test]
fn codes_are_integers_or_strings() {
    for code in ["0", r#""0""#] {
        let body = format!(r#"{{"code": {code}, "widget": {{}}}}"#);
        let client = Recording::new([answer(200, &body)]).acme();
        assert_eq!(now(client.widgets().get(7)).unwrap(), Widget::default());
    }
    for code in ["1002", r#""1002""#] {
        let body = format!(r#"{{"code": {code}, "message": "no"}}"#);
        let client = Recording::new([answer(200, &body)]).acme();
        assert_eq!(
            now(client.widgets().get(7)).unwrap_err().code(),
            Some("1002")
        );
    }
}
