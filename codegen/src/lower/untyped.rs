//! Schemas that become any JSON though they say more than that: told at their places.

use super::context::Lowering;
use super::flat::decides;
use super::keywords::named_types;
use super::schema_enum::listed_values;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Object, Span};

impl Lowering<'_> {
    /// Tells why a schema is read as any JSON, unless it says nothing else itself.
    pub(crate) fn tell_any(&mut self, object: &Object, span: Span) {
        if decides(object)
            && let Some(why) = why_any(object)
        {
            self.tell_untyped(span, &why);
        }
    }

    /// Tells that no value fits the schema `false`, and that any is read.
    pub(crate) fn tell_never(&mut self, span: Span) {
        self.tell_untyped(span, "no value fits this");
    }

    /// Tells where listed values are lists or objects, of which no type says what is in them.
    pub(crate) fn tell_compound(&mut self, object: &Object, span: Span) {
        if listed_values(object).is_some_and(|listed| listed.has_compound()) {
            self.report(
                Diagnostic::warning(
                    codes::NO_TYPE,
                    span,
                    "lists or objects are among the values: any list or object is read",
                )
                .label("lists the values")
                .help(self.untyped_remedy()),
            );
        }
    }

    /// Tells that members whose names follow a pattern are read as any JSON, since others may come.
    pub(crate) fn tell_open_patterns(&mut self, span: Span) {
        self.report(
            Diagnostic::warning(
                codes::NO_TYPE,
                span,
                "any JSON is read: members that no pattern fits may come, too",
            )
            .label("the schema of some members without a name")
            .help(match self.trust_required {
                true => "say `\"additionalProperties\": false` in the schema where none come",
                false => "say `\"additionalProperties\": false` by a correction where none come",
            }),
        );
    }

    fn tell_untyped(&mut self, span: Span, why: &str) {
        self.report(
            Diagnostic::warning(codes::NO_TYPE, span, format!("any JSON is read: {why}"))
                .label("the schema")
                .help(self.untyped_remedy()),
        );
    }

    /// What to do about a place without a type: a schema that is trusted has no spec beside it.
    fn untyped_remedy(&self) -> &'static str {
        match self.trust_required {
            true => "if values need a type, say it in the schema",
            false => "give the place a type by an overlay or a correction, if values need one",
        }
    }
}

/// Why a schema becomes any JSON; `None` where that is told at the keyword.
fn why_any(object: &Object) -> Option<String> {
    let has = |name: &str| object.get(name).is_some();
    if listed_values(object).is_some_and(|listed| listed.null) || only_null(object) {
        return Some("only null fits this".to_owned());
    }
    if has("oneOf") || has("anyOf") {
        return Some("one of the alternatives is any JSON".to_owned());
    }
    // What is no type of JSON Schema is told at the keyword.
    if !named_types(object).0.is_empty() {
        return None;
    }
    if has("if") {
        // What says no type is told at the keyword.
        let branches = ["then", "else"].map(|name| object.get(name));
        let mut branches = branches.into_iter().flatten();
        let is_typed = branches.any(|branch| {
            let mut words = ["type", "enum", "const"].into_iter();
            words.any(|word| branch.get(word).is_some())
        });
        return is_typed.then(|| "nothing but a condition tells the type".to_owned());
    }
    if has("not") {
        return None;
    }
    Some("nothing tells the type".to_owned())
}

fn only_null(object: &Object) -> bool {
    let node = object.get("type");
    node.is_some_and(|node| {
        node.as_str() == Some("null")
            || matches!(node.as_array(), Some([only]) if only.as_str() == Some("null"))
    })
}
