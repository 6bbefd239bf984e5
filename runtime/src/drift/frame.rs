//! The body of an answer as a whole: the payload and what stands around it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::slot::Slot;
use super::walker::Walker;
use super::{DriftKind, Watch};
use crate::value::Shape;

/// What is documented of an answer.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'f> {
    /// The envelope's own members, which may be anything.
    pub(crate) envelope: [Option<&'static str>; 2],
    pub(crate) payload: Payload<'f>,
    pub(crate) context: Option<(&'f str, Shape)>,
}

#[derive(Clone, Copy)]
pub(crate) enum Payload<'f> {
    Nothing,
    Member(&'f str, Shape),
    /// The payload's members stand beside the envelope's.
    Whole(Shape),
}

impl Frame<'_> {
    /// Tells a hook of everything in a body that is not as documented.
    pub(crate) fn watch(&self, body: &[u8], watch: Watch<'_>) {
        self.walk(body, Walker::new(Some(watch)));
    }

    /// The path of the first member that cannot be read; empty for the body itself.
    pub(crate) fn unreadable(&self, body: &[u8]) -> String {
        self.walk(body, Walker::new(None))
    }

    fn walk(&self, body: &[u8], mut walker: Walker<'_>) -> String {
        let mut json = serde_json::Deserializer::from_slice(body);
        let walked = match self.payload {
            Payload::Whole(shape) => {
                Slot::payload(&mut walker, shape, &self.envelope).deserialize(&mut json)
            }
            Payload::Nothing | Payload::Member(..) => {
                let object = Object {
                    frame: self,
                    walker: &mut walker,
                };
                json.deserialize_any(object)
            }
        };
        // What is wrong with the body, reading said already.
        walker.finish(walked.is_err())
    }
}

/// An object around the payload.
struct Object<'a, 'w> {
    frame: &'a Frame<'a>,
    walker: &'a mut Walker<'w>,
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { frame, walker } = self;
        let mut came = false;
        while let Some(name) = members.next_key::<String>()? {
            let mark = walker.path.enter(&name);
            match (frame.payload, frame.context) {
                (Payload::Member(member, shape), _) if member == name => {
                    came = true;
                    members.next_value_seed(Slot::payload(walker, shape, &[]))?;
                }
                (_, Some((member, shape))) if member == name => {
                    members.next_value_seed(Slot::context(walker, shape))?;
                }
                _ => {
                    if !frame.envelope.contains(&Some(&*name)) {
                        walker.tell(DriftKind::Unknown, None, None);
                    }
                    members.next_value::<IgnoredAny>()?;
                }
            }
            walker.path.leave(mark);
        }
        if let Payload::Member(member, shape) = frame.payload
            && !came
        {
            let mark = walker.path.enter(member);
            walker.tell(DriftKind::Missing, shape.documented(), None);
            walker.path.leave(mark);
            walker.fail()?;
        }
        Ok(())
    }
}
