//! Decoding of what stands in a table's keys.

use std::num::NonZeroU32;

use smol_str::SmolStr;

use super::{Decode, Decoder};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Span, Spanned, Value};
use crate::spec::{TypeExpr, TypeExprKind};

impl<T: Decode> Decode for Option<T> {
    const REQUIRED: bool = false;

    // What is wrong was reported; the table around it goes on without.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Some(T::decode(node, decoder))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::schema(generator)
    }
}

impl<T: Decode> Decode for Vec<T> {
    const REQUIRED: bool = false;

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(items) = node.as_array() else {
            decoder.wrong_type(node, "an array");
            return Self::absent();
        };
        let subject = format!("an item of {}", decoder.subject);
        let outer = std::mem::replace(&mut decoder.subject, subject);
        let rows = items.iter().filter_map(|item| {
            let row = T::decode(item, decoder);
            row.or_else(|| T::IS_TABLE.then(|| T::unread(item.span))?)
        });
        let rows = rows.collect();
        decoder.subject = outer;
        Some(rows)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = T::schema(generator);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}

impl Decode for Node {
    fn decode(node: &Node, _decoder: &mut Decoder<'_>) -> Option<Self> {
        // Null is what the TOML reader could not read, and reported.
        (!matches!(node.value, Value::Null)).then(|| node.clone())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::Schema::default()
    }
}

impl Decode for Spanned<SmolStr> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::String(text) = &node.value else {
            decoder.wrong_type(node, "a string");
            return None;
        };
        Some(Self {
            value: text.clone(),
            span: node.span,
        })
    }

    fn unread(span: Span) -> Option<Self> {
        let value = SmolStr::default();
        Some(Self { value, span })
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Decode for Spanned<bool> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(value) = node.as_bool() else {
            decoder.wrong_type(node, "`true` or `false`");
            return None;
        };
        Some(Self {
            value,
            span: node.span,
        })
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "boolean" })
    }
}

/// Whole numbers, each from the least to the most that is taken.
macro_rules! whole_number {
    ($($number:ty: $least:literal to $most:expr;)*) => {$(
        impl Decode for Spanned<$number> {
            fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
                let (least, most) = ($least, u64::from($most));
                let number = whole_number(node, decoder, least, most)?;
                // What is in the range is one of these numbers.
                let value = <$number>::try_from(u32::try_from(number).ok()?).ok()?;
                Some(Self { value, span: node.span })
            }

            fn unread(span: Span) -> Option<Self> {
                let value = <$number>::try_from(u32::try_from($least).ok()?).ok()?;
                Some(Self { value, span })
            }

            #[cfg(feature = "spec-schema")]
            fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer",
                    "minimum": $least,
                    "maximum": $most,
                })
            }
        }
    )*};
}

whole_number! {
    // In this format, what has 16 bits is an HTTP status.
    u16: 100 to 599_u16;
    u32: 0 to u32::MAX;
    // A number of things that there would be no sense in having none of.
    NonZeroU32: 1 to u32::MAX;
}

fn whole_number(node: &Node, decoder: &mut Decoder<'_>, least: u64, most: u64) -> Option<u64> {
    let Value::Number(text) = &node.value else {
        decoder.wrong_type(node, "a whole number");
        return None;
    };
    let number = text.parse::<u64>().ok();
    if let Some(number) = number.filter(|number| (least..=most).contains(number)) {
        return Some(number);
    }
    let message = format!(
        "{} must be a whole number from {least} to {most}, not `{text}`",
        decoder.subject,
    );
    let help = match number {
        Some(0) if least == 1 => "take the key out where the service says no number",
        _ => "write digits alone, and a number that the key takes",
    };
    decoder.report(
        Diagnostic::error(codes::INTEGER_RANGE, node.span, message)
            .label("out of range")
            .help(help),
    );
    None
}

/// What may be written, in a line.
const GRAMMAR: &str = "types are `string` and other scalars, `id<Name>`, `list<…>`, `map<…>`, \
                       `nullable<…>`, `any`, `binary`, `Name` and `#definition`";

impl Decode for TypeExpr {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            decoder.wrong_type(node, "a string");
            return None;
        };
        let mut errors = Vec::new();
        let parsed = Self::read(text, node.span, !decoder.is_full(), &mut errors);
        for mut error in errors {
            error.help.get_or_insert_with(|| GRAMMAR.to_owned());
            decoder.report(error);
        }
        parsed
    }

    fn unread(span: Span) -> Option<Self> {
        let kind = TypeExprKind::Unread;
        Some(Self { kind, span })
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Self>()
    }
}
