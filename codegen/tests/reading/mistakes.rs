//! Each file of `mistakes/` is read, and the messages compared with the `.txt` beside it.
//! `UPDATE_EXPECT=1` writes what is said now.

use std::path::Path;

use clientwright::diagnostic::{render, sort};
use clientwright::source::{Sources, read_json, read_toml};
use clientwright::spec::{ModuleSpec, ProductSpec, decode};

fn messages(name: &str, text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut diagnostics = Vec::new();
    if name.ends_with(".json") {
        read_json(&sources, file, &mut diagnostics);
    } else if let Some(node) = read_toml(&sources, file, &mut diagnostics) {
        if name.starts_with("product") {
            decode::<ProductSpec>(&node, &mut diagnostics);
        } else {
            decode::<ModuleSpec>(&node, &mut diagnostics);
        }
    }
    sort(&mut diagnostics);
    render(&sources, &diagnostics, false)
}

#[test]
fn every_mistake_is_told_as_expected() {
    let folder = Path::new("tests/reading/mistakes");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 12, "{names:?}");
    let mut different = Vec::new();
    for name in names {
        let said = messages(&name, &std::fs::read_to_string(folder.join(&name)).unwrap());
        assert_ne!(said, "", "{name} holds no mistake");
        let expected_path = folder.join(format!("{name}.txt"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expected_path, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if said != expected {
            different.push(format!("{name}\n--- expected\n{expected}--- said\n{said}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn no_text_of_a_spec_acts_on_a_terminal() {
    let text = "[module]\n\"\\u001b[31mred\" = 1\n\"a\\u202eb\" = 2\n# \u{9b}31m\n[\u{9b}x]";
    let said = messages("users.toml", text);
    assert!(said.contains("unknown key `\\u{1b}[31mred`"), "{said}");
    assert!(said.contains("unknown key `a\\u{202e}b`"), "{said}");
    assert!(
        !said.contains(|char: char| char.is_control() && char != '\n'),
        "{said:?}"
    );
}

#[test]
fn a_line_of_megabytes_is_shown_in_part() {
    let text = format!("{{\"a\": [{}1,]}}", "\"ééé\", ".repeat(100_000));
    let said = messages("one-line.json", &text);
    assert!(said.len() < 2_000, "{}", said.len());
    assert!(said.contains("one-line.json:1:700009"), "{said}");
    assert!(said.contains("JSON allows none here"), "{said}");
}

#[cfg(feature = "color")]
#[test]
fn colours_are_escapes() {
    let mut sources = Sources::default();
    let file = sources.add("users.toml", "x = 1\n");
    let mut diagnostics = Vec::new();
    let node = read_toml(&sources, file, &mut diagnostics).unwrap();
    decode::<ProductSpec>(&node, &mut diagnostics);
    assert!(render(&sources, &diagnostics, true).contains("\u{1b}[1m\u{1b}[91merror"));
    assert!(!render(&sources, &diagnostics, false).contains('\u{1b}'));
}
