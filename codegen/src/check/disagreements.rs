//! Where a vendor's schema says one type and the doc spec another.

use super::Subject;
use super::exprs::Scope;
use super::found::Found;
use super::malformed::TYPES;
use super::values::rows;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{EnumBase, IdWire, Scalar, Shape, Type};
use crate::json_schema::{At, DEFINITION_TABLES, child};
use crate::load::LoadedModule;
use crate::source::{Node, Span, Value};
use crate::spec::TypeExpr;

/// How many references are followed to find the type.
const MOST_REFERENCES: usize = 16;

/// Checks the overlays and parameters of a module that has a schema.
pub(crate) fn check(subject: &Subject<'_>, module: &LoadedModule, found: &mut Found) {
    let Some(document) = module.schema else {
        return;
    };
    let scope = Scope::of(module);
    for (pointer, overlay) in module.spec.overlay.iter() {
        let at = At {
            document,
            pointer: pointer.value.to_string(),
        };
        if let Some(ty) = &overlay.ty {
            let subject = (subject, scope);
            compare(subject, &at, ty, "the overlay", found);
        }
    }
    // A definition of a parameter's name is what the schema says of it.
    for (name, spec) in module.spec.operations.iter() {
        if subject.faults.holds(name.span) {
            continue;
        }
        for row in rows(spec) {
            for table in DEFINITION_TABLES {
                let at = At {
                    document,
                    pointer: child(&child("", table), &row.name.value),
                };
                let what = format!("the parameter `{}`", row.name.value);
                compare((subject, scope), &at, &row.ty, &what, found);
            }
        }
    }
}

fn compare(
    (subject, scope): (&Subject<'_>, Scope<'_>),
    at: &At,
    expr: &TypeExpr,
    what: &str,
    found: &mut Found,
) {
    let Some((names, span)) = types_at(subject, at) else {
        return;
    };
    let wire = wire(subject, &subject.expr(scope, expr));
    let agree = names
        .iter()
        .any(|name| wire.contains(name) || (*name == "integer" && wire.contains(&"number")));
    if wire.is_empty() || agree {
        return;
    }
    found.tell(
        Diagnostic::warning(
            codes::DISAGREEMENT,
            expr.span,
            format!(
                "{what} says `{}` on the wire, the schema `{}`",
                wire.join("` or `"),
                names.join("` or `")
            ),
        )
        .label("what the spec says, which counts")
        .also(span, "what the schema says")
        .help("correct the schema, or allow the warning with how one knows better"),
    );
}

/// The types that the schema at a place names, and where.
fn types_at<'a>(subject: &Subject<'a>, at: &At) -> Option<(Vec<&'a str>, Span)> {
    let documents = &subject.product.documents;
    let mut at = at.clone();
    for _ in 0..MOST_REFERENCES {
        let schema = documents.node(&at)?.as_object()?;
        if let Some(ty) = schema.get("type") {
            let names = match &ty.value {
                Value::String(name) => vec![name.as_str()],
                Value::Array(names) => names.iter().filter_map(Node::as_str).collect(),
                _ => return None,
            };
            // What is no type is told of elsewhere.
            let is_type = |name: &&str| *name != "null" && TYPES.contains(name);
            let names = names.into_iter().filter(is_type);
            let names: Vec<&str> = names.collect();
            return (!names.is_empty()).then_some((names, ty.span));
        }
        let reference = schema.get("$ref")?.as_str()?;
        at = documents.resolve(&at, reference).ok()?.at;
    }
    None
}

/// The JSON types that a type is written in; none where it may be any.
fn wire(subject: &Subject<'_>, ty: &Type) -> Vec<&'static str> {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Boolean => vec!["boolean"],
            Scalar::Integer | Scalar::Unsigned => vec!["integer"],
            Scalar::Number => vec!["number"],
            // Services write digits either way.
            Scalar::Decimal => vec!["number", "string"],
            Scalar::Binary => Vec::new(),
            Scalar::Id(rust) => match subject.wires.get(rust.as_str()) {
                Some(IdWire::Integer) => vec!["integer", "number"],
                _ => vec!["string"],
            },
            Scalar::String
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Url
            | Scalar::Email
            | Scalar::Phone
            | Scalar::Secret => vec!["string"],
        },
        Type::Named { path, .. } => match subject.types.get(path).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => vec!["object"],
            Some(Shape::Enum(shape)) => match shape.base {
                EnumBase::String => vec!["string"],
                EnumBase::Integer => vec!["integer"],
            },
            Some(Shape::Union(_)) | None => Vec::new(),
        },
        Type::List(_) | Type::Tuple(_) => vec!["array"],
        Type::Map(_) => vec!["object"],
        // An overlay names no null around null.
        Type::Nullable(inner) => match &**inner {
            Type::Nullable(_) => Vec::new(),
            inner => wire(subject, inner),
        },
        Type::Implied(_) | Type::Any => Vec::new(),
    }
}
