//! What a web page shows in place of the real text.

use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LoadedProduct;
use crate::source::{Node, Object, Value};

/// The part of a text that is a placeholder, and what it is.
fn placeholder(text: &str, is_markdown: bool) -> Option<(&'static str, &'static str)> {
    // Nearly all texts have none of the characters that begin one.
    let hidden = [
        "[email\u{a0}protected]",
        "[email protected]",
        "[email&#160;protected]",
        "[email&nbsp;protected]",
    ];
    if text.contains('[')
        && let Some(found) = hidden.into_iter().find(|hidden| text.contains(hidden))
    {
        return Some((
            found,
            "what a page shows in place of a hidden e-mail address",
        ));
    }
    if text.contains("[object Object]") {
        return Some((
            "[object Object]",
            "what a script writes where it was given an object for a text",
        ));
    }
    let left_out = ["{...}", "{…}", "[...]", "[…]"];
    if text.contains(['{', '['])
        && let Some(found) = left_out.into_iter().find(|mark| text.contains(mark))
    {
        return Some((found, "what a page shows in place of what it leaves out"));
    }
    let entities = ["&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#"];
    // Markdown writes `&lt;` for what it would take for HTML.
    if !is_markdown
        && text.contains('&')
        && let Some(found) = entities.into_iter().find(|entity| text.contains(entity))
        && (found != "&#" || is_numeric_entity(text))
    {
        return Some((found, "an entity of HTML"));
    }
    if text.trim() == "..." || text.trim() == "…" {
        return Some(("...", "what a page shows in place of what it leaves out"));
    }
    let begins = |word: &[u8]| word.eq_ignore_ascii_case(b"lorem ipsum");
    if text.as_bytes().windows(11).any(begins) {
        return Some(("lorem ipsum", "a text that only fills a page"));
    }
    None
}

/// Whether a text has `&#` and digits with a semicolon behind them.
fn is_numeric_entity(text: &str) -> bool {
    text.split("&#").skip(1).any(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        digits.len() < rest.len() && digits.starts_with(';')
    })
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// In a file that people write, where texts are Markdown.
    Spec,
    /// In the vendor's schema.
    Schema,
    /// In the file of an example.
    Example,
}

impl Writing {
    /// What to do about a placeholder there.
    fn help(self, found: &Found) -> &'static str {
        match self {
            Self::Spec => "write the real text",
            Self::Schema => found.remedy(
                "put the real text there by a correction",
                "put the real text into the schema",
            ),
            Self::Example => "put the real text there, or leave it out",
        }
    }
}

fn check_text(node: &Node, text: &str, writing: Writing, found: &mut Found) {
    let Some((mark, what)) = placeholder(text, writing == Writing::Spec) else {
        return;
    };
    let help = writing.help(found);
    found.tell(
        Diagnostic::warning(
            codes::PLACEHOLDER,
            node.span,
            format!("`{}` is a placeholder", mark.escape_debug()),
        )
        .label(what)
        .help(help),
    );
}

/// Looks at every text below a value.
// Recursion is bounded by the depth that is read.
fn check_all(node: &Node, writing: Writing, found: &mut Found) {
    match &node.value {
        Value::String(text) => check_text(node, text, writing, found),
        Value::Array(items) => {
            for item in items {
                check_all(item, writing, found);
            }
        }
        Value::Object(object) => {
            for member in object {
                check_all(&member.value, writing, found);
            }
        }
        _ => {}
    }
}

/// Checks a file that people write, but for what it quotes: the old values of corrections, reasons.
pub(crate) fn check_spec(root: &Node, found: &mut Found) {
    for member in root.as_object().into_iter().flatten() {
        match member.name.as_str() {
            "allow" => {}
            "corrections" => {
                for row in member.value.as_array().unwrap_or_default() {
                    if let Some(new) = row.get("new") {
                        check_all(new, Writing::Spec, found);
                    }
                }
            }
            _ => check_all(&member.value, Writing::Spec, found),
        }
    }
}

/// Checks what a schema says for people, and the values that it shows.
pub(crate) fn check_schema(schema: &Object, found: &mut Found) {
    for keyword in schema {
        match keyword.name.as_str() {
            "default" | "description" | "example" | "examples" | "title" => {
                check_all(&keyword.value, Writing::Schema, found);
            }
            _ => {}
        }
    }
}

/// Checks the files of examples.
pub(crate) fn check_examples(product: &LoadedProduct, found: &mut Found) {
    for example in product.examples.values() {
        check_all(example, Writing::Example, found);
    }
}
