//! TOML into the tree.
//!
//! The syntax is `toml_parser`'s; what tables a document defines is decided here ([`tables`]),
//! because the tree needs the place of every key and the order of the document, and an error
//! about a key that is there twice needs both places.

mod advice;
mod events;
mod mend;
mod scalar;
mod tables;

use std::collections::HashSet;

use self::events::Reader;
use super::{FileId, Node, Sources, Span, conflict};
use crate::diagnostic::{Diagnostic, codes};

// The parser recurses, with frames of some kilobytes: this fits a stack of a megabyte, and no spec
// comes near it.
const MAX_DEPTH: usize = 48;

// A text that is not TOML at all has an error in every line; this many show it.
const MAX_ERRORS: usize = 50;

/// Reads a TOML file into the tree: a table whose members stand in the order of the document,
/// sub-tables where they are first named; a byte order mark in front is skipped.
///
/// Every error is reported and the rest is read nevertheless, so that the next mistake is not
/// hidden: a value that could not be read is [`Value::Null`](super::Value::Null), the second of
/// two equal keys is dropped. `None` only where the file is too large.
/// ```
/// use clientwright::diagnostic::one_line;
/// use clientwright::source::{Sources, read_toml};
///
/// let mut sources = Sources::default();
/// let file = sources.add("widgets.toml", "title = Widgets\ndoc = \"What Acme sells.\"\n");
/// let mut diagnostics = Vec::new();
/// let root = read_toml(&sources, file, &mut diagnostics).expect("it is not too large");
///
/// assert_eq!(root.get("doc").and_then(|doc| doc.as_str()), Some("What Acme sells."));
/// assert!(one_line(&sources, &diagnostics[0]).starts_with("widgets.toml:1:9: error[E"));
/// ```
pub fn read_toml(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = sources.get(file)?.text.as_str();
    let most = sources.limits().toml_bytes;
    if text.len() > most {
        diagnostics.push(
            Diagnostic::error(
                codes::TOO_LARGE,
                Span::point(file, 0),
                "the file is too large",
            )
            .label("this file")
            .help("split it into modules, or raise `Limits::toml_bytes`")
            .note(format!("at most {most} bytes of TOML are read")),
        );
        return None;
    }
    let text = &*conflict::ours(sources, file, text, diagnostics);
    let source = toml_parser::Source::new(text);
    let (tokens, unclosed) = mend::close(source.lex().into_vec(), &source, file);
    let mut errors = Errors {
        file,
        text,
        found: Vec::new(),
    };
    let mut reader = Reader::new(source, file);
    {
        let mut receiver = toml_parser::parser::ValidateWhitespace::new(&mut reader, source);
        toml_parser::parser::parse_document(&tokens, &mut receiver, &mut errors);
    }
    let (node, mut found) = reader.finish();
    found.append(&mut first_of_lines(text, errors.found, unclosed));
    found.sort_by_key(|error| error.labels.first().map(|label| label.span));
    if found.len() > MAX_ERRORS {
        let at = found.get(MAX_ERRORS).map_or(node.span, Diagnostic::span);
        found.truncate(MAX_ERRORS);
        found.push(
            Diagnostic::error(
                codes::MORE_ERRORS,
                at,
                format!(
                    "there are more than {MAX_ERRORS} errors in this file; the first are shown"
                ),
            )
            .label("the next one is here")
            .help("put those right first: they are likely to have one cause"),
        );
    }
    diagnostics.append(&mut found);
    Some(node)
}

/// What the parser says, once a line: behind a mistake it finds others in what was well. What it
/// stumbles over before a bracket is why that seems to be open.
fn first_of_lines(
    text: &str,
    mut parser: Vec<Diagnostic>,
    unclosed: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    parser.sort_by_key(Diagnostic::span);
    let mut lines: HashSet<usize> = HashSet::new();
    let mut line = 1;
    let mut counted = 0;
    let mut line_of = |span: Span| {
        let at = (span.start as usize).max(counted);
        let more = text.as_bytes().get(counted..at).unwrap_or_default();
        line += more.iter().filter(|byte| **byte == b'\n').count();
        counted = at;
        line
    };
    parser.retain(|error| lines.insert(line_of(error.span())));
    let mut all = parser;
    for error in unclosed {
        let before = text.get(..error.span().start as usize).unwrap_or_default();
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        if lines.insert(line) {
            all.push(error);
        }
    }
    all
}

// What the parser and its decoders report.
struct Errors<'t> {
    file: FileId,
    text: &'t str,
    found: Vec<Diagnostic>,
}

impl toml_parser::ErrorSink for Errors<'_> {
    fn report_error(&mut self, error: toml_parser::ParseError) {
        if self.found.len() > MAX_ERRORS {
            return;
        }
        let span = match error.description() {
            // It ends where the file does.
            text if text.contains("multi-line") => error.context(),
            _ => error.unexpected(),
        };
        let span = span.or(error.context()).unwrap_or_default();
        let (message, help) =
            advice::advice(error.description(), self.text, span.start(), span.end());
        let mut diagnostic = Diagnostic::error(
            codes::TOML_SYNTAX,
            Span::new(self.file, span.start(), span.end()),
            message.unwrap_or(error.description()),
        );
        if let Some(expected) = error.expected().filter(|expected| !expected.is_empty()) {
            let words: Vec<String> = expected
                .iter()
                .map(|expected| match expected {
                    toml_parser::Expected::Literal(quote @ ("\"" | "'")) => format!("`{quote}`"),
                    toml_parser::Expected::Literal(literal) => {
                        format!("`{}`", literal.escape_debug())
                    }
                    toml_parser::Expected::Description(words) => (*words).to_owned(),
                    // The enum is open; there is no third kind yet.
                    _ => "something else".to_owned(),
                })
                .collect();
            diagnostic = diagnostic.label(format!("expected {}", words.join(" or ")));
        } else {
            diagnostic = diagnostic.label("the text stops being TOML here");
        }
        diagnostic = diagnostic.help(help);
        self.found.push(diagnostic);
    }
}
