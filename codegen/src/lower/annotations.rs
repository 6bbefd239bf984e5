//! What a JSON Schema says of a value beside its type.

use smol_str::{SmolStr, format_smolstr};

use super::draft::{DraftMember, Ty};
use super::rare::Rare;
use crate::ir::Literal;
use crate::source::{Node, Object, Span, Value};

/// How the names of extensions begin.
pub(crate) const EXTENSION: &str = "x-";

/// Descriptions and flags, gathered along references: what stands nearest to the use wins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Annotations {
    pub(crate) doc: SmolStr,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) nullable: bool,
    pub(crate) rare: Rare,
}

impl Annotations {
    /// A member of which this is said: not null, neither required nor promised.
    pub(crate) fn member(self, wire: SmolStr, ty: Ty, span: Span) -> DraftMember {
        DraftMember {
            wire,
            rust: None,
            ty,
            nullable: false,
            required: false,
            promised: false,
            read_only: self.read_only,
            write_only: self.write_only,
            deprecated: self.deprecated,
            clear: None,
            doc: self.doc,
            rare: self.rare,
            span,
        }
    }

    /// Takes from a schema what is not known yet. One look at each keyword: most schemas have few,
    /// and this asks for many.
    pub(crate) fn absorb(&mut self, schema: &Object) {
        let has_doc = !self.doc.is_empty();
        let has_notes = !self.rare.constraints.is_empty();
        let mut title = SmolStr::default();
        let mut notes: Vec<(usize, SmolStr)> = Vec::new();
        let mut examples: Option<&Node> = None;
        let mut example: Option<&Node> = None;
        let mut flags: Vec<&str> = Vec::new();
        for keyword in schema {
            let value = &keyword.value;
            let flag = value.as_bool() == Some(true);
            match keyword.name.as_str() {
                "description" if !has_doc => {
                    self.doc = text(value);
                }
                "title" => title = text(value),
                "readOnly" => self.read_only |= flag,
                "writeOnly" => self.write_only |= flag,
                "deprecated" => self.deprecated |= flag,
                "nullable" => self.nullable |= flag,
                "default" if self.rare.default.is_none() => {
                    self.rare.make().default = Some(value.to_literal());
                }
                "example" => example = Some(value),
                "examples" => examples = value.as_array().and_then(<[Node]>::first),
                name if name.starts_with(EXTENSION) => self.extend(&keyword.name, value),
                name @ ("exclusiveMinimum" | "exclusiveMaximum") if flag => flags.push(name),
                name if !has_notes => notes.extend(note(name, value)),
                _ => {}
            }
        }
        if self.doc.is_empty() {
            self.doc = title;
        }
        if let Some(example) = example.or(examples)
            && self.rare.example.is_none()
        {
            self.rare.make().example = Some(example.to_literal());
        }
        if !has_notes {
            // Up to draft 4 a flag beside the limit says that it is not reached.
            for (place, note) in flags.into_iter().filter_map(|flag| exclusive(schema, flag)) {
                notes.retain(|(known, _)| *known != place);
                notes.push((place, note));
            }
            notes.sort_unstable();
            if !notes.is_empty() {
                let notes = notes.into_iter().map(|(_, note)| note);
                self.rare.make().constraints.notes = notes.collect();
            }
        }
    }

    fn extend(&mut self, name: &SmolStr, value: &Node) {
        if !self.rare.extensions.contains_key(name) {
            let extensions = &mut self.rare.make().extensions;
            extensions.insert(name.clone(), value.to_literal());
        }
    }

    /// How many bytes it holds, more or less: what is said of a schema is copied to all its uses.
    pub(crate) fn weight(&self) -> usize {
        if self.rare.is_empty() {
            return self.doc.len();
        }
        let literals = self.rare.default.iter().chain(&self.rare.example);
        let notes = self.rare.constraints.notes.iter();
        let extensions = self.rare.extensions.iter();
        self.doc.len()
            + extensions
                .map(|(name, value)| name.len() + literal_weight(value))
                .sum::<usize>()
            + literals.map(literal_weight).sum::<usize>()
            + notes.map(SmolStr::len).sum::<usize>()
    }
}

fn text(node: &Node) -> SmolStr {
    match &node.value {
        Value::String(text) => text.clone(),
        _ => SmolStr::default(),
    }
}

// Recursion is bounded by the depth that is read.
fn literal_weight(literal: &Literal) -> usize {
    16 + match literal {
        Literal::Null | Literal::Bool(_) => 0,
        Literal::Number(text) | Literal::String(text) => text.len(),
        Literal::List(items) => items.iter().map(literal_weight).sum(),
        Literal::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| name.len() + literal_weight(value))
                .sum()
        }
    }
}

impl Annotations {
    /// Takes from other annotations what is not known yet. Null is not taken: it belongs to the
    /// type that they were said of.
    pub(crate) fn merge(&mut self, other: &Self) {
        if self.doc.is_empty() {
            self.doc.clone_from(&other.doc);
        }
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.deprecated |= other.deprecated;
        if other.rare.is_empty() {
            return;
        }
        let said = self.rare.make();
        if said.default.is_none() {
            said.default.clone_from(&other.rare.default);
        }
        if said.example.is_none() {
            said.example.clone_from(&other.rare.example);
        }
        if said.constraints.is_empty() {
            said.constraints.clone_from(&other.rare.constraints);
        }
        for (name, value) in &other.rare.extensions {
            if !said.extensions.contains_key(name) {
                said.extensions.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The keywords that limit a value by a number, in the order in which they are told, and the words
/// around the number.
const LIMITS: [(&str, &str, &str); 9] = [
    ("minimum", "at least ", ""),
    ("exclusiveMinimum", "more than ", ""),
    ("maximum", "at most ", ""),
    ("exclusiveMaximum", "less than ", ""),
    ("multipleOf", "a multiple of ", ""),
    ("minLength", "at least ", " characters"),
    ("maxLength", "at most ", " characters"),
    ("minItems", "at least ", " items"),
    ("maxItems", "at most ", " items"),
];

/// The limit that a flag beside it says is not reached, in words, and the place of the limit among
/// others.
fn exclusive(schema: &Object, flag: &str) -> Option<(usize, SmolStr)> {
    let limit = match flag {
        "exclusiveMinimum" => "minimum",
        _ => "maximum",
    };
    let place = LIMITS.iter().position(|(name, _, _)| *name == limit)?;
    let (_, note) = note(flag, schema.get(limit)?)?;
    Some((place, note))
}

/// Formats of text that have no type of their own.
const TOLD_FORMATS: [&str; 14] = [
    "duration",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri-reference",
    "uri-template",
    "byte",
    "uuid",
];

/// The limit that a keyword puts on a value, in words, and its place among others.
fn note(keyword: &str, value: &Node) -> Option<(usize, SmolStr)> {
    match (keyword, &value.value) {
        ("pattern", Value::String(pattern)) => {
            Some((LIMITS.len(), format_smolstr!("of the form `{pattern}`")))
        }
        ("uniqueItems", Value::Bool(true)) => Some((LIMITS.len() + 1, "no two items alike".into())),
        ("contentEncoding", Value::String(name)) => {
            Some((LIMITS.len() + 2, format_smolstr!("encoded as `{name}`")))
        }
        ("contentMediaType", Value::String(name)) => Some((
            LIMITS.len() + 3,
            format_smolstr!("of the media type `{name}`"),
        )),
        ("format", Value::String(name)) if TOLD_FORMATS.contains(&name.as_str()) => {
            Some((LIMITS.len() + 4, format_smolstr!("of the format `{name}`")))
        }
        (_, Value::Number(number)) => {
            let place = LIMITS.iter().position(|(name, _, _)| *name == keyword)?;
            let (_, before, after) = LIMITS[place];
            let after = match number.as_str() {
                "1" => after.trim_end_matches('s'),
                _ => after,
            };
            Some((place, format_smolstr!("{before}{number}{after}")))
        }
        _ => None,
    }
}
