//! Member names, matched without keeping them.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

use crate::value::NUMBER_TOKEN;

/// What a key of an object stands for.
pub(crate) enum Key {
    /// The member at this place.
    Member(usize),
    /// A member of another name, which the record keeps.
    Additional(String),
    /// A member that nobody asked for.
    Unknown,
    /// No member: where serde_json keeps a number's digits, it is an object of this one.
    Number,
}

/// Reads a key.
pub(crate) struct KeySeed {
    pub(crate) members: &'static [&'static str],
    /// The place that comes next if the object keeps to the document's order, as it nearly always
    /// does.
    pub(crate) expected: usize,
    pub(crate) additional: bool,
    /// Names that are not kept.
    pub(crate) excluded: &'static [&'static str],
}

impl KeySeed {
    #[inline]
    fn find(&self, name: &[u8]) -> Option<usize> {
        match self.members.get(self.expected) {
            Some(member) if same(member.as_bytes(), name) => Some(self.expected),
            _ => self.search(name),
        }
    }

    // Members that come are mostly further on: those left out are stepped over.
    fn search(&self, name: &[u8]) -> Option<usize> {
        let start = self.expected.min(self.members.len());
        let (before, after) = self.members.split_at(start);
        let matches = |member: &&str| member.as_bytes() == name;
        match after.iter().position(matches) {
            Some(at) => Some(start + at),
            None => before.iter().position(matches),
        }
    }
}

/// Whether two names are the same. Most are short, and for them a call of `memcmp` costs more than
/// the comparison: two words that may overlap cover up to sixteen bytes.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        17.. => one == other,
        8.. => {
            one.first_chunk::<8>() == other.first_chunk()
                && one.last_chunk::<8>() == other.last_chunk()
        }
        4.. => {
            one.first_chunk::<4>() == other.first_chunk()
                && one.last_chunk::<4>() == other.last_chunk()
        }
        _ => one.iter().eq(other),
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(match self.find(name.as_bytes()) {
            Some(member) => Key::Member(member),
            None if name == NUMBER_TOKEN => Key::Number,
            None if self.additional && !self.excluded.contains(&name) => {
                Key::Additional(name.to_owned())
            }
            None => Key::Unknown,
        })
    }

    fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Ok(Key::Unknown),
        }
    }

    // Compact formats may number the members.
    fn visit_u64<E: de::Error>(self, place: u64) -> Result<Key, E> {
        Ok(match usize::try_from(place) {
            Ok(member) if member < self.members.len() => Key::Member(member),
            _ => Key::Unknown,
        })
    }
}
