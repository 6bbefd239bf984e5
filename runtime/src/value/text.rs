//! Scalars that are text: strings and what keeps its text.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::scalar::{self, Misfit, Scalar, whole};
use super::{Field, Form, JsonKind, ScalarShape, Shape};

/// From here on a float that was written as an integer has lost digits.
const DIGITS_LOST: f64 = 9_223_372_036_854_775_808.0;

impl Scalar for String {
    const EXPECTED: &'static str = "a string, or a scalar to take as one";

    #[inline]
    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        Ok(Some(text.to_owned()))
    }

    #[inline]
    fn from_string(text: String) -> Result<Option<Self>, Misfit> {
        Ok(Some(text))
    }

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        Ok(Some(value.to_string()))
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Ok(Some(value.to_string()))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Ok(Some(value.to_string()))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        float_text(value).map(Some)
    }
}

/// The text of a float. One too large to have kept its digits is refused: a wrong number that nobody
/// notices is worse than an error.
pub(crate) fn float_text(value: f64) -> Result<String, Misfit> {
    if !value.is_finite() || value.abs() >= DIGITS_LOST {
        return Err(Misfit);
    }
    Ok(format!("{value:?}"))
}

impl Field for String {
    type Form = Self;
}

impl Form<Self> for String {
    const SHAPE: Shape = Shape::new(super::Kind::Scalar(&ScalarShape::of::<Self>(
        JsonKind::String,
    )));

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        scalar::decode(deserializer)
    }

    #[inline]
    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value)
    }

    fn blank() -> Self {
        Self::new()
    }
}

/// What kind of JSON value a text came as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    String,
    Number,
    Boolean,
}

/// Any scalar as its text, together with its kind.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

impl Scalar for Text {
    const EXPECTED: &'static str = "a string, a number or a boolean";

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        Self::from_string(text.to_owned())
    }

    fn from_string(text: String) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self {
            text,
            kind: Kind::String,
        }))
    }

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self {
            text: value.to_string(),
            kind: Kind::Boolean,
        }))
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self {
            text: value.to_string(),
            kind: Kind::Number,
        }))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self {
            text: value.to_string(),
            kind: Kind::Number,
        }))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        let text = match whole(value) {
            Some(whole) => whole.to_string(),
            None => float_text(value)?,
        };
        Ok(Some(Self {
            text,
            kind: Kind::Number,
        }))
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self {
            text: text.to_owned(),
            kind: Kind::Number,
        }))
    }
}
