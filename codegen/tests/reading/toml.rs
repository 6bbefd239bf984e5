//! The TOML reader.

use super::{compact, read};

fn value(text: &str) -> String {
    let (node, said) = read("x.toml", text);
    assert_eq!(said, Vec::<String>::new(), "{text}");
    compact(&node.unwrap())
}

// What is left after errors, and the errors.
fn errors(text: &str) -> (String, Vec<String>) {
    let (node, said) = read("x.toml", text);
    assert!(!said.is_empty(), "{text}");
    let said = said
        .iter()
        .map(|line| line.replace("x.toml:", ""))
        .collect();
    (compact(&node.unwrap()), said)
}

#[test]
fn order_is_the_documents() {
    let text = r#"
zulu = 1
alpha.y = 2
mike = { b = 1, a.c = 2, a.b = 3 }
alpha.x = 3

[types.Zebra]
doc = "z"

[other]
k = []

[types.Ant]
doc = "a"

[[rows]]
n = 1

[types.Zebra.sub]
k = true

[[rows]]
n = 2
[rows.inner]
m = 3
"#;
    assert_eq!(
        value(text),
        concat!(
            r#"{"zulu":1,"alpha":{"y":2,"x":3},"mike":{"b":1,"a":{"c":2,"b":3}},"#,
            r#""types":{"Zebra":{"doc":"z","sub":{"k":true}},"Ant":{"doc":"a"}},"#,
            r#""other":{"k":[]},"rows":[{"n":1},{"n":2,"inner":{"m":3}}]}"#
        )
    );
}

#[test]
fn scalars_are_jsons() {
    let (node, said) = read(
        "x.toml",
        "a = [0xff, 0o17, 0b11, 1_000, +5, -7, 1.50, +1e3, 6.02_2e+23, -0.0]\n\
         b = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00, 1979-05-27, 07:32:00]\n\
         c = [\"a\\t\\u00e9\\U0001F600\", 'a\\t', \"\"\"\nx\\\n   y\"\"\", '''z''']\n",
    );
    assert_eq!(said, Vec::<String>::new());
    let node = node.unwrap();
    let numbers: Vec<String> = node
        .get("a")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|item| format!("{:?}", item.value))
        .collect();
    assert_eq!(
        numbers.join(" "),
        concat!(
            r#"Number("255") Number("15") Number("3") Number("1000") Number("5") Number("-7") "#,
            r#"Number("1.50") Number("1e3") Number("6.022e+23") Number("-0.0")"#
        )
    );
    assert_eq!(
        compact(node.get("b").unwrap()),
        r#"["1979-05-27T07:32:00Z","1979-05-27 07:32:00","1979-05-27","07:32:00"]"#
    );
    assert_eq!(
        compact(node.get("c").unwrap()),
        "[\"a\\té😀\",\"a\\\\t\",\"xy\",\"z\"]"
    );
}

#[test]
fn every_value_and_name_has_its_place() {
    let text = "\u{feff}# é\r\n[a.\"b c\"]\r\nk . l = [ 'x' ,\r\n  {m=1} ]\r\n[[rows]]\r\n";
    let (node, said) = read("x.toml", text);
    assert_eq!(said, Vec::<String>::new());
    let node = node.unwrap();
    let at = |span: clientwright::source::Span| &text[span.start as usize..span.end as usize];
    let a = node.as_object().unwrap().property("a").unwrap();
    assert_eq!((at(a.name_span), at(a.value.span)), ("a", "a"));
    let b = a.value.as_object().unwrap().property("b c").unwrap();
    assert_eq!(
        (at(b.name_span), at(b.value.span)),
        ("\"b c\"", "[a.\"b c\"]")
    );
    let k = b.value.as_object().unwrap().property("k").unwrap();
    assert_eq!(at(k.name_span), "k");
    let l = k.value.as_object().unwrap().property("l").unwrap();
    assert_eq!(at(l.value.span), "[ 'x' ,\r\n  {m=1} ]");
    let items = l.value.as_array().unwrap();
    assert_eq!((at(items[0].span), at(items[1].span)), ("'x'", "{m=1}"));
    let rows = node.get("rows").unwrap();
    assert_eq!(at(rows.span), "[[rows]]");
    assert_eq!(at(rows.as_array().unwrap()[0].span), "[[rows]]");
    assert_eq!((node.span.start, node.span.end), (0, 0));
}

#[test]
fn what_is_there_twice_is_told_with_both_places() {
    let mut sources = clientwright::source::Sources::default();
    let text = "a = 1\nb.c = 1\n'a' = 2\n[t]\n[b]\n[t]\nx = 1\n[[t]]\n";
    let file = sources.add("x.toml", text);
    let mut diagnostics = Vec::new();
    let node = clientwright::source::read_toml(&sources, file, &mut diagnostics).unwrap();
    assert_eq!(compact(&node), r#"{"a":1,"b":{"c":1},"t":{}}"#);
    let said: Vec<(&str, &str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let at = |n: usize| {
                let span = diagnostic.labels[n].span;
                &text[span.start as usize..]
            };
            (diagnostic.message.as_str(), at(0), at(1))
        })
        .map(|(message, second, first)| {
            (
                message,
                second.lines().next().unwrap(),
                first.lines().next().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("the key `a` is there twice", "'a' = 2", "a = 1"),
            ("the table `b` is there twice", "b]", "b.c = 1"),
            ("the table `t` is there twice", "t]", "t]"),
            ("the table `t` is there twice", "t]]", "t]"),
        ]
    );
}

#[test]
fn reading_goes_on_after_errors() {
    let text = "a = \nb = 1\nc = [1, tru, 3]\nd\n[e\nf = 2\n[g]]\nh = inf\ni = 1e400\n\
                j = 99999999999999999999999999999999999999999\nk$ = 1\nl = 'x' y\nm = 1\n";
    let (left, said) = errors(text);
    assert_eq!(
        left,
        r#"{"a":null,"b":1,"c":[1,null,3],"d":null,"e":{"f":2},"g":{"h":null,"i":null,"j":null,"l":"x","m":1}}"#
    );
    let places: Vec<&str> = said
        .iter()
        .map(|line| line.split(": error").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "1:5", "3:9", "4:2", "5:3", "7:4", "8:5", "9:5", "10:5", "11:2", "12:9"
        ]
    );
}

#[test]
fn it_agrees_with_another_reader() {
    let texts = [
        "",
        "\n\n",
        "# c",
        "a=1",
        "a=1\nb=2",
        "a=1 b=2",
        "a.b=1\na.c=2",
        "a.b=1\na.b=2",
        "a=1\na.b=2",
        "a.b=1\na=2",
        "[a]\n[a]",
        "[a]\n[a.b]\n[a]",
        "[a.b]\n[a]",
        "[a.b]\n[a]\nb=1",
        "[a.b]\n[a]\nb.c=1",
        "[a.b.c]\n[a]\nb.c.d=1",
        "[a]\nb.c=1\n[a.b]",
        "[a]\nb.c=1\n[a.b.d]",
        "[[a]]\n[[a]]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "a=[]\n[[a]]",
        "a=[{}]\n[a.b]",
        "[[a]]\n[a.b]",
        "[[a]]\n[a.b]\n[[a]]\n[a.b]",
        "[[a]]\n[a.b]\n[a.b]",
        "[[a.b]]\n[a]\nb.c=1",
        "a={}\n[a]",
        "a={}\n[a.b]",
        "a={}\na.b=1",
        "a={b=1,b=2}",
        "a={b.c=1,b.d=2}",
        "a={b={},b.c=1}",
        "a={b.c=1,b={}}",
        "a={b=1,}",
        "a={\nb=1}",
        "a=[1,]",
        "a=[1\n,2]",
        "a=[,]",
        "[a]b=1",
        "[]",
        "[[]]",
        "[a.]",
        "[.a]",
        "a.=1",
        ".a=1",
        "=1",
        "a=",
        "a",
        "\"\"=1",
        "''=1",
        "a b=1",
        "a=1979-13-01",
        "a=0x",
        "a=01",
        "a=1__0",
        "a=1.e1",
        "a=.5",
        "a=5.",
        "a=True",
        "a='''x",
        "a=\"x",
        "a='x\ny'",
        "a=\"\\q\"",
        "a=\"\\ud800\"",
        "a=\"\u{1}\"",
        "a=\u{0}",
        "# \u{0}",
        "a=1\r\nb=2",
        "a=1\rb=2",
        "\u{feff}a=1",
        "a\u{feff}=1",
        "é=1",
        "\"é\"=1",
        "[a]\n[b]\n[a.c]",
        "a.b.c=1\n[a.b]",
        "[a.b]\nc=1\n[a]\nd=1",
        "a=[[[]]]",
        "a=[}",
        "a={]",
        "a={{}}",
        "a=[1 2]",
        "[a]]",
        "[[a]",
        "[a\n]",
        "a=1]",
        "a=\"\"\"\"\"\"",
        "a=''''''",
        "1=1",
        "1.2=3",
        "-=1",
        "a=07:32",
        "a=1979-05-27T07:32:00+01:00",
        "a=\"\\x41\\e\"",
        "[a.b]\n[a.b.c]\n[a]\nx=1",
        "[a]\n[a.b]\nc=1\n[a.d]",
        "[[a.b]]\n[a.c]\n[[a.b]]",
        "[a]\nb=1\n[a.b]",
        "[a]\nb=1\n[a.b.c]",
    ];
    for text in texts {
        let (node, said) = read("x.toml", text);
        match text.parse::<toml::Table>() {
            Ok(theirs) => {
                assert_eq!(said, Vec::<String>::new(), "{text:?}");
                let ours: serde_json::Value =
                    serde_json::from_str(&compact(&node.unwrap())).unwrap();
                if !text.contains("a=1979") && !text.contains("a=07:32") {
                    assert_eq!(ours, serde_json::to_value(theirs).unwrap(), "{text:?}");
                }
            }
            Err(error) => assert!(!said.is_empty(), "{text:?}: {error}"),
        }
    }
}

#[test]
fn hostile_texts_end_in_errors() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("a = {}1{}", open.repeat(depth), close.repeat(depth))
    };
    assert_eq!(read("x.toml", &deep("[", "]", 47)).1, Vec::<String>::new());
    let too_deep = "error[E0104]: more than 48 values inside each other";
    let (left, said) = errors(&(deep("[", "]", 200) + "\nb = 2"));
    assert!(left.ends_with(",\"b\":2}"), "{left}");
    assert_eq!(said, [format!("1:52: {too_deep}")]);
    // Wherever the bound is met: at a table, or at one of the keys that lead to it.
    for open in [
        "{a=",
        "{a.a=",
        "{a.a.a=",
        "{a.a.a.a=",
        "{a.a.a.a.a=",
        "[{a.a=",
        "[{a.a.a=",
    ] {
        let close = if open.starts_with('[') { "}]" } else { "}" };
        for before in ["", "[", "[[", "{b=", "{b.b="] {
            let after = before
                .replace('[', "]")
                .replace(|ch| "b.=".contains(ch), "")
                .replace('{', "}");
            let text = format!(
                "a = {before}{}1{}{after}",
                open.repeat(100),
                close.repeat(100)
            );
            let (_, said) = errors(&text);
            assert_eq!(said.len(), 1, "{open}{before}: {said:?}");
            assert!(said[0].ends_with(too_deep), "{said:?}");
        }
    }
    let path = vec!["a"; 100_000].join(".");
    for text in [
        format!("{path} = 1"),
        format!("[{path}]"),
        format!("[[{path}]]"),
        format!("b = {{ {path} = 1 }}"),
    ] {
        let (_, said) = errors(&text);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].ends_with(too_deep), "{said:?}");
    }
    for piece in [
        "[", "]", "{", "}", "\"", "'", "=", ".", ",", "a=[", "a={", "a={b=", "[[a]]\n", "[a]\n",
        "a=1\n", "a.", "\0", "\n", "#", "é", "\\", "a=1,", "[a.b]\n", "a=\"\"\"", "a=[{b=[",
        "a={b{c", "{a ", "a=[{b[",
    ] {
        let (node, said) = read("x.toml", &piece.repeat(1_000_000 / piece.len()));
        assert!(said.len() <= 51, "{piece:?}: {}", said.len());
        assert!(node.is_some(), "{piece:?}");
    }
    let (node, said) = read("x.toml", &"[".repeat(20_000_000));
    assert!(node.is_none());
    assert_eq!(said, ["x.toml:1:1: error[E0105]: the file is too large"]);
}
