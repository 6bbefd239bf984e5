//! JSON Schemas to the letter, with a folder in place of a URI.

use clientwright::Generator;
use clientwright_runtime::testing::differences;
use expect_test::expect_file;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::{describe, fixtures};

#[allow(dead_code, unreachable_pub, reason = "a test uses some of it")]
#[deny(warnings, missing_docs)]
mod shapes {
    include!("../../fixtures/letter/shapes.rs");
}

use shapes::{Branching, Closed, Either, HalfClosed, SizedType, Tagged, Tree, Wide};

fn generator() -> Generator {
    Generator::from_schema(fixtures("letter").join("shapes.schema.json"))
        .command("cargo xtask generate")
        .to_the_letter()
}

#[test]
fn rust() {
    let generator = generator().remote(
        "https://schemas.acme.example/",
        fixtures("letter").join("acme"),
    );
    let described = describe(&generator);
    assert_eq!(described.warnings, []);
    let files = described.emit_modules(generator.options()).unwrap();
    expect_file![fixtures("letter").join("shapes.rs")].assert_eq(&files[0].text);
}

#[test]
fn nothing_is_fetched() {
    let failure = generator().describe().unwrap_err();
    let messages: Vec<&str> = failure
        .diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["the file `size.json` cannot be read: there is no such file"]
    );
}

/// Reads a value, checks that writing gives it back, and says what is not as documented.
fn there_and_back<T>(value: &Value) -> Vec<String>
where
    T: DeserializeOwned + Serialize + clientwright_runtime::__private::v1::Field,
{
    let text = value.to_string();
    let read: T = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *value);
    differences::<T>(text.as_bytes()).unwrap()
}

#[test]
fn what_has_no_type_takes_every_kind() {
    for value in [
        json!({"size": 3, "more": [null]}),
        json!("text"),
        json!(1.5),
        json!([{}, null]),
        json!(true),
    ] {
        assert_eq!(there_and_back::<SizedType>(&value), [""; 0], "{value}");
    }
    assert_ne!(there_and_back::<SizedType>(&json!({"more": 1})), [""; 0]);
}

#[test]
fn patterns_type_the_members_that_have_no_name() {
    let value = json!({"name": "a", "x-b": 2});
    assert_eq!(there_and_back::<Closed>(&value), [""; 0]);
    let wrong = r#"{"x-b": "two"}"#;
    assert!(serde_json::from_str::<Closed>(wrong).is_err());
}

#[test]
fn alternatives_have_the_members_beside_them() {
    let round = json!({"kind": "round", "radius": 2.5});
    let square = json!({"kind": "square", "side": 1.5, "more": 1});
    assert_eq!(there_and_back::<Either>(&round), [""; 0]);
    assert_eq!(there_and_back::<Either>(&square), [""; 0]);
}

#[test]
fn a_constant_tells_alternatives_apart() {
    let list = json!({"kind": "list", "value": "a"});
    assert_eq!(there_and_back::<Tagged>(&list), [""; 0]);
    let read: Tagged = serde_json::from_value(list).unwrap();
    assert!(matches!(read, Tagged::List(_)), "{read:?}");
    let new = json!({"kind": "map", "value": "a"});
    assert_ne!(there_and_back::<Tagged>(&new), [""; 0]);
}

#[test]
fn a_list_may_hold_itself() {
    assert_eq!(there_and_back::<Tree>(&json!([1, [2, []], 3])), [""; 0]);
}

/// More branches than there are ways through several choices.
#[test]
fn a_choice_of_any_length_is_a_union() {
    for number in 2..28 {
        let value = json!({format!("m{number}"): number});
        assert_eq!(there_and_back::<Wide>(&value), [""; 0]);
        let read: Wide = serde_json::from_value(value.clone()).unwrap();
        assert!(!matches!(read, Wide::Other(_)), "{value}");
    }
    for value in [json!(true), json!("none"), json!([1, 2])] {
        assert_eq!(there_and_back::<Wide>(&value), [""; 0], "{value}");
    }
    assert_ne!(there_and_back::<Wide>(&json!({"m2": 2, "m3": 3})), [""; 0]);
    assert_ne!(there_and_back::<Wide>(&json!({"unknown": 2})), [""; 0]);
}

#[test]
fn branches_of_a_condition_that_are_closed_lose_nothing() {
    for value in [
        json!({"kind": "round", "radius": 1.5}),
        json!({"kind": "flat", "side": 2.5}),
        json!({"side": 2.5}),
        json!({"kind": "flat"}),
        json!({}),
    ] {
        assert_eq!(there_and_back::<Branching>(&value), [""; 0], "{value}");
    }
    for value in [
        json!({"id": 1}),
        json!({"name": "a", "more": [1]}),
        json!({}),
    ] {
        assert_eq!(there_and_back::<HalfClosed>(&value), [""; 0], "{value}");
    }
}
