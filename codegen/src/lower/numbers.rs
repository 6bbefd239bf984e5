//! Which numbers a value may be: what a schema's type, format, limits and shown values say together.
//!
//! A double holds each whole number only up to 2^53. So nothing of which a document says that it is
//! whole is read as one, and neither are numbers with more digits.

use std::ops::RangeInclusive;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DraftVariant, Ty};
use super::follow::{Followed, reference};
use crate::ir::{Literal, Scalar};
use crate::json_schema::Spot;
use crate::source::{Node, Object, Value};

const SIGNED: RangeInclusive<i128> = i64::MIN as i128..=i64::MAX as i128;
const UNSIGNED: RangeInclusive<i128> = 0..=u64::MAX as i128;

/// The whole numbers of which a double holds each.
const EXACT: RangeInclusive<i128> = -(1 << 53)..=1 << 53;

/// How many schemas are looked at for what they say of one number.
const MOST_SCHEMAS: usize = 100;

/// What schemas say of a number that has to fit them all.
#[derive(Default)]
pub(crate) struct Numbers {
    /// Whether one says that it is whole.
    whole: bool,
    /// Whether one takes whole numbers beside others.
    both: bool,
    decimal: bool,
    /// The format names 64 bits with a sign, or fewer.
    signed: bool,
    /// The format names 64 bits without a sign.
    unsigned: bool,
    /// The format names more digits.
    big: bool,
    least: Option<i128>,
    most: Option<i128>,
    /// The whole values that are shown, as far as they go.
    shown: Option<RangeInclusive<i128>>,
    /// Whether the shown values are all that there are.
    listed: bool,
    /// Whether a value is shown that is not whole.
    fraction: bool,
    /// Whether a limit or value has more digits than a double.
    inexact: bool,
}

impl Numbers {
    /// What one schema says.
    pub(crate) fn of(object: &Object) -> Self {
        let mut numbers = Self::default();
        numbers.add(object);
        numbers
    }

    /// Takes what another schema says.
    pub(crate) fn add(&mut self, object: &Object) {
        let types = types(object);
        let numeric = types.is_empty() || types.contains(&"number") || types.contains(&"integer");
        if !numeric {
            return;
        }
        let integer = types.contains(&"integer");
        self.whole |= integer && !types.contains(&"number");
        self.both |= integer && types.contains(&"number");
        match object.get("format").and_then(Node::as_str) {
            Some("decimal") => self.decimal = true,
            Some("int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "long") => {
                self.signed = true
            }
            Some("uint64" | "uint" | "ulong") => self.unsigned = true,
            Some("bigint" | "biginteger" | "big-integer" | "int128" | "uint128") => self.big = true,
            _ => {}
        }
        let whole_steps = |step: &Number| !step.fraction && step.value > 0;
        let step = object.get("multipleOf").and_then(number);
        self.whole |= step.is_some_and(|step| whole_steps(&step));
        self.add_limits(object);
        for keyword in ["default", "example", "const"] {
            object.get(keyword).into_iter().for_each(|it| self.show(it));
        }
        for keyword in ["examples", "enum"] {
            let values = object.get(keyword).and_then(Node::as_array);
            values.into_iter().flatten().for_each(|it| self.show(it));
        }
        self.listed |= object.get("enum").is_some() || object.get("const").is_some();
    }

    fn add_limits(&mut self, object: &Object) {
        let flag = |keyword: &str| object.get(keyword).and_then(Node::as_bool) == Some(true);
        let limits = [
            ("minimum", flag("exclusiveMinimum"), true),
            ("exclusiveMinimum", true, true),
            ("maximum", flag("exclusiveMaximum"), false),
            ("exclusiveMaximum", true, false),
        ];
        for (keyword, exclusive, least) in limits {
            let Some(limit) = object.get(keyword).and_then(number) else {
                continue;
            };
            self.inexact |= limit.plain && !EXACT.contains(&limit.value);
            // The whole number next to the limit.
            let inside = match (limit.fraction, least) {
                (true, true) => i128::from(limit.value >= 0),
                (true, false) => -i128::from(limit.value < 0),
                (_, true) => i128::from(exclusive),
                (_, false) => -i128::from(exclusive),
            };
            let value = limit.value.saturating_add(inside);
            if least {
                self.least = Some(self.least.map_or(value, |known| known.max(value)));
            } else {
                self.most = Some(self.most.map_or(value, |known| known.min(value)));
            }
        }
    }

    fn show(&mut self, node: &Node) {
        let Some(value) = number(node) else {
            return;
        };
        self.fraction |= value.fraction;
        self.inexact |= value.plain && !EXACT.contains(&value.value);
        if !value.fraction {
            let (least, most) = match &self.shown {
                Some(shown) => (*shown.start(), *shown.end()),
                None => (value.value, value.value),
            };
            self.shown = Some(least.min(value.value)..=most.max(value.value));
        }
    }

    /// The type that holds all of these numbers.
    pub(crate) fn scalar(&self) -> Scalar {
        if self.decimal || self.big {
            return Scalar::Decimal;
        }
        let all_whole = self.listed && !self.fraction && self.shown.is_some();
        if !(self.whole || all_whole || self.signed || self.unsigned) {
            return match self.both || self.inexact {
                true => Scalar::Decimal,
                false => Scalar::Number,
            };
        }
        if self.fraction {
            return Scalar::Decimal;
        }
        let fits = |range: &RangeInclusive<i128>| {
            let shown = self.shown.as_ref();
            shown.is_none_or(|it| range.contains(it.start()) && range.contains(it.end()))
        };
        let is_limited_to = |range: &RangeInclusive<i128>| {
            let within = |limit: Option<i128>| limit.is_none_or(|limit| range.contains(&limit));
            within(self.least) && within(self.most)
        };
        let never_negative = self.least.is_some_and(|least| least >= 0);
        let unsigned = if self.unsigned {
            !self.signed && self.least.is_none_or(|least| least >= 0)
        } else {
            !self.signed && (never_negative || self.listed)
        };
        let is_signed = (self.signed || is_limited_to(&SIGNED)) && fits(&SIGNED);
        if unsigned && (self.unsigned || !is_signed) && is_limited_to(&UNSIGNED) && fits(&UNSIGNED)
        {
            return Scalar::Unsigned;
        }
        match is_signed && !self.unsigned {
            true => Scalar::Integer,
            false => Scalar::Decimal,
        }
    }
}

impl<'a> Lowering<'a> {
    /// The type of a schema that was followed to a type, where it narrows a number itself.
    pub(super) fn narrowed_number(&mut self, spot: &Spot<'a>, ty: Ty) -> Ty {
        let narrows = |object: &Object| {
            let keywords = object.iter().map(|keyword| keyword.name.as_str());
            reference(object).is_some() && keywords.into_iter().any(is_of_numbers)
        };
        if !is_numeric(&ty) || !spot.node.as_object().is_some_and(narrows) {
            return ty;
        }
        Ty::Scalar(self.number_of(vec![spot.clone()]))
    }

    /// The number that has to fit several schemas, and all that these refer to and consist of.
    pub(super) fn number_of(&mut self, spots: Vec<Spot<'a>>) -> Scalar {
        let mut numbers = Numbers::default();
        let mut open = spots;
        open.reverse();
        let mut looked_at = 0;
        while let Some(spot) = open.pop() {
            looked_at += 1;
            if looked_at > MOST_SCHEMAS || !self.step(spot.node.span) {
                break;
            }
            if let Some(object) = spot.node.as_object()
                && self.has_own_members(&spot.at, object)
            {
                numbers.add(object);
            }
            let Some(Followed::Schema(found)) = self.follow(&spot, &mut Annotations::default())
            else {
                continue;
            };
            let Some(object) = found.node.as_object() else {
                continue;
            };
            if !std::ptr::eq(found.node, spot.node) {
                numbers.add(object);
            }
            if reference(object).is_some() {
                open.extend(self.bound(&found.at, object));
            }
            let pieces = object.get("allOf").and_then(Node::as_array);
            let table = found.at.child("allOf");
            let pieces = pieces.unwrap_or_default().iter().enumerate();
            open.extend(pieces.map(|(index, node)| Spot {
                at: table.item(index),
                node,
            }));
        }
        numbers.scalar()
    }
}

/// The type of a number of which a value is shown where it is used.
pub(crate) fn number_shown(scalar: &Scalar, value: &Literal) -> Scalar {
    let Literal::Number(text) = value else {
        return scalar.clone();
    };
    let Some(shown) = parse(text) else {
        return scalar.clone();
    };
    let whole = !shown.fraction;
    let fits = match scalar {
        Scalar::Integer => whole && SIGNED.contains(&shown.value),
        Scalar::Unsigned => whole && UNSIGNED.contains(&shown.value),
        Scalar::Number => !shown.plain || EXACT.contains(&shown.value),
        _ => true,
    };
    match fits {
        true => scalar.clone(),
        false => Scalar::Decimal,
    }
}

/// Alternatives of which several are numbers, as one that keeps the digits of each: whoever tried
/// them in turn would read a whole number as a double.
pub(crate) fn join_numbers(variants: &mut Vec<DraftVariant>) {
    let is_number = |variant: &DraftVariant| is_numeric(&variant.ty);
    if variants.iter().filter(|variant| is_number(variant)).count() < 2 {
        return;
    }
    let mut first = true;
    variants.retain_mut(|variant| {
        if !is_numeric(&variant.ty) {
            return true;
        }
        variant.ty = Ty::Scalar(Scalar::Decimal);
        std::mem::take(&mut first)
    });
}

/// Whether a keyword says which numbers a value may be.
fn is_of_numbers(keyword: &str) -> bool {
    matches!(
        keyword,
        "exclusiveMaximum"
            | "exclusiveMinimum"
            | "format"
            | "maximum"
            | "minimum"
            | "multipleOf"
            | "type"
    )
}

/// Whether a type is a number of any kind.
pub(crate) fn is_numeric(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Scalar(Scalar::Integer | Scalar::Unsigned | Scalar::Number | Scalar::Decimal)
    )
}

/// A number of a document.
#[derive(Clone, Copy)]
struct Number {
    /// Its whole part, or the largest that there is.
    value: i128,
    /// Whether there is something behind the point.
    fraction: bool,
    /// Whether it is written as a whole number, without an exponent.
    plain: bool,
}

fn number(node: &Node) -> Option<Number> {
    match &node.value {
        Value::Number(text) => parse(text),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Number> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        let least = if text.starts_with('-') {
            i128::MIN
        } else {
            i128::MAX
        };
        return Some(Number {
            value: text.parse().unwrap_or(least),
            fraction: false,
            plain: true,
        });
    }
    // As close as a double is: few limits are written so, and fewer mean each digit.
    let double: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    #[expect(clippy::cast_possible_truncation, reason = "it ends at the limits")]
    let value = double.trunc() as i128;
    Some(Number {
        value,
        fraction: double.fract() != 0.0,
        plain: false,
    })
}

/// The names that `type` lists.
fn types(object: &Object) -> Vec<&str> {
    match object.get("type").map(|node| &node.value) {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        _ => Vec::new(),
    }
}
