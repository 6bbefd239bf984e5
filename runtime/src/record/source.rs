//! Where a record reads the value of one member from.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};
use serde_json::Value;

use super::undocumented::Undocumented;
use crate::value::collections::Promised;
use crate::value::{ClearedForm, Field, Patch, Slot};

/// The value of one member, to be read once.
pub trait Source<'de>: Sized {
    /// The format's error.
    type Error: de::Error;

    /// Hands the value to a seed of serde.
    ///
    /// # Errors
    /// Those of the format and of the seed.
    fn seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Self::Error>;

    /// Reads the member.
    ///
    /// # Errors
    /// Those of the format, and a value that does not fit.
    #[inline]
    fn read<T: Field>(self, member: &mut T) -> Result<(), Self::Error> {
        self.seed(Slot(member))
    }

    /// Reads a member that may be left out and may be `null`: `null` is `Some(None)`.
    ///
    /// # Errors
    /// As [`Source::read`].
    #[inline]
    fn nullable<T: Field>(self, member: &mut Option<Option<T>>) -> Result<(), Self::Error> {
        self.seed(Slot(member.insert(None)))
    }

    /// Reads a member of an update for which the document says how it is cleared.
    ///
    /// # Errors
    /// As [`Source::read`].
    fn patch<T: Field>(
        self,
        member: &mut Patch<T>,
        cleared: ClearedForm,
    ) -> Result<(), Self::Error> {
        self.read(member)?;
        if let Patch::Clear(_) = member {
            *member = Patch::cleared(cleared);
        }
        Ok(())
    }

    /// Reads a member that the record does not name, of a type that the document gives it.
    ///
    /// # Errors
    /// As [`Source::read`].
    fn insert<T: Field>(
        self,
        members: &mut BTreeMap<String, T>,
        name: &str,
    ) -> Result<(), Self::Error> {
        let value = self.seed(Promised(PhantomData))?;
        members.insert(name.to_owned(), value);
        Ok(())
    }

    /// Reads a member that no document mentions. What a [`Value`] cannot hold is left out.
    ///
    /// # Errors
    /// Those of the format.
    fn keep(self, members: &mut BTreeMap<String, Value>, name: &str) -> Result<(), Self::Error> {
        if let Some(value) = self.seed(Undocumented)? {
            members.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// Skips the value.
    ///
    /// # Errors
    /// Those of the format.
    #[inline]
    fn skip(self) -> Result<(), Self::Error> {
        self.seed(PhantomData::<IgnoredAny>).map(|_| ())
    }
}

/// The value that belongs to the key of a map that was just read.
pub(super) struct MapSource<'a, A>(pub(super) &'a mut A);

impl<'de, A: MapAccess<'de>> Source<'de> for MapSource<'_, A> {
    type Error = A::Error;

    #[inline]
    fn seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(seed)
    }
}

/// The next value of a list that stands for an object.
pub(super) struct SeqSource<'a, A> {
    pub(super) items: &'a mut A,
    /// Set where the list has no further value.
    pub(super) ended: &'a mut bool,
}

impl<'de, A: SeqAccess<'de>> Source<'de> for SeqSource<'_, A> {
    type Error = A::Error;

    fn seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        match self.items.next_element_seed(seed)? {
            Some(value) => Ok(value),
            None => {
                *self.ended = true;
                Err(de::Error::custom("a list that is shorter than the record"))
            }
        }
    }
}
