//! Broken copies of good texts: nothing panics, every place is one of the text, and what is TOML
//! or JSON is what other readers take for it.

use clientwright::diagnostic::{Severity, one_line, render};
use clientwright::source::{Sources, read_json, read_toml};
use clientwright::spec::{ModuleSpec, ProductSpec, decode};

use super::decode::{MODULE, PRODUCT};

const JSON: &str = r#"{"a": [1, 2.5e3, -0, "x\u00e9\ud83d\ude00\n", null, true, {}, []], "b": {"c": "d", "c": 1}}"#;

const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "=",
    ".",
    ",",
    "\n",
    "\r\n",
    "#",
    "é",
    "\0",
    "\\",
    "0x",
    "1_0",
    "-",
    " ",
    "a",
    "[[",
    "]]",
    ":",
    "\\u",
    "\\ud800",
    "true",
    "\u{feff}",
    "\u{9b}",
    "\u{1b}",
    "list<",
    ">",
    "1979-05-27",
    "1e999",
    "/",
    "...",
];

// xorshift: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutant(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    if numbers.below(2) == 0 {
        // Some of its lines in another order: tables meet that never met.
        let lines: Vec<&str> = text.lines().collect();
        let some: Vec<&str> = (0..=numbers.below(6))
            .map(|_| lines[numbers.below(lines.len())])
            .collect();
        text = some.join("\n");
    }
    for _ in 0..numbers.below(4) {
        let start = boundary(&text, numbers.below(text.len() + 1));
        let end = boundary(&text, (start + numbers.below(20)).min(text.len())).max(start);
        text.replace_range(start..end, PIECES[numbers.below(PIECES.len())]);
    }
    text
}

// Whether the text is read without an error.
fn read(text: &str, json: bool) -> bool {
    let mut sources = Sources::default();
    let file = sources.add("mutant", text);
    let mut diagnostics = Vec::new();
    let node = if json {
        read_json(&sources, file, &mut diagnostics)
    } else {
        read_toml(&sources, file, &mut diagnostics)
    };
    let good = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity == Severity::Warning);
    if let Some(node) = node {
        decode::<ModuleSpec>(&node, &mut diagnostics);
        decode::<ProductSpec>(&node, &mut diagnostics);
    }
    for diagnostic in &diagnostics {
        for label in &diagnostic.labels {
            let range = label.span.start as usize..label.span.end as usize;
            assert!(text.get(range).is_some(), "{diagnostic:?}\n{text}");
        }
        assert!(!one_line(&sources, diagnostic).contains(char::is_control));
    }
    let said = render(&sources, &diagnostics, false);
    assert!(!said.contains(|char: char| char.is_control() && char != '\n'));
    good
}

#[test]
fn mutants_are_read_as_others_read_them() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut good, mut bad) = (0, 0);
    for round in 0..2_000 {
        let original = [PRODUCT, MODULE, JSON][round % 3];
        let json = original == JSON;
        let text = mutant(original, &mut numbers);
        let theirs = if json {
            // serde_json takes no byte order mark.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            serde_json::from_str::<serde_json::Value>(text).is_ok()
        } else {
            text.parse::<toml::Table>().is_ok()
        };
        assert_eq!(read(&text, json), theirs, "{text}");
        *(if theirs { &mut good } else { &mut bad }) += 1;
    }
    assert!(good > 500 && bad > 500, "{good} {bad}");
}
