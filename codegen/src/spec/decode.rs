//! From the tree to the structs of the format, with recovery.

use std::collections::HashMap;

use super::TypeExpr;
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::source::{Node, Object, Span, Spanned, Value};

// A file that is no spec at all has an error in every line; this many show it.
const MAX_ERRORS: usize = 100;

/// A type that a value of a spec is decoded into.
///
/// It is implemented for what the structs of the format are made of, and not meant to be
/// implemented outside.
pub trait Decode: Sized {
    /// Whether a key of this type must be there.
    const REQUIRED: bool = true;

    /// The value of `node`; `None` where it cannot be had, and then it was reported.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// The value of a key that is not there; `None` where it must be.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema of what `decode` takes.
    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema;
}

/// A struct of the format: one table.
pub trait Table: Decode {
    /// Its keys, in the order of its fields.
    const KEYS: &'static [Key];
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Description, a line each.
    pub doc: &'static [&'static str],
    /// Whether it must be there.
    pub required: bool,
    /// The words that it takes; empty where it takes more than words.
    pub words: &'static [&'static str],
}

/// What decoding carries along: where errors go and what they are about.
pub struct Decoder<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    reported: usize,
    // What the value is, for messages: `` `doc` ``, ``an item of `scopes` ``.
    subject: String,
}

impl<'d> Decoder<'d> {
    /// A decoder that reports into `diagnostics`.
    pub fn new(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            reported: 0,
            subject: "the file".to_owned(),
        }
    }

    /// Reports an error.
    pub fn report(&mut self, error: Diagnostic) {
        self.reported += 1;
        if self.reported <= MAX_ERRORS {
            self.diagnostics.push(error);
        } else if self.reported == MAX_ERRORS + 1 {
            self.diagnostics.push(Diagnostic::error(
                codes::MORE_ERRORS,
                error.span(),
                format!(
                    "there are more than {MAX_ERRORS} errors in this file; the first are shown"
                ),
            ));
        }
    }

    // Decodes under another subject.
    fn about<T: Decode>(&mut self, subject: String, node: &Node) -> Option<T> {
        let outer = std::mem::replace(&mut self.subject, subject);
        let value = T::decode(node, self);
        self.subject = outer;
        value
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        // Reported by the reader.
        if matches!(node.value, Value::Null) {
            return;
        }
        let found = node.kind();
        let message = format!("{} must be {expected}, not {found}", self.subject);
        let mut error = Diagnostic::error(codes::WRONG_TYPE, node.span, message)
            .label(format!("this is {found}"));
        if expected == "a string" && matches!(node.value, Value::Bool(_) | Value::Number(_)) {
            error = error.help("put it in quotes");
        } else if expected == "an array" {
            error = error.help("put it in square brackets");
        }
        self.report(error);
    }

    /// The table that `node` is; keys that it does not have are reported.
    pub(super) fn table<'n, T: Table>(&mut self, node: &'n Node) -> Option<&'n Object> {
        let Some(object) = node.as_object() else {
            self.wrong_type(node, "a table");
            return None;
        };
        for property in object {
            if !T::KEYS.iter().any(|key| key.name == property.name) {
                self.unknown_key(T::KEYS, &property.name, property.name_span);
            }
        }
        Some(object)
    }

    fn unknown_key(&mut self, keys: &[Key], name: &str, span: Span) {
        let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
        let mut error =
            Diagnostic::error(codes::UNKNOWN_KEY, span, format!("unknown key `{name}`"))
                .label(format!("not a key of {}", self.subject))
                .note(format!("its keys are {}", list(&names, "and")));
        if let Some(near) = suggestion(name, names.iter().copied()) {
            error = error.help(format!("write `{near}`"));
        }
        self.report(error);
    }

    /// The value of one key of a table; `None` where it must be there and cannot be had.
    pub(super) fn field<T: Decode>(
        &mut self,
        object: &Object,
        table: Span,
        key: &Key,
    ) -> Option<T> {
        let Some(property) = object.property(key.name) else {
            if T::REQUIRED {
                let mut error = Diagnostic::error(
                    codes::MISSING_KEY,
                    table,
                    format!("missing key `{}`", key.name),
                )
                .label(format!("{} must have it", self.subject));
                if !key.doc.is_empty() {
                    error = error.note(format!("`{}`: {}", key.name, doc(key.doc)));
                }
                self.report(error);
            }
            return T::absent();
        };
        let node = &property.value;
        if let Some(word) = node.as_str().filter(|_| !key.words.is_empty())
            && !key.words.contains(&word)
        {
            let words = list(key.words, "or");
            let mut error = Diagnostic::error(
                codes::UNKNOWN_WORD,
                node.span,
                format!("`{}` must be {words}, not `{word}`", key.name),
            );
            if let Some(near) = suggestion(word, key.words.iter().copied()) {
                error = error.help(format!("write `{near}`"));
            }
            self.report(error);
            return T::absent();
        }
        self.about(format!("`{}`", key.name), node)
    }
}

/// Decodes the tree of a whole file. `None` where something that it must have is missing or
/// wrong; every error is in `diagnostics`, and what could be decoded elsewhere was.
pub fn decode<T: Decode>(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    T::decode(node, &mut Decoder::new(diagnostics))
}

/// The lines of a doc comment as one.
pub(super) fn doc(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}

// `a`, `b` and `c`.
pub(super) fn list(words: &[&str], last: &str) -> String {
    let mut quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        None => String::new(),
        Some(word) if quoted.is_empty() => word,
        Some(word) => format!("{} {last} {word}", quoted.join(", ")),
    }
}

/// A table whose keys are data: names and values in the order of the document.
#[derive(Clone, Debug)]
pub struct Map<T> {
    entries: Vec<(Spanned<String>, T)>,
    by_name: HashMap<String, usize>,
}

impl<T> Map<T> {
    /// The entries, in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, (Spanned<String>, T)> {
        self.entries.iter()
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entry(name).map(|(_, value)| value)
    }

    /// The name with its place, and the value.
    pub fn entry(&self, name: &str) -> Option<&(Spanned<String>, T)> {
        self.entries.get(*self.by_name.get(name)?)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            by_name: HashMap::new(),
        }
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = &'m (Spanned<String>, T);
    type IntoIter = std::slice::Iter<'m, (Spanned<String>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<T: Decode> Decode for Option<T> {
    const REQUIRED: bool = false;

    // What is wrong was reported; the table around it goes on without.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Some(T::decode(node, decoder))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::schema(generator)
    }
}

impl<T: Decode> Decode for Vec<T> {
    const REQUIRED: bool = false;

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(items) = node.as_array() else {
            decoder.wrong_type(node, "an array");
            return Self::absent();
        };
        let subject = format!("an item of {}", decoder.subject);
        Some(
            items
                .iter()
                .filter_map(|item| decoder.about(subject.clone(), item))
                .collect(),
        )
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = T::schema(generator);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}

impl<T: Decode> Decode for Map<T> {
    const REQUIRED: bool = false;

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(object) = node.as_object() else {
            decoder.wrong_type(node, "a table");
            return Self::absent();
        };
        let mut map = Self::default();
        for property in object {
            let subject = format!("`{}`", property.name);
            if let Some(value) = decoder.about(subject, &property.value) {
                map.by_name.insert(property.name.clone(), map.entries.len());
                let name = Spanned {
                    value: property.name.clone(),
                    span: property.name_span,
                };
                map.entries.push((name, value));
            }
        }
        Some(map)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = T::schema(generator);
        schemars::json_schema!({ "type": "object", "additionalProperties": values })
    }
}

impl Decode for Node {
    fn decode(node: &Node, _decoder: &mut Decoder<'_>) -> Option<Self> {
        // Null is what the TOML reader could not read, and reported.
        (!matches!(node.value, Value::Null)).then(|| node.clone())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::Schema::default()
    }
}

impl Decode for Spanned<String> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            decoder.wrong_type(node, "a string");
            return None;
        };
        Some(Self {
            value: text.to_owned(),
            span: node.span,
        })
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Decode for Spanned<bool> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(value) = node.as_bool() else {
            decoder.wrong_type(node, "`true` or `false`");
            return None;
        };
        Some(Self {
            value,
            span: node.span,
        })
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "boolean" })
    }
}

macro_rules! whole_number {
    ($($number:ty),*) => {$(
        impl Decode for Spanned<$number> {
            fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
                let Value::Number(text) = &node.value else {
                    decoder.wrong_type(node, "a whole number");
                    return None;
                };
                let Ok(value) = text.parse::<$number>() else {
                    let message = format!(
                        "{} must be a whole number from 0 to {}, not `{text}`",
                        decoder.subject,
                        <$number>::MAX,
                    );
                    decoder.report(Diagnostic::error(codes::INTEGER_RANGE, node.span, message));
                    return None;
                };
                Some(Self { value, span: node.span })
            }

            #[cfg(feature = "spec-schema")]
            fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer",
                    "minimum": 0,
                    "maximum": <$number>::MAX,
                })
            }
        }
    )*};
}

whole_number!(u16, u32);

impl Decode for TypeExpr {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            decoder.wrong_type(node, "a string");
            return None;
        };
        let mut errors = Vec::new();
        let parsed = Self::parse(text, node.span, &mut errors);
        for error in errors {
            decoder.report(error);
        }
        parsed
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Self>()
    }
}

/// Writes a struct of the format, its decoding and its JSON Schema from one definition.
///
/// Of a field, the type says what is decoded and whether the key must be there, the doc comment
/// describes the key, `#[key = "…"]` gives it another name than the field's, and `#[words("…")]`
/// lists the only words that it takes. The struct gets a field `span`: where the table stands.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $(#[key = $key:literal])?
                $(#[words($($word:literal),+)])?
                pub $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: $ty,
            )*
            /// Where the table stands: its header, or the whole of an inline table.
            pub span: crate::source::Span,
        }

        impl crate::spec::decode::Table for $name {
            const KEYS: &'static [crate::spec::decode::Key] = &[
                $(
                    crate::spec::decode::Key {
                        name: crate::spec::decode::table!(@name $field $($key)?),
                        doc: &[$($field_doc),*],
                        required: <$ty as crate::spec::decode::Decode>::REQUIRED,
                        words: &[$($($word),+)?],
                    },
                )*
            ];
        }

        impl crate::spec::decode::Decode for $name {
            fn decode(
                node: &crate::source::Node,
                decoder: &mut crate::spec::decode::Decoder<'_>,
            ) -> Option<Self> {
                let object = decoder.table::<Self>(node)?;
                let mut keys = <Self as crate::spec::decode::Table>::KEYS.iter();
                $(
                    // One key a field, in the same order.
                    let $field = keys
                        .next()
                        .and_then(|key| decoder.field::<$ty>(object, node.span, key));
                )*
                Some(Self {
                    $($field: $field?,)*
                    span: node.span,
                })
            }

            #[cfg(feature = "spec-schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        #[cfg(feature = "spec-schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let fields = [
                    $(<$ty as crate::spec::decode::Decode>::schema(generator),)*
                ];
                crate::spec::schema::table_schema::<Self>(&[$($doc),*], fields)
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
}

pub(super) use table;
