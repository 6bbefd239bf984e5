//! Lists, maps, options and what else holds other values.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::scalar::NUMBER_TOKEN;
use super::{AsSerialize, Field, Form, Kind, Shape, decode_promised, shape};

/// How much a size that the input claims may make us set aside, in bytes.
const CLAIMED_LIMIT: usize = 64 * 1024;

/// One promised value, as a seed of serde.
pub(crate) struct Promised<T>(pub(crate) PhantomData<T>);

impl<'de, T: Field> DeserializeSeed<'de> for Promised<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        decode_promised(deserializer)
    }
}

/// A promised value, read into a blank one where it will stand.
struct Filled<'p, T>(&'p mut T);

impl<'de, T: Field> DeserializeSeed<'de> for Filled<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(place) = self;
        match T::Form::fill(place, deserializer)? {
            true => Ok(()),
            false => unset_in(place),
        }
    }
}

// In functions of their own, so that without optimisation the frames of readers hold no values: as many
// of those frames are open at once as the input nests deep.
#[inline]
fn unset_in<T: Field, E: de::Error>(place: &mut T) -> Result<(), E> {
    *place = T::Form::unset()?;
    Ok(())
}

#[inline]
fn push_blank<T: Field>(list: &mut Vec<T>) {
    list.push(T::Form::blank());
}

#[inline]
fn insert_blank<T: Field>(map: &mut BTreeMap<String, T>, name: &str) {
    map.insert(name.to_owned(), T::Form::blank());
}

#[inline]
fn some_blank<T: Field>(value: &mut Option<T>) -> &mut T {
    value.insert(T::Form::blank())
}

/// The next item of a list, read where it will stand.
struct Pushed<'l, T>(&'l mut Vec<T>);

impl<'de, T: Field> DeserializeSeed<'de> for Pushed<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(list) = self;
        push_blank(list);
        match list.last_mut() {
            Some(item) => Filled(item).deserialize(deserializer),
            None => Ok(()),
        }
    }
}

/// The ways in which an unset or empty collection is written that lists and maps have in common.
macro_rules! empty_forms {
    ($empty:expr, $unset:expr) => {
        fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            if text.is_empty() {
                Ok($empty)
            } else {
                Err(E::invalid_type(
                    ::serde::de::Unexpected::Other("a string"),
                    &self,
                ))
            }
        }

        fn visit_unit<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok($unset)
        }

        fn visit_none<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok($unset)
        }

        fn visit_some<D: ::serde::Deserializer<'de>>(
            self,
            inner: D,
        ) -> Result<Self::Value, D::Error> {
            inner.deserialize_any(self)
        }

        fn visit_newtype_struct<D: ::serde::Deserializer<'de>>(
            self,
            inner: D,
        ) -> Result<Self::Value, D::Error> {
            inner.deserialize_any(self)
        }

        fn visit_bool<E: ::serde::de::Error>(self, _: bool) -> Result<Self::Value, E> {
            Err(E::invalid_type(
                ::serde::de::Unexpected::Other("a boolean"),
                &self,
            ))
        }

        fn visit_i64<E: ::serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
            Err(E::invalid_type(
                ::serde::de::Unexpected::Other("a number"),
                &self,
            ))
        }

        fn visit_u64<E: ::serde::de::Error>(self, _: u64) -> Result<Self::Value, E> {
            Err(E::invalid_type(
                ::serde::de::Unexpected::Other("a number"),
                &self,
            ))
        }

        fn visit_f64<E: ::serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
            Err(E::invalid_type(
                ::serde::de::Unexpected::Other("a number"),
                &self,
            ))
        }
    };
}
pub(crate) use empty_forms;

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Field> Visitor<'de> for ListVisitor<T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let limit = CLAIMED_LIMIT / size_of::<T>().max(1);
        let mut list = Vec::with_capacity(items.size_hint().unwrap_or(0).min(limit));
        if !T::Form::IN_PLACE {
            while let Some(item) = items.next_element_seed(Promised(PhantomData))? {
                list.push(item);
            }
            return Ok(Some(list));
        }
        while items.next_element_seed(Pushed(&mut list))?.is_some() {}
        Ok(Some(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        match members.next_key::<de::IgnoredAny>()? {
            None => Ok(Some(Vec::new())),
            Some(_) => Err(de::Error::invalid_type(
                Unexpected::Other("an object"),
                &self,
            )),
        }
    }

    empty_forms!(Some(Vec::new()), None);
}

impl<T: Field> Field for Vec<T> {
    type Form = Self;
}

impl<T: Field> Form<Self> for Vec<T> {
    const SHAPE: Shape = Shape::new(Kind::List(&T::Form::SHAPE));
    const COLLECTION: bool = true;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(value.len()))?;
        for item in value {
            list.serialize_element(&AsSerialize(item))?;
        }
        list.end()
    }

    fn blank() -> Self {
        Self::new()
    }

    fn unset<E: de::Error>() -> Result<Self, E> {
        Ok(Self::new())
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Field> Visitor<'de> for MapVisitor<T> {
    type Value = Option<BTreeMap<String, T>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(name) = members.next_key::<String>()? {
            // A number, where serde_json keeps its digits, is an object of this one member.
            if name == NUMBER_TOKEN {
                return Err(de::Error::invalid_type(
                    Unexpected::Other("a number"),
                    &self,
                ));
            }
            if T::Form::IN_PLACE {
                // A name that comes twice stands for its last value.
                insert_blank(&mut map, &name);
                if let Some(place) = map.get_mut(&name) {
                    members.next_value_seed(Filled(place))?;
                }
            } else {
                let value = members.next_value_seed(Promised(PhantomData))?;
                map.insert(name, value);
            }
        }
        Ok(Some(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        match items.next_element::<de::IgnoredAny>()? {
            None => Ok(Some(BTreeMap::new())),
            Some(_) => Err(de::Error::invalid_type(Unexpected::Other("a list"), &self)),
        }
    }

    empty_forms!(Some(BTreeMap::new()), None);
}

impl<T: Field> Field for BTreeMap<String, T> {
    type Form = Self;
}

impl<T: Field> Form<Self> for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::new(Kind::Map(&T::Form::SHAPE));
    const COLLECTION: bool = true;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(MapVisitor(PhantomData))
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(value.len()))?;
        for (name, value) in value {
            map.serialize_entry(name, &AsSerialize(value))?;
        }
        map.end()
    }

    fn blank() -> Self {
        Self::new()
    }

    fn unset<E: de::Error>() -> Result<Self, E> {
        Ok(Self::new())
    }
}

impl<T: Field> Field for Option<T> {
    type Form = Self;
}

impl<T: Field> Form<Self> for Option<T> {
    const SHAPE: Shape = shape::<T>().optional();

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        T::decode(deserializer).map(Some)
    }

    #[inline]
    fn replace<'de, D: Deserializer<'de>>(
        value: &mut Self,
        deserializer: D,
    ) -> Result<(), D::Error> {
        if T::Form::IN_PLACE {
            if !T::Form::fill(some_blank(value), deserializer)? {
                *value = None;
            }
        } else {
            *value = T::decode(deserializer)?;
        }
        Ok(())
    }

    #[inline]
    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.encode(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn blank() -> Self {
        None
    }

    fn is_present(value: &Self) -> bool {
        value.is_some()
    }

    fn is_refused(value: &Self) -> bool {
        value.as_ref().is_some_and(T::is_refused)
    }
}

impl<T: Field> Field for Box<T> {
    type Form = Self;
}

impl<T: Field> Form<Self> for Box<T> {
    const SHAPE: Shape = shape::<T>();
    const COLLECTION: bool = T::Form::COLLECTION;
    const IN_PLACE: bool = T::Form::IN_PLACE;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        if T::Form::IN_PLACE {
            let mut value = Self::blank();
            let came = T::Form::fill(&mut value, deserializer)?;
            return Ok(came.then_some(value));
        }
        Ok(T::decode(deserializer)?.map(Self::new))
    }

    #[inline]
    fn fill<'de, D: Deserializer<'de>>(
        blank: &mut Self,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        T::Form::fill(blank, deserializer)
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        (**value).encode(serializer)
    }

    fn encode_tagged<S: Serializer>(
        value: &Self,
        member: &'static str,
        tag: &'static str,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        T::Form::encode_tagged(value, member, tag, serializer)
    }

    fn blank() -> Self {
        Self::new(T::Form::blank())
    }

    fn unset<E: de::Error>() -> Result<Self, E> {
        T::Form::unset().map(Self::new)
    }

    fn is_present(value: &Self) -> bool {
        (**value).is_present()
    }

    fn is_refused(value: &Self) -> bool {
        (**value).is_refused()
    }
}

/// Any JSON value, of which `null` is one: an optional member that is `null` is `Some(Value::Null)`.
impl Field for Value {
    type Form = Self;
}

impl Form<Self> for Value {
    const SHAPE: Shape = Shape::new(Kind::Any);
    const COLLECTION: bool = true;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }

    fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn blank() -> Self {
        Self::Null
    }

    fn unset<E: de::Error>() -> Result<Self, E> {
        Ok(Self::Null)
    }
}

/// Nothing: whatever comes is skipped.
impl Field for () {
    type Form = Self;
}

impl Form<Self> for () {
    const SHAPE: Shape = Shape::new(Kind::Skipped);

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        de::IgnoredAny::deserialize(deserializer)?;
        Ok(Some(()))
    }

    fn encode<S: Serializer>((): &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }

    fn blank() -> Self {}
}
