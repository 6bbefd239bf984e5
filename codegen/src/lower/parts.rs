//! The names of the parts of a type or operation: fields, variants, parameters.

use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use super::build::Builder;
use crate::names::{Scope, field_name, variant_name};

/// Something that gets a name inside a type or an operation.
pub(crate) struct Part {
    /// What `names.lock` knows it by: its name on the wire.
    pub(crate) wire: SmolStr,
    /// What it would like to be called.
    pub(crate) wish: SmolStr,
    /// Whether the wish is what a spec says, which comes before what is remembered.
    pub(crate) given: bool,
}

/// How parts are called.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// Makes a name of any text; what it leaves alone is a name.
    name: fn(&str) -> SmolStr,
    /// What is put behind a wish that somebody has.
    suffix: &'static str,
    /// What stands before a number, where that has somebody too.
    separator: &'static str,
}

/// Fields and arguments.
pub(crate) const FIELD: Style = Style {
    name: field_name,
    suffix: "_value",
    separator: "_",
};

/// Variants.
pub(crate) const VARIANT: Style = Style {
    name: variant_name,
    suffix: "Value",
    separator: "",
};

impl Builder<'_> {
    /// Names for the parts of what `owner` is the key of: those that are remembered first, then
    /// those that go by their name on the wire, then the others in order. What is not simply the
    /// name on the wire is written down.
    pub(crate) fn part_names(
        &mut self,
        owner: &str,
        scope: &mut Scope,
        parts: &[Part],
        style: Style,
    ) -> Vec<SmolStr> {
        let key = |part: &Part| format_smolstr!("{owner} {}", part.wire);
        let mut names: BTreeMap<usize, SmolStr> = BTreeMap::new();
        let remembered = if self.old.names.is_empty() {
            &[]
        } else {
            parts
        };
        for (index, part) in remembered.iter().enumerate() {
            if let Some(name) = self.old.names.get(&key(part))
                // A lock is text that anybody can edit.
                && (style.name)(name) == *name
                && (!part.given || *name == part.wish)
                && scope.take(name)
            {
                names.insert(index, name.clone());
            }
        }
        for (index, part) in parts.iter().enumerate() {
            if part.wire == part.wish && !names.contains_key(&index) && scope.take(&part.wish) {
                names.insert(index, part.wish.clone());
            }
        }
        for (index, part) in parts.iter().enumerate() {
            names.entry(index).or_insert_with(|| {
                // rustc warns of two underscores in a row.
                let stem = part.wish.trim_end_matches('_');
                let second = format_smolstr!("{stem}{}", style.suffix);
                scope.take_first(&[part.wish.clone(), second], style.separator)
            });
        }
        for (part, name) in parts.iter().zip(names.values()) {
            if *name != part.wire {
                self.new.names.push((key(part), name.clone()));
            }
        }
        names.into_values().collect()
    }
}
