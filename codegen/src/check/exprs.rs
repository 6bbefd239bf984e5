//! The types that specs write, as the IR has them.

use super::Subject;
use crate::ir::{Scalar, Type};
use crate::load::PRODUCT_FILE;
use crate::spec::{TypeExpr, TypeExprKind, TypeSpec};

/// How many names may stand for each other. Circles were reported.
const MOST_ALIASES: u32 = 64;

/// Where a type expression is written.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The module, or none in `product.toml`.
    pub(crate) module: Option<&'a crate::load::LoadedModule>,
}

impl<'a> Scope<'a> {
    pub(crate) const PRODUCT: Self = Self { module: None };

    pub(crate) fn of(module: &'a crate::load::LoadedModule) -> Self {
        Self {
            module: Some(module),
        }
    }

    fn file(self) -> &'a str {
        self.module.map_or(PRODUCT_FILE, |module| &module.file)
    }
}

impl<'a> Subject<'a> {
    /// The type of that name that a scope sees: where it is written, and what it says.
    pub(crate) fn named_type(
        &self,
        scope: Scope<'a>,
        name: &str,
    ) -> Option<(Scope<'a>, &'a TypeSpec)> {
        let own = scope.module.and_then(|module| module.spec.types.get(name));
        match own {
            Some(own) => Some((scope, own)),
            None => Some((Scope::PRODUCT, self.product.spec.types.get(name)?)),
        }
    }

    /// The type that an expression means; any JSON where it is one that operations do not use, or
    /// stands in a schema.
    pub(crate) fn expr(&self, scope: Scope<'a>, expr: &TypeExpr) -> Type {
        self.expr_within(scope, expr, 0)
    }

    fn expr_within(&self, scope: Scope<'a>, expr: &TypeExpr, depth: u32) -> Type {
        if depth > MOST_ALIASES {
            return Type::Any;
        }
        let inner = |inner: &TypeExpr| Box::new(self.expr_within(scope, inner, depth + 1));
        match &expr.kind {
            TypeExprKind::Scalar(scalar) => Type::Scalar(scalar.clone()),
            TypeExprKind::Any | TypeExprKind::Schema(_) | TypeExprKind::Unread => Type::Any,
            TypeExprKind::Binary => Type::Scalar(Scalar::Binary),
            TypeExprKind::Id(name) => {
                let id = self.ids.get(name.as_str());
                id.map_or(Type::Any, |id| Type::Scalar(Scalar::Id(id.rust.clone())))
            }
            TypeExprKind::List(item) => Type::List(inner(item)),
            TypeExprKind::Map(value) => Type::Map(inner(value)),
            TypeExprKind::Nullable(value) => Type::Nullable(inner(value)),
            TypeExprKind::Name(name) => {
                let Some((home, spec)) = self.named_type(scope, name) else {
                    return Type::Any;
                };
                if let Some(alias) = &spec.is {
                    return self.expr_within(home, alias, depth + 1);
                }
                let pointer = format!("{}#types.{name}", home.file());
                let def = self.by_pointer.get(pointer.as_str());
                def.map_or(Type::Any, |def| Type::named(def.path.clone()))
            }
        }
    }
}
