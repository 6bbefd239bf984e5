//! Defaults and examples in the rows of specs, against the types of the rows.

use super::Subject;
use super::exprs::Scope;
use super::fit::{Fit, Kind, Misfit};
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Type;
use crate::source::{Node, Span};
use crate::spec::{MemberRow, OperationSpec, ParameterRow, TypeExpr, TypeSpec};

/// Checks the rows of the product and of its modules.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    let product = &subject.product.spec;
    if subject.faults.is_whole(product.span.file) {
        return;
    }
    for (name, spec) in product.types.iter() {
        if !subject.faults.holds(name.span) {
            check_type(subject, Scope::PRODUCT, spec, found);
        }
    }
    for module in &subject.product.modules {
        if subject.is_faulty(module) {
            continue;
        }
        let scope = Scope::of(module);
        for (name, spec) in module.spec.types.iter() {
            if !subject.faults.holds(name.span) {
                check_type(subject, scope, spec, found);
            }
        }
        for (name, spec) in module.spec.operations.iter() {
            if subject.faults.holds(name.span) {
                continue;
            }
            for row in rows(spec) {
                let values = [
                    ("default", row.default.as_ref()),
                    ("example", row.example.as_ref()),
                ];
                check_row(subject, scope, &row.name.value, &row.ty, values, found);
            }
        }
    }
}

/// Every parameter of an operation.
pub(crate) fn rows(spec: &OperationSpec) -> impl Iterator<Item = &ParameterRow> {
    let all = [
        &spec.path,
        &spec.query,
        &spec.header,
        &spec.form,
        &spec.parts,
    ];
    all.into_iter().flatten()
}

/// How many lenders of lenders are looked through.
const MOST_LENDERS: u32 = 64;

/// The value of a row, or of the nearest row that lends to it by `like`, and the scope of the type
/// that has the row.
pub(crate) fn lent<'a, T>(
    subject: &Subject<'a>,
    scope: Scope<'a>,
    spec: &'a TypeSpec,
    row: &'a MemberRow,
    get: impl Fn(&'a MemberRow) -> Option<T>,
) -> Option<(Scope<'a>, T)> {
    if let Some(own) = get(row) {
        return Some((scope, own));
    }
    let mut lender = (scope, spec);
    for _ in 0..MOST_LENDERS {
        let like = lender.1.like.as_ref()?;
        lender = subject.named_type(lender.0, &like.value)?;
        if !subject.spend(1 + lender.1.members.len() / 8, row.name.span) {
            return None;
        }
        let mut rows = lender.1.members.iter();
        let found = rows.find(|lent| lent.name.value == row.name.value);
        if let Some(found) = found.and_then(&get) {
            return Some((lender.0, found));
        }
    }
    None
}

fn check_type<'a>(subject: &Subject<'a>, scope: Scope<'a>, spec: &'a TypeSpec, found: &mut Found) {
    for row in &spec.members {
        if let Some((ty_scope, ty)) = lent(subject, scope, spec, row, |row| row.ty.as_ref()) {
            // What is lent has to fit the type that the row says itself.
            let value = |get: fn(&'a MemberRow) -> Option<&'a Node>| {
                lent(subject, scope, spec, row, get).map(|(_, value)| value)
            };
            let values = [
                ("default", value(|row| row.default.as_ref())),
                ("example", value(|row| row.example.as_ref())),
            ];
            check_row(subject, ty_scope, &row.name.value, ty, values, found);
        }
    }
}

fn check_row(
    subject: &Subject<'_>,
    scope: Scope<'_>,
    name: &str,
    ty: &TypeExpr,
    values: [(&str, Option<&Node>); 2],
    found: &mut Found,
) {
    for (what, value) in values {
        let Some(value) = value else { continue };
        let meant = subject.expr(scope, ty);
        let mut fit = Fit::new(subject);
        // A parameter that is a list may show one of its items.
        match &meant {
            Type::List(item) if value.as_array().is_none() => {
                fit.value(value, item, Some(ty.span));
            }
            _ => fit.value(value, &meant, Some(ty.span)),
        }
        for misfit in fit.misfits {
            found.tell(contradiction(what, name, ty.span, &misfit));
        }
    }
}

fn contradiction(what: &str, name: &str, ty: Span, misfit: &Misfit) -> Diagnostic {
    let said = match &misfit.kind {
        Kind::Unreadable { found, wanted } | Kind::Differs { found, wanted } => {
            format!("is {found}, and its type says {wanted}")
        }
        Kind::Unknown { name, of, .. } => {
            format!("has the member `{name}`, and `{of}` has none of this name")
        }
        Kind::Lacks { name, .. } => format!("lacks the member `{name}`"),
    };
    Diagnostic::error(
        codes::VALUE_TYPE,
        misfit.span,
        format!("the {what} of `{name}` {said}"),
    )
    .label(format!("the {what}"))
    .also(ty, "its type")
    .help(format!(
        "write the {what} as the service does, or correct the type"
    ))
}
