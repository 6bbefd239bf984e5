//! Types of the application's own for scalars.

use std::net::Ipv4Addr;

use clientwright_runtime::{AsNumber, Foreign, Parameter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, from_str, from_value, json, to_value};

type Address = Foreign<Ipv4Addr>;

/// What a reader of the wire sees again.
fn back<T: DeserializeOwned + Serialize>(value: Value) -> Value {
    to_value(from_value::<T>(value).unwrap()).unwrap()
}

/// A decimal type that writes itself as text, as most do.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Digits(String);

type Price = Foreign<Digits, AsNumber>;

#[test]
fn a_text_is_read_by_its_type_and_written_by_it() {
    let read: Address = from_value(json!("10.0.0.1")).unwrap();
    assert_eq!(read, Foreign::new(Ipv4Addr::new(10, 0, 0, 1)));
    assert_eq!(to_value(&read).unwrap(), json!("10.0.0.1"));
    assert_eq!(format!("{read:?}"), "10.0.0.1");
    assert_eq!(read.into_inner().unwrap().octets(), [10, 0, 0, 1]);
    assert_eq!(
        Address::from(Ipv4Addr::LOCALHOST).get(),
        Some(&Ipv4Addr::LOCALHOST)
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_written_as_it_came() {
    for form in [json!("n/a"), json!(""), json!(7), json!(-1.5), json!(true)] {
        let read: Address = from_value(form.clone()).unwrap();
        assert_eq!(read.get(), None, "{form}");
        assert_eq!(to_value(&read).unwrap(), form);
    }
    let read: Address = from_value(json!("n/a")).unwrap();
    assert_eq!(
        read.unread().map(|unread| unread.as_str().to_owned()),
        Some("n/a".to_owned())
    );
    assert_eq!(read.into_inner().unwrap_err().as_str(), "n/a");
    assert_eq!(Address::default().get(), None);
    // Where nothing is promised, an option has room for these; a list has not for null.
    let error = from_value::<Address>(Value::Null).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unset (null or empty) where a value is promised"
    );
    let error = from_value::<Address>(json!({"a": 1})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid type: an object, expected a string, a number or a boolean"
    );
}

#[test]
fn a_text_and_a_number_are_tried_as_both() {
    let number = |form| from_value::<Foreign<i64>>(form).unwrap();
    assert_eq!(number(json!("12")).get(), Some(&12));
    assert_eq!(number(json!(-12)).get(), Some(&-12));
    assert_eq!(number(json!("1.5")).get(), None);
    let double = |form| from_value::<Foreign<f64, AsNumber>>(form).unwrap();
    assert_eq!(double(json!("1.5")).get(), Some(&1.5));
    assert_eq!(double(json!(2)).get(), Some(&2.0));
    let flag = |form| from_value::<Foreign<bool>>(form).unwrap();
    assert_eq!(flag(json!("true")).get(), Some(&true));
    assert_eq!(flag(json!(false)).get(), Some(&false));
    // A type of text takes the text of a number.
    let text: Foreign<String> = from_value(json!(12)).unwrap();
    assert_eq!(text.get().map(String::as_str), Some("12"));
}

#[test]
fn a_decimal_keeps_its_digits_and_is_written_as_a_number() {
    let digits = "123456789012345678.123456789";
    for form in [digits.to_owned(), format!("\"{digits}\"")] {
        let price: Price = from_str(&form).unwrap();
        assert_eq!(price.get(), Some(&Digits(digits.to_owned())), "{form}");
        assert_eq!(serde_json::to_string(&price).unwrap(), digits);
    }
    assert_eq!(back::<Price>(json!("5000")), json!(5000));
    // A value that is no number is its type's own affair.
    let odd = Price::new(Digits("free".to_owned()));
    assert_eq!(to_value(&odd).unwrap(), json!("free"));
    let small: Foreign<u8, AsNumber> = from_str("4000").unwrap();
    assert_eq!(small.get(), None);
    assert_eq!(to_value(&small).unwrap(), json!(4000));
    let error = from_str::<Price>("\"\"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "unset (null or empty) where a value is promised"
    );
}

#[test]
fn a_value_stands_in_paths_and_queries_as_it_is_written() {
    let texts = |value: &dyn Parameter| {
        let mut texts = Vec::new();
        value.texts(&mut |text| texts.push(text.to_owned()));
        texts
    };
    assert_eq!(texts(&Address::new(Ipv4Addr::LOCALHOST)), ["127.0.0.1"]);
    assert_eq!(texts(&Foreign::<i64>::new(7)), ["7"]);
    assert_eq!(texts(&Foreign::<Option<i64>>::new(None)), [""; 0]);
    let odd: Address = from_value(json!("n/a")).unwrap();
    assert_eq!(texts(&odd), ["n/a"]);
}
