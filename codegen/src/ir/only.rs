//! A part of an API: some of its operations, and the types that these need.

use std::collections::{BTreeSet, HashMap};

use super::{Api, Scalar, Type, TypePath};
use crate::diagnostic::meant;

impl Api {
    /// Leaves the operations that are named, and what they need: `widgets` names all of a module,
    /// `widgets.list` one of them. Types and identifiers that none of them needs go, and modules
    /// that nothing is left of.
    ///
    /// # Errors
    ///
    /// A line for each name that the API has not.
    pub fn only(&mut self, names: &[String]) -> Result<(), Vec<String>> {
        let errors: Vec<String> = names.iter().filter_map(|name| self.unknown(name)).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        for module in &mut self.modules {
            if names.contains(module.name.as_str()) {
                continue;
            }
            let module_name = &module.name;
            module.operations.retain(|operation| {
                names.contains(format!("{module_name}.{}", operation.id).as_str())
            });
        }
        self.drop_unused();
        Ok(())
    }

    /// What is wrong with a name of a module or operation.
    fn unknown(&self, name: &str) -> Option<String> {
        let (module_name, operation) = match name.split_once('.') {
            Some((module, operation)) => (module, Some(operation)),
            None => (name, None),
        };
        let product = &self.product.name;
        let Some(module) = self.modules.iter().find(|it| it.name == module_name) else {
            let known: Vec<&str> = self.modules.iter().map(|it| it.name.as_str()).collect();
            return Some(format!(
                "`{product}` has no module `{module_name}`: {}",
                meant(module_name, &known)
            ));
        };
        let operation = operation?;
        let known: Vec<&str> = module.operations.iter().map(|it| it.id.as_str()).collect();
        (!known.contains(&operation)).then(|| {
            format!(
                "the module `{module_name}` of `{product}` has no operation `{operation}`: {}",
                meant(operation, &known)
            )
        })
    }

    /// Drops the types and identifiers that no operation leads to, and empty modules.
    fn drop_unused(&mut self) {
        let numbers: HashMap<TypePath, usize> = (0..)
            .zip(&self.types)
            .map(|(index, def)| (def.path.clone(), index))
            .collect();
        let mut used = vec![false; self.types.len()];
        let mut ids = BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        let mut note = |ty: &mut Type| match ty {
            Type::Named { path, .. } => open.extend(numbers.get(path)),
            Type::Scalar(Scalar::Id(rust)) => {
                ids.insert(rust.clone());
            }
            _ => {}
        };
        if let Some(root) = &mut self.root {
            root.ty.each_mut(&mut note);
        }
        for module in &mut self.modules {
            for operation in &mut module.operations {
                for ty in operation.types_mut() {
                    ty.each_mut(&mut note);
                }
            }
        }
        while let Some(index) = open.pop() {
            if std::mem::replace(&mut used[index], true) {
                continue;
            }
            for ty in self.types[index].shape.types_mut() {
                ty.each_mut(&mut |ty| match ty {
                    Type::Named { path, .. } => open.extend(numbers.get(path)),
                    Type::Scalar(Scalar::Id(rust)) => {
                        ids.insert(rust.clone());
                    }
                    _ => {}
                });
            }
        }
        let mut used = used.into_iter();
        self.types.retain(|_| used.next().unwrap_or_default());
        self.ids.retain(|id| ids.contains(&id.rust));
        let types = &self.types;
        self.modules.retain(|module| {
            let name = Some(module.name.as_str());
            !module.operations.is_empty() || types.iter().any(|def| def.path.module() == name)
        });
    }
}
