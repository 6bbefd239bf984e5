//! Identifier types: calls of a macro of the runtime.

use super::{EmitError, EmitOptions, docs, names};
use crate::ir::{IdType, IdWire};

/// What every identifier derives.
const DERIVES: &[&str] = &[
    "Clone",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
];

/// The type of an identifier.
pub(super) fn identifier(id: &IdType, options: &EmitOptions) -> Result<String, EmitError> {
    let name = names::ident_text(&id.rust, &id.place)?;
    let wire = match id.wire {
        IdWire::String => "string",
        IdWire::Integer => "integer",
    };
    let doc = docs::comment(&docs::identifier(id), "    ");
    let derives = options.derive_line(DERIVES);
    Ok(format!(
        "v1::identifier! {{\n{doc}{derives}    pub struct {name}: {wire};\n}}\n"
    ))
}
