//! How changes are worded.

use super::rust_types::not_null;
use crate::ir::{Scalar, Type};

/// Text of a spec as code.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// Some names as code, with commas between.
pub(super) fn codes<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(code).collect();
    texts.join(", ")
}

/// A text as code, where there is one.
pub(super) fn code_or_none(text: Option<&str>) -> String {
    text.map_or_else(|| "none".to_owned(), code)
}

/// A change from one type to another. They may read the same and be two: then another type has
/// taken the name.
pub(super) fn from_type(verb: (&str, &str), old: &str, new: &str) -> String {
    let (now, before) = verb;
    if old == new {
        return format!("{now} another `{new}` than before");
    }
    format!("{now} `{new}`, {before} `{old}`")
}

/// A change of what values mean that are the same in Rust.
pub(super) fn meaning(old: &Type, new: &Type) -> String {
    let (new, old) = texts(old, new).unwrap_or(("other text", "text"));
    format!("holds {new}, held {old}: the same in Rust")
}

/// The first texts of two types that mean different things: in the new one, in the old one.
fn texts(old: &Type, new: &Type) -> Option<(&'static str, &'static str)> {
    match (old, new) {
        (Type::Scalar(old), Type::Scalar(new)) if old != new => Some((text(new)?, text(old)?)),
        (Type::List(old), Type::List(new))
        | (Type::Map(old), Type::Map(new))
        | (Type::Implied(old), Type::Implied(new)) => texts(old, new),
        (Type::Tuple(old), Type::Tuple(new)) => {
            let mut items = old.iter().zip(new);
            items.find_map(|(old, new)| texts(old, new))
        }
        (Type::Nullable(_), Type::Nullable(_)) => texts(not_null(old), not_null(new)),
        _ => None,
    }
}

fn text(scalar: &Scalar) -> Option<&'static str> {
    match scalar {
        Scalar::String => Some("any text"),
        Scalar::Url => Some("a URL"),
        Scalar::Email => Some("an e-mail address"),
        Scalar::Phone => Some("a telephone number"),
        _ => None,
    }
}
