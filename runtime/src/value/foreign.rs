//! Types of the application's own for scalars: whatever serde reads and writes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::scalar::{self, Misfit, Scalar, number};
use super::text::{Kind, Text};
use super::{Decimal, Field, Form, JsonKind, ScalarShape, Shape, Unlisted, decode_promised};
use crate::operation::Parameter;

/// A value of a type that the application chose for a scalar (`Build::scalar`): `jiff::Timestamp`
/// for times, say. Any type will do that serde reads and writes.
///
/// What the type cannot be read from is kept as it came, and is written back so: one odd value does
/// not fail a whole answer. A number where text is documented, or the other way round, is tried as
/// both. `Default` is a value that was not read.
///
/// ```
/// use clientwright_runtime::Foreign;
///
/// // A type of the application: here, any that serde reads.
/// let good: Foreign<std::net::Ipv4Addr> = serde_json::from_str("\"10.0.0.1\"")?;
/// assert_eq!(good.get().map(|address| address.octets()[0]), Some(10));
///
/// let odd: Foreign<std::net::Ipv4Addr> = serde_json::from_str("\"n/a\"")?;
/// assert_eq!(odd.get(), None);
/// assert_eq!(odd.unread().map(|unread| unread.as_str()), Some("n/a"));
/// assert_eq!(serde_json::to_string(&odd)?, "\"n/a\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Foreign<T, W = AsText> {
    held: Held<T>,
    written: PhantomData<W>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Held<T> {
    Value(T),
    Unread(Unlisted),
}

/// The documents show a text: the value is written as its type writes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsText;

/// The documents show a number: a value that its type writes as the text of one is written as the
/// number.
/// ```
/// use clientwright_runtime::{AsNumber, Foreign};
/// use serde::{Deserialize, Serialize};
///
/// /// Any type for money that writes itself as text.
/// #[derive(Serialize, Deserialize)]
/// struct Money(String);
///
/// let price: Foreign<Money, AsNumber> = serde_json::from_str("12.50")?;
/// assert_eq!(price.get().map(|money| &*money.0), Some("12.50"));
/// assert_eq!(serde_json::to_string(&price)?, "12.50");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsNumber;

impl<T, W> Foreign<T, W> {
    /// A value.
    pub const fn new(value: T) -> Self {
        Self {
            held: Held::Value(value),
            written: PhantomData,
        }
    }

    /// The value, if the type could be read from what came.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        match &self.held {
            Held::Value(value) => Some(value),
            Held::Unread(_) => None,
        }
    }

    /// The value, or what came in place of one.
    ///
    /// # Errors
    /// What the type could not be read from.
    pub fn into_inner(self) -> Result<T, Unlisted> {
        match self.held {
            Held::Value(value) => Ok(value),
            Held::Unread(unread) => Err(unread),
        }
    }

    /// What came, if the type could not be read from it.
    #[must_use]
    pub const fn unread(&self) -> Option<&Unlisted> {
        match &self.held {
            Held::Value(_) => None,
            Held::Unread(unread) => Some(unread),
        }
    }

    fn unread_of(unread: Unlisted) -> Self {
        Self {
            held: Held::Unread(unread),
            written: PhantomData,
        }
    }
}

impl<T, W> From<T> for Foreign<T, W> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T, W> Default for Foreign<T, W> {
    fn default() -> Self {
        Self::unread_of(Unlisted::default())
    }
}

impl<T: fmt::Debug, W> fmt::Debug for Foreign<T, W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.held {
            Held::Value(value) => value.fmt(formatter),
            Held::Unread(unread) => unread.fmt(formatter),
        }
    }
}

/// A value of the type from a text, or from what the text is in JSON.
fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let by_text = serde_json::from_value(Value::from(text)).ok();
    by_text.or_else(|| match text {
        "true" => serde_json::from_value(Value::from(true)).ok(),
        "false" => serde_json::from_value(Value::from(false)).ok(),
        _ => from_number(text),
    })
}

fn from_number<T: DeserializeOwned>(text: &str) -> Option<T> {
    let double = number(text).ok()?;
    let unsigned = text.parse::<u64>().ok().map(Value::from);
    let signed = text.parse::<i64>().ok().map(Value::from);
    let forms = [unsigned, signed, Some(Value::from(double))];
    let mut forms = forms.into_iter().flatten();
    forms.find_map(|form| serde_json::from_value(form).ok())
}

/// A scalar of the runtime by which a foreign one is read: its text, and what it came as.
trait Spelled: Scalar {
    fn spelled(self) -> (String, Kind);
}

impl Spelled for Text {
    fn spelled(self) -> (String, Kind) {
        (self.text, self.kind)
    }
}

/// Decimals are read as the runtime's own, so that they keep their digits on the way.
impl Spelled for Decimal {
    fn spelled(self) -> (String, Kind) {
        (self.as_str().to_owned(), Kind::Number)
    }
}

/// A foreign scalar, by one of the runtime's.
struct By<S, T, W>(Foreign<T, W>, PhantomData<S>);

impl<S: Spelled, T: DeserializeOwned, W> By<S, T, W> {
    fn of(read: Option<S>) -> Option<Self> {
        let (text, kind) = read?.spelled();
        let value = match from_text(&text) {
            Some(value) => Foreign::new(value),
            None => Foreign::unread_of(Unlisted { text, kind }),
        };
        Some(Self(value, PhantomData))
    }
}

impl<S: Spelled, T: DeserializeOwned, W> Scalar for By<S, T, W> {
    const EXPECTED: &'static str = S::EXPECTED;

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        S::from_text(text).map(Self::of)
    }

    fn from_string(text: String) -> Result<Option<Self>, Misfit> {
        S::from_string(text).map(Self::of)
    }

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        S::from_bool(value).map(Self::of)
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        S::from_unsigned(value).map(Self::of)
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        S::from_signed(value).map(Self::of)
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        S::from_float(value).map(Self::of)
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        S::from_digits(text).map(Self::of)
    }

    fn is_listed(&self) -> bool {
        self.0.get().is_some()
    }
}

impl<T: Serialize + DeserializeOwned> Form<Foreign<T, Self>> for AsText {
    const SHAPE: Shape = Shape::new(super::Kind::Scalar(&ScalarShape::of::<By<Text, T, Self>>(
        JsonKind::String,
    )));

    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Foreign<T, Self>>, D::Error> {
        let read = scalar::decode::<By<Text, T, Self>, D>(deserializer)?;
        Ok(read.map(|By(value, _)| value))
    }

    fn encode<S: Serializer>(value: &Foreign<T, Self>, serializer: S) -> Result<S::Ok, S::Error> {
        match &value.held {
            Held::Value(value) => value.serialize(serializer),
            Held::Unread(unread) => unread.encode(serializer),
        }
    }

    fn blank() -> Foreign<T, Self> {
        Foreign::default()
    }
}

impl<T: Serialize + DeserializeOwned> Form<Foreign<T, Self>> for AsNumber {
    const SHAPE: Shape = Shape::new(super::Kind::Scalar(&ScalarShape {
        by_text: true,
        ..ScalarShape::of::<By<Decimal, T, Self>>(JsonKind::Number)
    }));

    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Foreign<T, Self>>, D::Error> {
        let read = By::of(<Decimal as Field>::decode(deserializer)?);
        Ok(read.map(|By(value, _)| value))
    }

    fn encode<S: Serializer>(value: &Foreign<T, Self>, serializer: S) -> Result<S::Ok, S::Error> {
        let value = match &value.held {
            Held::Value(value) => value,
            Held::Unread(unread) => return unread.encode(serializer),
        };
        match text_of(value).and_then(|text| text.parse::<Decimal>().ok()) {
            Some(decimal) => Field::encode(&decimal, serializer),
            None => value.serialize(serializer),
        }
    }

    fn blank() -> Foreign<T, Self> {
        Foreign::default()
    }
}

impl<T, W: Form<Self>> Field for Foreign<T, W> {
    type Form = W;
}

/// The text of a value, if it writes itself as one or as what is plain in JSON.
fn text_of<T: Serialize>(value: &T) -> Option<String> {
    match serde_json::to_value(value).ok()? {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

impl<T: Serialize, W> Parameter for Foreign<T, W> {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        match &self.held {
            Held::Value(value) => {
                if let Some(text) = text_of(value) {
                    visit(&text);
                }
            }
            Held::Unread(unread) => visit(unread.as_str()),
        }
    }
}

impl<T, W: Form<Self>> Serialize for Foreign<T, W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode(serializer)
    }
}

impl<'de, T, W: Form<Self>> Deserialize<'de> for Foreign<T, W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_promised(deserializer)
    }
}
