//! Numbers keep their digits: by what a schema says of them, and on the way through a generated type.

use serde_json::{Value, json};

use crate::compile::{expected, read, refusal, there_and_back};
use expected::numbers::Sample;

/// A text that is read as a type and written is the same text again.
fn assert_same_text(text: &str) {
    let sample: Sample = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&sample).unwrap(), text);
}

/// Random bits, the same in each run.
struct Bits(u64);

impl Iterator for Bits {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Some(self.0)
    }
}

#[test]
fn whole_numbers_of_all_64_bits_come_back() {
    for name in [
        "plain_integer",
        "int64",
        "number_int64",
        "number_then_integer",
        "integer_then_number",
        "referenced_then_integer",
        "integer_with_limits_in_pieces",
        "whole_steps",
        "nullable_integer",
        "int64_limits",
    ] {
        for value in [i64::MIN, -(1 << 53) - 1, (1 << 53) + 1, i64::MAX] {
            assert_same_text(&format!("{{\"{name}\":{value}}}"));
        }
    }
    for name in [
        "uint64",
        "number_uint64",
        "to_u64_max",
        "below_two_to_64",
        "above_i64",
        "limits_in_pieces",
        "shown",
        "default_shown",
        "large_enum",
        "large_constant",
    ] {
        for value in [0, (1 << 53) + 1, (1 << 63) + 1, u64::MAX] {
            assert_same_text(&format!("{{\"{name}\":{value}}}"));
        }
    }
    assert_same_text("{\"counts\":{\"a\":18446744073709551615}}");
    assert_same_text("{\"list\":[18446744073709551615,0]}");
}

#[test]
fn what_no_integer_holds_keeps_its_digits() {
    for name in [
        "signed_to_u64_max",
        "beyond_u64",
        "bigint",
        "shown_beyond_u64",
        "shown_fraction",
        "integer_or_number",
        "one_of_integer_and_number",
        "any_of_number_and_integer",
        "number_shown_beyond_a_double",
        "number_shown_where_used",
        "number_limited_beyond_a_double",
        "huge_enum",
        "enum_of_both_signs",
        "integer_number_or_text",
    ] {
        for value in ["-1", "9007199254740993", "18446744073709551615", "1.5"] {
            assert_same_text(&format!("{{\"{name}\":{value}}}"));
        }
    }
    assert_same_text("{\"beyond_u64\":123456789012345678901234567890}");
}

#[test]
fn unsigned_numbers_are_read_as_leniently_as_others() {
    let of = |value: Value| read::<Sample>(&json!({ "uint64": value })).uint64;
    assert_eq!(of(json!("18446744073709551615")), Some(u64::MAX));
    assert_eq!(of(json!("7")), Some(7));
    assert_eq!(of(json!(7.0)), Some(7));
    assert_eq!(of(json!("7.0")), Some(7));
    assert_eq!(of(json!("")), None);
    assert_eq!(of(json!(null)), None);
    for refused in [json!(-1), json!(1.5), json!("a"), json!(true), json!([1])] {
        assert!(!refusal::<Sample>(&json!({ "uint64": refused })).is_empty());
    }
    let thousand: Sample = serde_json::from_str("{\"uint64\":1e3,\"int64\":1E3}").unwrap();
    assert_eq!((thousand.uint64, thousand.int64), (Some(1000), Some(1000)));
}

#[test]
fn listed_whole_numbers_may_be_written_with_a_fraction_of_nothing() {
    use expected::numbers::WholeEnum;
    let sample: Sample = there_and_back(json!({"whole_enum": 1}));
    assert_eq!(sample.whole_enum, Some(WholeEnum::Value1));
}

#[test]
fn limits_of_draft_4_are_flags() {
    use expected::numbers_draft_4::Old;
    let old: Old = there_and_back(json!({"below_two_to_64": u64::MAX}));
    assert_eq!(old.below_two_to_64, Some(u64::MAX));
    let text = "{\"two_to_64\":18446744073709551616}";
    let old: Old = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&old).unwrap(), text);
}

/// Every finite double, and every integer of 64 bits, comes back as it was.
#[test]
fn random_numbers_come_back() {
    let unlucky = -9.365853658536581_f64;
    let doubles = [
        unlucky,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        -0.0,
        0.1 + 0.2,
    ];
    let doubles = doubles.map(f64::to_bits).into_iter();
    for bits in doubles.chain(Bits(0x9E37_79B9_7F4A_7C15).take(100_000)) {
        let double = f64::from_bits(bits);
        if double.is_finite() {
            let text = format!("{{\"number\":{double:?}}}");
            let sample: Sample = serde_json::from_str(&text).unwrap();
            assert_eq!(sample.number.map(f64::to_bits), Some(bits), "{double:?}");
            let written = serde_json::to_string(&sample).unwrap();
            let again: Sample = serde_json::from_str(&written).unwrap();
            assert_eq!(again.number.map(f64::to_bits), Some(bits), "{double:?}");
            let value: Sample = serde_json::from_value(json!({ "number": double })).unwrap();
            assert_eq!(value.number.map(f64::to_bits), Some(bits), "{double:?}");
        }
        let signed = bits.cast_signed();
        assert_same_text(&format!("{{\"int64\":{signed},\"uint64\":{bits}}}"));
    }
}
