//! Reading and writing of structs: a call of a macro of the runtime, which has a row of members.

use super::fields::{Field, Holds};
use super::files::MARGIN;
use super::structs::{cleared, instead};
use super::{EmitError, names};
use crate::ir::{Shape, TypeDef};
use proc_macro2::Literal;

const INDENT: &str = "    ";

/// `v1::record!`.
pub(super) fn record(
    def: &TypeDef,
    fields: &[Field<'_>],
    is_default: bool,
) -> Result<String, EmitError> {
    let name = names::ident_text(def.path.name(), &def.place)?;
    let (additional, members): (Vec<_>, Vec<_>) =
        fields.iter().partition(|field| field.holds.is_additional());
    // What is called as the function is hides it.
    let shadowed = fields.iter().any(|field| field.ident == "default");
    let blank = if is_default && !shadowed {
        "default"
    } else {
        "each"
    };
    let mut head = format!("{name}({blank}");
    let mut promised = (0..).zip(&members).filter(|(_, field)| field.is_required());
    if let Some((first, _)) = promised.next() {
        head.push_str(&format!(", promised {first}"));
        for (at, _) in promised {
            head.push_str(&format!(" {at}"));
        }
    }
    head.push(')');
    let members = (0..).zip(members).map(|(at, field)| member(at, field));
    let excluded = excluded(def);
    let additional = additional.iter().map(|field| match field.holds {
        Holds::Undocumented => format!("..{}: undocumented{excluded}", field.ident),
        _ => format!("..{}{excluded}", field.ident),
    });
    let instead = def.implied.then(|| format!("else {}", instead(fields)));
    let pieces: Vec<String> = members.chain(additional).chain(instead).collect();
    let line = format!("v1::record! {{ {head} {} }}", pieces.join(" "));
    if line.len() <= MARGIN {
        return Ok(line);
    }
    let mut text = format!("v1::record! {{ {head}");
    let mut column = MARGIN;
    for piece in pieces {
        if column + 1 + piece.len() > MARGIN {
            text.push('\n');
            text.push_str(INDENT);
            column = INDENT.len();
        } else {
            text.push(' ');
            column += 1;
        }
        text.push_str(&piece);
        column += piece.len();
    }
    text.push_str("\n}");
    Ok(text)
}

/// The names that are no additional members.
fn excluded(def: &TypeDef) -> String {
    let Shape::Struct(object) = &def.shape else {
        return String::new();
    };
    let names = object.excluded.iter();
    let names: Vec<String> = names
        .map(|name| format!(" {}", Literal::string(name)))
        .collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(", excluded{}", names.concat()),
    }
}

/// A member: its place, its field, and what is not as it mostly is.
fn member(at: usize, field: &Field<'_>) -> String {
    let ident = field.ident.to_string();
    let mut text = format!("{at} {ident}");
    if field.wire != ident {
        text.push_str(&format!(" = {}", Literal::string(field.wire)));
    }
    match (field.holds, field.clear) {
        (Holds::Null, _) => text.push_str(": null"),
        (Holds::OptionNull, _) => text.push_str(": nullable"),
        (Holds::Patch, Some(clear)) => text.push_str(&format!(": patch {}", cleared(clear))),
        _ => {}
    }
    text.push(',');
    text
}
