//! Reads curl command lines as the vendors' pages show them, and nothing else that curl takes.

use std::collections::BTreeMap;

/// What a curl line says.
#[derive(Debug, PartialEq)]
pub(super) struct CurlLine {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) data: Option<String>,
}

/// The curl lines of a file, by the words after `##` above them.
pub(super) fn sections(text: &str) -> BTreeMap<String, CurlLine> {
    let mut sections = BTreeMap::new();
    let mut parts = text.split("## ");
    assert_eq!(
        parts.next(),
        Some(""),
        "something stands above the first section"
    );
    for part in parts {
        let (key, line) = part.split_once('\n').expect("a line below the key");
        let before = sections.insert(key.to_owned(), parse(line));
        assert!(before.is_none(), "{key} twice");
    }
    sections
}

fn parse(text: &str) -> CurlLine {
    let mut words = words(text).into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"));
    let (mut method, mut url, mut data) = (None, None, None);
    let mut headers = Vec::new();
    while let Some(option) = words.next() {
        let value = words
            .next()
            .unwrap_or_else(|| panic!("{option} without a value"));
        let before = match option.as_str() {
            "--request" => method.replace(value),
            "--url" => url.replace(value),
            "--data" => data.replace(value),
            "--header" => {
                let (name, value) = value.split_once(": ").expect("a colon in the header");
                headers.push((name.to_owned(), value.to_owned()));
                None
            }
            other => panic!("{other} is not known"),
        };
        assert_eq!(before, None, "{option} twice");
    }
    CurlLine {
        method: method.expect("--request"),
        url: url.expect("--url"),
        headers,
        data,
    }
}

/// The shell's words. Some pages lost the line breaks behind their backslashes: a backslash that is
/// a word of its own is none.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let word = match rest.strip_prefix('\'') {
            Some(quoted) => {
                let (word, after) = quoted.split_once('\'').expect("a closing quote");
                assert!(after.is_empty() || after.starts_with(char::is_whitespace));
                rest = after;
                word
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                assert!(!word.contains(['\'', '"']), "quotes inside {word}");
                rest = after;
                word
            }
        };
        if word != "\\" {
            words.push(word.to_owned());
        }
        rest = rest.trim_start();
    }
    words
}

#[test]
fn lines_and_their_quotes() {
    let text = "## a\ncurl --request PUT \\ --url 'https://x/?a=b' \\\n--header 'A: b: c' \\\n--data '{\"a\": \"b \\\\ c\"}'\n\n## b\ncurl --request GET --url https://y\n";
    let read = sections(text);
    assert_eq!(
        read["a"],
        CurlLine {
            method: "PUT".to_owned(),
            url: "https://x/?a=b".to_owned(),
            headers: vec![("A".to_owned(), "b: c".to_owned())],
            data: Some(r#"{"a": "b \\ c"}"#.to_owned()),
        }
    );
    assert_eq!(read["b"].url, "https://y");
    assert_eq!(read.len(), 2);
}
