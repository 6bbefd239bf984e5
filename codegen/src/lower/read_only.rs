//! Members that a body requires and that are only ever received.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::draft::{Draft, DraftShape};
use super::units::Units;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Role;
use crate::source::Span;

/// How many are told.
const MOST: usize = 500;

/// Reports required members that left requests because they are read-only: where their types
/// stand, and what the members are called.
pub(crate) fn check(
    draft: &Draft,
    units: &Units,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashSet<(Span, SmolStr)> {
    let mut left = HashSet::new();
    // Each role of a type is a unit.
    let mut told: HashSet<Span> = HashSet::new();
    for unit in &units.all {
        let def = draft.get(unit.def);
        let DraftShape::Struct { members, .. } = &def.shape else {
            continue;
        };
        if unit.role == Role::Response {
            continue;
        }
        for member in members {
            if !member.required || !member.read_only || told.len() >= MOST {
                continue;
            }
            left.insert((def.span, member.wire.clone()));
            if !told.insert(member.span) {
                continue;
            }
            diagnostics.push(
                Diagnostic::warning(
                    codes::READ_ONLY_REQUIRED,
                    member.span,
                    format!(
                        "the body requires `{}`, which is only ever received",
                        member.wire
                    ),
                )
                .label("read-only")
                .also(def.span, "the body, which does not send it")
                .help("say which of the two is wrong: it can be sent, or it is not required"),
            );
        }
    }
    left
}
