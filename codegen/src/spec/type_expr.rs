//! The grammar of types in specs.
//!
//! ```text
//! type := string | boolean | integer | number | decimal | timestamp | date | url | email | phone
//!       | secret | any
//!       | binary               bytes: a whole body or answer, or a part
//!       | id<Name>             an identifier of [ids.Name]
//!       | list<type> | map<type> | nullable<type>
//!       | Name                 a type of this module or of the product
//!       | #name                the definition `name` of the module's schema
//!       | #/json/pointer       the place of the module's schema
//! ```

use super::decode::list;
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::Scalar;
use crate::source::Span;

/// A type as a spec writes it, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr {
    /// What it says.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What a [`TypeExpr`] says.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExprKind {
    /// A scalar that has a word of its own. Never [`Scalar::Id`](crate::ir::Scalar::Id).
    Scalar(crate::ir::Scalar),
    /// `id<User>`: the name between the brackets.
    Id(String),
    /// `list<…>`.
    List(Box<TypeExpr>),
    /// `map<…>`: an object whose member names are data.
    Map(Box<TypeExpr>),
    /// `nullable<…>`.
    Nullable(Box<TypeExpr>),
    /// A type by name.
    Name(String),
    /// A place of the module's schema; the text after `#`: `create-a-user-request` or
    /// `/definitions/user`.
    Schema(String),
    /// Any JSON.
    Any,
    /// Bytes as they are: a whole body or answer, or a part of one.
    Binary,
    /// What could not be read, and was reported.
    Unread,
}

// How many brackets may be inside each other. Deeper types are not wanted in an API, and the
// stages after this one recurse over them.
const MAX_DEPTH: usize = 16;

const SCALARS: &[(&str, Scalar)] = &[
    ("string", Scalar::String),
    ("boolean", Scalar::Boolean),
    ("integer", Scalar::Integer),
    ("number", Scalar::Number),
    ("decimal", Scalar::Decimal),
    ("timestamp", Scalar::Timestamp),
    ("date", Scalar::Date),
    ("url", Scalar::Url),
    ("email", Scalar::Email),
    ("phone", Scalar::Phone),
    ("secret", Scalar::Secret),
];

// The words that stand for a type and are no scalars.
const OTHERS: &[&str] = &["any", "binary"];

const GENERIC: &[&str] = &["id", "list", "map", "nullable"];

// What people write who come from elsewhere.
const FOREIGN: &[(&str, &str)] = &[
    ("array", "list"),
    ("blob", "binary"),
    ("bool", "boolean"),
    ("byte", "binary"),
    ("bytes", "binary"),
    ("datetime", "timestamp"),
    ("double", "number"),
    ("file", "binary"),
    ("float", "number"),
    ("int", "integer"),
    ("json", "any"),
    ("long", "integer"),
    ("object", "any"),
    ("option", "nullable"),
    ("optional", "nullable"),
    ("str", "string"),
    ("text", "string"),
    ("time", "timestamp"),
    ("uri", "url"),
    ("vec", "list"),
];

impl TypeExpr {
    /// Reads a type. `span` is that of the whole string literal in the spec, quotes included.
    ///
    /// `None` where it does not follow the grammar; then one error says so, and points to the
    /// character where the literal has no escapes. Whether a name means anything is not looked
    /// at here.
    /// ```
    /// use clientwright::source::Span;
    /// use clientwright::spec::{TypeExpr, TypeExprKind};
    ///
    /// let mut diagnostics = Vec::new();
    /// let read = TypeExpr::parse("list<id<Widget>>", Span::default(), &mut diagnostics);
    /// assert!(matches!(read.map(|it| it.kind), Some(TypeExprKind::List(_))));
    ///
    /// assert!(TypeExpr::parse("list<", Span::default(), &mut diagnostics).is_none());
    /// assert_eq!(diagnostics.len(), 1);
    /// ```
    pub fn parse(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        Self::read(text, span, true, diagnostics)
    }

    /// As `parse`; a word that is none is compared with those that there are if `suggests`.
    pub(super) fn read(
        text: &str,
        span: Span,
        suggests: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut parser = Parser {
            text,
            at: 0,
            span,
            suggests,
        };
        let parsed = parser.parse();
        parsed.map_err(|error| diagnostics.push(*error)).ok()
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    span: Span,
    suggests: bool,
}

// Boxed: results of a function that recurses should be small.
type Failed = Box<Diagnostic>;

impl<'t> Parser<'t> {
    fn parse(&mut self) -> Result<TypeExpr, Failed> {
        let parsed = self.expression(0)?;
        self.spaces();
        if self.at < self.text.len() {
            let error = self.error(self.at, self.text.len(), "expected the end of the type");
            return Err(Box::new(match self.rest().chars().next() {
                Some('>') => error.help("take the `>` out"),
                Some('[' | '?') => error.help("write `list<…>` or `nullable<…>`"),
                Some('<') => error.help(format!("only {} take brackets", list(GENERIC, "and"))),
                _ => error,
            }));
        }
        Ok(parsed)
    }

    // Recursion is bounded by MAX_DEPTH.
    fn expression(&mut self, depth: usize) -> Result<TypeExpr, Failed> {
        self.spaces();
        let start = self.at;
        if self.rest().starts_with('#') {
            return self.schema(start);
        }
        let word = self.word()?;
        self.spaces();
        let generic = GENERIC.contains(&word);
        let kind = if generic && self.rest().starts_with('<') {
            let open = self.at;
            self.at += 1;
            if depth == MAX_DEPTH {
                let message = format!("more than {MAX_DEPTH} brackets inside each other");
                return Err(Box::new(self.error(open, open + 1, &message)));
            }
            let kind = self.brackets(word, depth)?;
            self.spaces();
            if !self.rest().starts_with('>') {
                let message = format!("expected `>` to close `{word}<`");
                return Err(Box::new(self.error_here(&message)));
            }
            self.at += 1;
            kind
        } else if generic {
            let message = format!("`{word}` needs a {} in brackets", inside(word));
            let error = self.error(start, start + word.len(), &message);
            return Err(Box::new(error.help(format!("write `{word}<…>`"))));
        } else if let Some((_, scalar)) = SCALARS.iter().find(|(name, _)| *name == word) {
            TypeExprKind::Scalar(scalar.clone())
        } else if word == "any" {
            TypeExprKind::Any
        } else if word == "binary" {
            TypeExprKind::Binary
        } else {
            self.name(word, start)?
        };
        Ok(TypeExpr {
            kind,
            span: self.place(start, self.at),
        })
    }

    fn brackets(&mut self, word: &str, depth: usize) -> Result<TypeExprKind, Failed> {
        if word == "id" {
            self.spaces();
            return Ok(TypeExprKind::Id(self.word()?.to_owned()));
        }
        let inner = Box::new(self.expression(depth + 1)?);
        Ok(match word {
            "list" => TypeExprKind::List(inner),
            "map" => TypeExprKind::Map(inner),
            _ => TypeExprKind::Nullable(inner),
        })
    }

    // A name is looked up later; what is surely no name but a word of the grammar gone wrong is
    // told here.
    fn name(&self, word: &str, start: usize) -> Result<TypeExprKind, Failed> {
        let lower = word.to_lowercase();
        let begins_lower = word.starts_with(char::is_lowercase);
        let foreign = FOREIGN
            .iter()
            .find(|(name, _)| *name == lower)
            .map(|(_, ours)| *ours);
        let meant = if is_word(&lower) && (begins_lower || GENERIC.contains(&lower.as_str())) {
            Some(lower.clone())
        } else if begins_lower || self.rest().starts_with('<') {
            foreign.map(str::to_owned).or_else(|| {
                let words: Vec<&str> = SCALARS
                    .iter()
                    .map(|(name, _)| *name)
                    .chain(GENERIC.iter().copied())
                    .chain(OTHERS.iter().copied())
                    .collect();
                let words = words.iter().copied().filter(|_| self.suggests);
                suggestion(word, words).map(str::to_owned)
            })
        } else {
            None
        };
        if meant.is_none() && !begins_lower {
            return Ok(TypeExprKind::Name(word.to_owned()));
        }
        let error = self
            .error(start, start + word.len(), &format!("unknown type `{word}`"))
            .note(
                "the words of the grammar are in lower case, names of types begin with a capital",
            );
        let Some(meant) = meant else {
            return Err(Box::new(error));
        };
        let has_brackets = self.rest().starts_with('<');
        Err(Box::new(
            error.help(match meant.as_str() {
                // Where a type stands is known later; JSON is what most types are of.
                "binary" => {
                    "write `string`, as JSON has no bytes; where they are a whole `body`, all \
                         that an answer `returns`, or a row of `parts`, write `binary`"
                        .to_owned()
                }
                generic if GENERIC.contains(&generic) && !has_brackets => {
                    format!("write `{meant}<…>`, with a {} in brackets", inside(&meant))
                }
                _ => format!("write `{meant}`"),
            }),
        ))
    }

    // The text after `#`, up to the end or a closing bracket. A `>` that belongs to a pointer is
    // written as `%3E`, as in a URL.
    fn schema(&mut self, start: usize) -> Result<TypeExpr, Failed> {
        self.at += 1;
        let length = self.rest().find('>').unwrap_or(self.rest().len());
        let name = self.rest().get(..length).unwrap_or_default().trim_end();
        if name.is_empty() {
            return Err(Box::new(
                self.error_here("expected a definition or a JSON pointer after `#`"),
            ));
        }
        self.at += name.len();
        Ok(TypeExpr {
            kind: TypeExprKind::Schema(name.to_owned()),
            span: self.place(start, self.at),
        })
    }

    fn word(&mut self) -> Result<&'t str, Failed> {
        let length = self
            .rest()
            .find(|char: char| !char.is_ascii_alphanumeric() && char != '_')
            .unwrap_or(self.rest().len());
        let word = self.rest().get(..length).unwrap_or_default();
        if word.is_empty() {
            return Err(Box::new(self.error_here("expected a type")));
        }
        if word.starts_with(|char: char| char.is_ascii_digit()) {
            let message = "the name of a type begins with a letter";
            return Err(Box::new(self.error(self.at, self.at + length, message)));
        }
        self.at += length;
        Ok(word)
    }

    fn spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches(' ').len();
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    // The place of a part of the text. A literal that is two quotes longer than its text has no
    // escapes: only then it is known where the parts stand.
    fn place(&self, start: usize, end: usize) -> Span {
        let literal = self.span.end.saturating_sub(self.span.start) as usize;
        if literal != self.text.len() + 2 {
            return self.span;
        }
        let first = self.span.start as usize + 1;
        Span::new(self.span.file, first + start, first + end)
    }

    fn error(&self, start: usize, end: usize, message: &str) -> Diagnostic {
        Diagnostic::error(codes::TYPE_SYNTAX, self.place(start, end), message).label("no type")
    }

    // An error at the next character, or at the end of the text.
    fn error_here(&self, message: &str) -> Diagnostic {
        match self.rest().chars().next() {
            Some(char) => self
                .error(self.at, self.at + char.len_utf8(), message)
                .label(format!("found `{}`", char.escape_debug())),
            None => self
                .error(self.at, self.at, message)
                .label("the type ends here"),
        }
    }
}

/// Whether a text is a word of the grammar.
pub(crate) fn is_word(text: &str) -> bool {
    SCALARS.iter().any(|(name, _)| *name == text)
        || GENERIC.contains(&text)
        || OTHERS.contains(&text)
}

/// Whether a type of that name could be named in a type expression.
pub(crate) fn is_name(text: &str) -> bool {
    let plain = |char: char| char.is_ascii_alphanumeric() || char == '_';
    text.starts_with(|char: char| char.is_ascii_uppercase() || char == '_')
        && text.chars().all(plain)
}

fn inside(word: &str) -> &'static str {
    if word == "id" { "name" } else { "type" }
}

#[cfg(feature = "spec-schema")]
impl schemars::JsonSchema for TypeExpr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TypeExpr".into()
    }

    // A regular expression cannot count brackets: it holds what `parse` takes, and a little more.
    fn json_schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let scalars: Vec<&str> = SCALARS.iter().map(|(name, _)| *name).collect();
        let pattern = format!(
            "^ *((list|map|nullable) *< *)*({}|any|binary|id *< *[A-Za-z_][A-Za-z0-9_]* *>|[A-Z_][A-Za-z0-9_]*|#[^>]+)( *>)* *$",
            scalars.join("|"),
        );
        let description = format!(
            "A type: {}, `any`, `binary` (bytes: a whole body or answer, or a part), `id<Name>` \
             (an identifier of `[ids.Name]`), `list<type>`, `map<type>`, `nullable<type>`, `Name` (a type of this module or of the product), \
             `#name` (a definition of the module's schema) or `#/json/pointer` (a place of it).",
            scalars
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", "),
        );
        schemars::json_schema!({
            "description": description,
            "type": "string",
            "pattern": pattern,
        })
    }
}
