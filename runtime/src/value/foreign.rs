//! Types of the application's own for scalars: whatever serde reads and writes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::scalar::{self, Misfit, Scalar, number};
use super::text::{Kind, Text};
use super::{
    Decimal, Field, Fit, Form, JsonKind, ScalarShape, Shape, Unlisted, decode_promised, shape,
};
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

/// A scalar where text is documented.
struct ByText<T>(Foreign<T, AsText>);

impl<T: DeserializeOwned> ByText<T> {
    fn of(read: Result<Option<Text>, Misfit>) -> Result<Option<Self>, Misfit> {
        Ok(read?.map(|Text { text, kind }| {
            Self(match from_text(&text) {
                Some(value) => Foreign::new(value),
                None => Foreign::unread_of(Unlisted { text, kind }),
            })
        }))
    }
}

impl<T: DeserializeOwned> Scalar for ByText<T> {
    const EXPECTED: &'static str = Text::EXPECTED;

    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_text(text))
    }

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_bool(value))
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_unsigned(value))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_signed(value))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_float(value))
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        Self::of(Text::from_digits(text))
    }

    fn is_listed(&self) -> bool {
        self.0.get().is_some()
    }
}

impl<T: Serialize + DeserializeOwned> Form<Foreign<T, Self>> for AsText {
    const SHAPE: Shape = Shape::new(super::Kind::Scalar(&ScalarShape::of::<ByText<T>>(
        JsonKind::String,
    )));

    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Foreign<T, Self>>, D::Error> {
        Ok(scalar::decode::<ByText<T>, D>(deserializer)?.map(|ByText(value)| value))
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

    fn fit(value: &Value) -> Fit {
        Fit::exact_if(
            value
                .as_str()
                .is_some_and(|text| from_text::<T>(text).is_some()),
        )
    }
}

/// Decimals are read as the runtime's own, so that they keep their digits on the way.
impl<T: Serialize + DeserializeOwned> Form<Foreign<T, Self>> for AsNumber {
    const SHAPE: Shape = shape::<Decimal>();

    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Foreign<T, Self>>, D::Error> {
        let decimal = <Decimal as Field>::decode(deserializer)?;
        Ok(decimal.map(|decimal| {
            let text = decimal.as_str();
            match from_text(text) {
                Some(value) => Foreign::new(value),
                None => Foreign::unread_of(Unlisted {
                    text: text.to_owned(),
                    kind: Kind::Number,
                }),
            }
        }))
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

    fn fit(value: &Value) -> Fit {
        Fit::exact_if(value.is_number())
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
