//! Tables whose keys are data.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::{Decode, Decoder};
use crate::source::{Node, Spanned};

/// A table whose keys are data: names and values in the order of the document.
#[derive(Clone, Debug)]
pub struct Map<T> {
    entries: Vec<(Spanned<SmolStr>, T)>,
    by_name: HashMap<SmolStr, usize>,
}

impl<T> Map<T> {
    /// The entries, in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, (Spanned<SmolStr>, T)> {
        self.entries.iter()
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entry(name).map(|(_, value)| value)
    }

    /// The name with its place, and the value.
    pub fn entry(&self, name: &str) -> Option<&(Spanned<SmolStr>, T)> {
        self.entries.get(*self.by_name.get(name)?)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            by_name: HashMap::new(),
        }
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = &'m (Spanned<SmolStr>, T);
    type IntoIter = std::slice::Iter<'m, (Spanned<SmolStr>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<T: Decode> Decode for Map<T> {
    const REQUIRED: bool = false;

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(object) = node.as_object() else {
            decoder.wrong_type(node, "a table");
            return Self::absent();
        };
        let mut map = Self::default();
        for property in object {
            let subject = format!("`{}`", property.name);
            let value = decoder.about(subject, &property.value);
            // Nobody misses what is there and could not be read.
            let value = value.or_else(|| T::IS_TABLE.then(|| T::unread(property.value.span))?);
            if let Some(value) = value {
                map.by_name.insert(property.name.clone(), map.entries.len());
                let name = Spanned {
                    value: property.name.clone(),
                    span: property.name_span,
                };
                map.entries.push((name, value));
            }
        }
        Some(map)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    #[cfg(feature = "spec-schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = T::schema(generator);
        schemars::json_schema!({ "type": "object", "additionalProperties": values })
    }
}
