//! What answers carry.

use super::log::{At, Log};
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{code, from_type, meaning};
use crate::ir::{Payload, Type};

/// What carries it, and how to say so.
pub(super) struct Carrier<'a> {
    pub(super) path: &'a str,
    pub(super) at: At<'a>,
    /// The modules from which types are seen, the old one's and the new one's.
    pub(super) modules: (&'a str, &'a str),
    /// `returns` and `returned`.
    pub(super) verb: (&'static str, &'static str),
}

/// Compares what is carried by something of both states. Of enums by status it is not said what
/// their variants hold.
pub(super) fn compare(
    old: &Payload,
    new: &Payload,
    by: &Carrier<'_>,
    two: &Two<'_>,
    log: &mut Log,
) {
    let (path, at) = (by.path, by.at);
    match kin(old, new, two) {
        Kin::None => {
            let (was, is) = (carried(old, by.modules.0), carried(new, by.modules.1));
            log.breaking(path, from_type(by.verb, &was, &is), at);
            return;
        }
        Kin::Rust => {
            if let (Some(was), Some(is)) = (held(old), held(new)) {
                log.fix(
                    path,
                    format!("what it {} {}", by.verb.0, meaning(was, is)),
                    at,
                );
            }
        }
        Kin::Same => {}
    }
    if let (Some(was), Some(is)) = (stands(old), stands(new))
        && was != is
    {
        let what = format!("what it {} is {is}, was {was}", by.verb.0);
        log.fix(path, what, at);
    }
}

/// How close two are as Rust types.
fn kin(old: &Payload, new: &Payload, two: &Two<'_>) -> Kin {
    match (old, new) {
        (Payload::Empty, Payload::Empty)
        | (Payload::Stream, Payload::Stream)
        | (Payload::ByStatus { .. }, Payload::ByStatus { .. }) => Kin::Same,
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

/// The Rust type.
pub(super) fn carried(payload: &Payload, module: &str) -> String {
    let rust = |ty: &Type| rust_type(ty, Some(module));
    match payload {
        Payload::Empty => "()".to_owned(),
        Payload::Member { ty, .. } | Payload::Whole { ty } => rust(ty),
        Payload::Page { item, context, .. } => match context {
            Some(context) => format!("Page<{}, {}>", rust(item), rust(context)),
            None => format!("Page<{}>", rust(item)),
        },
        Payload::Stream => "Download".to_owned(),
        Payload::ByStatus { rust, .. } => rust.to_string(),
    }
}

/// What the Rust type is made around.
fn held(payload: &Payload) -> Option<&Type> {
    match payload {
        Payload::Empty | Payload::Stream | Payload::ByStatus { .. } => None,
        Payload::Member { ty, .. } | Payload::Whole { ty } => Some(ty),
        Payload::Page { item, .. } => Some(item),
    }
}

/// Where it stands in the answer.
fn stands(payload: &Payload) -> Option<String> {
    match payload {
        Payload::Empty | Payload::Stream | Payload::ByStatus { .. } => None,
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
