//! What a JSON Schema says of a value beside its type.

use crate::ir::{Constraints, Literal};
use crate::source::{Node, Object, Value};

/// Descriptions and flags, gathered along references: what stands nearest to the use wins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Annotations {
    pub(crate) doc: String,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) nullable: bool,
    pub(crate) default: Option<Literal>,
    pub(crate) example: Option<Literal>,
    pub(crate) constraints: Constraints,
}

impl Annotations {
    /// Takes from a schema what is not known yet.
    pub(crate) fn absorb(&mut self, schema: &Object) {
        let text = |name: &str| schema.get(name).and_then(Node::as_str).unwrap_or_default();
        let flag = |name: &str| schema.get(name).and_then(Node::as_bool) == Some(true);
        if self.doc.is_empty() {
            let doc = match text("description") {
                "" => text("title"),
                description => description,
            };
            doc.clone_into(&mut self.doc);
        }
        self.read_only |= flag("readOnly");
        self.write_only |= flag("writeOnly");
        self.deprecated |= flag("deprecated");
        self.nullable |= flag("nullable");
        if self.default.is_none() {
            self.default = schema.get("default").map(Node::to_literal);
        }
        if self.example.is_none() {
            let first = schema
                .get("examples")
                .and_then(|examples| examples.as_array()?.first());
            self.example = schema.get("example").or(first).map(Node::to_literal);
        }
        if self.constraints.is_empty() {
            self.constraints.notes = notes(schema);
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
        if self.default.is_none() {
            self.default.clone_from(&other.default);
        }
        if self.example.is_none() {
            self.example.clone_from(&other.example);
        }
        if self.constraints.is_empty() {
            self.constraints.clone_from(&other.constraints);
        }
    }
}

/// The limits that a schema puts on a value, in words.
fn notes(schema: &Object) -> Vec<String> {
    let number = |name: &str| match schema.get(name).map(|node| &node.value) {
        Some(Value::Number(text)) => Some(text.as_str()),
        _ => None,
    };
    let words = [
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
    let mut notes: Vec<String> = words
        .iter()
        .filter_map(|(name, before, after)| {
            let value = number(name)?;
            let after = if value == "1" {
                after.trim_end_matches('s')
            } else {
                after
            };
            Some(format!("{before}{value}{after}"))
        })
        .collect();
    if let Some(pattern) = schema.get("pattern").and_then(Node::as_str) {
        notes.push(format!("of the form `{pattern}`"));
    }
    if schema.get("uniqueItems").and_then(Node::as_bool) == Some(true) {
        notes.push("no two items alike".to_owned());
    }
    notes
}
