//! Open enums: calls of a macro of the runtime.

use super::{EmitError, EmitOptions, docs, names};
use crate::ir::{Enum, EnumBase, TypeDef};
use proc_macro2::Literal;
use std::collections::HashSet;

/// The variant that the macro adds.
const UNLISTED: &str = "Unlisted";

/// What every enum derives or implements.
const DERIVES: &[&str] = &["Clone", "Debug", "Default", "PartialEq", "Eq", "Hash"];

/// The enum of a type.
pub(super) fn open_enum(
    def: &TypeDef,
    doc: &[String],
    shape: &Enum,
    options: &EmitOptions,
) -> Result<String, EmitError> {
    let name = names::ident_text(def.path.name(), &def.place)?;
    let base = match shape.base {
        EnumBase::String => "string",
        EnumBase::Integer => "integer",
    };
    let mut text = String::from("v1::open_enum! {\n");
    text.push_str(&docs::comment(doc, "    "));
    text.push_str(&options.derive_line(DERIVES));
    text.push_str(&format!("    pub enum {name}: {base} {{\n"));
    let mut seen = HashSet::from([UNLISTED]);
    for value in &shape.values {
        if !seen.insert(&value.rust) {
            return Err(taken(&value.rust, def).at(&value.place));
        }
        let variant = names::ident_text(&value.rust, &value.place)?;
        let literal = match shape.base {
            EnumBase::String => Literal::string(&value.wire).to_string(),
            EnumBase::Integer => value
                .wire
                .parse::<i64>()
                .map_err(|_| {
                    EmitError::new(
                        &value.place,
                        format!(
                            "{:?} is no whole number of 64 bits, which the values of `{name}` are",
                            value.wire
                        ),
                    )
                })?
                .to_string(),
        };
        text.push_str(&docs::comment(&docs::value(value), "        "));
        text.push_str(&format!("        {variant} = {literal},\n"));
    }
    text.push_str("    }\n}\n");
    Ok(text)
}

/// A variant's name that is another's.
pub(super) fn taken(rust: &str, def: &TypeDef) -> EmitError {
    EmitError::new(
        &def.place,
        format!(
            "`{}` has a variant `{rust}` already: name this one in the spec",
            def.path.name()
        ),
    )
}
