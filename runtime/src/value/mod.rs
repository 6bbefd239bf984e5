//! The values of members: how each is read leniently and written exactly.

pub(crate) mod collections;
mod decimal;
mod decimal_text;
mod distance;
mod enumeration;
mod foreign;
mod identifier;
mod implied;
#[cfg(feature = "jiff")]
mod jiff;
mod patch;
mod scalar;
mod secret;
mod shape;
mod text;
mod time;
mod tuple;
mod union;

use serde::{Deserializer, Serialize, Serializer, de};

pub use decimal::{Decimal, DecimalError};
pub use enumeration::{AsEnum, OpenEnum, Unlisted, Wire};
pub use foreign::{AsNumber, AsText, Foreign};
pub use identifier::{AsIdentifier, Identifier};
pub use implied::Implied;
#[cfg(feature = "jiff")]
pub use jiff::TimeError;
pub use patch::{Cleared, ClearedForm, Patch};
pub(crate) use scalar::{IsNumber, NUMBER_TOKEN, RAW_TOKEN};
pub use secret::Secret;
pub use shape::{JsonKind, Shape, shape};
pub(crate) use shape::{Judged, Kind, ScalarShape, Token};
pub use time::{Date, Timestamp};
pub(crate) use union::UnionShape;
pub use union::{AsUnion, Discriminator, Union, attempt, write_variant};

/// The value of a member: what generated structs are made of.
///
/// Only generated code and the runtime implement it, by naming the form of the type: so the code of
/// each generated type stays small, and all leniency is in one place.
pub trait Field: Sized {
    /// How values of the type are read and written.
    type Form: Form<Self>;

    /// See [`Form::decode`].
    ///
    /// # Errors
    /// As [`Form::decode`].
    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::Form::decode(deserializer)
    }

    /// See [`Form::encode`].
    ///
    /// # Errors
    /// As [`Form::encode`].
    #[inline]
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::Form::encode(self, serializer)
    }

    /// See [`Form::is_present`].
    #[inline]
    fn is_present(&self) -> bool {
        Self::Form::is_present(self)
    }

    /// See [`Form::is_refused`].
    #[inline]
    fn is_refused(&self) -> bool {
        Self::Form::is_refused(self)
    }
}

/// How values of `T` are read from what the wire sends, and written as the documents show.
pub trait Form<T> {
    /// What is documented of the type.
    const SHAPE: Shape;

    /// Whether an unset payload is an empty one.
    const COLLECTION: bool = false;

    /// Whether [`Form::fill`] reads a value where it stands: worth a blank one for what is large.
    const IN_PLACE: bool = false;

    /// Reads the value. `None` means that the wire said "unset": `null`, or `""` where a number or a
    /// flag belongs.
    ///
    /// # Errors
    /// What came is of a kind that the type cannot be read from. The error names kinds, never the
    /// value.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error>;

    /// Reads into a blank value, and says whether one came: what is unset leaves it blank.
    ///
    /// # Errors
    /// As [`Form::decode`].
    #[inline]
    fn fill<'de, D: Deserializer<'de>>(blank: &mut T, deserializer: D) -> Result<bool, D::Error> {
        let found = Self::decode(deserializer)?;
        let came = found.is_some();
        if let Some(value) = found {
            *blank = value;
        }
        Ok(came)
    }

    /// Reads a value into the place of another one.
    ///
    /// # Errors
    /// As [`Form::decode`] and [`Form::unset`].
    #[inline]
    fn replace<'de, D: Deserializer<'de>>(value: &mut T, deserializer: D) -> Result<(), D::Error> {
        *value = match Self::decode(deserializer)? {
            Some(value) => value,
            None => Self::unset()?,
        };
        Ok(())
    }

    /// Writes the value.
    ///
    /// # Errors
    /// Those of the serializer, and a [`Patch`] that was cleared by hand.
    fn encode<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    /// What a member holds before it is read.
    fn blank() -> T;

    /// What an unset value stands for where the type has no room for "unset".
    ///
    /// # Errors
    /// By default: an unset value is refused.
    fn unset<E: de::Error>() -> Result<T, E> {
        Err(E::custom("unset (null or empty) where a value is promised"))
    }

    /// Whether the member is written at all.
    fn is_present(value: &T) -> bool {
        let _ = value;
        true
    }

    /// Whether the value must not be sent: a [`Patch`] that was cleared by hand.
    fn is_refused(value: &T) -> bool {
        let _ = value;
        false
    }

    /// Writes the value as a variant of a union whose variants a member tells apart: an object that
    /// does not say itself which one it is gets the member.
    ///
    /// # Errors
    /// As [`Form::encode`].
    fn encode_tagged<S: Serializer>(
        value: &T,
        member: &'static str,
        tag: &'static str,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let _ = (member, tag);
        Self::encode(value, serializer)
    }
}

/// The value that a member of type `T` holds before it is read.
#[must_use]
pub fn blank<T: Field>() -> T {
    T::Form::blank()
}

/// Reads a value where one is promised: an unset one is an error unless the type has room for it.
///
/// # Errors
/// As [`Form::decode`] and [`Form::unset`].
#[inline]
pub fn decode_promised<'de, T: Field, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    match T::decode(deserializer)? {
        Some(value) => Ok(value),
        None => T::Form::unset(),
    }
}

/// A field as something that serde writes.
pub(crate) struct AsSerialize<'a, T>(pub(crate) &'a T);

impl<T: Field> Serialize for AsSerialize<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.encode(serializer)
    }
}

/// A place to read a field into, as a seed of serde.
pub(crate) struct Slot<'a, T>(pub(crate) &'a mut T);

impl<'de, T: Field> de::DeserializeSeed<'de> for Slot<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::Form::replace(self.0, deserializer)
    }
}
