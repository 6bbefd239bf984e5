//! One value of a body against the description of its type.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::DriftKind;
use super::containers::{drain_list, drain_object};
use super::walker::Walker;
use crate::value::{JsonKind, Judged, Kind, RAW_TOKEN, Shape, Token, UnionShape};

/// How deep unions may nest to be judged.
const UNIONS: u32 = 8;

/// A place where a value stands, to be walked once.
pub(super) struct Slot<'a, 'w> {
    pub(super) walker: &'a mut Walker<'w>,
    pub(super) shape: Shape,
    /// Whether `null` is documented here.
    null: bool,
    /// Whether a value that says "unset" is taken.
    room: bool,
    /// Members that stand beside those of the type.
    pub(super) beside: &'a [Option<&'static str>],
}

impl<'a, 'w> Slot<'a, 'w> {
    /// An item of a list or the like.
    pub(super) fn item(walker: &'a mut Walker<'w>, shape: Shape) -> Self {
        let room = match shape.kind {
            Kind::Record(record) => record.promised.is_empty(),
            _ => is_collection(shape.kind),
        };
        Self {
            walker,
            shape,
            null: shape.options > 0,
            room: room || shape.options > 0,
            beside: &[],
        }
    }

    /// A member of a record. One that may be left out is an option for that reason alone.
    pub(super) fn member(walker: &'a mut Walker<'w>, shape: Shape, promised: bool) -> Self {
        let options = if promised { 0 } else { 1 };
        Self {
            null: shape.options > options,
            ..Self::item(walker, shape)
        }
    }

    /// The payload of an answer. Only a collection may come unset.
    pub(super) fn payload(
        walker: &'a mut Walker<'w>,
        shape: Shape,
        beside: &'a [Option<&'static str>],
    ) -> Self {
        Self {
            room: shape.options > 0 || is_collection(shape.kind),
            beside,
            ..Self::item(walker, shape)
        }
    }

    /// What a page says about itself: it may come unset.
    pub(super) fn context(walker: &'a mut Walker<'w>, shape: Shape) -> Self {
        Self {
            room: true,
            ..Self::item(walker, shape)
        }
    }

    fn tell(&self, kind: DriftKind, found: JsonKind) {
        self.walker.tell(kind, self.shape.documented(), Some(found));
    }

    pub(super) fn coerced(&self, found: JsonKind) {
        self.tell(DriftKind::Coerced, found);
    }

    pub(super) fn unreadable<E: de::Error>(&mut self, found: JsonKind) -> Result<(), E> {
        self.tell(DriftKind::Unreadable, found);
        self.walker.fail()
    }

    /// The value says that there is none.
    pub(super) fn unset<E: de::Error>(&mut self, found: JsonKind) -> Result<(), E> {
        if !self.room {
            return self.unreadable(found);
        }
        if found != JsonKind::Null || !self.null {
            self.coerced(found);
        }
        Ok(())
    }

    /// Whether the document only implies that the value is an object.
    fn is_implied(&self) -> bool {
        matches!(self.shape.kind, Kind::Record(record) if record.implied)
    }

    pub(super) fn scalar<E: de::Error>(&mut self, token: Token<'_>) -> Result<(), E> {
        let found = token.kind();
        if self.is_implied() {
            self.coerced(found);
            return Ok(());
        }
        match self.shape.kind {
            Kind::Scalar(scalar) => match (scalar.judge)(token) {
                Judged::Read if scalar.documented.covers(found) => Ok(()),
                Judged::Read => {
                    self.coerced(found);
                    Ok(())
                }
                Judged::Unlisted => {
                    self.tell(DriftKind::Unlisted, found);
                    Ok(())
                }
                Judged::Unset => self.unset(found),
                Judged::Refused => self.unreadable(found),
            },
            // An empty text is how some services write what is empty.
            _ if matches!(token, Token::Text("")) => match self.shape.kind {
                Kind::List(_) | Kind::Map(_) => {
                    self.coerced(found);
                    Ok(())
                }
                _ => self.unset(found),
            },
            _ => self.unreadable(found),
        }
    }

    /// A value by its JSON text, as far as that is a scalar's.
    pub(super) fn text<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        match text.as_bytes().first() {
            Some(b'"') => {
                let text: String = serde_json::from_str(text).map_err(E::custom)?;
                self.scalar(Token::Text(&text))
            }
            Some(b'n') => self.unset(JsonKind::Null),
            Some(b't' | b'f') => self.scalar(Token::Boolean(text == "true")),
            Some(b'[') => self.unreadable(JsonKind::List),
            Some(b'{') => self.unreadable(JsonKind::Object),
            _ => self.scalar(Token::Digits(text)),
        }
    }

    // The value is read as the type that reading chooses, and judged by that.
    fn union<E: de::Error>(mut self, union: &'static UnionShape, value: &Value) -> Result<(), E> {
        if value.is_null() && (!union.open || self.null) {
            return self.unset(JsonKind::Null);
        }
        // Choosing reads all that is below: what hostile bodies nest deeper is not judged.
        if self.walker.unions == UNIONS {
            return Ok(());
        }
        let Some(shape) = union.choose(value) else {
            self.tell(DriftKind::Unlisted, JsonKind::of(value));
            return Ok(());
        };
        self.walker.unions += 1;
        Slot::item(self.walker, shape)
            .deserialize(value)
            .map_err(E::custom)?;
        self.walker.unions -= 1;
        Ok(())
    }
}

const fn is_collection(kind: Kind) -> bool {
    matches!(kind, Kind::List(_) | Kind::Map(_) | Kind::Any)
}

impl<'de> DeserializeSeed<'de> for Slot<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.shape.kind {
            Kind::Any | Kind::Skipped => IgnoredAny::deserialize(deserializer).map(|_| ()),
            Kind::Union(union) => self.union(union(), &Value::deserialize(deserializer)?),
            Kind::Scalar(scalar) if scalar.by_text => {
                deserializer.deserialize_newtype_struct(RAW_TOKEN, self)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Slot<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(mut self, value: bool) -> Result<(), E> {
        self.scalar(Token::Boolean(value))
    }

    fn visit_u64<E: de::Error>(mut self, value: u64) -> Result<(), E> {
        self.scalar(Token::Unsigned(value))
    }

    fn visit_i64<E: de::Error>(mut self, value: i64) -> Result<(), E> {
        self.scalar(Token::Signed(value))
    }

    fn visit_f64<E: de::Error>(mut self, value: f64) -> Result<(), E> {
        self.scalar(Token::Float(value))
    }

    fn visit_str<E: de::Error>(mut self, text: &str) -> Result<(), E> {
        self.scalar(Token::Text(text))
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<(), E> {
        if self.is_implied() && !self.null {
            self.coerced(JsonKind::Null);
            return Ok(());
        }
        self.unset(JsonKind::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        match self.shape.kind {
            Kind::List(item) => self.items(*item, &mut items),
            Kind::Tuple(types) => self.exactly(types, &mut items),
            kind => {
                let empty = items.next_element::<IgnoredAny>()?.is_none();
                if self.is_implied() {
                    self.coerced(JsonKind::List);
                    return drain_list(&mut items);
                }
                if empty && matches!(kind, Kind::Map(_)) {
                    self.coerced(JsonKind::List);
                    return Ok(());
                }
                if empty && matches!(kind, Kind::Record(_)) {
                    return self.unset(JsonKind::List);
                }
                self.unreadable(JsonKind::List)?;
                drain_list(&mut items)
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        match self.shape.kind {
            Kind::Record(record) => self.record(record, &mut members),
            Kind::Map(value) => self.map(*value, &mut members),
            Kind::Scalar(scalar) => self.number(scalar, &mut members),
            kind => {
                let empty = members.next_key::<IgnoredAny>()?.is_none();
                if empty && matches!(kind, Kind::List(_)) {
                    self.coerced(JsonKind::Object);
                    return Ok(());
                }
                self.unreadable(JsonKind::Object)?;
                if !empty {
                    members.next_value::<IgnoredAny>()?;
                }
                drain_object(&mut members)
            }
        }
    }
}
