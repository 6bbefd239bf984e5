//! From the parser's events to tables.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, EventReceiver};
use toml_parser::{ErrorSink, ParseError, Source};

use super::tables::{Key, Tables, too_deep};
use super::{MAX_DEPTH, MAX_ERRORS, scalar};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Node, Span, Value};

type At = toml_parser::Span;

/// Builds the tree of one document.
pub(super) struct Reader<'s> {
    source: Source<'s>,
    file: FileId,
    found: Vec<Diagnostic>,
    document: Tables,
    // The parts of the key that is being read.
    keys: Keys,
    // The key of the document whose value comes next.
    pending: Option<Keys>,
    // The header that is being read, and whether it is one of an array of tables.
    header: Option<(Span, bool)>,
    // Arrays and inline tables that are not closed yet.
    open: Vec<Frame>,
}

#[derive(Default)]
struct Keys {
    path: Vec<Key>,
    // A part of it could not be read; that was reported.
    broken: bool,
    // A dot was the last: another part belongs to it.
    dot: bool,
}

enum Frame {
    Array {
        open: Span,
        depth: usize,
        items: Vec<Node>,
    },
    Table {
        open: Span,
        tables: Tables,
        pending: Option<Keys>,
    },
    // Too deep: what is in it does not arrive.
    Refused(Span),
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: Source<'s>, file: FileId) -> Self {
        Self {
            source,
            file,
            found: Vec::new(),
            document: Tables::new(Span::point(file, 0), 0),
            keys: Keys::default(),
            pending: None,
            header: None,
            open: Vec::new(),
        }
    }

    /// The tree, and the errors that the parser could not see.
    pub(super) fn finish(mut self) -> (Node, Vec<Diagnostic>) {
        self.end_of_line();
        (self.document.into_node(), self.found)
    }

    fn span(&self, at: At) -> Span {
        Span::new(self.file, at.start(), at.end())
    }

    fn report(&mut self, error: Diagnostic) {
        // One more than is shown tells that there are more.
        if self.found.len() <= MAX_ERRORS {
            self.found.push(error);
        }
    }

    // What a line leaves unfinished: `[header` or a key without a value.
    fn end_of_line(&mut self) {
        if !self.open.is_empty() {
            return;
        }
        if self.header.is_some() {
            self.open_header(None);
        }
        let keys = std::mem::take(&mut self.keys);
        if let Some(last) = keys.path.last() {
            let span = last.span;
            // `name]` was to be a header: it says so where it stops being a key.
            if let Some(array) = self.closes_header(span) {
                if let Err(error) = self.document.open(&keys.path, array, span) {
                    self.report(error);
                }
                return;
            }
            self.pending = Some(keys);
            self.value(Node {
                span,
                value: Value::Null,
            });
        }
    }

    // Whether the brackets of a header follow, and whether they are those of an array of tables.
    fn closes_header(&self, key: Span) -> Option<bool> {
        let rest = self
            .source
            .input()
            .get(key.end as usize..)?
            .trim_start_matches([' ', '\t']);
        // Only what stands there is looked at: a line may be megabytes of headers.
        let brackets = rest
            .bytes()
            .take(3)
            .take_while(|byte| *byte == b']')
            .count();
        let behind = rest.get(brackets..)?.trim_start_matches([' ', '\t', '\r']);
        let ends = behind.is_empty() || behind.starts_with(['\n', '#']);
        match brackets {
            1 | 2 if ends => Some(brackets == 2),
            _ => None,
        }
    }

    fn open_header(&mut self, close: Option<Span>) {
        let Some((open, array)) = self.header.take() else {
            return;
        };
        let keys = std::mem::take(&mut self.keys);
        let span = match (close, keys.path.last()) {
            (Some(close), _) => open.to(close),
            (None, Some(key)) => open.to(key.span),
            (None, None) => open,
        };
        if keys.broken {
            self.document.open_nowhere(span);
        } else if let Err(error) = self.document.open(&keys.path, array, span) {
            self.report(error);
        }
    }

    // A value is complete.
    fn value(&mut self, node: Node) {
        let result = match self.open.last_mut() {
            Some(Frame::Array { items, .. }) => {
                items.push(node);
                Ok(())
            }
            Some(Frame::Table {
                tables, pending, ..
            }) => insert(tables, pending.take(), node),
            Some(Frame::Refused(_)) => Ok(()),
            None => insert(&mut self.document, self.pending.take(), node),
        };
        if let Err(error) = result {
            self.report(error);
        }
    }

    // How deep the next value stands.
    fn depth(&self) -> usize {
        let under = |tables: &Tables, pending: &Option<Keys>| {
            tables.depth(pending.as_ref().map_or(&[], |keys| &keys.path))
        };
        match self.open.last() {
            Some(Frame::Array { depth, .. }) => depth + 1,
            Some(Frame::Table {
                tables, pending, ..
            }) => under(tables, pending),
            Some(Frame::Refused(_)) => MAX_DEPTH,
            None => under(&self.document, &self.pending),
        }
    }

    // Whether another value fits inside.
    fn enter(&mut self, at: At) -> Option<usize> {
        // Where `=` is missing, a table stands in another without a key, which adds to no path.
        let depth = self.depth().max(self.open.len());
        if depth < MAX_DEPTH {
            return Some(depth);
        }
        let span = self.span(at);
        // Where a table on the way to it is too deep already, putting it there says so.
        if depth <= MAX_DEPTH + 1 && !matches!(self.open.last(), Some(Frame::Refused(_))) {
            self.report(too_deep(span));
        }
        self.open.push(Frame::Refused(span));
        None
    }

    fn close(&mut self, at: At) {
        let close = self.span(at);
        // A bracket that was put there has no place.
        let until = |open: Span| match open.end <= close.start {
            true => open.to(close),
            false => open,
        };
        let node = match self.open.pop() {
            Some(Frame::Array { open, items, .. }) => Node {
                span: until(open),
                value: Value::Array(items),
            },
            Some(Frame::Table {
                open, mut tables, ..
            }) => {
                tables.close(until(open));
                tables.into_node()
            }
            Some(Frame::Refused(open)) => Node {
                span: until(open),
                value: Value::Null,
            },
            None => return,
        };
        self.keys = Keys::default();
        self.value(node);
    }
}

fn insert(tables: &mut Tables, keys: Option<Keys>, node: Node) -> Result<(), Diagnostic> {
    match keys {
        Some(keys) if !keys.broken => tables.insert(keys.path, node),
        _ => Ok(()),
    }
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, at: At, _error: &mut dyn ErrorSink) {
        self.end_of_line();
        self.header = Some((self.span(at), false));
    }

    fn std_table_close(&mut self, at: At, _error: &mut dyn ErrorSink) {
        let close = self.span(at);
        self.open_header(Some(close));
    }

    fn array_table_open(&mut self, at: At, _error: &mut dyn ErrorSink) {
        self.end_of_line();
        self.header = Some((self.span(at), true));
    }

    fn array_table_close(&mut self, at: At, _error: &mut dyn ErrorSink) {
        let close = self.span(at);
        self.open_header(Some(close));
    }

    fn inline_table_open(&mut self, at: At, _error: &mut dyn ErrorSink) -> bool {
        let Some(depth) = self.enter(at) else {
            return false;
        };
        let open = self.span(at);
        self.keys = Keys::default();
        self.open.push(Frame::Table {
            open,
            tables: Tables::new(open, depth),
            pending: None,
        });
        true
    }

    fn inline_table_close(&mut self, at: At, _error: &mut dyn ErrorSink) {
        self.close(at);
    }

    fn array_open(&mut self, at: At, _error: &mut dyn ErrorSink) -> bool {
        let Some(depth) = self.enter(at) else {
            return false;
        };
        let open = self.span(at);
        self.open.push(Frame::Array {
            open,
            depth,
            items: Vec::new(),
        });
        true
    }

    fn array_close(&mut self, at: At, _error: &mut dyn ErrorSink) {
        self.close(at);
    }

    fn simple_key(&mut self, at: At, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if !self.keys.dot {
            self.keys = Keys::default();
        }
        let mut name = Cow::Borrowed("");
        let mut failed = false;
        let event = Event::new_unchecked(EventKind::SimpleKey, encoding, at);
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut |found: ParseError| {
                failed = true;
                error.report_error(found);
            });
        }
        self.keys.broken |= failed;
        self.keys.dot = false;
        self.keys.path.push(Key {
            name: name.into_owned(),
            span: self.span(at),
        });
    }

    fn key_sep(&mut self, _at: At, _error: &mut dyn ErrorSink) {
        self.keys.dot = true;
    }

    fn key_val_sep(&mut self, _at: At, _error: &mut dyn ErrorSink) {
        let keys = Some(std::mem::take(&mut self.keys));
        match self.open.last_mut() {
            Some(Frame::Table { pending, .. }) => *pending = keys,
            Some(_) => {}
            None => self.pending = keys,
        }
    }

    fn scalar(&mut self, at: At, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let mut failed = false;
        let event = Event::new_unchecked(EventKind::Scalar, encoding, at);
        let kind = self.source.get(event).map(|raw| {
            raw.decode_scalar(&mut text, &mut |found: ParseError| {
                failed = true;
                error.report_error(found);
            })
        });
        let span = self.span(at);
        let value = match kind {
            Some(kind) if !failed => {
                scalar::value(kind, &text).unwrap_or_else(|(code, message)| {
                    self.report(
                        Diagnostic::error(code, span, message)
                            .label("this value")
                            .help("if the service sends it so, write it as a string"),
                    );
                    Value::Null
                })
            }
            _ => Value::Null,
        };
        self.value(Node { span, value });
    }

    fn newline(&mut self, _at: At, _error: &mut dyn ErrorSink) {
        self.end_of_line();
    }
}
