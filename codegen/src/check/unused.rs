//! Types, identifiers and ways of paging of specs that nothing uses.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::Subject;
use super::exprs::Scope;
use super::found::Found;
use super::values::rows;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LoadedModule;
use crate::source::{Span, Spanned};
use crate::spec::{Map, OperationSpec, TypeExpr, TypeExprKind, TypeSpec};

/// Checks a product that has operations; without any, all types are wanted.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    let product = subject.product;
    if !has_operations(subject) {
        return;
    }
    let mut used = Used {
        subject,
        types: HashSet::new(),
        open: Vec::new(),
    };
    let mut paging: HashSet<&str> = HashSet::new();
    for module in &product.modules {
        let scope = Scope::of(module);
        let mut roots: Vec<&TypeExpr> = Vec::new();
        for (_, spec) in module.spec.operations.iter() {
            roots.extend(exprs(spec));
            paging.extend(spec.paging.as_ref().map(|name| name.value.as_str()));
        }
        roots.extend(overlays(module));
        roots.iter().for_each(|expr| used.name(scope, expr));
    }
    for (name, spec) in product.spec.paging.iter() {
        if !paging.contains(name.value.as_str()) {
            found.tell(unused("way of paging", name));
        }
        if let Some(ty) = &spec.context_type {
            used.name(Scope::PRODUCT, ty);
        }
    }
    used.follow();
    let mut ids: HashSet<&str> = HashSet::new();
    for_each_expr(subject, &mut |_, expr| ids.extend(id_of(expr)));
    for (name, _) in product.spec.ids.iter() {
        if !ids.contains(name.value.as_str()) {
            found.tell(unused("type of identifiers", name));
        }
    }
    let modules = product.modules.iter().map(|module| &module.spec.types);
    for types in std::iter::once(&product.spec.types).chain(modules) {
        for (name, spec) in types.iter() {
            if !used.types.contains(&std::ptr::from_ref(spec)) {
                found.tell(unused("type", name));
            }
        }
    }
}

/// Whether any module has operations: they decide what is wanted.
pub(crate) fn has_operations(subject: &Subject<'_>) -> bool {
    let mut modules = subject.product.modules.iter();
    modules.any(|module| !module.spec.operations.is_empty())
}

fn unused(what: &str, name: &Spanned<SmolStr>) -> Diagnostic {
    told(what, &name.value, name.span).help("remove it, or name it where it belongs")
}

/// What is told of anything that nothing uses.
pub(crate) fn told(what: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        codes::UNUSED,
        span,
        format!("nothing uses the {what} `{name}`"),
    )
    .label("no operation leads here")
}

/// The type expressions of an operation.
fn exprs(spec: &OperationSpec) -> impl Iterator<Item = &TypeExpr> {
    let answers = spec.answers.iter();
    let answers = answers.flat_map(|row| row.response.iter().chain(&row.returns));
    rows(spec)
        .map(|row| &row.ty)
        .chain(&spec.body)
        .chain(&spec.response)
        .chain(&spec.returns)
        .chain(answers)
        .chain(spec.failures.iter().map(|row| &row.ty))
}

fn overlays(module: &LoadedModule) -> impl Iterator<Item = &TypeExpr> {
    let overlays = module.spec.overlay.iter();
    overlays.filter_map(|(_, overlay)| overlay.ty.as_ref())
}

fn of_types(types: &Map<TypeSpec>) -> impl Iterator<Item = &TypeExpr> {
    types.iter().flat_map(|(_, spec)| of_type(spec))
}

fn of_type(spec: &TypeSpec) -> impl Iterator<Item = &TypeExpr> {
    let members = spec.members.iter().filter_map(|row| row.ty.as_ref());
    let more = spec.additional.iter().chain(&spec.is);
    members.chain(&spec.one_of).chain(more)
}

/// Shows every type expression of a product, with the module that it stands in.
pub(crate) fn for_each_expr<'a>(
    subject: &Subject<'a>,
    each: &mut impl FnMut(Option<&'a LoadedModule>, &'a TypeExpr),
) {
    let spec = &subject.product.spec;
    let paging = spec.paging.iter();
    let paging = paging.filter_map(|(_, spec)| spec.context_type.as_ref());
    for expr in of_types(&spec.types).chain(paging) {
        each(None, expr);
    }
    for module in &subject.product.modules {
        let operations = module.spec.operations.iter();
        let operations = operations.flat_map(|(_, spec)| exprs(spec));
        let all = of_types(&module.spec.types).chain(overlays(module));
        for expr in all.chain(operations) {
            each(Some(module), expr);
        }
    }
}

/// What stands inside of lists and the like. Nesting was bounded when the expression was read.
pub(crate) fn innermost(expr: &TypeExpr) -> &TypeExpr {
    let mut expr = expr;
    while let TypeExprKind::List(inner) | TypeExprKind::Map(inner) | TypeExprKind::Nullable(inner) =
        &expr.kind
    {
        expr = inner;
    }
    expr
}

fn id_of(expr: &TypeExpr) -> Option<&str> {
    match &innermost(expr).kind {
        TypeExprKind::Id(name) => Some(name),
        _ => None,
    }
}

/// The types that something leads to.
struct Used<'a> {
    subject: &'a Subject<'a>,
    types: HashSet<*const TypeSpec>,
    open: Vec<(Scope<'a>, &'a TypeSpec)>,
}

impl<'a> Used<'a> {
    fn name(&mut self, scope: Scope<'a>, expr: &TypeExpr) {
        if let TypeExprKind::Name(name) = &innermost(expr).kind {
            self.add(scope, name);
        }
    }

    fn add(&mut self, scope: Scope<'a>, name: &str) {
        if let Some((home, spec)) = self.subject.named_type(scope, name)
            && self.types.insert(std::ptr::from_ref(spec))
        {
            self.open.push((home, spec));
        }
    }

    fn follow(&mut self) {
        while let Some((scope, spec)) = self.open.pop() {
            for expr in of_type(spec) {
                self.name(scope, expr);
            }
            if let Some(like) = &spec.like {
                self.add(scope, &like.value);
            }
        }
    }
}
