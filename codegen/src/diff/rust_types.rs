//! Types as Rust has them.

use crate::emit::Holds;
use crate::ir::{Scalar, Type, TypePath};

/// A type in the words of Rust, for a reader of a module; types of other modules by their path.
pub(super) fn rust_type(ty: &Type, module: Option<&str>) -> String {
    match ty {
        Type::Scalar(scalar) => rust_scalar(scalar).to_owned(),
        Type::Named { path, boxed: false } => named(path, module),
        Type::Named { path, boxed: true } => format!("Box<{}>", named(path, module)),
        Type::List(item) => format!("Vec<{}>", rust_type(item, module)),
        Type::Map(value) => format!("BTreeMap<String, {}>", rust_type(value, module)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| rust_type(item, module)).collect();
            match items.as_slice() {
                [item] => format!("({item},)"),
                _ => format!("({})", items.join(", ")),
            }
        }
        Type::Nullable(_) => format!("Option<{}>", rust_type(not_null(ty), module)),
        Type::Implied(inner) => format!("Implied<{}>", rust_type(inner, module)),
        Type::Any => "Value".to_owned(),
    }
}

/// A field's type: what it holds, and what stands around that.
pub(super) fn rust_field(holds: Holds, ty: &Type, module: Option<&str>) -> String {
    let (before, behind) = around(holds);
    format!("{before}{}{behind}", rust_type(ty, module))
}

/// What stands around a field's type.
pub(super) fn around(holds: Holds) -> (&'static str, &'static str) {
    match holds {
        Holds::Bare | Holds::Additional | Holds::Undocumented => ("", ""),
        Holds::Null | Holds::Option => ("Option<", ">"),
        Holds::OptionNull => ("Option<Option<", ">>"),
        Holds::Patch => ("Patch<", ">"),
    }
}

fn named(path: &TypePath, module: Option<&str>) -> String {
    match path.module() {
        Some(of) if Some(of) != module => path.0.to_string(),
        _ => path.name().to_owned(),
    }
}

/// The Rust type of a scalar.
pub(super) fn rust_scalar(scalar: &Scalar) -> &str {
    match scalar {
        Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => "String",
        Scalar::Boolean => "bool",
        Scalar::Integer => "i64",
        Scalar::Unsigned => "u64",
        Scalar::Number => "f64",
        Scalar::Decimal => "Decimal",
        Scalar::Id(rust) => rust,
        Scalar::Timestamp => "Timestamp",
        Scalar::Date => "Date",
        Scalar::Secret => "Secret",
        Scalar::Binary => "Upload",
    }
}

/// The type inside of one that may be null. Twice nullable is nullable.
pub(super) fn not_null(mut ty: &Type) -> &Type {
    while let Type::Nullable(inner) = ty {
        ty = inner;
    }
    ty
}
