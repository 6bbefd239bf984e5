//! Decimals keep their digits.

use std::collections::HashSet;

use clientwright_runtime::Decimal;
use serde_json::{from_str, to_string};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn json_text_is_kept_to_the_digit() {
    for text in [
        "5000",
        "5000.10",
        "5000.0",
        "-0",
        "-0.25",
        "0.1",
        "0.00001",
        "1e3",
        "1E+3",
        "1.50e-7",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890.123456789",
        "0.30000000000000004",
        "1e400",
    ] {
        let read: Decimal = from_str(text).unwrap();
        assert_eq!(read.as_str(), text);
        assert_eq!(to_string(&read).unwrap(), text);
    }
}

#[test]
fn strings_and_unset_values() {
    assert_eq!(
        from_str::<Decimal>(r#""5000.10""#).unwrap().as_str(),
        "5000.10"
    );
    assert_eq!(from_str::<Decimal>(r#" "\u0035" "#).unwrap().as_str(), "5");
    for text in [
        r#""five""#,
        r#""1,000""#,
        "true",
        "[]",
        "{}",
        "null",
        r#""""#,
        r#""NaN""#,
        r#"" 5""#,
    ] {
        assert!(from_str::<Decimal>(text).is_err(), "{text}");
    }
}

#[test]
fn only_json_numbers_are_decimals() {
    for text in [
        "",
        "-",
        "05",
        "5.",
        ".5",
        "+5",
        "1e",
        "1e+",
        "0x1",
        "1_000",
        "1e99999999999",
        "٣",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
    assert!(Decimal::try_from(f64::NAN).is_err());
    assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
}

#[test]
fn equal_numbers_are_equal() {
    for (left, right) in [
        ("5000.10", "5000.1"),
        ("1e3", "1000"),
        ("-0.0", "0"),
        ("120e-1", "12"),
    ] {
        assert_eq!(decimal(left), decimal(right));
        assert_eq!(HashSet::from([decimal(left), decimal(right)]).len(), 1);
    }
    for (left, right) in [("1", "-1"), ("1", "10"), ("0.1", "0.10000000000000000001")] {
        assert_ne!(decimal(left), decimal(right));
    }
    assert_eq!(decimal("-12.5").to_f64(), -12.5);
}

#[test]
fn through_a_json_value_the_number_stays_the_same() {
    for text in ["5000", "5000.10", "0.1", "-7.25"] {
        let value = serde_json::to_value(decimal(text)).unwrap();
        assert!(value.is_number());
        assert_eq!(
            serde_json::from_value::<Decimal>(value).unwrap(),
            decimal(text)
        );
    }
}

#[test]
fn binary_formats_get_the_number_or_its_text() {
    for (text, kept) in [
        ("5000", "5000"),
        ("5000.10", "5000.1"),
        ("18446744073709551615", "18446744073709551615"),
        ("0.10000000000000000001", "0.10000000000000000001"),
    ] {
        let mut cbor = Vec::new();
        ciborium::into_writer(&decimal(text), &mut cbor).unwrap();
        assert_eq!(
            ciborium::from_reader::<Decimal, _>(&cbor[..])
                .unwrap()
                .as_str(),
            kept
        );
        let packed = rmp_serde::to_vec_named(&decimal(text)).unwrap();
        assert_eq!(
            rmp_serde::from_slice::<Decimal>(&packed).unwrap().as_str(),
            kept
        );
    }
}
