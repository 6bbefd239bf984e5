//! Diagnostics as plain lines.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// A diagnostic in one line, for logs and for tools that jump to places:
/// `specs/acme/users.toml:4:1: error[E0201]: unknown key …`. What is not printable is escaped, so
/// that no text of a spec can act on a terminal or break the line.
pub fn one_line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    line(
        sources,
        diagnostic,
        &format!("{severity}[{}]", diagnostic.code),
    )
}

/// The same without the severity, for readers who are told of it otherwise:
/// `widgets.toml:3:1: E0201: unknown key …`.
pub(crate) fn bare_line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    line(sources, diagnostic, diagnostic.code)
}

fn line(sources: &Sources, diagnostic: &Diagnostic, code: &str) -> String {
    let place = sources.place(diagnostic.span());
    let file = printable(&place.file);
    let message = printable(&diagnostic.message);
    match place.line {
        // The file could not be read.
        0 => format!("{file}: {code}: {message}"),
        line => format!("{file}:{line}:{}: {code}: {message}", place.column),
    }
}

/// Text without what acts on a terminal: control characters and changes of direction are written
/// as `\u{…}`.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let acts = |char: char| {
        char.is_control()
            || matches!(char, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if acts(char) {
            // Writing to a string does not fail.
            let _ = write!(plain, "{}", char.escape_default());
        } else {
            plain.push(char);
        }
    }
    Cow::Owned(plain)
}
