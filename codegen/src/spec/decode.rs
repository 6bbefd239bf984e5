//! From the tree to the structs of the format, with recovery.

mod map;
mod one_or_more;
mod table;
mod values;

pub use map::Map;
pub use one_or_more::OneOrMore;
pub(super) use table::table;

use std::collections::HashMap;

use smol_str::SmolStr;

use super::form::Form;
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::source::{Node, Object, Property, Span, Value};
use crate::spec::{ModuleSpec, ProductSpec};

// A file that is no spec at all has an error in every line; this many show it.
const MAX_ERRORS: usize = 100;

/// A type that a value of a spec is decoded into.
///
/// It is implemented for what the structs of the format are made of, and not meant to be
/// implemented outside.
pub trait Decode: Sized {
    /// Whether a key of this type must be there.
    const REQUIRED: bool = true;
    /// Whether it is a table, which has a header.
    const IS_TABLE: bool = false;

    /// The value of `node`; `None` where it cannot be had, and then it was reported.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// The value of a key that is not there; `None` where it must be.
    fn absent() -> Option<Self> {
        None
    }

    /// What stands in for a value that could not be had, so that the rest can be read: it says
    /// nothing, and stands where that was reported. `None` where there is no such value.
    fn unread(_span: Span) -> Option<Self> {
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
    /// The form of the text that it takes; `None` where it takes any.
    pub form: Option<&'static Form>,
    /// The form of the names in its table, where these are data.
    pub names: Option<&'static Form>,
    /// The only number that it takes.
    pub only: Option<u32>,
    /// Whether its table is read without it where it must be there and cannot be had.
    pub goes_on: bool,
}

/// What decoding carries along: where errors go and what they are about.
pub struct Decoder<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    reported: usize,
    // What the value is, for messages: `` `doc` ``, ``an item of `scopes` ``.
    subject: String,
    // Keys that a misspelt one was probably meant to be, by their tables, and the misspelt one: they
    // are not missing.
    meant: HashMap<(Span, &'static str), SmolStr>,
}

impl<'d> Decoder<'d> {
    /// A decoder that reports into `diagnostics`.
    pub fn new(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            reported: 0,
            subject: "the file".to_owned(),
            meant: HashMap::new(),
        }
    }

    /// Whether no more errors are told: then it is not worth the work to word them.
    pub(super) fn is_full(&self) -> bool {
        self.reported > MAX_ERRORS
    }

    /// Reports an error.
    pub fn report(&mut self, error: Diagnostic) {
        self.reported += 1;
        if self.reported <= MAX_ERRORS {
            self.diagnostics.push(error);
        } else if self.reported == MAX_ERRORS + 1 {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::MORE_ERRORS,
                    error.span(),
                    format!(
                        "there are more than {MAX_ERRORS} errors in this file; the first are shown"
                    ),
                )
                .label("the next one is here")
                .help("put those right first: they are likely to have one cause"),
            );
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
        // Null was reported by the reader.
        if self.is_full() || matches!(node.value, Value::Null) {
            return;
        }
        let found = node.kind();
        let message = format!("{} must be {expected}, not {found}", self.subject);
        let mut error = Diagnostic::error(codes::WRONG_TYPE, node.span, message)
            .label(format!("this is {found}"));
        if expected == "a string" && matches!(node.value, Value::Bool(_) | Value::Number(_)) {
            error = error.help("put it in quotes");
        } else if expected == "a table" {
            error = error.help(match &node.value {
                Value::Array(_) => "write a table: its header in single brackets, or braces",
                _ => "write a table with a header of its own, or in braces",
            });
        } else if matches!(node.value, Value::String(_)) && expected != "an array" {
            error = error.help("take the quotes away");
        } else if expected == "an array" {
            error = error.help(match &node.value {
                Value::Object(_) => "write a list of rows: square brackets, and braces around \
                                     each row"
                    .to_owned(),
                _ => "put it in square brackets".to_owned(),
            });
        } else {
            error = error.help(format!("write {expected}"));
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
                self.unknown_key(T::KEYS, node.span, &property.name, property.name_span);
            }
        }
        Some(object)
    }

    fn unknown_key(&mut self, keys: &[Key], table: Span, name: &SmolStr, span: Span) {
        if self.is_full() {
            return;
        }
        let names: Vec<&'static str> = keys.iter().map(|key| key.name).collect();
        let mut error =
            Diagnostic::error(codes::UNKNOWN_KEY, span, format!("unknown key `{name}`"))
                .label(format!("not a key of {}", self.subject))
                .note(format!("its keys are {}", list(&names, "and")));
        if let Some(near) = suggestion(name, names.iter().copied()) {
            self.meant.entry((table, near)).or_insert(name.clone());
            error = error.help(format!("write `{near}`"));
        } else {
            error = error.help(match elsewhere(name, self.subject == "the file") {
                Some(help) => format!("{help}, or take it out"),
                None => "take it out, or write one of these".to_owned(),
            });
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
        let mut told = table;
        let value = match object.property(key.name) {
            Some(property) => {
                told = property.value.span;
                self.value(&property.value, key)
            }
            None => match self.misspelt(object, table, key) {
                Some(property) => {
                    told = property.name_span;
                    self.value_of_misspelt(&property.value, key)
                }
                None => {
                    if T::REQUIRED {
                        self.missing::<T>(table, key);
                    }
                    T::absent()
                }
            },
        };
        value.or_else(|| key.goes_on.then(|| T::unread(told))?)
    }

    /// The member that is probably the misspelt key.
    fn misspelt<'o>(&self, object: &'o Object, table: Span, key: &Key) -> Option<&'o Property> {
        object.property(self.meant.get(&(table, key.name))?)
    }

    /// What stands under a misspelt key is read as what it was meant to be, so that nobody misses
    /// it. It was a guess: that a plain value is none that the key takes says nothing.
    fn value_of_misspelt<T: Decode>(&mut self, node: &Node, key: &Key) -> Option<T> {
        let before = self.diagnostics.len();
        let reported = self.reported;
        let value = self.value(node, key);
        if node.as_object().is_none() && node.as_array().is_none() {
            self.diagnostics.truncate(before);
            self.reported = reported;
        }
        value
    }

    fn missing<T: Decode>(&mut self, table: Span, key: &Key) {
        if self.is_full() {
            return;
        }
        let mut error = Diagnostic::error(
            codes::MISSING_KEY,
            table,
            format!("missing key `{}`", key.name),
        )
        .label(format!("{} must have it", self.subject));
        if !key.doc.is_empty() {
            error = error.note(format!("`{}`: {}", key.name, doc(key.doc)));
        }
        self.report(error.help(match T::IS_TABLE {
            true => format!("add a table `[{}]`", key.name),
            false => format!("add `{} = …`", key.name),
        }));
    }

    fn value<T: Decode>(&mut self, node: &Node, key: &Key) -> Option<T> {
        if let Some(word) = node.as_str().filter(|_| !key.words.is_empty())
            && !key.words.contains(&word)
        {
            if self.is_full() {
                return T::absent();
            }
            let words = list(key.words, "or");
            let mut error = Diagnostic::error(
                codes::UNKNOWN_WORD,
                node.span,
                format!("`{}` must be {words}, not `{word}`", key.name),
            )
            .label("none of these words");
            if let Some(near) = suggestion(word, key.words.iter().copied()) {
                error = error.help(format!("write `{near}`"));
            } else {
                error = error.help(format!("write {words}"));
            }
            self.report(error);
            return T::absent();
        }
        if let (Some(text), Some(form)) = (node.as_str(), key.form) {
            self.check_form(&format!("`{}`", key.name), text, form, node.span);
        }
        if let (Some(object), Some(form)) = (node.as_object(), key.names) {
            let subject = format!("a name in `{}`", key.name);
            for property in object {
                self.check_form(&subject, &property.name, form, property.name_span);
            }
        }
        self.about(format!("`{}`", key.name), node)
    }

    /// Reports a text that is not of the form that its key takes.
    fn check_form(&mut self, subject: &str, text: &str, form: &Form, span: Span) {
        if form.accepts.is_none_or(|accepts| accepts(text)) {
            return;
        }
        let message = match text.is_empty() {
            true => format!("{subject} must be {}, and is empty", form.what),
            false => format!(
                "{subject} must be {}, not `{}`",
                form.what,
                text.escape_debug()
            ),
        };
        self.report(
            Diagnostic::error(codes::VALUE_FORM, span, message)
                .label("of another form")
                .help(form.help),
        );
    }
}

/// Decodes the tree of a whole file. Every error is in `diagnostics`, and what could be decoded
/// elsewhere was; `None` where the file is no table.
/// ```
/// use clientwright::source::{Sources, read_toml};
/// use clientwright::spec::{ModuleSpec, decode};
///
/// let mut sources = Sources::default();
/// let file = sources.add("widgets.toml", "[module]\ntitel = \"Widgets\"\n");
/// let mut diagnostics = Vec::new();
/// let root = read_toml(&sources, file, &mut diagnostics).expect("it is not too large");
///
/// let spec = decode::<ModuleSpec>(&root, &mut diagnostics).expect("it is a table");
/// assert_eq!(spec.module.title.value, "Widgets");
/// assert_eq!(spec.module.doc.value, "");
/// assert!(diagnostics.iter().any(|it| it.help.as_deref() == Some("write `title`")));
/// ```
pub fn decode<T: Decode>(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    T::decode(node, &mut Decoder::new(diagnostics))
}

/// Where a key belongs that its table does not have: at the top of a file, or in the other kind of
/// file.
fn elsewhere(name: &str, at_top: bool) -> Option<String> {
    let has = |keys: &[Key]| keys.iter().any(|key| key.name == name);
    let (of_product, of_module) = (has(ProductSpec::KEYS), has(ModuleSpec::KEYS));
    Some(match (at_top, of_product, of_module) {
        (true, true, _) => format!("write `{name}` in `product.toml`"),
        (true, false, true) => format!("write `{name}` in the file of a module"),
        (false, true, true) => format!("`{name}` is a key of the file: write it above all tables"),
        (false, true, false) => {
            format!("`{name}` is a key of `product.toml`: write it there, above all tables")
        }
        (false, false, true) => {
            format!("`{name}` is a key of the file of a module: write it there, above all tables")
        }
        (_, false, false) => return None,
    })
}

/// What stands in for a key of a table that could not be read at all.
pub(super) fn unread_field<T: Decode>(key: &Key, span: Span) -> Option<T> {
    T::absent().or_else(|| key.goes_on.then(|| T::unread(span))?)
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
