//! Names of one object that become one in Rust.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::Subject;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Place, Shape};
use crate::names::{field_name, variant_name};
use crate::source::Span;

/// A part of a type or operation.
struct Part<'a> {
    wire: &'a str,
    rust: &'a str,
    place: &'a Place,
}

/// Checks the members of objects, the values of enums, and parameters.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    for def in &subject.api.types {
        match &def.shape {
            Shape::Struct(shape) => {
                let parts = shape.members.iter().map(|member| Part {
                    wire: &member.wire,
                    rust: &member.rust,
                    place: &member.place,
                });
                check_parts(subject, parts, field_name, "rust", found);
            }
            Shape::Enum(shape) => {
                let parts = shape.values.iter().map(|value| Part {
                    wire: &value.wire,
                    rust: &value.rust,
                    place: &value.place,
                });
                check_parts(subject, parts, variant_name, "name", found);
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
        check_parts(subject, parts, field_name, "rust", found);
    }
}

fn check_parts<'a>(
    subject: &Subject<'_>,
    parts: impl Iterator<Item = Part<'a>>,
    name: fn(&str) -> SmolStr,
    key: &str,
    found: &mut Found,
) {
    let mut seen: HashMap<SmolStr, Vec<Part<'a>>> = HashMap::new();
    let mut order: Vec<SmolStr> = Vec::new();
    for part in parts {
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
            if subject.faults.holds(part.place.span) {
                continue;
            }
            let is_spec = !subject.schemas.contains(&part.place.span.file);
            let key = Some(key).filter(|_| is_spec);
            found.tell(diagnostic(part, first, &wish, key, first.place.span));
        }
    }
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
