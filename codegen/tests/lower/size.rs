//! What lowering costs: in proportion to the text, and bounded where the text multiplies itself.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::support::{defs, schema};
use crate::synthetic::synthetic;

#[test]
fn every_kind_of_definition_is_lowered() {
    let (lowered, found) = schema(&synthetic(1_000));
    assert_eq!(found, [""; 0]);
    // 100 enums, 100 rows, 100 choices, 100 extended, 300 things with a line each, one shared.
    assert_eq!(
        lowered.api.types.len(),
        100 + 100 + 100 + 100 + 300 + 300 + 1
    );
}

/// Runs with a stack as small as a test's, and in a time that no doubling would keep.
fn bounded(text: &str) -> Vec<String> {
    let start = Instant::now();
    let (_, found) = schema(text);
    assert!(start.elapsed() < Duration::from_secs(20));
    found
}

fn chain(length: usize, link: impl Fn(usize) -> String, end: &str) -> String {
    let mut text = String::new();
    for number in 0..length {
        let _ = write!(text, "\"d{number}\":{},", link(number + 1));
    }
    defs(&format!("{text}\"d{length}\":{end}"))
}

#[test]
fn what_doubles_at_each_level_costs_no_more_than_its_text() {
    let end = r#"{"type":"object","properties":{"a":{"type":"string"}}}"#;
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let link = |next: usize| {
            format!(
                r##"{{"{keyword}":[{{"$ref":"#/$defs/d{next}"}},{{"$ref":"#/$defs/d{next}"}}]}}"##
            )
        };
        assert_eq!(bounded(&chain(60, link, end)), [""; 0], "{keyword}");
    }
    let link = |next: usize| {
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/d{next}"}},"b":{{"$ref":"#/$defs/d{next}"}}}}}}"##
        )
    };
    assert_eq!(
        bounded(&chain(5_000, link, end)),
        [
            "widgets.json:1:16: warning[W0302]: the chain of types from here on is longer than the \
             compiler follows: any JSON is taken for `D1`"
        ]
    );
}

#[test]
fn long_chains_end_in_a_type_or_a_message() {
    let end = r#"{"type":"string"}"#;
    let reference = |next: usize| format!(r##"{{"$ref":"#/$defs/d{next}"}}"##);
    assert_eq!(bounded(&chain(10_000, reference, end)), [""; 0]);
    let nested =
        |next: usize| format!(r##"{{"type":"array","items":{{"$ref":"#/$defs/d{next}"}}}}"##);
    let found = bounded(&chain(100, nested, end));
    assert!(found.iter().all(|line| line.contains("E0306")), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn text_that_is_copied_to_many_places_is_counted() {
    let words = "word ".repeat(200_000);
    let end = format!(r#"{{"type":"string","description":"{words}","example":["{words}"]}}"#);
    let mut members = String::new();
    for number in 0..2_000 {
        let _ = write!(members, r##""m{number}":{{"$ref":"#/$defs/text"}},"##);
    }
    let text = format!(r#""text":{end},"all":{{"properties":{{{members}"last":{{}}}}}}"#);
    let found = bounded(&defs(&text));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("E0305"), "{}", found[0]);
}

#[test]
fn a_thousand_equal_wishes_get_a_thousand_names() {
    let mut text = String::new();
    for number in 0..20_000 {
        let _ = write!(
            text,
            r#"{}"{}":{{"type":"object","properties":{{"p{number}":{{}}}}}}"#,
            if number == 0 { "" } else { "," },
            "-".repeat(number % 100 + 1) + &"_".repeat(number / 100),
        );
    }
    let start = Instant::now();
    let (lowered, _) = schema(&defs(&text));
    assert!(start.elapsed() < Duration::from_secs(20));
    let last = lowered.api.types.last().map(|def| def.path.0.clone());
    assert_eq!(last.as_deref(), Some("Type20000"));
}
