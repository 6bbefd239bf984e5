//! What lowering costs: in proportion to the text, and bounded where the text multiplies itself.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::support::{defs, schema, schema_with};

/// A schema of so many definitions, of all kinds, that refer to each other and compete for names.
fn synthetic(definitions: usize) -> String {
    let mut text =
        String::from("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"definitions\":{");
    for number in 0..definitions {
        let near = (number * 7 + 1) % definitions;
        let far = (number * 31 + 5) % definitions;
        let comma = if number == 0 { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = match number % 10 {
            0..=2 => write!(
                text,
                "{comma}\"field_{number}\":{{\"type\":\"string\",\"description\":\"Field {number}.\",\"example\":\"x\"}}"
            ),
            3 => write!(
                text,
                "{comma}\"state_{number}\":{{\"type\":\"string\",\"enum\":[\"on\",\"off\",\"part {number}\"]}}"
            ),
            4 => write!(
                text,
                "{comma}\"rows_{number}\":{{\"type\":\"array\",\"items\":{{\"type\":\"object\",\"properties\":{{\"row_id\":{{\"type\":\"string\"}},\"cell_{far}\":{{\"type\":\"number\"}}}}}}}}"
            ),
            5 => write!(
                text,
                "{comma}\"choice_{number}\":{{\"oneOf\":[{{\"$ref\":\"#/definitions/{}\"}},{{\"type\":\"string\"}}]}}",
                name(near)
            ),
            6 => write!(
                text,
                "{comma}\"extended_{number}\":{{\"allOf\":[{{\"$ref\":\"#/definitions/{}\"}},{{\"type\":\"object\",\"properties\":{{\"more\":{{\"type\":\"integer\"}}}}}}]}}",
                name(far / 10 * 10 + 7)
            ),
            _ => write!(
                text,
                "{comma}\"thing_{number}\":{{\"type\":\"object\",\"description\":\"Thing {number}.\",\"properties\":{{\"near\":{{\"$ref\":\"#/definitions/{}\"}},\"far\":{{\"$ref\":\"#/definitions/{}\"}},\"lines\":{{\"type\":\"array\",\"items\":{{\"type\":\"object\",\"properties\":{{\"line_id\":{{\"type\":\"string\"}},\"amount_{near}\":{{\"type\":\"number\"}}}}}}}},\"shared\":{{\"type\":\"object\",\"properties\":{{\"code\":{{\"type\":\"integer\"}},\"text\":{{\"type\":\"string\"}}}}}}}}}}",
                name(near),
                name(far)
            ),
        };
    }
    text.push_str("}}");
    text
}

fn name(number: usize) -> String {
    let kind = match number % 10 {
        0..=2 => "field",
        3 => "state",
        4 => "rows",
        5 => "choice",
        6 => "extended",
        _ => "thing",
    };
    format!("{kind}_{number}")
}

/// The shortest of some runs, for which `lock` is what the first of them chose.
fn fastest(text: &str, runs: usize) -> [Duration; 2] {
    let (first, found) = schema(text);
    assert_eq!(found, [""; 0]);
    let mut times = [Duration::MAX; 2];
    for _ in 0..runs {
        for (time, lock) in times.iter_mut().zip([&Default::default(), &first.lock]) {
            let start = Instant::now();
            let (lowered, _) = schema_with(text, lock);
            *time = start.elapsed().min(*time);
            assert_eq!(lowered.lock, first.lock);
        }
    }
    times
}

/// Figures, for a release build: `cargo test --release --test lower -- --ignored --nocapture`.
#[test]
#[ignore = "measures time"]
fn ten_times_the_definitions_take_little_more_than_ten_times_the_time() {
    let small = fastest(&synthetic(1_000), 20);
    let large = fastest(&synthetic(10_000), 5);
    for (what, small, large) in [
        ("afresh", small[0], large[0]),
        ("with names", small[1], large[1]),
    ] {
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("{what}: 1,000 in {small:?}, 10,000 in {large:?}: {ratio:.1} times");
        // Ten times the instructions; the rest is what a processor's caches are too small for.
        assert!(ratio <= 15.0, "{what}: {ratio:.1}");
    }
}

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
    assert_eq!(bounded(&chain(5_000, link, end)), [""; 0]);
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
