//! Values of which a document does not say the type.

use serde::ser::Serializer;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{AsUnion, Field, Shape, Union, attempt, blank, decode_promised, shape};

/// A value of a type that the document only implies: `pattern` alone says that a text has to fit it, and
/// nothing of values that are no texts. What is not exactly of the type is kept as it came, and is
/// written back so.
///
/// ```
/// use clientwright_runtime::Implied;
///
/// let size: Implied<i64> = serde_json::from_str("5")?;
/// assert_eq!(size.get(), Some(&5));
///
/// let odd: Implied<i64> = serde_json::from_str(r#"["none"]"#)?;
/// assert_eq!(odd.get(), None);
/// assert_eq!(serde_json::to_string(&odd)?, r#"["none"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Implied<T> {
    /// A value of the type.
    Value(T),
    /// Anything else.
    Other(Value),
}

impl<T> Implied<T> {
    /// The value, if it is of the type.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Other(_) => None,
        }
    }

    /// The value, or what came in place of one.
    ///
    /// # Errors
    /// What is not of the type.
    pub fn into_inner(self) -> Result<T, Value> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Other(other) => Err(other),
        }
    }
}

impl<T> From<T> for Implied<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Field> Default for Implied<T> {
    fn default() -> Self {
        Self::first()
    }
}

impl<T: Field> Union for Implied<T> {
    const SHAPES: &'static [Shape] = &[shape::<T>()];
    const OPEN: bool = true;

    fn become_variant(&mut self, _: usize, value: &Value) -> bool {
        attempt(value, |found| *self = Self::Value(found))
    }

    fn other(value: Value) -> Self {
        Self::Other(value)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.encode(serializer),
            Self::Other(other) => other.serialize(serializer),
        }
    }

    fn first() -> Self {
        Self::Value(blank())
    }
}

impl<T: Field> Field for Implied<T> {
    type Form = AsUnion;
}

impl<T: Field> Serialize for Implied<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode(serializer)
    }
}

impl<'de, T: Field> Deserialize<'de> for Implied<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_promised(deserializer)
    }
}
