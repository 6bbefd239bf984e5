//! The patterns of the format's JSON Schema and the stages that judge the same texts agree.

use clientwright::spec::{
    AuthSpec, Correction, OperationSpec, ProductSpec, ServerRow, Table, spec_schema,
};

use crate::support::{Folder, MODULE, PRODUCT, operation};

/// The pattern of a key, of its names where these are data.
fn pattern<T: Table>(key: &str) -> regress::Regex {
    let mut keys = T::KEYS.iter();
    let found = keys.find(|found| found.name == key).expect("a key");
    let form = found.form.or(found.names).expect("a form");
    let escaped = serde_json::to_string(form.pattern).expect("a text");
    assert!(spec_schema().contains(&escaped), "{key}");
    regress::Regex::with_flags(form.pattern, "u").expect("a pattern")
}

/// Holds a pattern against what is reported of a product with a text in it.
fn check(pattern: &regress::Regex, code: &str, texts: &[&str], spec: impl Fn(&str) -> [String; 2]) {
    for text in texts {
        let quoted = serde_json::to_string(text).expect("a text");
        let [product, module] = spec(&quoted);
        let folder = Folder::new(&[("product.toml", &product), ("widgets.toml", &module)]);
        let (_, found) = folder.lower();
        let told = found.iter().any(|line| line.contains(code));
        assert_eq!(pattern.find(text).is_none(), told, "{text:?}: {found:?}");
    }
}

#[test]
fn methods_and_paths() {
    let texts = [
        "GET /a",
        "GET /",
        "PATCH /a/b.c",
        "DELETE /a//b/",
        "GET /a/{b}",
        "GET /{a}.{b}",
        "GET /a{b}c",
        "GET /{a-b}",
        "GET /{größe}",
        "GET /a%20b",
        "GET /a/b:c",
        "GET /a/..b",
        "GET /a/b..",
        "get /a",
        "FETCH /a",
        "GET",
        "",
        " ",
        "GET a",
        "GET  /a",
        "GET /a ",
        "GET /a b",
        "GET /a?b=c",
        "GET /a#b",
        "GET /:a",
        "GET /a/:b",
        "GET /{+a}",
        "GET /{?a}",
        "GET /{a*}",
        "GET /{a,b}",
        "GET /{a",
        "GET /a}",
        "GET /{}",
        "GET /{a:3}",
        "GET /{ a }",
        "GET /100%",
        "GET /%zz",
        "GET /.",
        "GET /a/..",
        "GET /a/../b",
        "GET /größe",
        "GET /<a>",
        "GET \\a",
        "GET /{.a}",
        "GET /{a.b}",
    ];
    check(&pattern::<OperationSpec>("http"), "E0501", &texts, |text| {
        let get = operation("get", "HTTP", "").replace("\"HTTP\"", text);
        [PRODUCT.to_owned(), format!("{MODULE}{get}")]
    });
}

#[test]
fn urls_of_servers() {
    let texts = [
        "https://a.example",
        "http://localhost:8080",
        "https://a.example/v1",
        "https://[::1]:8/a",
        "https://a",
        "",
        " ",
        "a.example",
        "https://",
        "https:///a",
        "https://a.example/",
        "ftp://a",
        "https://a b",
        "https://a?b",
        "https://a#b",
        "https://u@a",
        "HTTPS://a",
        "https://größe",
    ];
    check(&pattern::<ServerRow>("api"), "E0509", &texts, |text| {
        let product = PRODUCT.replace("\"https://api.example.com/v1\"", text);
        [product, MODULE.to_owned()]
    });
}

#[test]
fn paths_of_tokens_and_names_of_headers() {
    let auth = |header: &str, path: &str| {
        let auth = format!("[auth]\nheader = {header}\ntoken_path = {path}\n");
        [format!("{PRODUCT}{auth}"), MODULE.to_owned()]
    };
    let paths = [
        "/", "/a", "/a/b", "", " ", "a", "/a b", "/a?b", "/a#b", "/{a}", "/größe",
    ];
    check(
        &pattern::<AuthSpec>("token_path"),
        "E0509",
        &paths,
        |text| auth("\"X-Token\"", text),
    );
    let headers = [
        "X-Token", "a", "x_y.z", "", " ", "X Token", "X:", "größe", "a\tb",
    ];
    check(&pattern::<AuthSpec>("header"), "E0509", &headers, |text| {
        auth(text, "\"/a\"")
    });
    check(
        &pattern::<ProductSpec>("headers"),
        "E0509",
        &headers,
        |text| {
            [
                format!("{PRODUCT}[headers]\n{text} = \"a\"\n"),
                MODULE.to_owned(),
            ]
        },
    );
}

#[test]
fn media_types_and_pointers() {
    let types = [
        "a/b",
        "application/pdf",
        "text/plain; charset=utf-8",
        "a/b;",
        "",
        " ",
        "a",
        "a/",
        "/b",
        "a b/c",
        "a/b c",
        "größe/a",
        "a/b; größe",
    ];
    check(
        &pattern::<OperationSpec>("content_type"),
        "E0510",
        &types,
        |text| {
            let rest = format!("body = \"binary\"\ncontent_type = {text}");
            [
                PRODUCT.to_owned(),
                format!("{MODULE}{}", operation("put", "PUT /a", &rest)),
            ]
        },
    );
    let pointer = pattern::<Correction>("pointer");
    for (text, is_one) in [
        ("", true),
        ("/a", true),
        ("/a~1b/~0", true),
        ("a", false),
        ("/a~2", false),
    ] {
        assert_eq!(pointer.find(text).is_some(), is_one, "{text}");
    }
}
