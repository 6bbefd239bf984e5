//! Values of members that no document mentions.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::value::RAW_TOKEN;

/// Reads a value that no document describes. `None` where it is JSON that a [`Value`] cannot hold:
/// numbers beyond a double, half a surrogate pair, or deeper nesting than serde_json reads. A member
/// that nobody asked for must not fail the whole answer.
pub(super) struct Undocumented;

impl<'de> DeserializeSeed<'de> for Undocumented {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_TOKEN, self)
    }
}

impl<'de> Visitor<'de> for Undocumented {
    type Value = Option<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    // serde_json hands over the text of the value as a map of one member.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_entry_seed(RawToken, RawText)? {
            Some(((), value)) => Ok(value),
            None => Err(de::Error::custom("the text of a value is missing")),
        }
    }

    // Every other format hands over itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        Value::deserialize(deserializer).map(Some)
    }
}

/// The name under which serde_json hands over a text.
struct RawToken;

impl<'de> DeserializeSeed<'de> for RawToken {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for RawToken {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a raw value")
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

struct RawText;

impl<'de> DeserializeSeed<'de> for RawText {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText {
    type Value = Option<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a JSON value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(serde_json::from_str(text).ok())
    }
}
