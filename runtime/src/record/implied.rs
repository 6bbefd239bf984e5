//! Records of which the document only implies that they are objects: what else comes is kept as it
//! came.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::Record;
use super::read::RecordVisitor;

/// Keeps what came in the place of an object; says that a value came.
pub(super) fn keep<R: Record>(record: &mut R, value: Value) -> bool {
    if let Some(instead) = record.instead() {
        *instead = Some(Box::new(value));
    }
    true
}

/// Reads an object as the record, and keeps whatever else comes.
pub(super) struct ImpliedVisitor<'r, R>(pub(super) RecordVisitor<'r, R>);

impl<'de, R: Record> Visitor<'de> for ImpliedVisitor<'_, R> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        self.0.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<bool, A::Error> {
        if self.0.by_position {
            return self.0.visit_seq(items);
        }
        let items = Value::deserialize(SeqAccessDeserializer::new(items))?;
        Ok(keep(self.0.record, items))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::Bool(value)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::from(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::from(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<bool, E> {
        let number = Number::from_f64(value);
        let number = number.ok_or_else(|| E::custom("a number that is not finite"))?;
        Ok(keep(self.0.record, Value::Number(number)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::from(text)))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::String(text)))
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(keep(self.0.record, Value::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<bool, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<bool, D::Error> {
        inner.deserialize_any(self)
    }
}
