//! Which names are taken, by the product and by each module.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::ModuleWishes;
use crate::lower::draft::ScopeId;
use crate::names::{Numbers, reserved};
use crate::source::Span;

/// Who has which name: of the product, whose names all modules see, and of each module.
pub(super) struct Scopes {
    product: HashMap<SmolStr, Option<Span>>,
    modules: Vec<HashMap<SmolStr, Option<Span>>>,
    /// The names of all modules together.
    in_modules: HashSet<SmolStr>,
    numbers: HashMap<ScopeId, Numbers>,
}

impl Scopes {
    pub(super) fn new(modules: &[ModuleWishes], ids: &[SmolStr]) -> Self {
        let fixed = reserved::TYPES
            .into_iter()
            .chain(ids.iter().map(SmolStr::as_str));
        let accessors = modules.iter().map(|module| module.accessor.clone());
        Self {
            product: fixed.map(|name| (name.into(), None)).collect(),
            modules: accessors
                .clone()
                .map(|name| HashMap::from([(name, None)]))
                .collect(),
            in_modules: accessors.collect(),
            numbers: HashMap::new(),
        }
    }

    /// Takes a name for something that stands at a place; false where somebody has it.
    pub(super) fn take(&mut self, scope: ScopeId, name: &SmolStr, span: Span) -> bool {
        if self.product.contains_key(name) {
            return false;
        }
        match scope {
            None => {
                if self.in_modules.contains(name) {
                    return false;
                }
                self.product.insert(name.clone(), Some(span));
            }
            Some(module) => {
                if self.modules[module].contains_key(name) {
                    return false;
                }
                self.modules[module].insert(name.clone(), Some(span));
                self.in_modules.insert(name.clone());
            }
        }
        true
    }

    pub(super) fn take_first(&mut self, scope: ScopeId, wishes: &[SmolStr], span: Span) -> SmolStr {
        let mut numbers = self.numbers.remove(&scope).unwrap_or_default();
        let name = numbers.first_free(wishes, "", |name| self.take(scope, name, span));
        self.numbers.insert(scope, numbers);
        name
    }

    /// Where that stands which has a name; `None` where it is a fixed name.
    pub(super) fn holder(&self, scope: ScopeId, name: &str) -> Option<Span> {
        let of_module = scope.and_then(|module| self.modules.get(module)?.get(name));
        *of_module.or_else(|| self.product.get(name))?
    }
}
