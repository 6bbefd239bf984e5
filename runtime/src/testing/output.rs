//! Writes what an operation answers as its service would.

use serde::Serialize;
use serde::ser::{Error as _, SerializeMap, Serializer};
use serde_json::value::RawValue;
use serde_json::{Error, Value};

use crate::answer::{Layout, layout};
use crate::operation::Operation;
use crate::page::Page;
use crate::product::Envelope;

/// What an operation answers and a service can be made to say: pages, and all that serde writes.
pub trait Output: sealed::Sealed {}

impl<T: Serialize> Output for T {}

impl<T: Serialize, C: Serialize> Output for Page<T, C> {}

pub(super) mod sealed {
    use super::*;

    /// The JSON of an output.
    pub trait Sealed {
        /// The payload, and what is said about it.
        ///
        /// # Errors
        /// It cannot be written.
        fn parts(&self) -> Result<(Box<RawValue>, Option<Box<RawValue>>), Error>;
    }

    impl<T: Serialize> Sealed for T {
        fn parts(&self) -> Result<(Box<RawValue>, Option<Box<RawValue>>), Error> {
            Ok((serde_json::value::to_raw_value(self)?, None))
        }
    }

    impl<T: Serialize, C: Serialize> Sealed for Page<T, C> {
        fn parts(&self) -> Result<(Box<RawValue>, Option<Box<RawValue>>), Error> {
            let context = self.context.as_ref();
            let context = context.map(serde_json::value::to_raw_value).transpose()?;
            Ok((serde_json::value::to_raw_value(&self.items)?, context))
        }
    }
}

/// The body of a successful answer.
pub(super) fn body<Op: Operation>(output: &impl Output) -> Result<String, Error> {
    let layout = layout::<Op>(200).ok_or_else(|| Error::custom("it is no JSON"))?;
    let (payload, context) = output.parts()?;
    let mut body = Body {
        envelope: &Op::INFO.product.envelope,
        members: Vec::new(),
    };
    match layout {
        Layout::Nothing => {}
        Layout::Whole => match serde_json::from_str(payload.get())? {
            Value::Object(_) => return body.beside(payload.get()),
            _ => return Ok(payload.get().to_owned()),
        },
        Layout::Member {
            payload: name,
            context: about,
        } => {
            body.members.push((name, payload));
            body.members.extend(about.zip(context));
        }
    }
    serde_json::to_string(&body)
}

/// An envelope and what is in it.
struct Body<'a> {
    envelope: &'a Envelope,
    members: Vec<(String, Box<RawValue>)>,
}

impl Body<'_> {
    /// The envelope's members before those of an object.
    fn beside(&self, object: &str) -> Result<String, Error> {
        let around = serde_json::to_string(self)?;
        let before = around.trim_end_matches('}');
        let after = object.trim_start_matches('{');
        let between = if before == "{" || after == "}" {
            ""
        } else {
            ","
        };
        Ok(format!("{before}{between}{after}"))
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let (Some(code), Some(success)) = (self.envelope.code, self.envelope.success) {
            match success.parse::<u64>() {
                Ok(number) if number.to_string() == success => {
                    map.serialize_entry(code, &number)?
                }
                _ => map.serialize_entry(code, success)?,
            }
        }
        if let Some(message) = self.envelope.message {
            map.serialize_entry(message, "success")?;
        }
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
