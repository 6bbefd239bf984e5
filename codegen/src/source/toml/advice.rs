//! What to write where a text is not TOML: the parser says what is wrong, and not what was meant.

/// What is wrong, if the parser does not say it well, and what to write instead. `text` is the file's,
/// `start..end` the place of the error.
pub(super) fn advice(
    description: &str,
    text: &str,
    start: usize,
    end: usize,
) -> (Option<&'static str>, String) {
    let rest = text.get(start..).unwrap_or_default();
    let found = text.get(start..end).unwrap_or_default();
    if let Some((message, help)) = of_sign(rest) {
        return (Some(message), help.to_owned());
    }
    let help = match description {
        "string values must be quoted" => match found.len() {
            1..=40 if is_word(found) => format!("put it in quotes: `\"{found}\"`"),
            _ => "put it in quotes".to_owned(),
        },
        "invalid unquoted key" => "put it in quotes".to_owned(),
        "invalid boolean" if found.eq_ignore_ascii_case("true") => "write `true`".to_owned(),
        "invalid boolean" if found.eq_ignore_ascii_case("false") => "write `false`".to_owned(),
        "invalid float" | "invalid boolean" | "invalid integer" | "invalid datetime" => {
            "write a text in quotes, digits, `true` or `false`; TOML has no null: leave the key out"
                .to_owned()
        }
        "too few unicode value digits" | "missing escaped value" => {
            return (
                Some("this backslash begins no escape that TOML has"),
                "write `\\\\` for a backslash, or put the text in single quotes".to_owned(),
            );
        }
        "invalid basic string" if is_open(rest) => {
            return (
                Some("this text is not closed"),
                "write `\"` where it ends, in the same line".to_owned(),
            );
        }
        "invalid literal string" if is_open(rest) => {
            return (
                Some("this text is not closed"),
                "write `'` where it ends, in the same line".to_owned(),
            );
        }
        text if text.contains("multi-line") => "close it with the same three quotes".to_owned(),
        text if text.starts_with("missing comma") => "write a comma before it".to_owned(),
        text if text.starts_with("missing assignment") || text == "key with no value" => {
            "write `=` and a value behind the key".to_owned()
        }
        text if text.starts_with("extra ") => "remove it".to_owned(),
        _ => "look at the quotes, brackets and commas here and in the line before".to_owned(),
    };
    (None, help)
}

/// The same for a sign that other formats have.
fn of_sign(rest: &str) -> Option<(&'static str, &'static str)> {
    Some(match rest.chars().next()? {
        ':' => (
            "a colon stands where TOML has `=`",
            "write `=` between a key and its value",
        ),
        ';' => (
            "a line of TOML does not end with a semicolon",
            "remove the semicolon",
        ),
        '/' if rest.starts_with("//") => ("a comment of TOML begins with `#`", "write `#` instead"),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => {
            ("these quotes are curly", "write straight quotes: `\"`")
        }
        '\u{2018}' | '\u{2019}' | '\u{201a}' => {
            ("these quotes are curly", "write straight quotes: `'`")
        }
        _ => return None,
    })
}

/// Whether the line or the text ends there.
fn is_open(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

fn is_word(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_alphanumeric() || "_-<>#/.".contains(c))
}
