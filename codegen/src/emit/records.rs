//! Reading and writing of structs: one function each, which call the runtime.
//!
//! The text is made without tokens: it is a third of all that is written, each line of it has
//! one shape, and taking it through syn and prettyplease costs more than all else together.

use super::fields::{Field, Holds};
use super::files::{self, MARGIN};
use super::scope::Scope;
use super::structs::cleared;
use super::{EmitError, names, unions};
use crate::ir::{Role, TypeDef};
use proc_macro2::Literal;

/// `impl v1::Record`.
pub(super) fn record(
    def: &TypeDef,
    fields: &[Field<'_>],
    is_default: bool,
    scope: &Scope<'_>,
) -> Result<String, EmitError> {
    let name = names::ident_text(def.path.name(), &def.place)?;
    let members: Vec<_> = fields
        .iter()
        .filter(|field| field.holds != Holds::Additional)
        .collect();
    let result = unions::plain(&scope.prelude("Result"));
    let mut text = format!("impl v1::Record for {name} {{\n");
    text.push_str(&format!(
        "    const NAME: &'static str = {};\n",
        literal(def.path.name())
    ));
    let wires: Vec<String> = members.iter().map(|field| literal(field.wire)).collect();
    text.push_str(&list("MEMBERS: &'static [&'static str]", &wires));
    let promised: Vec<String> = members
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_required())
        .map(|(index, _)| index.to_string())
        .collect();
    if !promised.is_empty() {
        text.push_str(&list("PROMISED: &'static [usize]", &promised));
    }
    if members.len() < fields.len() {
        text.push_str("    const ADDITIONAL: bool = true;\n");
    }
    text.push_str(&blank(def, fields, is_default));
    text.push_str(&read(&members, &result));
    if let Some(additional) = fields.iter().find(|field| field.holds == Holds::Additional) {
        text.push_str(&format!(
            "
    fn additional<'de, S: v1::Source<'de>>(
        &mut self,
        name: &str,
        source: S,
    ) -> {result}<(), S::Error> {{
        source.insert(&mut self.{}, name)
    }}
",
            additional.ident
        ));
    }
    text.push_str(&write(fields, &result));
    text.push_str("}\n");
    Ok(text)
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A constant list, on one line or filled into rows.
fn list(head: &str, items: &[String]) -> String {
    let line = format!("    const {head} = &[{}];\n", items.join(", "));
    if line.len() <= MARGIN + 1 {
        return line;
    }
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let rows = files::rows(&items, "        ");
    format!("    const {head} = &[\n{rows}    ];\n")
}

/// A value of nothing, for reading into.
fn blank(def: &TypeDef, fields: &[Field<'_>], is_default: bool) -> String {
    let sent = def.role != Role::Response;
    let shadowed = sent && fields.iter().any(|field| field.ident == "default");
    let blank = if is_default && !shadowed {
        "        Self::default()\n".to_owned()
    } else if sent {
        let required = fields.iter().filter(|field| field.is_required());
        let empty: Vec<String> = required
            .map(|field| match field.holds {
                Holds::Null => "None".to_owned(),
                _ => format!("v1::blank::<{}>()", unions::plain(&field.inner)),
            })
            .collect();
        let line = format!("        Self::new({})\n", empty.join(", "));
        if line.len() <= MARGIN + 1 {
            line
        } else {
            let lines: String = empty
                .iter()
                .map(|empty| format!("            {empty},\n"))
                .collect();
            format!("        Self::new(\n{lines}        )\n")
        }
    } else {
        let lines: String = fields
            .iter()
            .map(|field| format!("            {}: v1::blank(),\n", field.ident))
            .collect();
        format!("        Self {{\n{lines}        }}\n")
    };
    format!("\n    fn blank() -> Self {{\n{blank}    }}\n")
}

fn read(members: &[&Field<'_>], result: &str) -> String {
    let member = if members.is_empty() { "_" } else { "member" };
    let mut text = format!(
        "\n    fn read<'de, S: v1::Source<'de>>(&mut self, {member}: usize, source: S) -> {result}<(), S::Error> {{\n"
    );
    if members.is_empty() {
        text.push_str("        source.skip()\n    }\n");
        return text;
    }
    text.push_str("        match member {\n");
    for (index, field) in members.iter().enumerate() {
        let ident = &field.ident;
        let call = match (field.holds, field.clear) {
            (Holds::OptionNull, _) => format!("nullable(&mut self.{ident})"),
            (Holds::Patch, Some(clear)) => {
                format!("patch(&mut self.{ident}, v1::Cleared::{})", cleared(clear))
            }
            _ => format!("read(&mut self.{ident})"),
        };
        text.push_str(&format!("            {index} => source.{call},\n"));
    }
    text.push_str("            _ => source.skip(),\n        }\n    }\n");
    text
}

fn write(fields: &[Field<'_>], result: &str) -> String {
    let sink = if fields.is_empty() { "_" } else { "sink" };
    let mut text = format!(
        "\n    fn write<S: v1::Sink>(&self, {sink}: &mut S) -> {result}<(), S::Error> {{\n"
    );
    for field in fields {
        let (ident, wire) = (&field.ident, literal(field.wire));
        let line = match field.holds {
            Holds::Null => format!("        sink.always({wire}, &self.{ident})?;\n"),
            Holds::Additional => format!("        sink.rest(&self.{ident})?;\n"),
            _ => format!("        sink.write({wire}, &self.{ident})?;\n"),
        };
        text.push_str(&line);
    }
    text.push_str("        Ok(())\n    }\n");
    text
}
