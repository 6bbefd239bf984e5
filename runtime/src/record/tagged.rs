//! Writing a record as a variant of a union whose variants a member tells apart.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::ser::{Error as _, SerializeMap, Serializer};
use serde_json::Value;

use super::sink::{Counter, MapSink};
use super::{Record, Sink, write_record};
use crate::value::{AsSerialize, Field};

/// Writes a record. Where it does not say itself which variant it is, the member says `tag`.
///
/// # Errors
/// Those of the serializer, and a member that must not be sent.
pub(super) fn write_tagged<R: Record, S: Serializer>(
    record: &R,
    member: &'static str,
    tag: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if R::IMPLIED && record.kept().is_some() {
        return write_record(record, serializer);
    }
    let mut probe = Probe {
        member,
        found: Found::Nothing,
    };
    let Ok(()) = record.write(&mut probe);
    if matches!(probe.found, Found::Value) {
        return write_record(record, serializer);
    }
    let mut counter = Counter::default();
    record.write(&mut counter).map_err(S::Error::custom)?;
    let is_new = matches!(probe.found, Found::Nothing);
    let members = counter.members + usize::from(is_new);
    let mut map = serializer.serialize_map(Some(members))?;
    if is_new {
        map.serialize_entry(member, tag)?;
    }
    let mut sink = TaggedSink {
        map: MapSink(map),
        member,
        tag,
    };
    record.write(&mut sink)?;
    sink.map.0.end()
}

/// What a record says of the member.
#[derive(Clone, Copy)]
enum Found {
    Nothing,
    /// Null or an empty text: a member that nobody set.
    Blank,
    Value,
}

/// Looks for the member.
struct Probe {
    member: &'static str,
    found: Found,
}

impl Probe {
    fn look<T: Field>(&mut self, value: &T) {
        self.found = match serde_json::to_value(AsSerialize(value)) {
            Ok(Value::Null) => Found::Blank,
            Ok(Value::String(text)) if text.is_empty() => Found::Blank,
            // What cannot be written is told when it is written.
            _ => Found::Value,
        };
    }
}

impl Sink for Probe {
    type Error = Infallible;

    fn always<T: Field>(&mut self, name: &'static str, value: &T) -> Result<(), Infallible> {
        if name == self.member {
            self.look(value);
        }
        Ok(())
    }

    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), Infallible> {
        if let Some(value) = members.get(self.member) {
            self.look(value);
        }
        Ok(())
    }
}

/// Writes the tag in the place of the member that nobody set.
struct TaggedSink<S> {
    map: MapSink<S>,
    member: &'static str,
    tag: &'static str,
}

impl<S: SerializeMap> Sink for TaggedSink<S> {
    type Error = S::Error;

    fn always<T: Field>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        if name == self.member {
            self.map.0.serialize_entry(name, self.tag)
        } else {
            self.map.always(name, value)
        }
    }

    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), S::Error> {
        for (name, value) in members {
            if name == self.member {
                self.map.0.serialize_entry(name, self.tag)?;
            } else {
                self.map.0.serialize_entry(name, &AsSerialize(value))?;
            }
        }
        Ok(())
    }
}
