//! Reading an object beside whose members the envelope's stand.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::value::{Field, Kind, Shape, shape};

/// Reads an object as `T` without the envelope's members, unless `T` names them: they are not part of
/// the payload, and must not get into its additional members.
pub(super) struct Beside<T> {
    envelope: [Option<&'static str>; 2],
    payload: PhantomData<T>,
}

impl<T> Beside<T> {
    pub(super) const fn new(envelope: [Option<&'static str>; 2]) -> Self {
        Self {
            envelope,
            payload: PhantomData,
        }
    }
}

impl<'de, T: Field> DeserializeSeed<'de> for Beside<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        let shape = shape::<T>();
        if let Kind::Union(union) = shape.kind {
            let mut value = Value::deserialize(deserializer)?;
            let chosen = union().choose(&value);
            if let Value::Object(members) = &mut value {
                for name in unnamed(self.envelope, chosen).into_iter().flatten() {
                    members.remove(name);
                }
            }
            return T::decode(value).map_err(de::Error::custom);
        }
        T::decode(Without {
            inner: deserializer,
            names: unnamed(self.envelope, Some(shape)),
        })
    }
}

/// The envelope's members that a record does not name; none of what is no record.
fn unnamed(envelope: [Option<&'static str>; 2], shape: Option<Shape>) -> [Option<&'static str>; 2] {
    match shape.map(|shape| shape.kind) {
        Some(Kind::Record(record)) => {
            envelope.map(|name| name.filter(|name| !record.members.contains(name)))
        }
        _ => [None; 2],
    }
}

/// A deserializer, map or key of a map that leaves out members of some names.
struct Without<I> {
    inner: I,
    names: [Option<&'static str>; 2],
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Without<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(Without {
            inner: visitor,
            names: self.names,
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

// Only objects are read this way.
impl<'de, V: Visitor<'de>> Visitor<'de> for Without<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(formatter)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Without {
            inner: map,
            names: self.names,
        })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Without<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let mut seed = Some(seed);
        loop {
            let key = Without {
                inner: &mut seed,
                names: self.names,
            };
            match self.inner.next_key_seed(key)? {
                None => return Ok(None),
                Some(Some(key)) => return Ok(Some(key)),
                Some(None) => {
                    self.inner.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }
}

// The seed is taken by the first key that is not left out.
impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Without<&mut Option<K>> {
    type Value = Option<K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(Name(self))
    }
}

struct Name<S>(S);

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Name<Without<&mut Option<K>>> {
    type Value = Option<K::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        let Self(Without { inner, names }) = self;
        if names.contains(&Some(name)) {
            return Ok(None);
        }
        let seed = inner.take();
        seed.map(|seed| seed.deserialize(StrDeserializer::new(name)))
            .transpose()
    }
}
