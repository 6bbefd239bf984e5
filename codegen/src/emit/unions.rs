//! Unions: calls of a macro of the runtime.

use super::{EmitError, EmitOptions, docs, enums, names};
use crate::ir::{TypeDef, Union, Variant};
use proc_macro2::{Literal, TokenStream};
use std::collections::HashSet;

/// The variant that the macro adds.
const OTHER: &str = "Other";

/// What every union derives or implements.
const DERIVES: &[&str] = &["Clone", "Debug", "Default", "PartialEq"];

/// Whether the union can be written at all.
pub(super) fn check(def: &TypeDef, union: &Union) -> Result<(), EmitError> {
    if union.variants.is_empty() {
        return Err(EmitError::new(
            &def.place,
            format!(
                "`{}` is one of no types: list at least one",
                def.path.name()
            ),
        ));
    }
    let mut seen = HashSet::from([OTHER]);
    for variant in &union.variants {
        if !seen.insert(&variant.rust) {
            return Err(enums::taken(&variant.rust, def));
        }
    }
    Ok(())
}

/// The union of a type; `types` are what typify made of its variants.
pub(super) fn union(
    def: &TypeDef,
    doc: &[String],
    union: &Union,
    types: &[TokenStream],
    options: &EmitOptions,
) -> Result<String, EmitError> {
    let name = names::ident_text(def.path.name(), &def.place)?;
    let mut text = String::from("v1::union! {\n");
    text.push_str(&docs::comment(doc, "    "));
    text.push_str(&options.derive_line(DERIVES));
    let by = union.discriminator.as_ref();
    let by = by.map(|member| format!(" by {}", Literal::string(member)));
    let by = by.unwrap_or_default();
    let or = if def.implied { " or other" } else { "" };
    text.push_str(&format!("    pub enum {name}{by}{or} {{\n"));
    for (variant, ty) in union.variants.iter().zip(types) {
        let ident = names::ident_text(&variant.rust, &def.place)?;
        let lines = docs::variant(variant, union.discriminator.as_deref());
        text.push_str(&docs::comment(&lines, "        "));
        text.push_str(&format!(
            "        {ident}({}){},\n",
            plain(ty),
            tags(variant)
        ));
    }
    text.push_str("    }\n}\n");
    Ok(text)
}

/// The values of the discriminator that mean a variant: ` = "cat" | "kitten"`.
fn tags(variant: &Variant) -> String {
    let literals = variant
        .tags
        .iter()
        .map(|tag| Literal::string(tag).to_string());
    let literals: Vec<String> = literals.collect();
    match literals.is_empty() {
        true => String::new(),
        false => format!(" = {}", literals.join(" | ")),
    }
}

/// A type's tokens, spaced as people write them.
pub(super) fn plain(ty: &TokenStream) -> String {
    let text = ty.to_string();
    [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        (" ,", ","),
        ("(,", "("),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}
