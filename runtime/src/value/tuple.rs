//! Tuples: lists of a fixed length whose items have types of their own.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeTuple, Serializer};

use super::collections::{Promised, empty_forms};
use super::{AsSerialize, Field, Form, Kind, Shape, blank};

/// Reads a tuple: exactly so many items.
struct TupleVisitor<T>(PhantomData<T>);

macro_rules! tuple {
    ($count:literal: $($item:ident $place:tt),+) => {
        impl<'de, $($item: Field),+> Visitor<'de> for TupleVisitor<($($item,)+)> {
            type Value = Option<($($item,)+)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "a list of {} items", $count)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut came = 0;
                let tuple = ($({
                    let item: Option<$item> = items.next_element_seed(Promised(PhantomData))?;
                    match item {
                        Some(item) => {
                            came += 1;
                            item
                        }
                        // An empty list is how an unset one is written.
                        None if came == 0 => return Ok(None),
                        None => return Err(de::Error::invalid_length(came, &self)),
                    }
                },)+);
                match items.next_element::<de::IgnoredAny>()? {
                    None => Ok(Some(tuple)),
                    Some(_) => Err(de::Error::invalid_length(came + 1, &self)),
                }
            }

            empty_forms!(None, None);
        }

        impl<$($item: Field),+> Field for ($($item,)+) {
            type Form = Self;
        }

        impl<$($item: Field),+> Form<Self> for ($($item,)+) {
            const SHAPE: Shape = Shape::new(Kind::Tuple(&[$($item::Form::SHAPE),+]));

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                deserializer.deserialize_any(TupleVisitor::<Self>(PhantomData))
            }

            fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut items = serializer.serialize_tuple($count)?;
                $(items.serialize_element(&AsSerialize(&value.$place))?;)+
                items.end()
            }

            fn blank() -> Self {
                ($(blank::<$item>(),)+)
            }
        }
    };
}

tuple!(1: T0 0);
tuple!(2: T0 0, T1 1);
tuple!(3: T0 0, T1 1, T2 2);
tuple!(4: T0 0, T1 1, T2 2, T3 3);
tuple!(5: T0 0, T1 1, T2 2, T3 3, T4 4);
tuple!(6: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
tuple!(7: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
tuple!(8: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);
tuple!(9: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8);
tuple!(10: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9);
tuple!(11: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10);
tuple!(12: T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11);
