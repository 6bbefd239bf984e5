//! The JSON reader.

use clientwright::source::{Node, Sources, read_json};

use super::{compact, read};

fn value(text: &str) -> Node {
    let (node, said) = read("x.json", text);
    assert_eq!(said, Vec::<String>::new(), "{text}");
    node.unwrap()
}

fn error(text: &str) -> String {
    let (node, said) = read("x.json", text);
    assert!(node.is_none(), "{text}");
    assert_eq!(said.len(), 1, "{text}");
    said[0].replace("x.json:", "")
}

#[test]
fn order_and_digits_are_kept() {
    let text =
        r#"{"b": 1.50, "a": [1e3, -0, 12345678901234567890, null, true, false, {}], "": []}"#;
    let node = value(text);
    let object = node.as_object().unwrap();
    let names: Vec<&str> = object.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["b", "a", ""]);
    let clientwright::ir::Literal::Object(members) = node.to_literal() else {
        panic!("{node:?}");
    };
    assert_eq!(format!("{:?}", members[0].1), r#"Number("1.50")"#);
    assert_eq!(
        format!("{:?}", members[1].1),
        r#"List([Number("1e3"), Number("-0"), Number("12345678901234567890"), Null, Bool(true), Bool(false), Object([])])"#
    );
}

#[test]
fn every_value_and_name_has_its_place() {
    let text = "\u{feff}{\r\n  \"né\" : [ 12, \"x\" ]\r\n}\r\n";
    let node = value(text);
    let at = |span: clientwright::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(at(node.span), "{\r\n  \"né\" : [ 12, \"x\" ]\r\n}");
    let member = node.as_object().unwrap().property("né").unwrap();
    assert_eq!(at(member.name_span), "\"né\"");
    assert_eq!(at(member.value.span), "[ 12, \"x\" ]");
    let items = member.value.as_array().unwrap();
    assert_eq!(at(items[0].span), "12");
    assert_eq!(at(items[1].span), "\"x\"");
    let mut sources = Sources::default();
    let file = sources.add("x.json", text);
    let place = sources.place(items[1].span);
    assert_eq!((place.line, place.column), (2, 16));
    assert_eq!(items[1].span.file, file);
}

#[test]
fn escapes_are_read() {
    let node = value(r#""\"\\\/\b\f\n\r\t\u0000\u00e9\uD83D\uDE00 é😀""#);
    assert_eq!(node.as_str(), Some("\"\\/\u{8}\u{c}\n\r\t\0é😀 é😀"));
}

#[test]
fn it_agrees_with_serde_json() {
    let texts = [
        "1",
        "-1",
        "0",
        "-0",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e5",
        "1E+5",
        "1e-",
        "1e999",
        "-1e999",
        "0x1",
        "1_0",
        "NaN",
        "Infinity",
        "null",
        "nul",
        "nulll",
        "True",
        "\"\"",
        "\"a\nb\"",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"",
        "\"\\",
        "'a'",
        "[",
        "]",
        "[]",
        "[1]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,2",
        "[1:2]",
        "[}",
        "{",
        "}",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\",1}",
        "{\"a\":1]",
        "{,}",
        "",
        " ",
        "1 2",
        "[] []",
        "// x\n1",
        "1 /* x */",
        "# x\n1",
        "\0",
        "1\0",
        "\u{a0}1",
        "\u{b}1",
        "\u{c}1",
        "1\u{2028}",
        "[[[]]]",
        "{\"a\":{\"b\":[{}]}}",
        "{\"a\":\"b\"}x",
        "\u{feff}",
        "[1,\n2]",
        "\u{7f}",
        "\"\u{7f}\"",
        "tru",
        "-x",
        "- 1",
        "1e",
        "1ee5",
        "1.2.3",
        "--1",
        "[1,,2]",
        "{\"a\":1,,\"b\":2}",
        "\"a\"\"b\"",
        "[\"a\"\"b\"]",
    ];
    for text in texts {
        let (node, said) = read("x.json", text);
        let theirs = serde_json::from_str::<serde_json::Value>(text);
        assert_eq!(node.is_some(), theirs.is_ok(), "{text:?}: {said:?}");
        // A zero below zero has no whole number.
        if let (Some(node), Ok(theirs)) = (node, theirs)
            && text != "-0"
        {
            let ours: serde_json::Value = serde_json::from_str(&compact(&node)).unwrap();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    assert_eq!(error(""), "1:1: error[E0102]: there is no JSON value");
    assert_eq!(
        error("{\"a\": \"\\uD83D\"}"),
        "1:8: error[E0102]: half of a surrogate pair"
    );
    assert_eq!(
        error("[1e999]"),
        "1:2: error[E0106]: a number too large for a double"
    );
    assert_eq!(
        error("[\n  \"a\0b\"]"),
        "2:5: error[E0102]: a control character in a string"
    );
    assert_eq!(
        error("{\"a\": 1"),
        "1:8: error[E0102]: the object is not closed"
    );
}

#[test]
fn members_that_are_there_twice_are_warnings() {
    let (node, said) = read("x.json", "{\"a\": 1, \"b\": 2, \"\\u0061\": 3}");
    assert_eq!(compact(&node.unwrap()), r#"{"a":1,"b":2}"#);
    assert_eq!(
        said,
        ["x.json:1:18: warning[W0101]: the member `a` is there twice"]
    );
    let many = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(10_000));
    assert_eq!(read("x.json", &many).1.len(), 20);
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    value(&nested(128));
    assert_eq!(
        error(&nested(129)),
        "1:129: error[E0104]: more than 128 values inside each other"
    );
    error(&"[".repeat(20_000_000));
    error(&"{\"a\":".repeat(4_000_000));
}

#[test]
fn size_is_bounded() {
    let mut sources = Sources::default();
    let file = sources.add("x.json", " ".repeat((64 << 20) + 1));
    let mut diagnostics = Vec::new();
    assert!(read_json(&sources, file, &mut diagnostics).is_none());
    assert_eq!(diagnostics[0].code, "E0105");
    assert_eq!(
        error(&format!("[{}0]", "0,".repeat(4_000_000))),
        "1:8000002: error[E0105]: the file is too large"
    );
}
