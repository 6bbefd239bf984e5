//! Every text of a spec, replaced by others that look plausible: each is reported, or Rust is
//! generated with it. Linting and emission may not disagree on what a key can be.
//!
//! `tests/fixtures/values` is a spec that has every key of the format that takes a text;
//! `outcomes.txt` says for each key what became of each value.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clientwright::Generator;
use clientwright::spec::spec_schema;
use expect_test::expect_file;

use crate::support::{fixtures, folder_of};

/// The values, and how the expected file calls them.
fn values() -> Vec<(&'static str, String)> {
    let mut values: Vec<(&str, String)> = [
        "",
        " ",
        "a.b",
        "a/b",
        "größe",
        "type",
        "SomeThing",
        "some-thing",
        "2",
        "Error",
    ]
    .into_iter()
    .map(|value| (value, value.to_owned()))
    .collect();
    values.push(("aaa…", "a".repeat(300)));
    values
}

/// A text of a file: its key, as a path, and where it stands, quotes included.
struct Text {
    key: String,
    range: std::ops::Range<usize>,
}

/// The texts of a TOML file that is written as the fixture is: one line a row, no escapes.
fn texts(file: &str, text: &str) -> Vec<Text> {
    let mut found = Vec::new();
    let mut table = String::new();
    let mut outer = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut key = String::new();
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']', '\n']).to_owned();
            // The names of tables are keys whose names are data.
            if let Some((kind, name)) = table.clone().split_once('.') {
                let at = start + line.find(name).unwrap();
                table = format!("{kind}.{}", name.trim_matches('"'));
                found.push(Text {
                    key: format!("{file} [{kind}.NAME] {name}"),
                    range: at..at + name.len(),
                });
            }
            outer.clear();
        } else {
            let mut at = 0;
            while let Some(open) = line[at..].find('"').map(|open| at + open) {
                let close = open + 1 + line[open + 1..].find('"').unwrap();
                let before = line[at..open].trim_end_matches(['[', ' ']);
                if let Some(before) = before.strip_suffix('=') {
                    key = before
                        .rsplit([' ', '{', ','])
                        .find(|word| !word.is_empty())
                        // The key is a text itself.
                        .unwrap_or("VALUE")
                        .to_owned();
                }
                let path = match outer.is_empty() || !line.starts_with("  ") {
                    true => match line.split_once(" = ") {
                        Some((first, _)) if first != key => format!("{first}.{key}"),
                        _ => key.clone(),
                    },
                    false => format!("{outer}.{key}"),
                };
                let kind = table.split('.').next().unwrap();
                let key = format!("{file} {kind} {path}");
                // One of each kind is enough, but of what differs by its kind or its place.
                let differs = ["paging", "overlay"].contains(&kind) || path.ends_with("type");
                if differs || found.iter().all(|text: &Text| text.key != key) {
                    found.push(Text {
                        key,
                        range: start + open..start + close + 1,
                    });
                }
                at = close + 1;
            }
            if line.ends_with("= [\n") {
                outer = line.split(" = ").next().unwrap().to_owned();
            }
        }
        start += line.len();
    }
    found
}

/// What becomes of a product: the codes of what is reported, or that it works.
fn outcome(files: &[(&str, &str)]) -> String {
    let folder = folder_of(files);
    let generator = Generator::from_product(folder.path().join("acme"));
    let (mut codes, is_right): (Vec<&str>, bool) = match generator.describe() {
        Ok(described) => {
            described
                .emit_modules(generator.options())
                .unwrap_or_else(|error| panic!("lint accepts it, and emission does not: {error}"));
            (
                described.warnings.iter().map(|one| one.code).collect(),
                true,
            )
        }
        Err(failure) => (
            failure.diagnostics.iter().map(|one| one.code).collect(),
            false,
        ),
    };
    codes.retain(|code| is_right || code.starts_with('E'));
    codes.dedup();
    match codes.is_empty() {
        true => "works".to_owned(),
        false => codes.join(" "),
    }
}

#[test]
fn every_key_takes_a_value_or_it_is_reported() {
    let folder = fixtures("values");
    let names = ["product.toml", "widgets.toml", "widgets.schema.json"];
    let base: Vec<(String, String)> = names
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            (format!("acme/{name}"), text)
        })
        .collect();
    let run = |files: &[(String, String)]| {
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        outcome(&files)
    };
    assert_eq!(run(&base), "works");
    let mut report = String::new();
    for (number, name) in names.iter().take(2).enumerate() {
        for text in texts(name, &base[number].1) {
            let mut by_outcome: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (label, value) in values() {
                let mut changed = base.clone();
                let quoted = format!("\"{value}\"");
                changed[number].1.replace_range(text.range.clone(), &quoted);
                by_outcome
                    .entry(run(&changed))
                    .or_default()
                    .push(format!("\"{label}\""));
            }
            writeln!(report, "{}", text.key).unwrap();
            for (outcome, values) in by_outcome {
                writeln!(report, "    {outcome}: {}", values.join(" ")).unwrap();
            }
        }
    }
    expect_file![folder.join("outcomes.txt")].assert_eq(&report);
}

/// Keys of texts that the fixture leaves out: files of examples, which a test of paths covers.
const ELSEWHERE: [&str; 2] = ["request", "response"];

#[test]
fn every_key_of_the_format_that_takes_a_text_is_tried() {
    let folder = fixtures("values");
    let mut tried: Vec<String> = Vec::new();
    for name in ["product.toml", "widgets.toml"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let keys = texts(name, &text).into_iter();
        tried.extend(keys.map(|text| text.key.rsplit([' ', '.']).next().unwrap().to_owned()));
    }
    let schema: serde_json::Value = serde_json::from_str(&spec_schema()).unwrap();
    for (table, definition) in schema["$defs"].as_object().unwrap() {
        let Some(keys) = definition["properties"].as_object() else {
            continue;
        };
        for (key, rule) in keys {
            // What says no type takes any value; a reference is to a type expression or a table.
            let is_text = rule["type"] == "string"
                || rule["$ref"] == "#/$defs/TypeExpr"
                || rule["items"]["type"] == "string"
                || rule.get("anyOf").is_some()
                || rule.get("type").is_none() && rule.get("$ref").is_none();
            let is_tried = tried.contains(key) || ELSEWHERE.contains(&key.as_str());
            assert!(!is_text || is_tried, "{table}.{key}");
        }
    }
}
