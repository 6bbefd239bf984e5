//! Identifier types: calls of a macro of the runtime.

use super::{EmitError, docs, names};
use crate::ir::{IdType, IdWire};

/// The type of an identifier.
pub(super) fn identifier(id: &IdType) -> Result<String, EmitError> {
    let name = names::ident_text(&id.rust, &id.place)?;
    let wire = match id.wire {
        IdWire::String => "string",
        IdWire::Integer => "integer",
    };
    let doc = docs::comment(&docs::identifier(id), "    ");
    Ok(format!(
        "v1::identifier! {{\n{doc}    pub struct {name}: {wire};\n}}\n"
    ))
}
