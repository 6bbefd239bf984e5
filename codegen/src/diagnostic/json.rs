//! Diagnostics as data.

use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::ir::Place;
use crate::source::{Sources, Span};

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    range: Range,
    labels: Vec<Marked<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Marked<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Range {
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    end: Option<End>,
}

#[derive(Serialize)]
struct End {
    line: u32,
    column: u32,
}

/// A diagnostic as one line of JSON: `code`, `severity` (`error` or `warning`), `message`, `file`,
/// `line`, `column`, `end`, `labels`, `notes` and `help`, which may be null. Lines and columns
/// count from 1, columns in characters; `end` is the place behind the last character; all three are
/// null in a file that could not be read. The first of the labels marks the place of the diagnostic
/// itself.
pub fn json_line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let labels = diagnostic.labels.iter();
    let record = Record {
        code: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        range: range(sources, diagnostic.span()),
        labels: labels
            .map(|label| Marked {
                range: range(sources, label.span),
                text: &label.text,
            })
            .collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
    };
    // A struct of strings and numbers is always JSON.
    serde_json::to_string(&record).unwrap_or_default()
}

fn range(sources: &Sources, span: Span) -> Range {
    let Place {
        file, line, column, ..
    } = sources.place(span);
    let end = sources.place(Span {
        start: span.end,
        ..span
    });
    // There are no places in a file that could not be read.
    let read = line > 0;
    Range {
        file: file.to_string(),
        line: read.then_some(line),
        column: read.then_some(column),
        end: read.then_some(End {
            line: end.line,
            column: end.column,
        }),
    }
}
