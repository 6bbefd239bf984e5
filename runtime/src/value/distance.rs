//! How far a JSON value is from what a type documents: what unions choose by.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::shape::{Judged, Kind, ScalarShape, Shape, Token};
use super::union::UnionShape;
use crate::record::RecordShape;

/// How far a value is from a type that can be read from it. The first field that differs decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Distance {
    /// Members with another value than the only one that is documented.
    unlike: u32,
    /// Values that would be lost.
    dropped: u32,
    /// The sum of what is read otherwise than it came, listed nowhere, or kept without a name or a
    /// type, by the weights below.
    misfit: u32,
    /// Scalars of which another type may say more.
    vague: u32,
    /// How many values are read otherwise than they came.
    coerced: u32,
}

/// A scalar in another form than the documented one: it is written in the documented one.
const COERCED: u32 = 3;
/// A value that no document lists: it is written as it came.
const UNLISTED: u32 = 2;
/// A member without a name, or a value without a type: it is written as it came.
const UNNAMED: u32 = 1;

impl Distance {
    fn misfit(weight: u32) -> Self {
        Self {
            misfit: weight,
            ..Self::default()
        }
    }

    fn coerced() -> Self {
        Self {
            coerced: 1,
            ..Self::misfit(COERCED)
        }
    }

    fn dropped() -> Self {
        Self {
            dropped: 1,
            ..Self::default()
        }
    }

    fn add(&mut self, other: Self) {
        self.unlike = self.unlike.saturating_add(other.unlike);
        self.dropped = self.dropped.saturating_add(other.dropped);
        self.misfit = self.misfit.saturating_add(other.misfit);
        self.vague = self.vague.saturating_add(other.vague);
        self.coerced = self.coerced.saturating_add(other.coerced);
    }
}

/// The variant that a value is read as; `None` where it is none of them.
pub(crate) fn choose(union: &'static UnionShape, value: &Value) -> Option<usize> {
    Measure::default().choice(union, value).variant
}

/// What a union makes of a value.
#[derive(Clone, Copy)]
struct Choice {
    variant: Option<usize>,
    distance: Distance,
}

/// Measures one value. A union within measures each value once, however many variants lead to it, so
/// that the work grows with the value and not with the ways through nested unions.
#[derive(Default)]
struct Measure {
    known: HashMap<(*const Value, *const UnionShape), Choice>,
}

impl Measure {
    fn choice(&mut self, union: &'static UnionShape, value: &Value) -> Choice {
        if !matches!(value, Value::Array(_) | Value::Object(_)) {
            return self.measured(union, value);
        }
        let key = (std::ptr::from_ref(value), std::ptr::from_ref(union));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let choice = self.measured(union, value);
        self.known.insert(key, choice);
        choice
    }

    fn measured(&mut self, union: &'static UnionShape, value: &Value) -> Choice {
        let tag = union.discriminator.and_then(|it| it.tag(value));
        let is_tagged = tag.as_ref().is_some_and(|tag| union.knows(tag));
        let mut best: Option<(usize, Distance)> = None;
        let mut unlike = 0;
        for (variant, shape) in union.shapes.iter().enumerate() {
            if let Some(tag) = &tag
                && !union.admits(variant, tag, is_tagged)
            {
                continue;
            }
            let Some(distance) = self.distance(*shape, value) else {
                continue;
            };
            unlike += u32::from(distance.unlike > 0);
            if best.is_none_or(|(_, least)| distance < least) {
                best = Some((variant, distance));
            }
        }
        let chosen = best.filter(|(variant, distance)| {
            // One constant of several that is another may be a new value of it; of several types,
            // none is what was sent.
            let is_like = is_tagged || distance.unlike == 0 || unlike < 2;
            let is_whole = distance.dropped == 0 || is_tagged || {
                distance.unlike == 0 && is_identified(union.shapes[*variant], value)
            };
            let is_exact = distance.coerced == 0 || !union.open;
            is_like && is_whole && is_exact
        });
        match chosen {
            Some((variant, distance)) => Choice {
                variant: Some(variant),
                distance,
            },
            None => Choice {
                variant: None,
                distance: Distance::misfit(UNLISTED.saturating_add(weight(value))),
            },
        }
    }

    /// `None` where the type cannot be read from the value, or the value says "unset".
    fn distance(&mut self, shape: Shape, value: &Value) -> Option<Distance> {
        match (shape.kind, value) {
            (Kind::Any, _) => Some(Distance::misfit(weight(value))),
            (Kind::Skipped, _) => Some(Distance::dropped()),
            (Kind::Union(union), _) => Some(self.choice(union(), value).distance),
            (Kind::Scalar(scalar), _) => scalar_distance(scalar, value),
            (Kind::List(item), Value::Array(items)) => {
                self.sum(items.iter().map(|value| (*item, value)))
            }
            (Kind::Map(inner), Value::Object(members)) => {
                let mut sum = self.sum(members.values().map(|value| (*inner, value)))?;
                let names = u32::try_from(members.len()).unwrap_or(u32::MAX);
                sum.add(Distance::misfit(names.saturating_mul(UNNAMED)));
                Some(sum)
            }
            (Kind::Tuple(types), Value::Array(items)) if types.len() == items.len() => {
                self.sum(types.iter().copied().zip(items))
            }
            (Kind::Record(record), Value::Object(members)) => self.record(record, members),
            // How some services write an empty list or object.
            (Kind::List(_), Value::Object(members)) if members.is_empty() => {
                Some(Distance::coerced())
            }
            (Kind::Map(_), Value::Array(items)) if items.is_empty() => Some(Distance::coerced()),
            (Kind::List(_) | Kind::Map(_), Value::String(text)) if text.is_empty() => {
                Some(Distance::coerced())
            }
            _ => None,
        }
    }

    fn sum<'v>(&mut self, values: impl Iterator<Item = (Shape, &'v Value)>) -> Option<Distance> {
        let mut sum = Distance::default();
        for (shape, value) in values {
            sum.add(self.within(shape, value, true)?);
        }
        Some(sum)
    }

    fn record(
        &mut self,
        record: &'static RecordShape,
        members: &Map<String, Value>,
    ) -> Option<Distance> {
        let promised = |at: &usize| members.contains_key(record.members[*at]);
        if !record.promised.iter().all(promised) {
            return None;
        }
        let types = record.shapes();
        let mut sum = Distance::default();
        for (name, value) in members {
            let Some(at) = record.members.iter().position(|member| member == name) else {
                if record.keeps(name) {
                    sum.add(self.within(types[record.members.len()], value, true)?);
                    sum.add(Distance::misfit(UNNAMED));
                } else {
                    sum.add(Distance::dropped());
                }
                continue;
            };
            if let Kind::Scalar(scalar) = types[at].kind
                && scalar.constant
                && judged(scalar, value) == Some(Judged::Unlisted)
            {
                sum.unlike = sum.unlike.saturating_add(1);
                continue;
            }
            sum.add(self.within(types[at], value, record.promised.contains(&at))?);
        }
        Some(sum)
    }

    /// A value inside of another one, which may be unset where the type has room for that.
    fn within(&mut self, shape: Shape, value: &Value, promised: bool) -> Option<Distance> {
        let takes_null = match shape.kind {
            Kind::Union(union) => union().open,
            // Null is a value like others.
            Kind::Any => true,
            _ => false,
        };
        if (!value.is_null() || takes_null)
            && let Some(distance) = self.distance(shape, value)
        {
            return Some(distance);
        }
        if matches!(shape.kind, Kind::Record(record) if record.implied) && !value.is_object() {
            return Some(Distance::misfit(UNLISTED.saturating_add(weight(value))));
        }
        if value.is_null() {
            // A member that may be left out is an option for that reason alone.
            let documented = u8::from(!promised) < shape.options;
            if documented || matches!(shape.kind, Kind::Any) && shape.options == 0 {
                return Some(Distance::default());
            }
        } else if !is_unset(shape.kind, value) {
            return None;
        }
        let has_room = shape.options > 0
            || match shape.kind {
                Kind::Record(record) => record.promised.is_empty(),
                Kind::List(_) | Kind::Map(_) | Kind::Any | Kind::Skipped => true,
                _ => false,
            };
        has_room.then(Distance::coerced)
    }
}

/// Whether a value is how some services say that there is none.
fn is_unset(kind: Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Scalar(scalar), _) => judged(scalar, value) == Some(Judged::Unset),
        (Kind::Record(_) | Kind::Tuple(_), Value::String(text)) => text.is_empty(),
        (Kind::Record(_) | Kind::Tuple(_), Value::Array(items)) => items.is_empty(),
        (Kind::Record(_), Value::Object(members)) => members.is_empty(),
        _ => false,
    }
}

fn scalar_distance(scalar: &'static ScalarShape, value: &Value) -> Option<Distance> {
    let found = super::JsonKind::of(value);
    let mut distance = match judged(scalar, value)? {
        Judged::Read => Distance {
            // A number takes whole ones too; what lists its values says most.
            vague: u32::from(!scalar.lists) + u32::from(scalar.documented != found),
            ..Distance::default()
        },
        Judged::Unlisted => Distance::misfit(UNLISTED),
        Judged::Unset | Judged::Refused => return None,
    };
    if !scalar.documented.covers(found) {
        distance.add(Distance::coerced());
    }
    Some(distance)
}

/// What reading makes of a value as a scalar; `None` where it is none, or null.
fn judged(scalar: &ScalarShape, value: &Value) -> Option<Judged> {
    let digits;
    let token = match value {
        Value::Bool(flag) => Token::Boolean(*flag),
        Value::String(text) => Token::Text(text),
        Value::Number(number) if scalar.by_text => {
            digits = number.to_string();
            Token::Digits(&digits)
        }
        Value::Number(number) => {
            let unsigned = number.as_u64().map(Token::Unsigned);
            let signed = unsigned.or_else(|| number.as_i64().map(Token::Signed));
            signed.or_else(|| number.as_f64().map(Token::Float))?
        }
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    Some((scalar.judge)(token))
}

/// Whether an object has the only value that is documented of a member.
fn is_identified(shape: Shape, value: &Value) -> bool {
    let (Kind::Record(record), Value::Object(members)) = (shape.kind, value) else {
        return false;
    };
    let types = record.shapes();
    let mut named = record.members.iter().zip(types.iter());
    named.any(|(name, shape)| match (shape.kind, members.get(*name)) {
        (Kind::Scalar(scalar), Some(value)) => {
            scalar.constant && judged(scalar, value) == Some(Judged::Read)
        }
        _ => false,
    })
}

/// What a value weighs that no type describes: each value in it, and itself.
fn weight(value: &Value) -> u32 {
    let sum = |sum: u32, value: &Value| sum.saturating_add(weight(value));
    let within = match value {
        Value::Array(items) => items.iter().fold(0, sum),
        Value::Object(members) => members.values().fold(0, sum),
        _ => 0,
    };
    within.saturating_add(UNNAMED)
}
