//! Identifiers. The IR chooses Rust names; here they are only checked.

use super::EmitError;
use crate::ir::Place;
use proc_macro2::{Ident, Span};

/// The identifier of that name, raw where it is a keyword. Only ASCII: rustc warns of much else.
///
/// # Errors
/// The name is none that Rust takes.
pub(super) fn ident(name: &str, place: &Place) -> Result<Ident, EmitError> {
    let is_word = !name.starts_with(|ch: char| ch.is_ascii_digit())
        && name
            .chars()
            .all(|ch| ch == '_' || ch.is_ascii_alphanumeric());
    // syn does not know the youngest keyword.
    if is_word
        && name != "gen"
        && let Ok(ident) = syn::parse_str::<Ident>(name)
    {
        return Ok(ident);
    }
    // Of the keywords, these few cannot be raw.
    let never = ["", "self", "Self", "super", "crate", "_"];
    if is_word && !never.contains(&name) {
        return Ok(Ident::new_raw(name, Span::call_site()));
    }
    Err(EmitError::new(
        place,
        format!("{name:?} cannot be a name in Rust: choose another with `rust` in the spec"),
    ))
}

/// The same, as text.
pub(super) fn ident_text(name: &str, place: &Place) -> Result<String, EmitError> {
    Ok(ident(name, place)?.to_string())
}

/// Names that clippy takes for a badly written trait method or conversion. The service chose
/// them, so functions of such names say that it is fine.
pub(super) fn needs_allow(name: &str) -> bool {
    const TRAIT_METHODS: &[&str] = &[
        "add",
        "as_mut",
        "as_ref",
        "bitand",
        "bitor",
        "bitxor",
        "borrow",
        "borrow_mut",
        "clone",
        "cmp",
        "default",
        "deref",
        "deref_mut",
        "div",
        "drop",
        "eq",
        "from_iter",
        "from_str",
        "hash",
        "index",
        "index_mut",
        "into_iter",
        "mul",
        "neg",
        "next",
        "not",
        "rem",
        "shl",
        "shr",
        "sub",
    ];
    TRAIT_METHODS.contains(&name)
        || ["as_", "from_", "into_", "is_", "to_"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
}
