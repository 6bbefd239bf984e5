//! One pass over a body: the envelope's members and the payload.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::value::Field;
use crate::value::collections::empty_forms;

/// The names of the members to look at.
#[derive(Clone, Copy)]
pub(super) struct Names<'n> {
    pub(super) code: Option<&'static str>,
    pub(super) message: Option<&'static str>,
    pub(super) payload: Option<&'n str>,
    pub(super) context: Option<&'n str>,
}

/// What an envelope held.
pub(super) struct Opened<T, C> {
    pub(super) code: Option<Value>,
    pub(super) message: Option<String>,
    /// `Some(None)` if the member came unset.
    pub(super) payload: Option<Option<T>>,
    pub(super) context: Option<C>,
}

/// Reads an envelope.
pub(super) struct Open<'n, T, C> {
    names: Names<'n>,
    types: PhantomData<(T, C)>,
}

impl<'n, T, C> Open<'n, T, C> {
    pub(super) const fn new(names: Names<'n>) -> Self {
        Self {
            names,
            types: PhantomData,
        }
    }
}

impl<'de, T: Field, C: Field> DeserializeSeed<'de> for Open<'_, T, C> {
    type Value = Opened<T, C>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer
            .deserialize_any(ObjectOnly(self))?
            .ok_or_else(|| {
                de::Error::invalid_type(de::Unexpected::Other("null or empty text"), &EXPECTED)
            })
    }
}

const EXPECTED: &str = "an object around the payload";

struct ObjectOnly<V>(V);

impl<'de, T: Field, C: Field> Visitor<'de> for ObjectOnly<Open<'_, T, C>> {
    type Value = Option<Opened<T, C>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Self(open) = self;
        let mut opened = Opened {
            code: None,
            message: None,
            payload: None,
            context: None,
        };
        while let Some(part) = map.next_key_seed(Part::seed(open.names))? {
            match part {
                Part::Payload => opened.payload = Some(map.next_value_seed(Whole::new())?),
                Part::Context => opened.context = map.next_value_seed(Whole::new())?,
                Part::Code => opened.code = Some(map.next_value()?),
                Part::Message => {
                    opened.message = match map.next_value()? {
                        Value::String(text) => Some(text),
                        _ => None,
                    };
                }
                Part::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Some(opened))
    }

    empty_forms!(None, None);
}

/// Reads a value on its own: `None` if it is unset.
pub(super) struct Whole<T>(PhantomData<T>);

impl<T> Whole<T> {
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Field> DeserializeSeed<'de> for Whole<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::decode(deserializer)
    }
}

/// What a member of the body is.
enum Part {
    Payload,
    Context,
    Code,
    Message,
    Other,
}

impl Part {
    const fn seed(names: Names<'_>) -> PartSeed<'_> {
        PartSeed(names)
    }
}

struct PartSeed<'n>(Names<'n>);

impl<'de> DeserializeSeed<'de> for PartSeed<'_> {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for PartSeed<'_> {
    type Value = Part;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Part, E> {
        let Self(names) = self;
        Ok(if names.payload == Some(name) {
            Part::Payload
        } else if names.context == Some(name) {
            Part::Context
        } else if names.code == Some(name) {
            Part::Code
        } else if names.message == Some(name) {
            Part::Message
        } else {
            Part::Other
        })
    }
}
