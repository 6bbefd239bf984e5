//! Examples that contradict their types: the field takes both.

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DraftShape, DraftVariant, ScopeId, Ty};
use super::numbers::number_shown;
use crate::ir::{Literal, Scalar};
use crate::json_schema::At;

impl Lowering<'_> {
    /// The type of a place whose documented example its type cannot be read from: a wider scalar, or
    /// a union of the type and that of the example. Any other type stays as it is.
    pub(crate) fn trusting(&mut self, scope: ScopeId, at: &At, ty: Ty, said: &Annotations) -> Ty {
        let ty = shown_number(ty, said);
        let Some(example) = &said.rare.example else {
            return ty;
        };
        let (inner, null) = ty.clone().split_null();
        if takes(&inner, example) {
            return ty;
        }
        let wider = match (&inner, of_example(example)) {
            (_, None) => return ty,
            (_, Some(shown)) => {
                let variants = vec![DraftVariant::of(inner), DraftVariant::of(shown)];
                let node = self.documents.node(at);
                let span = node.map(|node| node.span).unwrap_or_default();
                let shape = DraftShape::Union { variants };
                self.define(scope, at, span, said, Some(shape))
            }
        };
        if null { wider.or_null() } else { wider }
    }
}

/// The type of a number whose shown values it holds, if it is one.
fn shown_number(ty: Ty, said: &Annotations) -> Ty {
    let (inner, null) = ty.split_null();
    let wide = match inner {
        Ty::Scalar(scalar) => {
            let shown = [&said.rare.example, &said.rare.default];
            let shown = shown.into_iter().flatten();
            Ty::Scalar(shown.fold(scalar, |scalar, value| number_shown(&scalar, value)))
        }
        inner => inner,
    };
    if null { wide.or_null() } else { wide }
}

/// Whether a type is read from a value: the runtime takes numbers and flags as text, and text for
/// all that is written as text. Of objects with names and of enums the members' own examples say
/// more.
fn takes(ty: &Ty, example: &Literal) -> bool {
    match (ty, example) {
        (_, Literal::Null) => true,
        // How services write "unset".
        (Ty::Scalar(_) | Ty::List(_) | Ty::Map(_), Literal::String(text)) if text.is_empty() => {
            true
        }
        (Ty::Scalar(scalar), example) => scalar_takes(scalar, example),
        (Ty::List(_) | Ty::Tuple(_), Literal::List(_)) => true,
        (Ty::Map(_), Literal::Object(_)) => true,
        (Ty::List(_) | Ty::Map(_), _) => false,
        _ => true,
    }
}

fn scalar_takes(scalar: &Scalar, example: &Literal) -> bool {
    match (scalar, example) {
        (_, Literal::List(_) | Literal::Object(_)) => false,
        (Scalar::Boolean, Literal::String(text)) => matches!(text.as_str(), "true" | "false"),
        (Scalar::Boolean, example) => matches!(example, Literal::Bool(_)),
        (Scalar::Integer, Literal::String(text)) => text.parse::<i64>().is_ok(),
        (Scalar::Unsigned, Literal::String(text)) => text.parse::<u64>().is_ok(),
        // It was made to.
        (Scalar::Integer | Scalar::Unsigned, Literal::Number(_)) => true,
        (Scalar::Number | Scalar::Decimal, Literal::Number(text) | Literal::String(text)) => {
            text.parse::<f64>().is_ok_and(f64::is_finite)
        }
        (Scalar::Integer | Scalar::Unsigned | Scalar::Number | Scalar::Decimal, _) => false,
        _ => true,
    }
}

/// The type that an example shows; `None` for null.
fn of_example(example: &Literal) -> Option<Ty> {
    Some(match example {
        Literal::Null => return None,
        Literal::Bool(_) => Ty::Scalar(Scalar::Boolean),
        Literal::Number(text) => {
            let whole = text.parse::<i64>().is_ok();
            let scalar = if whole {
                Scalar::Integer
            } else {
                Scalar::Number
            };
            Ty::Scalar(number_shown(&scalar, example))
        }
        Literal::String(_) => Ty::Scalar(Scalar::String),
        Literal::List(_) => Ty::List(Box::new(Ty::Any)),
        Literal::Object(_) => Ty::Map(Box::new(Ty::Any)),
    })
}
