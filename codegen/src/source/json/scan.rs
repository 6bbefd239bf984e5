//! The tokens of JSON.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span, Value};

#[derive(Debug)]
pub(super) struct Token<'s> {
    pub(super) kind: TokenKind<'s>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum TokenKind<'s> {
    OpenArray,
    CloseArray,
    OpenObject,
    CloseObject,
    Comma,
    Colon,
    /// A string, unescaped: a value, or the name of a member.
    Text(Cow<'s, str>),
    /// Any other scalar: never an array or object.
    Value(Value),
    End,
}

// Two values are never compared: what is asked for is punctuation.
impl PartialEq for TokenKind<'_> {
    fn eq(&self, other: &Self) -> bool {
        !matches!(self, Self::Text(_) | Self::Value(_))
            && std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl TokenKind<'_> {
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::OpenArray => "`[`",
            Self::CloseArray => "`]`",
            Self::OpenObject => "`{`",
            Self::CloseObject => "`}`",
            Self::Comma => "`,`",
            Self::Colon => "`:`",
            Self::Text(_) => "a string",
            Self::Value(Value::Number(_)) => "a number",
            Self::Value(_) => "a value",
            Self::End => "the end of the text",
        }
    }
}

pub(super) struct Scanner<'s> {
    text: &'s str,
    file: FileId,
    at: usize,
}

impl<'s> Scanner<'s> {
    pub(super) fn new(text: &'s str, file: FileId) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, file, at }
    }

    pub(super) fn next(&mut self) -> Result<Token<'s>, Diagnostic> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        let start = self.at;
        let Some(byte) = self.byte() else {
            return Ok(self.token(start, TokenKind::End));
        };
        let kind = match byte {
            b'[' => TokenKind::OpenArray,
            b']' => TokenKind::CloseArray,
            b'{' => TokenKind::OpenObject,
            b'}' => TokenKind::CloseObject,
            b',' => TokenKind::Comma,
            b':' => TokenKind::Colon,
            b'"' => {
                let text = self.string()?;
                return Ok(self.token(start, TokenKind::Text(text)));
            }
            b'-' | b'0'..=b'9' => {
                let number = self.number()?;
                return Ok(self.token(start, TokenKind::Value(Value::Number(number))));
            }
            _ => {
                let value = self.word()?;
                return Ok(self.token(start, TokenKind::Value(value)));
            }
        };
        self.at += 1;
        Ok(self.token(start, kind))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn token(&self, start: usize, kind: TokenKind<'s>) -> Token<'s> {
        Token {
            kind,
            span: self.span(start, self.at),
        }
    }

    fn error(&self, start: usize, end: usize, message: &str) -> Diagnostic {
        Diagnostic::error(codes::JSON_SYNTAX, self.span(start, end), message)
            .label("the text stops being JSON here")
            .help("write plain JSON: no comments, no comma behind the last item, nothing left out")
    }

    // The character at the reader, as a span's end.
    fn after_char(&self) -> usize {
        self.at + self.rest().chars().next().map_or(0, char::len_utf8)
    }

    fn word(&mut self) -> Result<Value, Diagnostic> {
        let start = self.at;
        let length = self
            .rest()
            .find(|char: char| !char.is_alphanumeric() && char != '_')
            .unwrap_or(self.rest().len());
        let word = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "" => return Err(self.stray(start)),
            _ => {
                let error = self.error(start, self.at, "a word that JSON does not have");
                return Err(match word.to_lowercase().as_str() {
                    lower @ ("null" | "true" | "false") => error.help(format!("write `{lower}`")),
                    "none" | "nil" | "undefined" => error.help("write `null`"),
                    "nan" | "infinity" => error.help("JSON's numbers are finite"),
                    _ => error.help("strings stand in double quotes"),
                });
            }
        };
        Ok(value)
    }

    // A character that begins no token.
    fn stray(&self, start: usize) -> Diagnostic {
        let error = self.error(start, self.after_char(), "a character that begins no value");
        match self.rest() {
            rest if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') => {
                self.error(start, self.after_char(), "a comment")
                    .help("JSON has no comments: take it out")
            }
            rest if rest.starts_with("...") || rest.starts_with('…') => {
                error.help("JSON has no way to leave something out: take the dots out")
            }
            rest if rest.starts_with(['\'', '`', '“', '”', '‘', '’']) => {
                error.help("strings stand in double quotes (`\"`)")
            }
            rest if rest.starts_with(['+', '.']) => error.help("numbers begin with a digit or `-`"),
            rest if rest.starts_with('\u{a0}') => error.help("this is a no-break space"),
            _ => error,
        }
    }

    fn number(&mut self) -> Result<SmolStr, Diagnostic> {
        let start = self.at;
        self.skip(b'-');
        let integer = self.digits();
        if integer == 0 {
            return Err(self.bad_number(start, "a `-` without digits"));
        }
        let leading_zero =
            integer > 1 && self.text.as_bytes().get(self.at - integer) == Some(&b'0');
        if leading_zero {
            return Err(self.bad_number(start, "a number with a zero in front"));
        }
        if self.skip(b'.') && self.digits() == 0 {
            return Err(self.bad_number(start, "a number without digits after the point"));
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            if self.digits() == 0 {
                return Err(self.bad_number(start, "a number without digits after the `e`"));
            }
        }
        if self
            .rest()
            .starts_with(|char: char| char.is_alphanumeric() || "_.+-".contains(char))
        {
            return Err(self.bad_number(start, "not a number"));
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        // A text of these characters parses; beyond the range it becomes infinite.
        if text.parse::<f64>().is_ok_and(f64::is_infinite) {
            return Err(Diagnostic::error(
                codes::NUMBER_RANGE,
                self.span(start, self.at),
                "a number too large for a double",
            )
            .label("too large")
            .help("if the service sends it so, write it as a string"));
        }
        Ok(text.into())
    }

    fn bad_number(&mut self, start: usize, message: &str) -> Diagnostic {
        let length = self
            .rest()
            .find(|char: char| !char.is_alphanumeric() && !"_.+-".contains(char))
            .unwrap_or(self.rest().len());
        self.error(start, self.at + length, message)
    }

    fn skip(&mut self, byte: u8) -> bool {
        let there = self.byte() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Result<Cow<'s, str>, Diagnostic> {
        let start = self.at;
        self.at += 1;
        let mut text = Cow::default();
        loop {
            let rest = self.rest();
            // The bytes that end it are no part of other characters.
            let mut bytes = rest.bytes();
            let plain = bytes.position(|byte| byte == b'"' || byte == b'\\' || byte < b' ');
            let plain = plain.unwrap_or(rest.len());
            // What has no escape is taken as it stands.
            text += rest.get(..plain).unwrap_or_default();
            self.at += plain;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escape()?),
                None | Some(b'\n' | b'\r') => {
                    return Err(self
                        .error(start, self.at, "the string is not closed")
                        .label("a `\"` is missing at its end"));
                }
                Some(byte) => {
                    return Err(self
                        .error(self.at, self.at + 1, "a control character in a string")
                        .help(format!("write `\\u{byte:04x}`")));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Diagnostic> {
        let start = self.at;
        self.at += 1;
        let char = match self.byte() {
            Some(b'u') => {
                self.at += 1;
                return self.unicode(start);
            }
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            _ => {
                return Err(self
                    .error(
                        start,
                        self.after_char(),
                        "an escape that JSON does not have",
                    )
                    .help("write `\\\\` for a backslash"));
            }
        };
        self.at += 1;
        Ok(char)
    }

    fn unicode(&mut self, start: usize) -> Result<char, Diagnostic> {
        let first = self.hex(start)?;
        let code = match first {
            0xd800..0xdc00 if self.rest().starts_with("\\u") => {
                self.at += 2;
                match self.hex(start)? {
                    second @ 0xdc00..0xe000 => {
                        0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    }
                    _ => return Err(self.lone(start)),
                }
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.lone(start))
    }

    fn lone(&self, start: usize) -> Diagnostic {
        self.error(start, start + 6, "half of a surrogate pair")
            .label("no character")
    }

    fn hex(&mut self, start: usize) -> Result<u32, Diagnostic> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error(start, self.at, "four hexadecimal digits follow `\\u`"));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}
