//! Objects: generated structs, read and written member by member.

mod define;
mod implied;
mod key;
mod read;
mod shape;
mod sink;
mod source;
mod tagged;
mod undocumented;

use serde::de::{self, Deserializer};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;

use crate::value::{Form, Kind, Shape};

pub use read::read_record;

pub(crate) use key::{Key, KeySeed};
pub(crate) use shape::RecordShape;

use read::{fill_record, unset_record};
pub use sink::Sink;
pub use source::Source;

use sink::{Counter, MapSink, StructSink};

/// A generated struct: what it needs to be read and written as an object.
///
/// `serde!` makes serde's traits and [`Field`](crate::__private::v1::Field) of it.
pub trait Record: Sized {
    /// The struct's name.
    const NAME: &'static str;

    /// The members' names on the wire, in the document's order.
    const MEMBERS: &'static [&'static str];

    /// Which members the documents promise: reading fails without them.
    const PROMISED: &'static [usize] = &[];

    /// Whether members that `MEMBERS` does not list are kept. `additional` is called only then.
    const ADDITIONAL: bool = false;

    /// Whether they are kept although the document does not mention them: they are drift.
    const UNDOCUMENTED: bool = false;

    /// Names that are no additional members: the document has them for the other direction.
    const EXCLUDED: &'static [&'static str] = &[];

    /// Whether the document only implies that the value is an object: what else comes is kept as it
    /// came. `instead` and `kept` are used only then.
    const IMPLIED: bool = false;

    /// Where what is no object is kept.
    fn instead(&mut self) -> Option<&mut Option<Box<Value>>> {
        None
    }

    /// What came in the place of an object.
    fn kept(&self) -> Option<&Value> {
        None
    }

    /// The struct before anything is read into it.
    fn blank() -> Self;

    /// Reads the member at this place of `MEMBERS`.
    ///
    /// # Errors
    /// Those of the source.
    fn read<'de, S: Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error>;

    /// Reads a member that `MEMBERS` does not list.
    ///
    /// # Errors
    /// Those of the source.
    fn additional<'de, S: Source<'de>>(&mut self, name: &str, source: S) -> Result<(), S::Error> {
        let _ = name;
        source.skip()
    }

    /// Writes all members, in order.
    ///
    /// # Errors
    /// Those of the sink.
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error>;
}

/// Writes a record: as a struct of exactly the members that are present, or as a map where it holds
/// additional ones, whose names are not static.
///
/// # Errors
/// Those of the serializer, and a member that must not be sent.
pub fn write_record<R: Record, S: Serializer>(
    record: &R,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if R::IMPLIED
        && let Some(kept) = record.kept()
    {
        return kept.serialize(serializer);
    }
    let mut counter = Counter::default();
    record.write(&mut counter).map_err(S::Error::custom)?;
    if counter.open {
        let mut sink = MapSink(serializer.serialize_map(Some(counter.members))?);
        record.write(&mut sink)?;
        sink.0.end()
    } else {
        let mut sink = StructSink(serializer.serialize_struct(R::NAME, counter.members)?);
        record.write(&mut sink)?;
        sink.0.end()
    }
}

/// The form of records.
pub struct AsRecord;

impl<R: Record> Form<R> for AsRecord {
    const SHAPE: Shape = Shape::new(Kind::Record(&RecordShape::of::<R>()));
    const IN_PLACE: bool = true;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<R>, D::Error> {
        let mut record = R::blank();
        let came = fill_record(&mut record, deserializer)?;
        Ok(came.then_some(record))
    }

    #[inline]
    fn fill<'de, D: Deserializer<'de>>(blank: &mut R, deserializer: D) -> Result<bool, D::Error> {
        fill_record(blank, deserializer)
    }

    #[inline]
    fn encode<S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
        write_record(record, serializer)
    }

    fn encode_tagged<S: Serializer>(
        record: &R,
        member: &'static str,
        tag: &'static str,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        tagged::write_tagged(record, member, tag, serializer)
    }

    fn blank() -> R {
        R::blank()
    }

    fn unset<E: de::Error>() -> Result<R, E> {
        unset_record()
    }
}

/// Makes serde's traits and `Field` of records.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_serde {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::__private::v1::Serialize for $name {
            fn serialize<S: $crate::__private::v1::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::__private::v1::write_record(self, serializer)
            }
        }

        impl<'de> $crate::__private::v1::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::v1::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::v1::read_record(deserializer)
            }
        }

        impl $crate::__private::v1::Field for $name {
            type Form = $crate::__private::v1::AsRecord;
        }
    )*};
}
