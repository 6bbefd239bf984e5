//! Exact decimal numbers: they keep the digits that the service wrote.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::decimal_text::{Canonical, parts};
use super::scalar::{IsNumber, Misfit, RAW_TOKEN, Scalar, ScalarVisitor};
use super::text::float_text;
use super::{Field, Form, JsonKind, Kind, ScalarShape, Shape, decode_promised};

/// A decimal number that keeps its digits: `5000` stays `5000`, and `5000.10` stays `5000.10`.
///
/// Two of them are equal if they are the same number, however it is written. JSON gets the digits as
/// they are; formats without decimals get the integer or double that is the same number, or a string.
///
/// ```
/// use clientwright_runtime::Decimal;
///
/// let amount: Decimal = "5000.10".parse()?;
/// assert_eq!(amount.as_str(), "5000.10");
/// assert_eq!(amount, "5000.1".parse::<Decimal>()?);
/// assert_eq!(Decimal::from(5000).as_str(), "5000");
/// # Ok::<(), clientwright_runtime::DecimalError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(String);

impl Decimal {
    /// The number as it was written: always a JSON number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // A JSON number always parses: the fallback is never taken.
        self.0.parse().unwrap_or(f64::NAN)
    }

    fn canonical(&self) -> Option<Canonical> {
        parts(&self.0).map(|parts| parts.canonical())
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::from(0)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.canonical() == other.canonical()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

// The only integer: with a second one the type of `.limit(5000)` could not be inferred.
impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

/// The text is no decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecimalError(());

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a decimal number: write it as in JSON, such as 5000 or -0.25")
    }
}

impl std::error::Error for DecimalError {}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        match parts(text) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(DecimalError(())),
        }
    }
}

/// The shortest decimal that is this double.
impl TryFrom<f64> for Decimal {
    type Error = DecimalError;

    fn try_from(value: f64) -> Result<Self, DecimalError> {
        format!("{value:?}").parse()
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal number, or one as a string";

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        if text.is_empty() {
            return Ok(None);
        }
        Self::from_digits(text)
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        text.parse().map(Some).map_err(|_| Misfit)
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(value.to_string())))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(value.to_string())))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        float_text(value).and_then(|text| Self::from_digits(&text))
    }
}

/// Takes the text of the value where the deserializer is serde_json's, the value elsewhere.
struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Option<Decimal>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(Decimal::EXPECTED)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(ScalarVisitor::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key_seed(IsNumber)? {
            Some(true) => map.next_value_seed(RawText),
            _ => Err(misfit("an object")),
        }
    }
}

fn misfit<E: de::Error>(kind: &'static str) -> E {
    E::invalid_value(Unexpected::Other(kind), &Decimal::EXPECTED)
}

/// The JSON text of a value, as a decimal.
struct RawText;

impl<'de> de::DeserializeSeed<'de> for RawText {
    type Value = Option<Decimal>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText {
    type Value = Option<Decimal>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let kind = match text.as_bytes().first() {
            Some(b'"') => {
                let text: String = serde_json::from_str(text).map_err(E::custom)?;
                return Decimal::from_text(&text).map_err(|Misfit| misfit("this string"));
            }
            Some(b'n') => return Ok(None),
            Some(b't' | b'f') => "a boolean",
            Some(b'[') => "a list",
            Some(b'{') => "an object",
            _ => return Decimal::from_digits(text).map_err(|Misfit| misfit("this number")),
        };
        Err(misfit(kind))
    }
}

/// Writes a number by its digits: what is read again is the same number.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn encode_digits<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>()
        && value.to_string() == text
    {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>()
        && value.to_string() == text
    {
        return serializer.serialize_u64(value);
    }
    let float = text.parse::<f64>().ok().filter(|value| value.is_finite());
    let shortest = float.map(|value| format!("{value:?}"));
    if let (Some(value), Some(shortest)) = (float, shortest) {
        // All writers of doubles agree on the short ones that need no exponent.
        let exact = shortest == text && !text.contains('e') && text.len() <= 17;
        let same =
            || parts(&shortest).map(|it| it.canonical()) == parts(text).map(|it| it.canonical());
        if exact || (!serializer.is_human_readable() && same()) {
            return serializer.serialize_f64(value);
        }
    }
    if serializer.is_human_readable() {
        RawValue::from_string(text.to_owned())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    } else {
        serializer.serialize_str(text)
    }
}

impl Field for Decimal {
    type Form = Self;
}

impl Form<Self> for Decimal {
    const SHAPE: Shape = Shape::new(Kind::Scalar(&ScalarShape {
        by_text: true,
        ..ScalarShape::of::<Self>(JsonKind::Number)
    }));

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_TOKEN, DecimalVisitor)
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        encode_digits(&value.0, serializer)
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_promised(deserializer)
    }
}
