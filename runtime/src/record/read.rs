//! The loop that reads any record.

use std::fmt;

use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use super::Record;
use super::implied::{self, ImpliedVisitor};
use super::key::{Key, KeySeed};
use super::source::{MapSource, SeqSource};
use crate::value::collections::empty_forms;
use serde_json::Value;

/// Reads a record as serde's `Deserialize` does: as a struct of its name and members, or as whatever
/// comes where it keeps members of other names.
///
/// # Errors
/// Those of the format, a value that does not fit, and a promised member that did not come.
pub fn read_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let mut record = R::blank();
    let visitor = RecordVisitor {
        record: &mut record,
        by_position: !deserializer.is_human_readable(),
    };
    // A struct that is flattened into another one is handed the members that it lists, and no others.
    let came = if R::IMPLIED {
        deserializer.deserialize_any(ImpliedVisitor(visitor))
    } else if R::ADDITIONAL {
        // A struct that is flattened into another one is handed the members that it lists, and no
        // others.
        deserializer.deserialize_any(visitor)
    } else {
        deserializer.deserialize_struct(R::NAME, R::MEMBERS, visitor)
    };
    if came? { Ok(record) } else { unset_record() }
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

/// Reads a record as a member, into a blank one, and says whether it came: `null`, `""`, `[]`, and
/// `{}` where something is promised, are unset.
///
/// # Errors
/// As [`read_record`], but for what is unset.
#[inline]
pub(super) fn fill_record<'de, R: Record, D: Deserializer<'de>>(
    blank: &mut R,
    deserializer: D,
) -> Result<bool, D::Error> {
    let by_position = !deserializer.is_human_readable();
    let visitor = RecordVisitor {
        record: blank,
        by_position,
    };
    if R::IMPLIED {
        deserializer.deserialize_any(ImpliedVisitor(visitor))
    } else {
        deserializer.deserialize_any(visitor)
    }
}

/// Which members came: only looked after where some are promised.
struct Seen {
    first: u64,
    /// For records of more than 64 members.
    rest: Vec<u64>,
}

impl Seen {
    #[inline]
    fn new(members: usize) -> Self {
        Self {
            first: 0,
            rest: vec![0; members.div_ceil(64).saturating_sub(1)],
        }
    }

    #[inline]
    fn word(&mut self, member: usize) -> Option<&mut u64> {
        match (member / 64).checked_sub(1) {
            None => Some(&mut self.first),
            Some(word) => self.rest.get_mut(word),
        }
    }

    #[inline]
    fn add(&mut self, member: usize) {
        if let Some(word) = self.word(member) {
            *word |= 1 << (member % 64);
        }
    }

    #[inline]
    fn has(&mut self, member: usize) -> bool {
        self.word(member)
            .is_some_and(|word| *word & (1 << (member % 64)) != 0)
    }
}

/// Reads into a blank record, where it will stand: records are large, and each layer between here and
/// there would move them once more. Says whether a record came.
pub(super) struct RecordVisitor<'r, R> {
    pub(super) record: &'r mut R,
    /// Whether a list may be a record without its names, as compact formats write it. In JSON a list
    /// is a list.
    pub(super) by_position: bool,
}

impl<'de, R: Record> Visitor<'de> for RecordVisitor<'_, R> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", R::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let Self { record, .. } = self;
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
            excluded: R::EXCLUDED,
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
                Key::Number if R::IMPLIED => {
                    let digits: String = map.next_value()?;
                    let number = digits.parse().map_err(de::Error::custom)?;
                    return Ok(implied::keep(record, Value::Number(number)));
                }
                Key::Number => {
                    let number = Unexpected::Other("a number");
                    return Err(de::Error::invalid_type(number, &"an object"));
                }
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if empty && !R::PROMISED.is_empty() {
            return Ok(false);
        }
        match R::PROMISED.iter().find(|&&member| !seen.has(member)) {
            Some(&member) => Err(de::Error::missing_field(R::MEMBERS[member])),
            None => Ok(true),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        if !self.by_position {
            // An empty list is how some services write an empty object.
            return match items.next_element::<IgnoredAny>()? {
                None => Ok(false),
                Some(_) => Err(de::Error::invalid_type(Unexpected::Seq, &self)),
            };
        }
        let Self { record, .. } = self;
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
                Err(_) if ended && member == 0 => return Ok(false),
                read => read?,
            }
        }
        match items.next_element::<IgnoredAny>()? {
            None => Ok(true),
            Some(_) => Err(de::Error::custom("a list that is longer than the record")),
        }
    }

    empty_forms!(false, false);
}
