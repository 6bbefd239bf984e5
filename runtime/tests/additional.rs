//! Records that keep members which no document mentions.

use std::collections::BTreeMap;
use std::fmt::Debug;

use clientwright_runtime::__private::v1;
use clientwright_runtime::Value;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Debug, Default, PartialEq)]
struct Open {
    id: i64,
    name: Option<String>,
    parts: Option<Vec<Open>>,
    additional: BTreeMap<String, Value>,
}

v1::record! { Open(default, promised 0) 0 id, 1 name, 2 parts, ..additional: undocumented }

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Stored {
    row: u32,
    #[serde(flatten)]
    open: Open,
    source: String,
}

fn through_all<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *value);
    let reader = text.as_bytes();
    assert_eq!(serde_json::from_reader::<_, T>(reader).unwrap(), *value);
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(T::deserialize(&tree).unwrap(), *value);
    assert_eq!(serde_json::from_value::<T>(tree.clone()).unwrap(), *value);
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    assert_eq!(ciborium::from_reader::<T, _>(&cbor[..]).unwrap(), *value);
    let named = rmp_serde::to_vec_named(value).unwrap();
    assert_eq!(rmp_serde::from_slice::<T>(&named).unwrap(), *value);
    assert_eq!(rmp_serde::from_slice::<Value>(&named).unwrap(), tree);
}

fn open(value: Value) -> Open {
    let open: Open = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&open).unwrap(), value);
    open
}

#[test]
fn they_go_through_every_format() {
    let some = open(json!({
        "id": 1, "name": "a", "z": {"y": [1, null, 1.5, "x"]}, "b": null, "big": u64::MAX,
        "parts": [{"id": 2, "c": true}, {"id": 3}],
    }));
    assert_eq!(some.additional.len(), 3);
    assert_eq!(some.parts.as_ref().unwrap()[0].additional["c"], true);
    through_all(&some);
    through_all(&Stored {
        row: 7,
        open: some,
        source: "sync".to_owned(),
    });
    through_all(&open(json!({"id": 1})));
}

#[test]
fn without_any_a_record_is_a_struct_of_its_members() {
    let plain = open(json!({"id": 1, "name": "a", "parts": []}));
    // By places, which only structs are written by.
    let places = rmp_serde::to_vec(&plain).unwrap();
    assert_eq!(places[0], 0x93, "a list of three");
    assert_eq!(rmp_serde::from_slice::<Open>(&places).unwrap(), plain);
    let mut more = plain;
    more.additional.insert("b".to_owned(), json!("c"));
    let map = rmp_serde::to_vec(&more).unwrap();
    assert_eq!(map[0], 0x84, "a map of four");
    assert_eq!(rmp_serde::from_slice::<Open>(&map).unwrap(), more);
}

#[test]
fn they_are_written_by_name_after_the_others() {
    let text = r#"{"b":1,"id":2,"a":3,"name":"n","a":4}"#;
    let open: Open = serde_json::from_str(text).unwrap();
    let written = serde_json::to_string(&open).unwrap();
    // Of members of one name the last counts, as of those that the record names.
    assert_eq!(written, r#"{"id":2,"name":"n","a":4,"b":1}"#);
}

#[test]
fn what_no_tree_can_hold_is_left_out() {
    for value in ["1e999", "-1e999", r#""\udc00""#, &"[".repeat(200)] {
        let close = "]".repeat(value.matches('[').count());
        let text = format!(r#"{{"id": 1, "a": {value}{close}, "b": 2}}"#);
        let open: Open = serde_json::from_str(&text).unwrap();
        let mut expected = BTreeMap::from([("b".to_owned(), json!(2))]);
        // With `arbitrary_precision` a tree can hold numbers of any size.
        if let Ok(held) = serde_json::from_str(&format!("{value}{close}")) {
            expected.insert("a".to_owned(), held);
        }
        assert_eq!(open.additional, expected);
    }
    // What is no JSON is an error still.
    assert!(serde_json::from_str::<Open>(r#"{"id": 1, "a": [1}"#).is_err());
    assert!(serde_json::from_str::<Open>(r#"{"id": 1, "a": tru}"#).is_err());
}

#[test]
fn an_empty_list_stands_for_no_members() {
    #[derive(Debug, Default, PartialEq)]
    struct Bare {
        additional: BTreeMap<String, Value>,
    }
    v1::record! { Bare(default) ..additional: undocumented }
    assert_eq!(serde_json::from_str::<Bare>("[]").unwrap(), Bare::default());
    assert!(serde_json::from_str::<Bare>("[1]").is_err());
}

mod closed {
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(crate) struct Closed {
        pub(crate) id: i64,
    }

    super::v1::record! { Closed(default, promised 0) 0 id, }
}

#[test]
fn a_union_prefers_what_names_to_what_keeps_to_what_drops() {
    use closed::Closed;

    v1::union! {
        pub enum Either {
            Closed(Closed),
            Open(Open),
        }
    }
    let read = |value: Value| -> Either { serde_json::from_value(value).unwrap() };
    assert!(matches!(read(json!({"id": 1})), Either::Closed(_)));
    assert!(matches!(
        read(json!({"id": 1, "name": "a"})),
        Either::Open(_)
    ));
    assert!(matches!(
        read(json!({"id": 1, "new": "a"})),
        Either::Open(_)
    ));
}
