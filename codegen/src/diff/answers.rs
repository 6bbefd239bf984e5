//! What an operation gives: its payload, and whether it pages.

use super::log::{At, Log};
use super::operations::Of;
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{code, from_type, meaning};
use crate::ir::{Operation, Paging, PagingKind, Payload, Type};

/// Compares what an operation of both states gives.
pub(super) fn compare(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    compare_payload(old, new, two, log);
    compare_paging(old.operation, new.operation, &new.function(two), log);
}

/// What a success carries.
fn compare_payload(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    let (path, at) = (new.function(two), At::New(&new.operation.place));
    let (was, is) = (&old.operation.payload, &new.operation.payload);
    match kin(was, is, two) {
        Kin::None => {
            let before = returned(was, &old.module.name);
            let now = returned(is, &new.module.name);
            let what = from_type(("returns", "returned"), &before, &now);
            log.breaking(&path, what, at);
        }
        Kin::Rust => {
            let held = held(was).zip(held(is));
            let what = held.map(|(was, is)| format!("what it returns {}", meaning(was, is)));
            log.fix(&path, what.unwrap_or_default(), at);
        }
        Kin::Same => {}
    }
    if let (Some(before), Some(now)) = (stands(was), stands(is))
        && before != now
    {
        let what = format!("what it returns is {now}, was {before}");
        log.fix(&path, what, at);
    }
}

/// How close the returned types are.
fn kin(old: &Payload, new: &Payload, two: &Two<'_>) -> Kin {
    match (old, new) {
        (Payload::Empty, Payload::Empty) => Kin::Same,
        (
            Payload::Member { ty: old, .. } | Payload::Whole { ty: old },
            Payload::Member { ty: new, .. } | Payload::Whole { ty: new },
        ) => two.kin(old, new),
        (
            Payload::Page { item, context, .. },
            Payload::Page {
                item: new_item,
                context: new_context,
                ..
            },
        ) => {
            let contexts = match (context, new_context) {
                (None, None) => Kin::Same,
                (Some(old), Some(new)) => two.kin(old, new),
                _ => Kin::None,
            };
            two.kin(item, new_item).max(contexts)
        }
        _ => Kin::None,
    }
}

/// The returned type.
fn returned(payload: &Payload, module: &str) -> String {
    let rust = |ty: &Type| rust_type(ty, Some(module));
    match payload {
        Payload::Empty => "()".to_owned(),
        Payload::Member { ty, .. } | Payload::Whole { ty } => rust(ty),
        Payload::Page { item, context, .. } => match context {
            Some(context) => format!("Page<{}, {}>", rust(item), rust(context)),
            None => format!("Page<{}>", rust(item)),
        },
    }
}

/// What the returned type is made around.
fn held(payload: &Payload) -> Option<&Type> {
    match payload {
        Payload::Empty => None,
        Payload::Member { ty, .. } | Payload::Whole { ty } => Some(ty),
        Payload::Page { item, .. } => Some(item),
    }
}

/// Where it stands in the answer.
fn stands(payload: &Payload) -> Option<String> {
    match payload {
        Payload::Empty => None,
        Payload::Member { member, .. } => Some(format!("the member {}", code(member))),
        Payload::Whole { .. } => Some("the whole answer".to_owned()),
        Payload::Page {
            member,
            context_member,
            ..
        } => Some(match context_member {
            Some(context) => format!("the members {} and {}", code(member), code(context)),
            None => format!("the member {}", code(member)),
        }),
    }
}

fn compare_paging(old: &Operation, new: &Operation, path: &str, log: &mut Log) {
    let at = At::New(&new.place);
    match (&old.paging, &new.paging) {
        (Some(_), None) => {
            let what = "no longer pages: `pages` and `stream` are removed";
            log.breaking(path, what, at);
        }
        (None, Some(_)) => log.addition(path, "pages: `pages` and `stream` are new", at),
        // By which fields it pages is said of these.
        (Some(old), Some(new)) if way(old) != way(new) => {
            log.fix(
                path,
                format!("pages by {}, was by {}", way(new), way(old)),
                at,
            );
        }
        _ => {}
    }
}

fn way(paging: &Paging) -> String {
    let kind = match &paging.kind {
        PagingKind::Number { .. } => "number",
        PagingKind::Cursor { .. } => "cursor",
    };
    match paging.default_size {
        Some(size) => format!("{kind} with {size} items a page"),
        None => kind.to_owned(),
    }
}
