//! The members of structs.

use super::log::{At, Log};
use super::rust_types::{around, rust_field};
use super::two::{Kin, Two};
use super::words::{code, from_type, meaning};
use crate::emit::Holds;
use crate::ir::{Clear, Member, Role, TypeDef};

/// The struct that a member is one of.
pub(super) struct MemberOf<'a> {
    /// From the crate's root on, as the new state calls it.
    pub(super) path: &'a str,
    pub(super) old: &'a TypeDef,
    pub(super) new: &'a TypeDef,
    pub(super) two: &'a Two<'a>,
}

impl MemberOf<'_> {
    fn path(&self, member: &Member) -> String {
        format!("{}::{}", self.path, member.rust)
    }
}

fn is_sent(role: Role) -> bool {
    role != Role::Response
}

/// A member that there is no more.
pub(super) fn gone(member: &Member, of: &MemberOf<'_>, log: &mut Log) {
    let role = of.old.role;
    let what = match Holds::of(member, role).is_required() {
        _ if !is_sent(role) => "the field is removed",
        true => "the field is removed, an argument of `new`",
        false => "the field is removed, and its setter",
    };
    log.breaking(&of.path(member), what, At::Old(&member.place));
}

/// A member that there was not.
pub(super) fn fresh(member: &Member, of: &MemberOf<'_>, log: &mut Log) {
    let role = of.new.role;
    let (path, at) = (of.path(member), At::New(&member.place));
    match Holds::of(member, role).is_required() {
        true if !is_sent(role) => {
            let what = "the field is new and promised: JSON that was stored before lacks it";
            log.breaking(&path, what, at);
        }
        false if !is_sent(role) => log.addition(&path, "the field is new", at),
        true => log.breaking(&path, "the field is new, and `new` requires it", at),
        false => log.addition(&path, "the field is new, with a setter", at),
    }
}

/// A member of both states.
pub(super) fn compare(old: &Member, new: &Member, of: &MemberOf<'_>, log: &mut Log) {
    let (path, at) = (of.path(new), At::New(&new.place));
    if old.rust != new.rust {
        let what = format!("is called {} now", code(&new.rust));
        log.breaking(&of.path(old), what, at);
    }
    compare_type(old, new, of, log);
    if old.wire != new.wire {
        let what = format!(
            "is {} on the wire, was {}",
            code(&new.wire),
            code(&old.wire)
        );
        // In JSON that was stored it has the old name.
        log.breaking(&path, what, at);
    }
    compare_clear(old, new, of, log);
    match (old.deprecated, new.deprecated) {
        (false, true) => log.fix(&path, "is documented as deprecated", at),
        (true, false) => log.fix(&path, "is no longer documented as deprecated", at),
        _ => {}
    }
    let documented = old.doc != new.doc
        || old.default != new.default
        || old.example != new.example
        || old.constraints != new.constraints;
    log.documentation(documented, &path, &new.place);
}

/// What the field holds, and whether `new` takes it.
fn compare_type(old: &Member, new: &Member, of: &MemberOf<'_>, log: &mut Log) {
    let (path, at) = (of.path(new), At::New(&new.place));
    // What the role changes is said of the struct.
    let role = of.new.role;
    let (was, is) = (Holds::of(old, role), Holds::of(new, role));
    let kin = of.two.kin(&old.ty, &new.ty);
    let old_type = rust_field(was, &old.ty, of.old.path.module());
    let new_type = rust_field(is, &new.ty, of.new.path.module());
    let (required, argument) = (was.is_required(), is.is_required());
    let constructor = match (required, argument) {
        (false, true) if is_sent(role) => Some("`new` requires it"),
        (true, false) if is_sent(role) => Some("`new` no longer takes it"),
        _ => None,
    };
    if kin == Kin::None || around(was) != around(is) {
        let what = from_type(("is", "was"), &old_type, &new_type);
        let what = match constructor {
            Some(constructor) => format!("{what}, and {constructor}"),
            None => what,
        };
        log.breaking(&path, what, at);
    } else if let Some(constructor) = constructor {
        log.breaking(&path, constructor, at);
    } else {
        match (required, argument) {
            (true, false) => log.fix(&path, "an answer may leave it out", at),
            (false, true) => {
                let what = "an answer always has it: JSON that was stored before may lack it";
                log.breaking(&path, what, at);
            }
            _ => {}
        }
    }
    if kin == Kin::Rust {
        log.fix(&path, meaning(&old.ty, &new.ty), at);
    }
}

/// Whether an update can clear the member.
fn compare_clear(old: &Member, new: &Member, of: &MemberOf<'_>, log: &mut Log) {
    let clear = |member: &Member, role| {
        let is_patch = Holds::of(member, role) == Holds::Patch;
        member.clear.filter(|_| is_patch)
    };
    let (path, at) = (of.path(new), At::New(&new.place));
    match (clear(old, of.old.role), clear(new, of.new.role)) {
        (Some(_), None) => {
            let what = format!(
                "cannot be cleared any more: `clear_{}` is removed",
                old.rust
            );
            log.breaking(&path, what, at);
        }
        (None, Some(_)) => {
            let what = format!("can be cleared: `clear_{}` is new", new.rust);
            log.addition(&path, what, at);
        }
        (Some(old), Some(new)) if old != new => {
            let what = format!("is cleared by {}, was by {}", sent(new), sent(old));
            log.fix(&path, what, at);
        }
        _ => {}
    }
}

fn sent(clear: Clear) -> &'static str {
    match clear {
        Clear::Null => "`null`",
        Clear::EmptyString => "`\"\"`",
        Clear::EmptyList => "`[]`",
    }
}
