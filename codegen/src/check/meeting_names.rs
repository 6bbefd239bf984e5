//! Names of one object that become one in Rust.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::Subject;
use super::exprs::Scope;
use super::found::Found;
use super::values::{lent, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Operation, Payload, Place, Shape};
use crate::lower::renamed;
use crate::names::{field_name, variant_name};
use crate::source::{Span, Spanned};

/// A part of a type or operation.
struct Part<'a> {
    wire: &'a str,
    rust: &'a str,
    place: &'a Place,
}

/// The names that rows give to what they describe, by the places of the rows' names or values.
type Given<'a> = HashMap<Span, &'a Spanned<SmolStr>>;

/// Checks the members of objects, the values of enums, and parameters.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    let given = given(subject);
    for def in &subject.api.types {
        match &def.shape {
            Shape::Struct(shape) => {
                let parts = shape.members.iter().map(|member| Part {
                    wire: &member.wire,
                    rust: &member.rust,
                    place: &member.place,
                });
                check_parts(subject, &given, parts, field_name, "rust", found);
            }
            Shape::Enum(shape) => {
                let parts = shape.values.iter().map(|value| Part {
                    wire: &value.wire,
                    rust: &value.rust,
                    place: &value.place,
                });
                check_parts(subject, &given, parts, variant_name, "name", found);
            }
            Shape::Union(_) => {}
        }
    }
    let operations = subject.api.modules.iter();
    for operation in operations.flat_map(|module| &module.operations) {
        let parts = operation.parameters.iter().map(|parameter| Part {
            wire: &parameter.wire,
            rust: &parameter.rust,
            place: &parameter.place,
        });
        check_parts(subject, &given, parts, field_name, "rust", found);
        for part in variants(operation) {
            if let Some(given) = given.get(&part.place.span) {
                check_given(subject, given, &part, variant_name, found);
            }
        }
    }
}

/// The variants of the enums of an operation, which have no name on the wire.
fn variants(operation: &Operation) -> Vec<Part<'_>> {
    let mut variants = Vec::new();
    if let Payload::ByStatus { cases, .. } = &operation.payload {
        variants.extend(cases.iter().map(|case| Part {
            wire: "",
            rust: &case.rust,
            place: &case.place,
        }));
    }
    for failure in operation
        .failures
        .iter()
        .flat_map(|failures| &failures.cases)
    {
        variants.extend(failure.rust.as_ref().map(|rust| Part {
            wire: "",
            rust,
            place: &failure.place,
        }));
    }
    variants
}

/// The names that the rows of a product give.
fn given<'a>(subject: &Subject<'a>) -> Given<'a> {
    let mut given = Given::new();
    let product = subject.product;
    let scopes = std::iter::once((Scope::PRODUCT, &product.spec.types));
    let modules = product.modules.iter();
    let scopes = scopes.chain(modules.map(|module| (Scope::of(module), &module.spec.types)));
    for (scope, types) in scopes {
        for (_, spec) in types.iter() {
            for row in &spec.values {
                given.extend(row.name.as_ref().map(|name| (row.value.span, name)));
            }
            for row in &spec.members {
                let rust = lent(subject, scope, spec, row, |row| row.rust.as_ref());
                given.extend(rust.map(|(_, rust)| (row.name.span, rust)));
            }
        }
    }
    for (_, operation) in product
        .modules
        .iter()
        .flat_map(|it| it.spec.operations.iter())
    {
        for row in rows(operation) {
            given.extend(row.rust.as_ref().map(|rust| (row.name.span, rust)));
        }
        for row in &operation.answers {
            given.extend(row.name.as_ref().map(|name| (row.status.span, name)));
        }
        for row in &operation.failures {
            given.extend(row.name.as_ref().map(|name| (row.status.span, name)));
        }
    }
    given
}

fn check_parts<'a>(
    subject: &Subject<'_>,
    given: &Given<'_>,
    parts: impl Iterator<Item = Part<'a>>,
    name: fn(&str) -> SmolStr,
    key: &str,
    found: &mut Found,
) {
    let mut seen: HashMap<SmolStr, Vec<Part<'a>>> = HashMap::new();
    let mut order: Vec<SmolStr> = Vec::new();
    for part in parts {
        if let Some(given) = given.get(&part.place.span) {
            check_given(subject, given, &part, name, found);
        }
        let wish = name(part.wire);
        let same = seen.entry(wish.clone()).or_default();
        if same.len() == 1 {
            order.push(wish);
        }
        same.push(part);
    }
    for wish in order {
        let same = seen.remove(&wish).unwrap_or_default();
        // Who has the name, and who got another that nobody chose.
        let Some(first) = same.iter().find(|part| part.rust == wish) else {
            continue;
        };
        let others = same
            .iter()
            .filter(|part| part.place.span != first.place.span);
        for part in others.filter(|part| part.rust.starts_with(wish.as_str())) {
            // A name that a spec gives was not made up.
            let is_given = given.contains_key(&part.place.span);
            if is_given || subject.faults.holds(part.place.span) {
                continue;
            }
            let is_spec = !subject.schemas.contains(&part.place.span.file);
            let key = Some(key).filter(|_| is_spec);
            found.tell(diagnostic(part, first, &wish, key, first.place.span));
        }
    }
}

/// A name that a row gives is the one in Rust, or that is told.
fn check_given(
    subject: &Subject<'_>,
    given: &Spanned<SmolStr>,
    part: &Part<'_>,
    name: fn(&str) -> SmolStr,
    found: &mut Found,
) {
    if given.value == part.rust || subject.faults.holds(part.place.span) {
        return;
    }
    // Spelt in another way, or taken by another part or by generated code.
    let is_taken = name(&given.value) != part.rust;
    found.tell(renamed(given, part.rust, is_taken.then_some(None)));
}

fn diagnostic(
    part: &Part<'_>,
    first: &Part<'_>,
    wish: &str,
    key: Option<&str>,
    span: Span,
) -> Diagnostic {
    Diagnostic::warning(
        codes::NAMES_MEET,
        part.place.span,
        match part.wire == first.wire {
            true => format!("two parameters `{}` become one in Rust", part.wire),
            false => format!(
                "`{}` becomes `{wish}` in Rust, and `{}` has that name",
                part.wire, first.wire
            ),
        },
    )
    .label(format!("called `{}` in Rust", part.rust))
    .also(span, format!("called `{wish}` in Rust"))
    .help(match key {
        Some(key) => format!("give one of them a name: `{key} = \"…\"`"),
        None => "a schema has no word for it: allow the warning, or give the object a type of the spec's".to_owned(),
    })
}
