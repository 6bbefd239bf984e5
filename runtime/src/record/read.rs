//! The loop that reads any record.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Record;
use super::key::{Key, KeySeed};
use super::source::{MapSource, SeqSource};
use crate::value::collections::empty_forms;

/// Reads a record as serde's `Deserialize` does: as a struct of its name and members.
///
/// # Errors
/// Those of the format, a value that does not fit, and a promised member that did not come.
pub fn read_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let visitor = RecordVisitor(PhantomData);
    let found = if R::ADDITIONAL {
        deserializer.deserialize_map(visitor)
    } else {
        deserializer.deserialize_struct(R::NAME, R::MEMBERS, visitor)
    };
    match found? {
        Some(record) => Ok(record),
        None => unset_record(),
    }
}

/// What an empty object stands for where a record is promised: a blank one if nothing of it is
/// promised in turn.
///
/// # Errors
/// The first member that is promised.
pub(super) fn unset_record<R: Record, E: de::Error>() -> Result<R, E> {
    match R::PROMISED.first() {
        None => Ok(R::blank()),
        Some(&member) => Err(E::missing_field(R::MEMBERS[member])),
    }
}

/// Reads a record as a member: `null`, `""`, `[]`, and `{}` where something is promised, are unset.
///
/// # Errors
/// As [`read_record`], but for what is unset.
#[inline]
pub(super) fn decode_record<'de, R: Record, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<R>, D::Error> {
    deserializer.deserialize_any(RecordVisitor(PhantomData))
}

/// Which members came: only looked after where some are promised.
struct Seen {
    first: [u64; 4],
    /// For records of more than 256 members.
    rest: Vec<u64>,
}

impl Seen {
    fn new(members: usize) -> Self {
        Self {
            first: [0; 4],
            rest: vec![0; members.div_ceil(64).saturating_sub(4)],
        }
    }

    #[inline]
    fn word(&mut self, member: usize) -> Option<&mut u64> {
        let word = member / 64;
        if word < 4 {
            self.first.get_mut(word)
        } else {
            self.rest.get_mut(word - 4)
        }
    }

    #[inline]
    fn add(&mut self, member: usize) {
        if let Some(word) = self.word(member) {
            *word |= 1 << (member % 64);
        }
    }

    fn has(&mut self, member: usize) -> bool {
        self.word(member)
            .is_some_and(|word| *word & (1 << (member % 64)) != 0)
    }
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = Option<R>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", R::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<R>, A::Error> {
        let mut record = R::blank();
        let mut expected = 0;
        let mut empty = true;
        let mut seen = Seen::new(if R::PROMISED.is_empty() {
            0
        } else {
            R::MEMBERS.len()
        });
        while let Some(key) = map.next_key_seed(KeySeed {
            members: R::MEMBERS,
            expected,
            additional: R::ADDITIONAL,
        })? {
            empty = false;
            match key {
                Key::Member(member) => {
                    expected = member + 1;
                    if !R::PROMISED.is_empty() {
                        seen.add(member);
                    }
                    record.read(member, MapSource(&mut map))?;
                }
                Key::Additional(name) => record.additional(&name, MapSource(&mut map))?,
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if empty && !R::PROMISED.is_empty() {
            return Ok(None);
        }
        match R::PROMISED.iter().find(|&&member| !seen.has(member)) {
            Some(&member) => Err(de::Error::missing_field(R::MEMBERS[member])),
            None => Ok(Some(record)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<R>, A::Error> {
        let mut record = R::blank();
        for member in 0..R::MEMBERS.len() {
            let mut ended = false;
            let read = record.read(
                member,
                SeqSource {
                    items: &mut items,
                    ended: &mut ended,
                },
            );
            // An empty list is how some services write an empty object. Any other list must have the
            // record's length: where members were left out, others would move into their places.
            match read {
                Err(_) if ended && member == 0 => return Ok(None),
                read => read?,
            }
        }
        match items.next_element::<IgnoredAny>()? {
            None => Ok(Some(record)),
            Some(_) => Err(de::Error::custom("a list that is longer than the record")),
        }
    }

    empty_forms!(None);
}
