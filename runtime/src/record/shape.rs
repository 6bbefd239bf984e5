//! The description of records: what they ask their source for says all.

use std::collections::BTreeMap;

use serde::de::{self, DeserializeSeed, value};
use serde_json::Value;

use super::{Record, Source};
use crate::value::{ClearedForm, Field, Judged, Kind, Patch, Shape, Token, shape};

/// The description of a record.
pub(crate) struct RecordShape {
    pub(crate) members: &'static [&'static str],
    pub(crate) promised: &'static [usize],
    pub(crate) additional: bool,
    /// Whether the document does not mention additional members.
    pub(crate) undocumented: bool,
    pub(crate) excluded: &'static [&'static str],
    /// The members' types in order, and last that of additional members.
    pub(crate) types: fn() -> Vec<Shape>,
}

impl RecordShape {
    pub(super) const fn of<R: Record>() -> Self {
        Self {
            members: R::MEMBERS,
            promised: R::PROMISED,
            additional: R::ADDITIONAL,
            undocumented: R::UNDOCUMENTED,
            excluded: R::EXCLUDED,
            types: types::<R>,
        }
    }
}

impl RecordShape {
    /// Whether the document allows a member that the record does not name.
    pub(crate) fn documents(&self, name: &str) -> bool {
        self.additional && !self.undocumented && !self.excluded.contains(&name)
    }
}

/// Lets a record read its members from a source that gives nothing and notes what it is asked for:
/// so generated code describes no member twice.
fn types<R: Record>() -> Vec<Shape> {
    let mut record = R::blank();
    let mut types = Vec::with_capacity(R::MEMBERS.len() + 1);
    for member in 0..R::MEMBERS.len() {
        let mut asked = SKIPPED;
        // A member whose type cannot be learnt is skipped by the walker too.
        let _ = record.read(member, Noting(&mut asked));
        types.push(asked);
    }
    let mut asked = SKIPPED;
    if R::ADDITIONAL {
        let _ = record.additional("", Noting(&mut asked));
    }
    types.push(asked);
    types
}

/// What a member holds that its type's documents do not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unlisted {
    /// One more value than they list.
    Value,
    /// Another value than the only one.
    Constant,
}

/// Whether a member that is a string or a whole number has a value that its type's documents do not
/// list.
pub(super) fn unlisted<R: Record>(members: &serde_json::Map<String, Value>) -> Option<Unlisted> {
    let types = types::<R>();
    let unlisted = |(name, shape): (&&str, Shape)| {
        let Kind::Scalar(scalar) = shape.kind else {
            return None;
        };
        let token = match members.get(*name)? {
            Value::String(text) => Token::Text(text),
            Value::Number(number) => Token::Signed(number.as_i64()?),
            _ => return None,
        };
        let unlisted = if scalar.constant {
            Unlisted::Constant
        } else {
            Unlisted::Value
        };
        ((scalar.judge)(token) == Judged::Unlisted).then_some(unlisted)
    };
    R::MEMBERS.iter().zip(types).filter_map(unlisted).max()
}

const SKIPPED: Shape = Shape::new(Kind::Skipped);

/// Notes the type that is asked for.
struct Noting<'n>(&'n mut Shape);

impl<'de> Source<'de> for Noting<'_> {
    type Error = value::Error;

    fn seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, value::Error> {
        Err(de::Error::custom("there is no value"))
    }

    fn read<T: Field>(self, _: &mut T) -> Result<(), value::Error> {
        *self.0 = shape::<T>();
        Ok(())
    }

    fn nullable<T: Field>(self, _: &mut Option<Option<T>>) -> Result<(), value::Error> {
        *self.0 = shape::<Option<Option<T>>>();
        Ok(())
    }

    fn patch<T: Field>(self, _: &mut Patch<T>, _: ClearedForm) -> Result<(), value::Error> {
        *self.0 = shape::<Patch<T>>();
        Ok(())
    }

    fn insert<T: Field>(self, _: &mut BTreeMap<String, T>, _: &str) -> Result<(), value::Error> {
        *self.0 = shape::<T>();
        Ok(())
    }

    fn keep(self, _: &mut BTreeMap<String, Value>, _: &str) -> Result<(), value::Error> {
        *self.0 = shape::<Value>();
        Ok(())
    }

    fn skip(self) -> Result<(), value::Error> {
        Ok(())
    }
}
