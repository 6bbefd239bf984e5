//! Where a record writes its members to.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Error as _, SerializeMap, SerializeStruct};

use crate::value::{AsSerialize, Field};

/// Takes the members of a record, in order.
pub trait Sink {
    /// Why a member could not be written.
    type Error;

    /// Takes a member, present or not.
    ///
    /// # Errors
    /// Those of the format, and a member that must not be sent.
    fn always<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), Self::Error>;

    /// Takes a member if it is present.
    ///
    /// # Errors
    /// As [`Sink::always`].
    #[inline]
    fn write<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), Self::Error> {
        if member.is_present() {
            self.always(name, member)
        } else {
            Ok(())
        }
    }

    /// Takes the members that the record does not name.
    ///
    /// # Errors
    /// As [`Sink::always`].
    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), Self::Error>;
}

/// Counts what will be written, and refuses what must not be.
#[derive(Default)]
pub(super) struct Counter {
    pub(super) members: usize,
    /// Whether there are members whose names are not static.
    pub(super) open: bool,
}

/// The name of a member that must not be cleared.
pub(super) struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "clearing is not documented for `{}`", self.0)
    }
}

impl Sink for Counter {
    type Error = Refused;

    #[inline]
    fn always<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), Refused> {
        if member.is_refused() {
            return Err(Refused(name));
        }
        self.members += 1;
        Ok(())
    }

    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), Refused> {
        self.open |= !members.is_empty();
        self.members += members.len();
        Ok(())
    }
}

pub(super) struct StructSink<S>(pub(super) S);

impl<S: SerializeStruct> Sink for StructSink<S> {
    type Error = S::Error;

    #[inline]
    fn always<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), S::Error> {
        self.0.serialize_field(name, &AsSerialize(member))
    }

    #[inline]
    fn write<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), S::Error> {
        if member.is_present() {
            self.always(name, member)
        } else {
            self.0.skip_field(name)
        }
    }

    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), S::Error> {
        if members.is_empty() {
            return Ok(());
        }
        // The counter saw them and chose a map.
        Err(S::Error::custom(
            "additional members in a record that was counted without",
        ))
    }
}

pub(super) struct MapSink<S>(pub(super) S);

impl<S: SerializeMap> Sink for MapSink<S> {
    type Error = S::Error;

    fn always<T: Field>(&mut self, name: &'static str, member: &T) -> Result<(), S::Error> {
        self.0.serialize_entry(name, &AsSerialize(member))
    }

    fn rest<T: Field>(&mut self, members: &BTreeMap<String, T>) -> Result<(), S::Error> {
        for (name, member) in members {
            self.0.serialize_entry(name, &AsSerialize(member))?;
        }
        Ok(())
    }
}
