//! Prints TOML that was read, in other ways than it was written.

use clientwright::source::{Node, Object, Sources, Value, read_toml};

use super::choices::Choices;

/// The same document: other quotes, other spaces, tables in line or with headers.
pub(crate) fn printed(text: &str, choices: &mut Choices<'_>) -> String {
    let mut sources = Sources::default();
    let file = sources.add("printed.toml", text);
    let mut found = Vec::new();
    let root = read_toml(&sources, file, &mut found).expect("TOML");
    assert!(found.is_empty(), "{found:?}");
    let mut text = String::new();
    table(root.as_object().expect("a table"), &[], &mut text, choices);
    text
}

/// The members of a table: first what is no table of its own, since a header ends the table above.
/// That moves nothing across its like: tables stay in order, and so do values.
fn table(object: &Object, path: &[String], text: &mut String, choices: &mut Choices<'_>) {
    let with_header = |value: &Node| matches!(&value.value, Value::Object(inner) if inner.iter().next().is_some());
    // Two levels have headers; what is deeper stands in line, or some of it would stand in another
    // order.
    let headers = path.len() < 2;
    for member in object {
        if !(headers && with_header(&member.value)) {
            text.push_str(&key(&member.name, choices));
            text.push_str(choices.pick(&[" = ", "=", " =\t"]));
            value(&member.value, text, choices, true);
            text.push_str(choices.pick(&["\n", " # words\n", "\r\n", "\n\n"]));
        }
    }
    if !headers {
        return;
    }
    for member in object {
        if let Value::Object(inner) = &member.value.value
            && with_header(&member.value)
        {
            let mut path = path.to_vec();
            path.push(key(&member.name, choices));
            text.push_str(&format!(
                "[{}]
",
                path.join(".")
            ));
            table(inner, &path, text, choices);
        }
    }
}

fn key(name: &str, choices: &mut Choices<'_>) -> String {
    let is_bare = |ch: char| ch.is_ascii_alphanumeric() || ch == '-' || ch == '_';
    match name.chars().all(is_bare) && !name.is_empty() && !choices.one_in(3) {
        true => name.to_owned(),
        false => string(name, choices),
    }
}

fn value(node: &Node, text: &mut String, choices: &mut Choices<'_>, lines: bool) {
    match &node.value {
        Value::Null => panic!("there is no null in TOML"),
        Value::Bool(value) => text.push_str(&value.to_string()),
        Value::Number(number) => text.push_str(number),
        Value::String(words) => text.push_str(&string(words, choices)),
        Value::Array(items) => {
            let space = choices.pick(if lines {
                &["", " ", "\n  "]
            } else {
                &["", " ", ""]
            });
            text.push('[');
            for item in items {
                text.push_str(space);
                value(item, text, choices, lines);
                text.push(',');
            }
            text.push_str(if space == "\n  " { "\n]" } else { "]" });
        }
        Value::Object(members) => {
            text.push('{');
            for (number, member) in members.iter().enumerate() {
                text.push_str(if number > 0 { ", " } else { " " });
                text.push_str(&key(&member.name, choices));
                text.push_str(" = ");
                value(&member.value, text, choices, lines);
            }
            text.push_str(" }");
        }
    }
}

/// In quotes of one kind or the other.
fn string(text: &str, choices: &mut Choices<'_>) -> String {
    let is_odd = |ch: char| ch.is_control() || ch == '\'';
    if !text.contains(is_odd) && choices.one_in(2) {
        return format!("'{text}'");
    }
    let escaped = text.chars().map(|ch| match ch {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        ch if ch.is_control() => format!("\\u{:04X}", u32::from(ch)),
        ch if !ch.is_ascii() && choices.one_in(2) => format!("\\U{:08X}", u32::from(ch)),
        ch => ch.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
