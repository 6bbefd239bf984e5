//! JSON into the tree, strictly as RFC 8259 has it.
//!
//! The reader keeps what others drop: the place of every name and value, the digits of numbers,
//! the order of members. It does not recurse, so the depth of a document costs no stack.

mod scan;

use smol_str::SmolStr;

use self::scan::{Scanner, Token, TokenKind};
use super::{FileId, Node, Object, Property, Sources, Span, Value, conflict};
use crate::diagnostic::{Diagnostic, codes};

// As deep as serde_json goes.
const MAX_DEPTH: usize = 128;

// A vendor's file may repeat itself all over; this many show that it does.
const MAX_WARNINGS: usize = 20;

/// Reads a JSON file into the tree; a byte order mark in front is skipped.
///
/// `None` where the text is not JSON, is too large or too deep; then the first error is in
/// `diagnostics`. A member that is there twice is a warning, not an error, since files come from
/// vendors who will not change them; the first of the two counts.
/// ```
/// use clientwright::source::{Sources, read_json};
///
/// let mut sources = Sources::default();
/// let file = sources.add("widget.json", r#"{ "label": "Cog", "parts": [3, 4] }"#);
/// let mut diagnostics = Vec::new();
/// let widget = read_json(&sources, file, &mut diagnostics).expect("it is JSON");
///
/// let parts = widget.get("parts").expect("it is there");
/// assert_eq!(parts.as_array().map(<[_]>::len), Some(2));
/// assert_eq!(parts.kind(), "an array");
/// ```
pub fn read_json(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let limits = sources.limits();
    let text = sources.get(file)?.text.as_str();
    let text = &*conflict::ours(sources, file, text, diagnostics);
    let mut reader = Reader {
        scanner: Scanner::new(text, file),
        items: Vec::new(),
        members: Vec::new(),
        warnings: Vec::new(),
        values: 0,
        most_values: limits.json_values,
    };
    let result = if text.len() > limits.json_bytes {
        Err(too_large(
            Span::point(file, 0),
            format!("at most {} bytes of JSON are read", limits.json_bytes),
            "json_bytes",
        ))
    } else {
        reader.read()
    };
    diagnostics.append(&mut reader.warnings);
    result.map_err(|error| diagnostics.push(error)).ok()
}

// An array or object that is not closed yet.
enum Frame {
    Array {
        open: Span,
        // Where its items begin, among those of all arrays that are open.
        first: usize,
    },
    Object {
        open: Span,
        // Where its members begin, among those of all objects that are open.
        first: usize,
        // The name whose value comes next.
        name: Option<(SmolStr, Span)>,
    },
}

struct Reader<'s> {
    scanner: Scanner<'s>,
    // What is in the arrays and objects that are open. They lie in one list each, and get one of
    // their own, of their size, when they are closed.
    items: Vec<Node>,
    members: Vec<Property>,
    warnings: Vec<Diagnostic>,
    values: usize,
    most_values: usize,
}

impl<'s> Reader<'s> {
    fn read(&mut self) -> Result<Node, Diagnostic> {
        let mut frames: Vec<Frame> = Vec::new();
        let mut token = self.scanner.next()?;
        loop {
            // A value is due. After `[` it may be `]` instead.
            let mut value = match token.kind {
                TokenKind::OpenArray => {
                    deeper(&frames, token.span)?;
                    frames.push(Frame::Array {
                        open: token.span,
                        first: self.items.len(),
                    });
                    token = self.scanner.next()?;
                    if token.kind != TokenKind::CloseArray {
                        continue;
                    }
                    self.close(&mut frames, token.span)
                }
                TokenKind::OpenObject => {
                    deeper(&frames, token.span)?;
                    frames.push(Frame::Object {
                        open: token.span,
                        first: self.members.len(),
                        name: None,
                    });
                    token = self.scanner.next()?;
                    if token.kind != TokenKind::CloseObject {
                        token = self.member_name(&mut frames, token)?;
                        continue;
                    }
                    self.close(&mut frames, token.span)
                }
                TokenKind::Text(text) => Node {
                    span: token.span,
                    value: Value::String(text.into()),
                },
                TokenKind::Value(value) => Node {
                    span: token.span,
                    value,
                },
                other => return Err(unexpected_for_value(&other, token.span, &frames)),
            };
            // A value is there: it goes into what is open, and that may end with it.
            loop {
                self.values += 1;
                if self.values > self.most_values {
                    let most = self.most_values;
                    let message = format!("at most {most} values of one file are read");
                    return Err(too_large(value.span, message, "json_values"));
                }
                let end = self.scanner.next()?;
                let Some(frame) = frames.last_mut() else {
                    if end.kind == TokenKind::End {
                        return Ok(value);
                    }
                    return Err(syntax(end.span, "text after the end of the JSON value")
                        .label("nothing may follow"));
                };
                let closing = match frame {
                    Frame::Array { .. } => {
                        self.items.push(value);
                        TokenKind::CloseArray
                    }
                    Frame::Object { name, .. } => {
                        // A value in an object comes after its name.
                        let (name, name_span) = name.take().unwrap_or_default();
                        self.members.push(Property {
                            name,
                            name_span,
                            value,
                        });
                        TokenKind::CloseObject
                    }
                };
                if end.kind == closing {
                    value = self.close(&mut frames, end.span);
                    continue;
                }
                if end.kind != TokenKind::Comma {
                    return Err(unexpected_after_value(&end, frame));
                }
                token = self.scanner.next()?;
                if token.kind == closing {
                    return Err(syntax(end.span, "a comma after the last value")
                        .label("JSON allows none here")
                        .help("take the comma out"));
                }
                if closing == TokenKind::CloseObject {
                    token = self.member_name(&mut frames, token)?;
                }
                break;
            }
        }
    }

    // Reads a name and its colon, and returns the token after them.
    fn member_name(
        &mut self,
        frames: &mut [Frame],
        token: Token<'s>,
    ) -> Result<Token<'s>, Diagnostic> {
        let (text, span) = match token.kind {
            TokenKind::Text(text) => (text, token.span),
            TokenKind::End => return Err(unclosed(token.span, frames.last())),
            _ => {
                return Err(syntax(token.span, "expected the name of a member")
                    .label("not a string in double quotes"));
            }
        };
        let colon = self.scanner.next()?;
        if colon.kind != TokenKind::Colon {
            return Err(
                syntax(colon.span, "expected `:` after the name of a member")
                    .label("`:` goes here")
                    .also(span, "the name"),
            );
        }
        if let Some(Frame::Object { name, .. }) = frames.last_mut() {
            *name = Some((text.into(), span));
        }
        self.scanner.next()
    }

    // Closes the innermost array or object.
    fn close(&mut self, frames: &mut Vec<Frame>, close: Span) -> Node {
        match frames.pop() {
            Some(Frame::Array { open, first }) => Node {
                span: open.to(close),
                value: Value::Array(self.items.drain(first..).collect()),
            },
            Some(Frame::Object { open, first, .. }) => {
                let members = self.members.drain(first..).collect();
                let (object, twice) = Object::new(members);
                for (member, first) in twice {
                    if self.warnings.len() < MAX_WARNINGS {
                        self.warnings.push(
                            Diagnostic::warning(
                                codes::DUPLICATE_MEMBER,
                                member.name_span,
                                format!("the member `{}` is there twice", member.name),
                            )
                            .help("take one of them out")
                            .label("this one is not read")
                            .also(first, "the first one counts"),
                        );
                    }
                }
                Node {
                    span: open.to(close),
                    value: Value::Object(object),
                }
            }
            // Never: it is called with a frame on the stack.
            None => Node {
                span: close,
                value: Value::Null,
            },
        }
    }
}

fn deeper(frames: &[Frame], span: Span) -> Result<(), Diagnostic> {
    if frames.len() < MAX_DEPTH {
        return Ok(());
    }
    Err(Diagnostic::error(
        codes::TOO_DEEP,
        span,
        format!("more than {MAX_DEPTH} values inside each other"),
    )
    .label("one level too many")
    .help("no API needs as many: take the text from where it was made, or leave it out"))
}

fn syntax(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(codes::JSON_SYNTAX, span, message)
        .label("the text stops being JSON here")
        .help("write plain JSON: no comments, no comma behind the last item, nothing left out")
}

fn too_large(span: Span, message: String, setting: &str) -> Diagnostic {
    Diagnostic::error(codes::TOO_LARGE, span, "the file is too large")
        .label("this file")
        .help(format!(
            "keep only what the operations need, or raise `Limits::{setting}`"
        ))
        .note(message)
}

fn unclosed(end: Span, frame: Option<&Frame>) -> Diagnostic {
    let (open, message) = match frame {
        None => return syntax(end, "there is no JSON value").label("the text ends here"),
        Some(Frame::Array { open, .. }) => (*open, "the array is not closed"),
        Some(Frame::Object { open, .. }) => (*open, "the object is not closed"),
    };
    syntax(end, message)
        .label("the text ends here")
        .also(open, "opened here")
}

fn unexpected_for_value(kind: &TokenKind<'_>, span: Span, frames: &[Frame]) -> Diagnostic {
    if *kind == TokenKind::End {
        return match frames.last() {
            Some(Frame::Object {
                name: Some((_, name)),
                ..
            }) => syntax(span, "expected a value")
                .label("the text ends here")
                .also(*name, "the value of this member"),
            frame => unclosed(span, frame),
        };
    }
    syntax(span, "expected a value").label(format!("found {}", kind.words()))
}

fn unexpected_after_value(token: &Token<'_>, frame: &Frame) -> Diagnostic {
    if token.kind == TokenKind::End {
        return unclosed(token.span, Some(frame));
    }
    let (open, message) = match frame {
        Frame::Array { open, .. } => (*open, "expected `,` or `]` in an array"),
        Frame::Object { open, .. } => (*open, "expected `,` or `}` in an object"),
    };
    syntax(token.span, message)
        .label(format!("found {}", token.kind.words()))
        .also(open, "opened here")
}
