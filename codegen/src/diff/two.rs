//! Two states of one product: what is what in them.

use std::collections::{HashMap, HashSet};

use super::rust_types::{not_null, rust_scalar};
use crate::emit::defaults;
use crate::ir::{Api, Scalar, Type, TypeDef, TypePath};

/// Two states of a product, and which old type is which new one.
pub(super) struct Two<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) types: HashMap<&'a TypePath, &'a TypeDef>,
    /// The Rust names of identifiers.
    pub(super) ids: HashMap<&'a str, &'a str>,
    // None where that cannot be known: emission would refuse the API.
    old_defaults: Option<HashSet<&'a TypePath>>,
    new_defaults: Option<HashSet<&'a TypePath>>,
}

/// How close two types are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kin {
    /// The same.
    Same,
    /// The same in Rust; they mean something else, such as an e-mail address instead of any text.
    Rust,
    /// Different in Rust.
    None,
}

impl<'a> Two<'a> {
    pub(super) fn new(
        old: &'a Api,
        new: &'a Api,
        types: HashMap<&'a TypePath, &'a TypeDef>,
        ids: HashMap<&'a str, &'a str>,
    ) -> Self {
        Self {
            old,
            new,
            types,
            ids,
            old_defaults: default_types(old),
            new_defaults: default_types(new),
        }
    }

    /// The path of an item of the product, from the crate's root on.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("{}::{rest}", self.new.product.name)
    }

    /// The path of a named type.
    pub(super) fn type_path(&self, path: &TypePath) -> String {
        self.path(&path.0)
    }

    /// Whether a type was `Default`, and whether it is.
    pub(super) fn is_default(&self, old: &TypePath, new: &TypePath) -> Option<(bool, bool)> {
        let was = self.old_defaults.as_ref()?.contains(old);
        Some((was, self.new_defaults.as_ref()?.contains(new)))
    }

    /// How close a type of the old state is to one of the new.
    pub(super) fn kin(&self, old: &Type, new: &Type) -> Kin {
        let kin_if = |same: bool| if same { Kin::Same } else { Kin::None };
        match (old, new) {
            (Type::Scalar(Scalar::Id(old)), Type::Scalar(Scalar::Id(new))) => {
                kin_if(self.ids.get(old.as_str()) == Some(&new.as_str()))
            }
            (Type::Scalar(Scalar::Id(_)), _) | (_, Type::Scalar(Scalar::Id(_))) => Kin::None,
            (Type::Scalar(old), Type::Scalar(new)) if old == new => Kin::Same,
            (Type::Scalar(old), Type::Scalar(new)) if rust_scalar(old) == rust_scalar(new) => {
                Kin::Rust
            }
            (Type::Named { path, boxed }, Type::Named { path: to, boxed: b }) => {
                kin_if(boxed == b && self.types.get(path).is_some_and(|def| def.path == *to))
            }
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Implied(old), Type::Implied(new)) => self.kin(old, new),
            (Type::Tuple(old), Type::Tuple(new)) if old.len() == new.len() => {
                let kin = old.iter().zip(new).map(|(old, new)| self.kin(old, new));
                kin.max().unwrap_or(Kin::Same)
            }
            (Type::Nullable(_), Type::Nullable(_)) => self.kin(not_null(old), not_null(new)),
            (Type::Any, Type::Any) => Kin::Same,
            _ => Kin::None,
        }
    }
}

/// The types of an API that are `Default`.
fn default_types(api: &Api) -> Option<HashSet<&TypePath>> {
    let defaults = defaults(api).ok()?;
    let types = api.types.iter().zip(defaults);
    let types = types.filter(|(_, is_default)| *is_default);
    Some(types.map(|(def, _)| &def.path).collect())
}
