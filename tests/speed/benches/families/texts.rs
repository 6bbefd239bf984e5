//! Texts that are long: descriptions made of one of Markdown's marks, and names.

use super::Input;

type Make = fn(usize) -> Input;

/// A description that is a piece of Markdown again and again.
fn description(piece: &str, marks: usize) -> Input {
    let text = piece.repeat(marks * 16 / piece.len());
    described(&text)
}

/// A type with a description, and a member: an object without one would be no type.
fn described(text: &str) -> Input {
    Input::Schema(format!(
        r#"{{"title":"T","type":"object","description":"{text}","properties":{{"a":{{"type":"string"}}}}}}"#
    ))
}

/// A schema with a member that has a keyword with a long text.
fn keyword(keyword: &str, piece: &str, marks: usize) -> Input {
    let text = piece.repeat(marks * 16 / piece.len());
    Input::Schema(format!(
        r#"{{"title":"T","type":"object","properties":{{"a":{{"type":"string","{keyword}":"{text}"}}}}}}"#
    ))
}

pub(super) const FAMILIES: &[(&str, Make)] = &[
    ("description [", |n| description("[", n)),
    ("description <", |n| description("<", n)),
    ("description ![", |n| description("![", n)),
    ("description `", |n| description("` ", n)),
    ("description ` ``", |n| {
        let mut text = String::new();
        for length in 1.. {
            if text.len() > n * 16 {
                break;
            }
            text.push_str(&"`".repeat(length));
            text.push(' ');
        }
        described(&text)
    }),
    ("description \\", |n| description(r"\\", n)),
    ("description http", |n| description("http://", n)),
    ("description link", |n| {
        description("[a](https://a.example) ", n)
    }),
    ("description item", |n| description(r"- x\n", n)),
    ("description row", |n| description(r"a|b\n-|-\n", n)),
    ("description heading", |n| description(r"a\n==\n", n)),
    ("description fence", |n| description(r"```\n", n)),
    ("description line", |n| description(r"\n", n)),
    ("title", |n| keyword("title", "Word ", n)),
    ("pattern", |n| keyword("pattern", "(a|b)", n)),
    ("format", |n| keyword("format", "x", n)),
    ("default", |n| keyword("default", "x", n)),
    ("const", |n| keyword("const", "x", n)),
    ("reference", |n| keyword("$ref", "#/a", n)),
    ("extension", |n| keyword("x-a", "x", n)),
    ("member name", |n| {
        let name = "a".repeat(n * 4);
        let inner = super::rows(n / 16, |row| {
            format!(r#""b{row}":{{"type":"object","properties":{{"c{row}":{{"type":"string"}}}}}}"#)
        });
        Input::Schema(format!(
            r#"{{"title":"T","type":"object","properties":{{"{name}":{{"type":"object","properties":{{{inner}}}}}}}}}"#
        ))
    }),
];
