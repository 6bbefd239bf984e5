//! Brackets that are not closed: told once, and closed where they were meant to be.
//!
//! A parser that goes on inside an array reads the rest of the file as its items, and finds
//! something wrong with each. What is surely none of them ends the array: a header, a key with a
//! value, the bracket that closes what is around it.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::{MAX_DEPTH, MAX_ERRORS};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

type At = toml_parser::Span;

/// The tokens with the brackets that are missing, and what is missing where.
pub(super) fn close(tokens: Vec<Token>, source: &Source<'_>, file: FileId) -> Mended {
    let mut mender = Mender {
        source,
        file,
        open: Vec::new(),
        mended: Vec::with_capacity(tokens.len()),
        end: 0,
        found: Vec::new(),
    };
    let mut fresh = true;
    let mut header = false;
    for (index, token) in tokens.iter().enumerate() {
        let rest = tokens.get(index..).unwrap_or_default();
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Comment => {
                mender.mended.push(*token);
                continue;
            }
            TokenKind::Newline => {
                mender.mended.push(*token);
                fresh = true;
                header = false;
                continue;
            }
            TokenKind::Eof => mender.close_all(None),
            _ if fresh && mender.is_behind(rest) => mender.close_all(Some(token.span())),
            _ => {}
        }
        header |= fresh && mender.open.is_empty() && token.kind() == TokenKind::LeftSquareBracket;
        fresh = false;
        if !header {
            mender.bracket(token);
        }
        if mender.open.len() > 2 * MAX_DEPTH {
            // Nothing of this is read.
            return (tokens, Vec::new());
        }
        mender.mended.push(*token);
        mender.end = mender.mended.len();
    }
    (mender.mended, mender.found)
}

type Mended = (Vec<Token>, Vec<Diagnostic>);

struct Mender<'s> {
    source: &'s Source<'s>,
    file: FileId,
    // The brackets that are open, outermost first.
    open: Vec<Token>,
    mended: Vec<Token>,
    // Behind the last that is no space.
    end: usize,
    found: Vec<Diagnostic>,
}

impl Mender<'_> {
    fn bracket(&mut self, token: &Token) {
        let opens = match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                self.open.push(*token);
                return;
            }
            TokenKind::RightSquareBracket => TokenKind::LeftSquareBracket,
            TokenKind::RightCurlyBracket => TokenKind::LeftCurlyBracket,
            _ => return,
        };
        if !self.open.iter().any(|open| open.kind() == opens) {
            return;
        }
        let mut told = false;
        while let Some(open) = self.open.pop() {
            if open.kind() == opens {
                return;
            }
            if !std::mem::replace(&mut told, true) {
                self.tell(open, Some((token.span(), "this closes what is around it")));
            }
            self.put(open);
        }
    }

    fn close_all(&mut self, before: Option<At>) {
        if let Some(open) = self.open.last().copied() {
            self.tell(
                open,
                before.map(|before| (before, "this is none of its items")),
            );
        }
        while let Some(open) = self.open.pop() {
            self.put(open);
        }
    }

    // Closes a bracket behind what was last.
    fn put(&mut self, open: Token) {
        // Tokens are made by reading them; who reads these knows that they have no place.
        let text = closing(open.kind());
        let closing = Source::new(text).lex().next();
        if let Some(closing) = closing {
            self.mended.insert(self.end, closing);
            self.end += 1;
        }
    }

    fn tell(&mut self, open: Token, because: Option<(At, &str)>) {
        if self.found.len() > MAX_ERRORS {
            return;
        }
        let span = |at: At| Span::new(self.file, at.start(), at.end());
        let (is, close) = match open.kind() {
            TokenKind::LeftCurlyBracket => ("{", closing(open.kind())),
            _ => ("[", closing(open.kind())),
        };
        let message = format!("this `{is}` is not closed");
        let error = Diagnostic::error(codes::TOML_SYNTAX, span(open.span()), message);
        let error = error.label("opened here");
        self.found.push(match because {
            Some((at, why)) => error
                .also(span(at), why)
                .help(format!("write `{close}` before that")),
            None => error.help(format!("write `{close}` where its last item ends")),
        });
    }

    /// Whether what begins a line is surely nothing that could stand in what is open.
    fn is_behind(&self, rest: &[Token]) -> bool {
        let Some(innermost) = self.open.last() else {
            return false;
        };
        let in_array = innermost.kind() == TokenKind::LeftSquareBracket;
        let mut kinds = rest
            .iter()
            .filter(|token| token.kind() != TokenKind::Whitespace);
        let mut next = kinds.next();
        let mut opened = 0;
        while next.is_some_and(|token| token.kind() == TokenKind::LeftSquareBracket) && opened < 2 {
            opened += 1;
            next = kinds.next();
        }
        // Values in brackets look the same where they are in quotes.
        if !next.is_some_and(|token| self.is_bare_key(token)) {
            return false;
        }
        let mut next = kinds.next();
        while next.is_some_and(|token| token.kind() == TokenKind::Dot) {
            kinds.next();
            next = kinds.next();
        }
        let is = |token: Option<&Token>, kind| token.is_some_and(|token| token.kind() == kind);
        if opened == 0 {
            // In an inline table it might be the next key, after a comma.
            let last = self.end.checked_sub(1).and_then(|end| self.mended.get(end));
            let goes_on = is(last, TokenKind::Comma) || is(last, TokenKind::LeftCurlyBracket);
            return (in_array || !goes_on) && is(next, TokenKind::Equals);
        }
        for _ in 0..opened {
            if !is(next, TokenKind::RightSquareBracket) {
                return false;
            }
            next = kinds.next();
        }
        [TokenKind::Newline, TokenKind::Comment, TokenKind::Eof]
            .into_iter()
            .any(|kind| is(next, kind))
    }

    fn is_bare_key(&self, token: &Token) -> bool {
        let text = self.source.get(token).map_or("", |raw| raw.as_str());
        token.kind() == TokenKind::Atom
            && text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
            && !["true", "false", "inf", "nan"].contains(&text)
    }
}

const fn closing(open: TokenKind) -> &'static str {
    match open {
        TokenKind::LeftCurlyBracket => "}",
        _ => "]",
    }
}
