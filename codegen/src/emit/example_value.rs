//! The values of examples: Rust expressions of what the document shows.

use crate::ir::{Api, Literal, Scalar, Shape, Type};
use proc_macro2::Literal as RustLiteral;

/// A Rust expression that becomes the type by `Into`: the example's value, or one that will
/// do where some value must be.
pub(super) fn value(ty: &Type, shown: Option<&Literal>, must: bool, api: &Api) -> Option<String> {
    let text = |fallback: &str| match shown {
        Some(Literal::String(text) | Literal::Number(text)) => Some(quoted(text)),
        _ => must.then(|| quoted(fallback)),
    };
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String => text("text"),
            Scalar::Url => text("https://www.example.com"),
            Scalar::Email => text("someone@example.com"),
            Scalar::Phone => text("+1-555-0100"),
            Scalar::Id(_) => text("1"),
            Scalar::Timestamp => text("2024-05-31T12:00:00Z"),
            Scalar::Date => text("2024-05-31"),
            // Never the document's own: a reader might take it for one of theirs.
            Scalar::Secret => (must || shown.is_some()).then(|| quoted("secret")),
            // What is uploaded is the reader's own.
            Scalar::Binary => None,
            Scalar::Boolean => match shown {
                Some(Literal::Bool(value)) => Some(value.to_string()),
                _ => must.then(|| "true".to_owned()),
            },
            Scalar::Integer | Scalar::Decimal => {
                let number = match shown {
                    Some(Literal::Number(text)) => text.parse::<i64>().ok(),
                    _ => None,
                };
                match number {
                    Some(number) if i32::try_from(number).is_err() => Some(format!("{number}_i64")),
                    Some(number) => Some(number.to_string()),
                    None => must.then(|| "1".to_owned()),
                }
            }
            Scalar::Unsigned => {
                let number = match shown {
                    Some(Literal::Number(text)) => text.parse::<u64>().ok(),
                    _ => None,
                };
                match number {
                    Some(number) => Some(format!("{number}_u64")),
                    None => must.then(|| "1_u64".to_owned()),
                }
            }
            Scalar::Number => {
                let number = match shown {
                    Some(Literal::Number(text)) => text.parse::<f64>().ok(),
                    _ => None,
                };
                match number.filter(|number| number.is_finite()) {
                    Some(number) => Some(format!("{number:?}")),
                    None => must.then(|| "1.0".to_owned()),
                }
            }
        },
        Type::Named { path, boxed: false } => match &api.type_def(path)?.shape {
            Shape::Enum(shape) => text(&shape.values.first()?.wire),
            Shape::Struct(_) | Shape::Union(_) => None,
        },
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    RustLiteral::string(text).to_string()
}
