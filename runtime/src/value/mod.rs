//! The values of members: how each is read leniently and written exactly.

pub(crate) mod collections;
mod decimal;
mod decimal_text;
mod enumeration;
mod identifier;
mod patch;
mod scalar;
mod secret;
mod text;
mod time;
mod union;

use serde::{Deserializer, Serialize, Serializer, de};

pub use decimal::{Decimal, DecimalError};
pub use enumeration::{Listed, OpenEnum, Unlisted, decode_enum, enum_fit};
pub use identifier::{decode_identifier, encode_integer_identifier};
pub use patch::{Cleared, ClearedForm, Patch};
pub use secret::Secret;
pub use time::{Date, Timestamp};
pub use union::{Fit, Union, attempt, decode_union};

/// The value of a member: what generated structs are made of.
///
/// Only generated code and the runtime implement it. A type that implements it reads what the wire
/// sends in its place, and writes what the documentation shows.
pub trait Field: Sized {
    /// Whether an unset payload of this type is an empty one.
    const COLLECTION: bool = false;

    /// Reads the value. `None` means that the wire said "unset": `null`, or `""` where a number or a
    /// flag belongs.
    ///
    /// # Errors
    /// What came is of a kind that this type cannot be read from. The error names kinds, never the
    /// value.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// Those of the serializer, and a [`Patch`] that was cleared by hand.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// What a member holds before it is read.
    fn blank() -> Self;

    /// What an unset value stands for where the type has no room for "unset".
    ///
    /// # Errors
    /// By default: an unset value is refused.
    fn unset<E: de::Error>() -> Result<Self, E> {
        Err(E::custom("unset (null or empty) where a value is promised"))
    }

    /// Whether the member is written at all.
    fn is_present(&self) -> bool {
        true
    }

    /// Whether the value must not be sent: a [`Patch`] that was cleared by hand.
    fn is_refused(&self) -> bool {
        false
    }

    /// How well a JSON value fits this type: what a union chooses by.
    fn fit(value: &serde_json::Value) -> Fit;
}

/// The value that a member of type `T` holds before it is read.
#[must_use]
pub fn blank<T: Field>() -> T {
    T::blank()
}

/// Reads a value where one is promised: an unset one is an error unless the type has room for it.
///
/// # Errors
/// As [`Field::decode`] and [`Field::unset`].
#[inline]
pub fn decode_promised<'de, T: Field, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    match T::decode(deserializer)? {
        Some(value) => Ok(value),
        None => T::unset(),
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
        *self.0 = decode_promised(deserializer)?;
        Ok(())
    }
}
