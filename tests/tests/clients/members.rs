//! Users member by member against the documents, so that none is silently lost.
//!
//! That nothing else is lost either, `examples` shows: what is written is what was read.

mod expense;
mod identity360;
mod inventory;
mod invoice;

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use zoho_clients::{Call, Operation, Product};

use crate::support::{Script, example};

/// Asserts every member of a record, and that these are the members of the document, in its order.
macro_rules! members {
    ($record:expr, $document:expr, { $($field:ident $(as $wire:literal)? = $expected:expr,)* }) => {{
        let record = &$record;
        $(assert_eq!(record.$field, $expected, stringify!($field));)*
        let names = [$($crate::members::wire!($field $($wire)?)),*];
        assert_eq!($crate::members::member_names($document), names);
    }};
}
use members;

macro_rules! wire {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}
use wire;

/// The names of an object's members, in order.
fn member_names(object: &str) -> Vec<String> {
    struct Names;

    impl<'de> Visitor<'de> for Names {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some((name, IgnoredAny)) = map.next_entry()? {
                names.push(name);
            }
            Ok(names)
        }
    }

    serde_json::Deserializer::from_str(object)
        .deserialize_map(Names)
        .unwrap()
}

fn some<T: From<&'static str>>(text: &'static str) -> Option<T> {
    Some(text.into())
}

/// What a call gives when the service answers with an example.
async fn answer<P: Product, Op: Operation>(
    name: &str,
    call: impl Fn(&P) -> Call<Op>,
) -> (Op::Output, String) {
    let text = example(P::INFO.name, name);
    let client = Script::answering(&text).client();
    (call(&client).await.unwrap(), text)
}

/// The text of a list's only item.
fn only_item(list: &str) -> &str {
    list.strip_prefix('[').unwrap().strip_suffix(']').unwrap()
}
