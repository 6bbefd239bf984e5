//! A prefix for the names of types.

use super::{Api, Scalar, Type, TypePath};
use smol_str::format_smolstr;

impl Api {
    /// Puts a prefix before the Rust name of every model and identifier type. Clients, accessors
    /// and operations keep theirs.
    pub fn prefix_types(&mut self, prefix: &str) {
        for id in &mut self.ids {
            id.rust = format_smolstr!("{prefix}{}", id.rust);
        }
        let mut rename = |ty: &mut Type| match ty {
            Type::Named { path, .. } => *path = prefixed(path, prefix),
            Type::Scalar(Scalar::Id(rust)) => *rust = format_smolstr!("{prefix}{rust}"),
            _ => {}
        };
        for def in &mut self.types {
            def.path = prefixed(&def.path, prefix);
            for ty in def.shape.types_mut() {
                ty.each_mut(&mut rename);
            }
        }
        if let Some(root) = &mut self.root {
            root.rust = format_smolstr!("{prefix}{}", root.rust);
            root.ty.each_mut(&mut rename);
        }
        for module in &mut self.modules {
            for operation in &mut module.operations {
                for ty in operation.types_mut() {
                    ty.each_mut(&mut rename);
                }
            }
        }
    }
}

fn prefixed(path: &TypePath, prefix: &str) -> TypePath {
    TypePath::new(path.module(), &format!("{prefix}{}", path.name()))
}
