//! What an update does to a member.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, SerializeSeq, Serializer};

use super::{Field, Form, Shape, decode_promised, shape};

/// What an update does to one member: leave it (the default), set it, or clear it.
///
/// The generated `.clear_…()` setters exist only where the service documents how a member is
/// cleared. A [`Patch::clear`] put elsewhere by hand is an error before anything is sent.
///
/// ```
/// use clientwright_runtime::Patch;
///
/// assert_eq!(Patch::<String>::default(), Patch::Keep);
/// assert_eq!(Patch::from("x"), Patch::Set("x"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The member stays as it is: nothing is sent for it.
    #[default]
    Keep,
    /// The member gets this value.
    Set(T),
    /// The member is cleared, in the form that the service documents.
    Clear(Cleared),
}

/// How a cleared member is written. Opaque: generated setters make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cleared(ClearedForm);

/// The forms in which services document a cleared member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClearedForm {
    /// `null`
    Null,
    /// `""`
    EmptyString,
    /// `[]`
    EmptyList,
    /// Nobody documented it: writing it is an error.
    ByHand,
}

impl<T> Patch<T> {
    /// A clear that no documentation covers: sending it fails, naming the member.
    #[must_use]
    pub const fn clear() -> Self {
        Self::Clear(Cleared(ClearedForm::ByHand))
    }

    /// A clear in a documented form. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn cleared(form: ClearedForm) -> Self {
        Self::Clear(Cleared(form))
    }

    /// Whether the member stays as it is.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The value that is set, if one is.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear(_) => None,
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T: Field> Field for Patch<T> {
    type Form = Self;
}

impl<T: Field> Form<Self> for Patch<T> {
    const SHAPE: Shape = shape::<T>().optional();

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(match T::decode(deserializer)? {
            Some(value) => Self::Set(value),
            // Whether the document says how the member is cleared is known where it is declared:
            // `Source::patch`.
            None => Self::clear(),
        }))
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Self::Set(value) => value.encode(serializer),
            Self::Keep | Self::Clear(Cleared(ClearedForm::Null)) => serializer.serialize_none(),
            Self::Clear(Cleared(ClearedForm::EmptyString)) => serializer.serialize_str(""),
            Self::Clear(Cleared(ClearedForm::EmptyList)) => {
                serializer.serialize_seq(Some(0))?.end()
            }
            Self::Clear(Cleared(ClearedForm::ByHand)) => {
                Err(S::Error::custom("clearing is not documented here"))
            }
        }
    }

    fn blank() -> Self {
        Self::Keep
    }

    fn is_present(value: &Self) -> bool {
        !value.is_keep()
    }

    fn is_refused(value: &Self) -> bool {
        matches!(value, Self::Clear(Cleared(ClearedForm::ByHand)))
    }
}

impl<T: Field> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode(serializer)
    }
}

impl<'de, T: Field> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_promised(deserializer)
    }
}
