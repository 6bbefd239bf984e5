//! The lenient reading of scalars: one visitor for all of them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, Unexpected, Visitor};
use serde::ser::Serializer;

use super::{Field, Form, JsonKind, Kind, ScalarShape, Shape};

/// What a number looks like where serde_json's `arbitrary_precision` is switched on.
pub(crate) const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// The name by which serde_json hands a value over as its text. Formats for people that are not
/// JSON get a decimal of many digits as an object of this one member.
pub(crate) const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// What came does not make a value of the type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Misfit;

/// What a scalar makes of each kind of thing that the wire sends; `Ok(None)` is "unset".
///
/// The default refuses.
pub(crate) trait Scalar: Sized {
    /// What the type takes, for error messages.
    const EXPECTED: &'static str;

    fn from_text(text: &str) -> Result<Option<Self>, Misfit>;

    fn from_string(text: String) -> Result<Option<Self>, Misfit> {
        Self::from_text(&text)
    }

    fn from_bool(_: bool) -> Result<Option<Self>, Misfit> {
        Err(Misfit)
    }

    fn from_unsigned(_: u64) -> Result<Option<Self>, Misfit> {
        Err(Misfit)
    }

    fn from_signed(_: i64) -> Result<Option<Self>, Misfit> {
        Err(Misfit)
    }

    fn from_float(_: f64) -> Result<Option<Self>, Misfit> {
        Err(Misfit)
    }

    /// A number by its digits: where serde_json keeps them.
    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        Self::from_text(text)
    }

    /// Whether the documents list the values.
    const LISTS: bool = false;

    /// Whether the documents list a single value.
    const CONSTANT: bool = false;

    /// Whether the documents list the value, of those types of which they do.
    fn is_listed(&self) -> bool {
        true
    }
}

/// Reads any scalar, leniently.
#[inline]
pub(crate) fn decode<'de, T: Scalar, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(ScalarVisitor(PhantomData))
}

pub(crate) struct ScalarVisitor<T>(PhantomData<T>);

impl<T> ScalarVisitor<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

// Values stay out of messages: a body's content may be personal.
#[inline]
fn checked<T: Scalar, E: de::Error>(
    found: Result<Option<T>, Misfit>,
    kind: &'static str,
) -> Result<Option<T>, E> {
    found.map_err(|Misfit| E::invalid_value(Unexpected::Other(kind), &T::EXPECTED))
}

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    #[inline]
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Option<T>, E> {
        T::from_bool(value)
            .map_err(|Misfit| E::invalid_type(Unexpected::Other("a boolean"), &T::EXPECTED))
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Option<T>, E> {
        checked(T::from_unsigned(value), "this integer")
    }

    #[inline]
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Option<T>, E> {
        checked(T::from_signed(value), "this integer")
    }

    #[inline]
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Option<T>, E> {
        checked(T::from_float(value), "this number")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<T>, E> {
        checked(T::from_text(text), "this string")
    }

    #[inline]
    fn visit_string<E: de::Error>(self, text: String) -> Result<Option<T>, E> {
        checked(T::from_string(text), "this string")
    }

    #[inline]
    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        match digits(&mut map)? {
            Some(text) => checked(T::from_digits(&text), "this number"),
            None => Err(de::Error::invalid_type(
                Unexpected::Other("an object"),
                &T::EXPECTED,
            )),
        }
    }
}

/// The digits of a number that serde_json hands over as a map; `None` for any other map.
pub(crate) fn digits<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    match map.next_key_seed(IsNumber)? {
        Some(true) => map.next_value().map(Some),
        _ => Ok(None),
    }
}

/// Whether a map's key announces a number's text, without keeping it.
pub(crate) struct IsNumber;

impl<'de> de::DeserializeSeed<'de> for IsNumber {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for IsNumber {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<bool, E> {
        Ok(name == NUMBER_TOKEN || name == RAW_TOKEN)
    }

    fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<bool, E> {
        Ok(name == NUMBER_TOKEN.as_bytes() || name == RAW_TOKEN.as_bytes())
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "a boolean, or \"true\" or \"false\"";

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        Ok(Some(value))
    }

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        match text {
            "true" => Ok(Some(true)),
            "false" => Ok(Some(false)),
            "" => Ok(None),
            _ => Err(Misfit),
        }
    }
}

impl Field for bool {
    type Form = Self;
}

impl Form<Self> for bool {
    const SHAPE: Shape = Shape::new(Kind::Scalar(&ScalarShape::of::<Self>(JsonKind::Boolean)));

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        decode(deserializer)
    }

    #[inline]
    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*value)
    }

    fn blank() -> Self {
        false
    }
}

/// The whole number that a float stands for; floats name each of them only up to 2^53.
pub(crate) fn whole(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "within the limit it is exact"
    )]
    (value.fract() == 0.0 && value.abs() <= LIMIT).then_some(value as i64)
}

macro_rules! integers {
    ($($type:ident: $serialize:ident, $expected:literal;)*) => {$(
        impl Scalar for $type {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
                $type::try_from(value).map(Some).map_err(|_| Misfit)
            }

            #[inline]
            fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
                $type::try_from(value).map(Some).map_err(|_| Misfit)
            }

            fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
                whole(value).ok_or(Misfit).and_then(Self::from_signed)
            }

            fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
                if text.is_empty() {
                    return Ok(None);
                }
                match text.parse::<$type>() {
                    Ok(value) => Ok(Some(value)),
                    Err(_) => number(text).and_then(Self::from_float),
                }
            }
        }

        impl Field for $type {
            type Form = Self;
        }

        impl Form<Self> for $type {
            const SHAPE: Shape =
                Shape::new(Kind::Scalar(&ScalarShape::of::<Self>(JsonKind::Integer)));

            #[inline]
            fn decode<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                decode(deserializer)
            }

            #[inline]
            fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*value)
            }

            fn blank() -> Self {
                0
            }
        }
    )*};
}

integers! {
    i32: serialize_i32, "a 32-bit integer, or one as a string";
    i64: serialize_i64, "a 64-bit integer, or one as a string";
    u32: serialize_u32, "an unsigned 32-bit integer, or one as a string";
    u64: serialize_u64, "an unsigned 64-bit integer, or one as a string";
}

/// A finite number from its text: `nan` and `inf` are no numbers here.
pub(crate) fn number(text: &str) -> Result<f64, Misfit> {
    if !text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
    {
        return Err(Misfit);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(Misfit),
    }
}

impl Scalar for f64 {
    const EXPECTED: &'static str = "a number, or one as a string";

    #[expect(
        clippy::cast_precision_loss,
        reason = "the member is documented as a double"
    )]
    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Ok(Some(value as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the member is documented as a double"
    )]
    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Ok(Some(value as f64))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        Ok(Some(value))
    }

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        if text.is_empty() {
            return Ok(None);
        }
        number(text).map(Some)
    }
}

impl Field for f64 {
    type Form = Self;
}

impl Form<Self> for f64 {
    const SHAPE: Shape = Shape::new(Kind::Scalar(&ScalarShape::of::<Self>(JsonKind::Number)));

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        decode(deserializer)
    }

    #[inline]
    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(*value)
    }

    fn blank() -> Self {
        0.0
    }
}
