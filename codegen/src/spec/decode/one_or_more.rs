//! A text, or a list of texts.

use smol_str::SmolStr;

use super::{Decode, Decoder};
use crate::source::{Node, Spanned};

/// One text or several: `"a"`, `["a", "b"]`.
#[derive(Clone, Debug, Default)]
pub struct OneOrMore(pub Vec<Spanned<SmolStr>>);

impl Decode for OneOrMore {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.as_array().is_some() {
            return Vec::decode(node, decoder).map(Self);
        }
        if node.as_str().is_none() {
            decoder.wrong_type(node, "a string or an array of strings");
            return None;
        }
        Spanned::decode(node, decoder).map(|one| Self(vec![one]))
    }

    #[cfg(feature = "spec-schema")]
    fn schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" } },
            ],
        })
    }
}
