//! Diagnostics as plain lines.

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// A diagnostic in one line, for logs and for tools that jump to places:
/// `specs/acme/users.toml:4:1: error[E0201]: unknown key …`. Control characters are escaped, so
/// that no text of a spec can act on a terminal.
pub fn one_line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = sources.place(diagnostic.span());
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let Diagnostic { code, message, .. } = diagnostic;
    let line = format!(
        "{}:{}:{}: {severity}[{code}]: {message}",
        place.file, place.line, place.column
    );
    if !line.contains(char::is_control) {
        return line;
    }
    line.chars()
        .flat_map(|char| {
            let (plain, escaped) = if char.is_control() {
                (None, Some(char.escape_default()))
            } else {
                (Some(char), None)
            };
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect()
}
