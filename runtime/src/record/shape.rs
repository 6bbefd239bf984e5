//! The description of records: what they ask their source for says all.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde::de::{self, DeserializeSeed, value};

use super::{Record, Source};
use crate::value::{ClearedForm, Field, Kind, Patch, Shape, shape};

/// The description of a record.
pub(crate) struct RecordShape {
    pub(crate) members: &'static [&'static str],
    pub(crate) promised: &'static [usize],
    pub(crate) additional: bool,
    /// Whether the document does not mention additional members.
    pub(crate) undocumented: bool,
    pub(crate) excluded: &'static [&'static str],
    /// Whether the document only implies that the value is an object.
    pub(crate) implied: bool,
    /// The members' types in order, and last that of additional members.
    types: fn() -> Vec<Shape>,
}

impl RecordShape {
    pub(super) const fn of<R: Record>() -> Self {
        Self {
            members: R::MEMBERS,
            promised: R::PROMISED,
            additional: R::ADDITIONAL,
            undocumented: R::UNDOCUMENTED,
            excluded: R::EXCLUDED,
            implied: R::IMPLIED,
            types: types::<R>,
        }
    }

    /// The members' types, as [`RecordShape::types`], which each thread asks for once. Where a
    /// description stands twice in the program, it is here twice: no more than that.
    pub(crate) fn shapes(&'static self) -> Rc<[Shape]> {
        thread_local! {
            static KNOWN: RefCell<HashMap<*const RecordShape, Rc<[Shape]>>> = RefCell::default();
        }
        let key = std::ptr::from_ref(self);
        let known = KNOWN.with_borrow(|known| known.get(&key).map(Rc::clone));
        known.unwrap_or_else(|| {
            let types: Rc<[Shape]> = (self.types)().into();
            KNOWN.with_borrow_mut(|known| known.insert(key, Rc::clone(&types)));
            types
        })
    }
}

impl RecordShape {
    /// Whether the record keeps a member that it does not name.
    pub(crate) fn keeps(&self, name: &str) -> bool {
        self.additional && !self.excluded.contains(&name)
    }

    /// Whether the document allows a member that the record does not name.
    pub(crate) fn documents(&self, name: &str) -> bool {
        self.keeps(name) && !self.undocumented
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

    fn keep(
        self,
        _: &mut BTreeMap<String, serde_json::Value>,
        _: &str,
    ) -> Result<(), value::Error> {
        *self.0 = shape::<serde_json::Value>();
        Ok(())
    }

    fn skip(self) -> Result<(), value::Error> {
        Ok(())
    }
}
