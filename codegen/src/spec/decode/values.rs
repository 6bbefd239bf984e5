//! Decoding of what stands in a table's keys.

use super::{Decode, Decoder};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Spanned, Value};
use crate::spec::TypeExpr;

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
        Some(
            items
                .iter()
                .filter_map(|item| decoder.about(subject.clone(), item))
                .collect(),
        )
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

impl Decode for Spanned<String> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            decoder.wrong_type(node, "a string");
            return None;
        };
        Some(Self {
            value: text.to_owned(),
            span: node.span,
        })
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

macro_rules! whole_number {
    ($($number:ty),*) => {$(
        impl Decode for Spanned<$number> {
            fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
                let Value::Number(text) = &node.value else {
                    decoder.wrong_type(node, "a whole number");
                    return None;
                };
                let Ok(value) = text.parse::<$number>() else {
                    let message = format!(
                        "{} must be a whole number from 0 to {}, not `{text}`",
                        decoder.subject,
                        <$number>::MAX,
                    );
                    decoder.report(
                        Diagnostic::error(codes::INTEGER_RANGE, node.span, message)
                            .label("out of range")
                            .help("write digits alone, and no more than the key takes"),
                    );
                    return None;
                };
                Some(Self { value, span: node.span })
            }

            #[cfg(feature = "spec-schema")]
            fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer",
                    "minimum": 0,
                    "maximum": <$number>::MAX,
                })
            }
        }
    )*};
}

whole_number!(u16, u32);

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
        let parsed = Self::parse(text, node.span, &mut errors);
        for mut error in errors {
            error.help.get_or_insert_with(|| GRAMMAR.to_owned());
            decoder.report(error);
        }
        parsed
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Self>()
    }
}
