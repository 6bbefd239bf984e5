//! Files that nobody meant to write: each is a diagnostic, or is read as what it is.

use clientwright::Generator;
use clientwright::diagnostic::{Diagnostic, codes};
use expect_test::{Expect, expect};

use super::{GET, MODULE, PRODUCT, SCHEMA_MODULE};
use crate::support::folder_of;

/// What is said of a product with a file of these bytes, a line each; `taken` where nothing is.
fn said(file: &str, bytes: &[u8]) -> String {
    let module = format!("{SCHEMA_MODULE}{GET}examples = [{{ response = \"example.json\" }}]\n");
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
        (
            "acme/widgets.schema.json",
            "{ \"definitions\": { \"widget\": { \"type\": \"object\", \"properties\": { \"a\": {} } } } }",
        ),
        ("acme/example.json", "{ \"a\": 1 }"),
    ]);
    std::fs::write(folder.path().join("acme").join(file), bytes).unwrap();
    match Generator::from_product(folder.path().join("acme")).describe() {
        Ok(described) => match &of_reading(&described.warnings)[..] {
            [] => "taken".to_owned(),
            warnings => {
                let lines = warnings.iter();
                let lines = lines
                    .map(|warning| clientwright::diagnostic::one_line(&described.sources, warning));
                lines.collect::<Vec<_>>().join("\n")
            }
        },
        Err(failure) => failure.to_string(),
    }
}

/// What is said of each of these bytes.
fn table(file: &str, cases: &[(&str, &[u8])], expected: &Expect) {
    let mut text = String::new();
    for (name, bytes) in cases {
        text.push_str(&format!("{name}: {}\n", said(file, bytes)));
    }
    expected.assert_eq(&text);
}

#[test]
fn toml() {
    let good = format!("{MODULE}[types.A]\ndoc = \"A.\"\nis = \"string\"\n");
    let bom = format!("\u{feff}{good}");
    let two = format!("\u{feff}\u{feff}{good}");
    let crlf = good.replace('\n', "\r\n");
    let cr = good.replace('\n', "\r");
    let nul = good.replace("Acme", "Ac\0me");
    let escaped = good.replace("Acme", "Ac\\u0000me");
    let surrogate = good.replace("Acme", "\\ud800");
    let number = format!("{good}\n[types.B]\ndoc = 1e999\nis = \"string\"\n");
    let large = format!("{good}\n[types.B]\ndoc = 9223372036854775808\nis = \"string\"\n");
    let twice = format!("{good}{good}");
    let utf16 = format!("\u{feff}{good}");
    let utf16: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut latin = good.clone().into_bytes();
    latin.extend(b"# caf\xe9\n");
    table(
        "widgets.toml",
        &[
            ("good", good.as_bytes()),
            ("byte order mark", bom.as_bytes()),
            ("two of them", two.as_bytes()),
            ("CRLF", crlf.as_bytes()),
            ("CR", cr.as_bytes()),
            ("NUL", nul.as_bytes()),
            ("NUL escaped", escaped.as_bytes()),
            ("surrogate", surrogate.as_bytes()),
            ("1e999", number.as_bytes()),
            ("2^63", large.as_bytes()),
            ("all twice", twice.as_bytes()),
            ("UTF-16", &utf16),
            ("Latin-1", &latin),
            ("empty", b""),
            ("blank", b" \n\t\n"),
            ("JSON", b"{}"),
        ],
        &expect![[r#"
            good: taken
            byte order mark: taken
            two of them: widgets.toml:1:2: error[E0101]: invalid unquoted key
            widgets.toml:2:1: error[E0201]: unknown key `title`
            widgets.toml:3:1: error[E0201]: unknown key `doc`
            widgets.toml:4:1: error[E0201]: unknown key `source`
            CRLF: taken
            CR: widgets.toml:1:10: error[E0101]: carriage return must be followed by newline
            NUL: widgets.toml:3:15: error[E0101]: invalid basic string
            NUL escaped: taken
            surrogate: widgets.toml:3:15: error[E0101]: invalid value
            1e999: widgets.toml:10:7: error[E0106]: a number too large for a double
            2^63: widgets.toml:10:7: error[E0203]: `doc` must be a string, not a number
            all twice: widgets.toml:8:2: error[E0103]: the table `module` is there twice
            widgets.toml:12:8: error[E0103]: the table `A` is there twice
            UTF-16: widgets.toml: error[E0701]: this file cannot be read: it is not UTF-8: the byte at offset 0 begins no character
            Latin-1: widgets.toml:8:6: error[E0701]: this file cannot be read: it is not UTF-8: the byte at offset 137 begins no character
            empty: widgets.toml:1:1: error[E0202]: missing key `module`
            blank: widgets.toml:1:1: error[E0202]: missing key `module`
            JSON: widgets.toml:1:1: error[E0101]: invalid key-value pair
        "#]],
    );
}

#[test]
fn json() {
    let good = "{ \"definitions\": {\n\"widget\": { \"type\": \"object\", \"properties\": { \"a\": {} } } } }\n";
    let in_widget = |text: &str| good.replace("\"a\": {}", text).into_bytes();
    let utf16 = format!("\u{feff}{good}");
    let utf16: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    table(
        "widgets.schema.json",
        &[
            ("good", good.as_bytes()),
            ("byte order mark", format!("\u{feff}{good}").as_bytes()),
            ("two of them", format!("\u{feff}\u{feff}{good}").as_bytes()),
            ("CRLF", good.replace('\n', "\r\n").as_bytes()),
            ("NUL", &in_widget("\"a\0\": {}")),
            ("NUL escaped", &in_widget("\"a\\u0000\": {}")),
            ("first half of a pair", &in_widget("\"\\ud800\": {}")),
            ("second half of a pair", &in_widget("\"\\udc00\": {}")),
            ("1e999", &in_widget("\"a\": { \"default\": 1e999 }")),
            ("-1e999", &in_widget("\"a\": { \"enum\": [-1e999] }")),
            ("1e-999", &in_widget("\"a\": { \"default\": 1e-999 }")),
            ("NaN", &in_widget("\"a\": { \"default\": NaN }")),
            (
                "members twice",
                &in_widget("\"a\": {}, \"a\": { \"type\": \"string\" }"),
            ),
            ("a comment", &in_widget("\"a\": {} /* a */")),
            ("two values", format!("{good}{good}").as_bytes()),
            ("cut short", &good.as_bytes()[..40]),
            ("UTF-16", &utf16),
            ("Latin-1", b"{ \"definitions\": { \"caf\xe9\": {} } }"),
            ("empty", b""),
            ("blank", b" \n"),
            ("no object", b"7"),
            ("true", b"true"),
        ],
        &expect![[r#"
            good: taken
            byte order mark: taken
            two of them: widgets.schema.json:1:2: error[E0102]: a character that begins no value
            CRLF: taken
            NUL: widgets.schema.json:2:49: error[E0102]: a control character in a string
            NUL escaped: example.json:1:3: warning[W0604]: no type has the member `a` of this example
            first half of a pair: widgets.schema.json:2:48: error[E0102]: half of a surrogate pair
            second half of a pair: widgets.schema.json:2:48: error[E0102]: half of a surrogate pair
            1e999: widgets.schema.json:2:65: error[E0106]: a number too large for a double
            -1e999: widgets.schema.json:2:63: error[E0106]: a number too large for a double
            1e-999: taken
            NaN: widgets.schema.json:2:65: error[E0102]: a word that JSON does not have
            members twice: widgets.schema.json:2:56: warning[W0101]: the member `a` is there twice
            a comment: widgets.schema.json:2:55: error[E0102]: a comment
            two values: widgets.schema.json:3:1: error[E0102]: text after the end of the JSON value
            cut short: widgets.schema.json:2:21: error[E0102]: the string is not closed
            UTF-16: widgets.toml:1:10: error[E0701]: the file `widgets.schema.json` cannot be read: it is not UTF-8: the byte at offset 0 begins no character
            Latin-1: widgets.toml:1:10: error[E0701]: the file `widgets.schema.json` cannot be read: it is not UTF-8: the byte at offset 23 begins no character
            empty: widgets.schema.json:1:1: error[E0102]: there is no JSON value
            blank: widgets.schema.json:2:1: error[E0102]: there is no JSON value
            no object: widgets.toml:12:13: error[E0301]: the schema has no definition `widget`
            true: widgets.toml:12:13: error[E0301]: the schema has no definition `widget`
        "#]],
    );
}

#[test]
fn examples() {
    table(
        "example.json",
        &[
            ("byte order mark", "\u{feff}{ \"a\": 1 }".as_bytes()),
            ("NUL", b"{ \"a\0\": 1 }"),
            ("half a pair", b"{ \"a\": \"\\udfff\" }"),
            ("1e999", b"{ \"a\": 1e999 }"),
            ("members twice", b"{ \"a\": 1, \"a\": 2 }"),
            ("Latin-1", b"{ \"a\": \"\xe9\" }"),
            ("empty", b""),
        ],
        &expect![[r#"
            byte order mark: taken
            NUL: example.json:1:5: error[E0102]: a control character in a string
            half a pair: example.json:1:9: error[E0102]: half of a surrogate pair
            1e999: example.json:1:8: error[E0106]: a number too large for a double
            members twice: example.json:1:11: warning[W0101]: the member `a` is there twice
            Latin-1: widgets.toml:14:26: error[E0701]: the file `example.json` cannot be read: it is not UTF-8: the byte at offset 8 begins no character
            empty: example.json:1:1: error[E0102]: there is no JSON value
        "#]],
    );
}

#[test]
fn locks_and_headers() {
    table(
        "names.lock",
        &[
            ("empty", b""),
            ("byte order mark", "\u{feff}[names]\n".as_bytes()),
            ("CRLF", b"[names]\r\n"),
            ("NUL", b"[names]\n\"a\0\" = \"B\"\n"),
            ("Latin-1", b"# caf\xe9\n"),
            ("no lock", b"[other]\na = 1\n"),
        ],
        &expect![[r#"
            empty: taken
            byte order mark: taken
            CRLF: taken
            NUL: names.lock:2:3: error[E0101]: invalid basic string
            Latin-1: names.lock:1:6: error[E0701]: this file cannot be read: it is not UTF-8: the byte at offset 5 begins no character
            no lock: taken
        "#]],
    );
    table(
        "product.toml",
        &[("empty", b""), ("Latin-1", b"# caf\xe9\n"), ("NUL", b"\0")],
        &expect![[r#"
            empty: product.toml:1:1: error[E0202]: missing key `format`
            product.toml:1:1: error[E0202]: missing key `product`
            Latin-1: product.toml:1:6: error[E0701]: this file cannot be read: it is not UTF-8: the byte at offset 5 begins no character
            NUL: product.toml:1:1: error[E0101]: invalid unquoted key
        "#]],
    );
}

#[test]
fn folders_in_the_place_of_files() {
    for file in [
        "widgets.toml",
        "widgets.schema.json",
        "example.json",
        "names.lock",
    ] {
        let module =
            format!("{SCHEMA_MODULE}{GET}examples = [{{ response = \"example.json\" }}]\n");
        let folder = folder_of(&[
            ("acme/product.toml", PRODUCT),
            ("acme/widgets.toml", &module),
        ]);
        let acme = folder.path().join("acme");
        for other in ["widgets.schema.json", "example.json"] {
            let text = "{ \"definitions\": { \"widget\": { \"properties\": { \"a\": {} } } } }";
            std::fs::write(acme.join(other), text).unwrap();
        }
        let _ = std::fs::remove_file(acme.join(file));
        std::fs::create_dir(acme.join(file)).unwrap();
        let failure = super::fails(&Generator::from_product(&acme)).to_string();
        assert!(failure.contains("error[E0701]"), "{file}: {failure}");
        assert!(failure.contains("it is not a file"), "{file}: {failure}");
    }
}

/// What was found when the files were read. That the small specs here use and show little is no news.
fn of_reading(warnings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let of_checks = [codes::UNUSED, codes::NO_EXAMPLE];
    let warnings = warnings.iter();
    warnings
        .filter(|warning| !of_checks.contains(&warning.code))
        .collect()
}
