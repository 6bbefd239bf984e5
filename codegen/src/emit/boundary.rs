//! What typify returns, against the IR: typify shapes, it does not decide.

use super::scope::ApiNames;
use super::typify_schema;
use crate::ir::{Scalar, Type, TypePath};
use syn::{GenericArgument, PathArguments};

/// Whether `found`, a type that typify wrote, is what the IR says.
pub(super) fn same(expected: &Type, found: &syn::Type, names: &ApiNames<'_>) -> bool {
    match expected {
        Type::Scalar(scalar) => is_scalar(scalar, found, names),
        Type::Named { path, boxed } => {
            if !*boxed {
                return is_named(found, path, names);
            }
            arguments(found, &["Box"], 1).is_some_and(|inner| is_named(inner[0], path, names))
        }
        Type::List(item) => arguments(found, &["std", "vec", "Vec"], 1)
            .is_some_and(|inner| same(item, inner[0], names)),
        Type::Map(value) => {
            // typify has a map of its own for any JSON.
            let map: &[&str] = match **value {
                Type::Any => &["serde_json", "Map"],
                _ => &["std", "collections", "BTreeMap"],
            };
            arguments(found, map, 2).is_some_and(|inner| {
                is_path(inner[0], &["std", "string", "String"]) && same(value, inner[1], names)
            })
        }
        Type::Tuple(items) => match found {
            syn::Type::Tuple(tuple) => {
                tuple.elems.len() == items.len()
                    && items
                        .iter()
                        .zip(&tuple.elems)
                        .all(|(item, found)| same(item, found, names))
            }
            _ => false,
        },
        Type::Nullable(inner) => match **inner {
            // Twice nullable is nullable.
            Type::Nullable(_) => same(inner, found, names),
            _ => arguments(found, &["std", "option", "Option"], 1)
                .is_some_and(|found| same(inner, found[0], names)),
        },
        Type::Implied(inner) => same(inner, found, names),
        Type::Any => is_path(found, &["serde_json", "Value"]),
    }
}

fn is_scalar(scalar: &Scalar, found: &syn::Type, names: &ApiNames<'_>) -> bool {
    if let Some(key) = typify_schema::stand_in_of(scalar, names) {
        return is_path(found, &[key]);
    }
    match scalar {
        Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => {
            is_path(found, &["std", "string", "String"])
        }
        Scalar::Boolean => is_path(found, &["bool"]),
        Scalar::Integer => is_path(found, &["i64"]),
        Scalar::Unsigned => is_path(found, &["u64"]),
        Scalar::Number => is_path(found, &["f64"]),
        Scalar::Id(rust) => names
            .id_index(rust)
            .is_ok_and(|index| is_path(found, &[&format!("I{index}")])),
        Scalar::Decimal | Scalar::Timestamp | Scalar::Date | Scalar::Secret => false,
        // Never inside a type.
        Scalar::Binary => false,
    }
}

/// Whether it is the key of that type of the API: `T12`.
fn is_named(found: &syn::Type, path: &TypePath, names: &ApiNames<'_>) -> bool {
    let syn::Type::Path(found) = found else {
        return false;
    };
    let key = found.path.get_ident().filter(|_| found.qself.is_none());
    let key = key.map(ToString::to_string);
    let Some(key) = key else {
        return false;
    };
    let index = key.strip_prefix('T').and_then(|index| index.parse().ok());
    let def = index.and_then(|index: usize| names.api.types.get(index));
    // A number has one spelling.
    def.is_some_and(|def| def.path == *path) && index.map(|index| format!("T{index}")) == Some(key)
}

/// Whether it is that path, without arguments.
fn is_path(found: &syn::Type, path: &[&str]) -> bool {
    arguments(found, path, 0).is_some()
}

/// The generic arguments of a type of that path, if it has so many.
fn arguments<'t>(found: &'t syn::Type, path: &[&str], count: usize) -> Option<Vec<&'t syn::Type>> {
    let syn::Type::Path(found) = found else {
        return None;
    };
    let segments = &found.path.segments;
    if found.qself.is_some()
        || segments.len() != path.len()
        || !segments.iter().zip(path).all(|(a, b)| a.ident == b)
    {
        return None;
    }
    let types = match &segments.last()?.arguments {
        PathArguments::None => Vec::new(),
        PathArguments::AngleBracketed(inner) => inner
            .args
            .iter()
            .map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()?,
        PathArguments::Parenthesized(_) => return None,
    };
    (types.len() == count).then_some(types)
}
