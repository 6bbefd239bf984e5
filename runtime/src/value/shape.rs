//! What is documented of a type, as constants: what a walker judges a body by without decoding it.

use std::fmt;

use serde_json::Value;

use super::scalar::{Misfit, Scalar};
use super::{Field, Form, UnionShape};
use crate::record::RecordShape;

/// A kind of JSON value. Integers are numbers, told apart because documents do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction and exponent.
    Integer,
    /// Any other number; where it is what the documents say, any number.
    Number,
    /// A string.
    String,
    /// A list.
    List,
    /// An object.
    Object,
}

impl fmt::Display for JsonKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

impl JsonKind {
    /// The two kinds of identifiers and of enumerations.
    pub(crate) const fn integer_if(integer: bool) -> Self {
        if integer { Self::Integer } else { Self::String }
    }

    /// Whether a value of the kind `found` is what is documented.
    pub(crate) fn covers(self, found: Self) -> bool {
        self == found || (self, found) == (Self::Number, Self::Integer)
    }

    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_u64() || number.is_i64() => Self::Integer,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

/// The description of a type.
#[derive(Clone, Copy)]
pub struct Shape {
    pub(crate) kind: Kind,
    /// How many times it may be left open: by being left out, or by `null`.
    pub(crate) options: u8,
}

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Scalar(&'static ScalarShape),
    List(&'static Shape),
    Map(&'static Shape),
    Tuple(&'static [Shape]),
    Record(&'static RecordShape),
    Union(fn() -> &'static UnionShape),
    Any,
    /// Whatever comes is skipped.
    Skipped,
}

/// The description of a scalar.
pub(crate) struct ScalarShape {
    pub(crate) documented: JsonKind,
    /// Whether it is read by the digits of the text.
    pub(crate) by_text: bool,
    /// Whether the documents list the values.
    pub(crate) lists: bool,
    /// Whether a single value is documented.
    pub(crate) constant: bool,
    pub(crate) judge: fn(Token<'_>) -> Judged,
}

/// A scalar as it came.
#[derive(Clone, Copy)]
pub(crate) enum Token<'t> {
    Boolean(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'t str),
    /// A number by its digits.
    Digits(&'t str),
}

/// What reading makes of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judged {
    Read,
    /// It is read, and no document lists it.
    Unlisted,
    Unset,
    Refused,
}

/// The description of a field's type.
#[must_use]
pub const fn shape<T: Field>() -> Shape {
    T::Form::SHAPE
}

impl Shape {
    pub(crate) const fn new(kind: Kind) -> Self {
        Self { kind, options: 0 }
    }

    pub(crate) const fn optional(self) -> Self {
        Self {
            options: self.options.saturating_add(1),
            ..self
        }
    }

    /// What is documented; `None` where it is more than one kind.
    pub(crate) const fn documented(self) -> Option<JsonKind> {
        match self.kind {
            Kind::Scalar(scalar) => Some(scalar.documented),
            Kind::List(_) | Kind::Tuple(_) => Some(JsonKind::List),
            Kind::Map(_) | Kind::Record(_) => Some(JsonKind::Object),
            Kind::Union(_) | Kind::Any | Kind::Skipped => None,
        }
    }
}

impl ScalarShape {
    pub(crate) const fn of<T: Scalar>(documented: JsonKind) -> Self {
        Self {
            documented,
            by_text: false,
            lists: T::LISTS,
            constant: T::CONSTANT,
            judge: judge::<T>,
        }
    }
}

impl Token<'_> {
    pub(crate) fn kind(self) -> JsonKind {
        match self {
            Self::Boolean(_) => JsonKind::Boolean,
            Self::Unsigned(_) | Self::Signed(_) => JsonKind::Integer,
            Self::Float(_) => JsonKind::Number,
            Self::Text(_) => JsonKind::String,
            Self::Digits(text) if text.contains(['.', 'e', 'E']) => JsonKind::Number,
            Self::Digits(_) => JsonKind::Integer,
        }
    }
}

// The reading itself judges, so that the two cannot part ways.
fn judge<T: Scalar>(token: Token<'_>) -> Judged {
    let read = match token {
        Token::Boolean(value) => T::from_bool(value),
        Token::Unsigned(value) => T::from_unsigned(value),
        Token::Signed(value) => T::from_signed(value),
        Token::Float(value) => T::from_float(value),
        Token::Text(text) => T::from_text(text),
        Token::Digits(text) => T::from_digits(text),
    };
    match read {
        Ok(Some(value)) if value.is_listed() => Judged::Read,
        Ok(Some(_)) => Judged::Unlisted,
        Ok(None) => Judged::Unset,
        Err(Misfit) => Judged::Refused,
    }
}
