//! What the expected Rust of the schema fixtures does with members that no document names, and with
//! null.

use clientwright_runtime::__private::v1::Field;
use clientwright_runtime::testing::differences;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::compile::{expected, read, there_and_back, written};

/// Checks that a value comes back, and returns what of it is not as documented.
fn noticed<T: DeserializeOwned + Serialize + Field>(value: Value) -> Vec<String> {
    let text = value.to_string();
    there_and_back::<T>(value);
    differences::<T>(text.as_bytes()).unwrap()
}

#[test]
fn members_that_no_document_mentions_are_kept_and_noticed() {
    use expected::open_objects::{Silent, Taken};
    let silent: Silent = there_and_back(json!({"b": [1, null], "known": "k", "a": null}));
    assert_eq!(silent.additional["b"], json!([1, null]));
    assert_eq!(silent.additional["a"], Value::Null);
    assert_eq!(
        noticed::<Silent>(json!({"known": "k", "new": 1})),
        ["`new` is in no document"]
    );
    let taken: Taken =
        there_and_back(json!({"additional": "a", "inner": {"name": "b", "new": {}}}));
    assert_eq!(taken.additional_value.as_deref(), Some("a"));
    assert!(taken.additional.is_empty());
    assert_eq!(taken.inner.unwrap().additional["new"], json!({}));
}

#[test]
fn members_that_the_document_allows_are_not_noticed() {
    use expected::open_objects::{Allowed, Any, Pieces, Typed};
    let value = json!({"known": "k", "new": 1, "null": null});
    assert_eq!(noticed::<Allowed>(value.clone()), [""; 0]);
    assert_eq!(noticed::<Any>(value.clone()), [""; 0]);
    assert_eq!(noticed::<Typed>(value.clone()), [""; 0]);
    assert_eq!(noticed::<Pieces>(value), [""; 0]);
    let typed: Typed = there_and_back(json!({"one": 1, "none": null}));
    assert_eq!(typed.additional["one"], Some(1));
    assert_eq!(typed.additional["none"], None);
}

#[test]
fn closed_objects_have_no_others() {
    use expected::open_objects::{Closed, ClosedPieces};
    let closed: Closed = read(&json!({"known": "k", "new": 1}));
    assert_eq!(written(&closed), json!({"known": "k"}));
    let told = differences::<Closed>(br#"{"known": "k", "new": 1}"#).unwrap();
    assert_eq!(told, ["`new` is in no document"]);
    let pieces: ClosedPieces = read(&json!({"known": "k", "more": 2, "new": 1}));
    assert_eq!(written(&pieces), json!({"known": "k", "more": 2}));
}

#[test]
fn a_schema_of_unevaluated_members_closes_what_no_piece_opens() {
    use expected::open_objects_2020::{Allowed, Conditional, Sealed, Unsealed};
    let value = json!({"known": "k", "new": 1});
    let sealed: Sealed = read(&value);
    assert_eq!(written(&sealed), json!({"known": "k"}));
    assert_eq!(noticed::<Unsealed>(value.clone()), [""; 0]);
    assert_eq!(noticed::<Allowed>(value.clone()), [""; 0]);
    // A branch closes nothing: it may not be the one that holds.
    there_and_back::<Conditional>(value);
}

#[test]
fn an_alternative_that_names_or_keeps_the_members_is_chosen() {
    use expected::open_objects::{Choice, Keeps, Names};
    let choice: Choice = there_and_back(json!({"keeps": {"new": 1}, "names": {"named": 1}}));
    assert!(
        matches!(choice.keeps, Some(Keeps::OtherOne(_))),
        "{choice:?}"
    );
    assert!(matches!(choice.names, Some(Names::Named(_))), "{choice:?}");
    let choice: Choice = there_and_back(json!({"keeps": {"known": "k"}, "names": {"new": 1}}));
    assert!(matches!(choice.keeps, Some(Keeps::Closed(_))), "{choice:?}");
    assert!(
        matches!(choice.names, Some(Names::Allowed(_))),
        "{choice:?}"
    );
}

#[test]
fn values_that_no_tree_can_hold_fail_nothing() {
    use expected::open_objects::Silent;
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    for value in ["1e999", r#""half \ud800""#, &deep] {
        let text = format!(r#"{{"a": 1, "new": {value}, "known": "k"}}"#);
        let silent: Silent = serde_json::from_str(&text).unwrap();
        assert_eq!(silent.known.as_deref(), Some("k"), "{value}");
        assert_eq!(written(&silent), json!({"known": "k", "a": 1}), "{value}");
    }
}

#[test]
fn digits_of_additional_numbers() {
    use expected::open_objects::Silent;
    let back = |number: &str| {
        let silent: Silent = serde_json::from_str(&format!(r#"{{"n":{number}}}"#)).unwrap();
        let text = serde_json::to_string(&silent).unwrap();
        text[5..text.len() - 1].to_owned()
    };
    for number in [
        "18446744073709551615",
        "-9223372036854775808",
        "0.1",
        "1.5",
        "-0.0",
    ] {
        assert_eq!(back(number), number);
    }
}

#[test]
fn null_is_a_value_of_any_json() {
    use expected::null::Any;
    let any: Any = there_and_back(json!({
        "anything": null, "everything": null, "nothing": null, "constant": null, "listed": null,
        "must": null, "must_be_null": null,
    }));
    assert_eq!(any.anything, Some(Value::Null));
    let any: Any = there_and_back(json!({"must": [null], "must_be_null": null}));
    assert_eq!(any.anything, None);
}

#[test]
fn null_survives_pieces() {
    use expected::null::Pieces;
    let pieces: Pieces = there_and_back(json!({
        "referred": null, "described": null, "outer": null, "piece": null, "both": null,
        "scalar": null, "scalar_piece": null, "must": null,
    }));
    assert_eq!(pieces.both, Some(None));
    assert_eq!(pieces.must, None);
    there_and_back::<Pieces>(json!({
        "referred": {"name": "a"}, "described": {"name": "a"}, "outer": {"name": "a"},
        "piece": {"name": "a"}, "both": {"one": "a", "two": "b"}, "scalar": "a",
        "scalar_piece": "a", "not_null": {"name": "a", "more": "b"}, "must": {},
    }));
    // A piece that is always an object excludes null.
    assert_eq!(
        differences::<Pieces>(br#"{"must": null, "not_null": null}"#).unwrap(),
        ["`not_null` is null where an object is documented"]
    );
}

#[test]
fn null_survives_choices() {
    use expected::null::Choices;
    let null = json!({
        "objects": null, "beside": null, "nested": null, "values": null, "mixed": null, "must": null,
    });
    let choices: Choices = there_and_back(null);
    assert_eq!(choices.nested, Some(None));
    assert_eq!(choices.must, None);
    there_and_back::<Choices>(json!({
        "objects": {"two": "a", "new": null}, "beside": {"kind": "k", "four": "a"}, "nested": 1,
        "values": "b", "mixed": 1, "must": "a",
    }));
    there_and_back::<Choices>(json!({"must": 1}));
}

#[test]
fn null_survives_in_what_holds_it() {
    use expected::null::Holders;
    let holders: Holders = there_and_back(json!({
        "list": [null, {"name": "a"}, null], "map": {"a": null, "b": "c"}, "tuple": [null, null],
        "union_list": [null, "a", 1], "any_list": [null, {"a": null}], "null_list": [null, null],
        "new": null, "newer": "a",
    }));
    assert_eq!(holders.additional["new"], None);
    assert_eq!(holders.map.unwrap()["a"], None);
    there_and_back::<Holders>(json!({"tuple": ["a", {"name": "b"}]}));
}
