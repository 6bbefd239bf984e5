//! Structs: their members, how they are made, what they implement.

use super::log::{At, Log};
use super::members::{self, MemberOf};
use super::pairs::{is_reordered, pairs};
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{codes, from_type};
use crate::emit::Holds;
use crate::ir::{Member, Role, Struct, TypeDef};

/// The field of members that the document does not name.
const ADDITIONAL: &str = "additional";

/// Compares a struct of both states.
pub(super) fn compare(
    (old_def, old): (&TypeDef, &Struct),
    (new_def, new): (&TypeDef, &Struct),
    two: &Two<'_>,
    log: &mut Log,
) {
    let path = two.type_path(&new_def.path);
    let at = At::New(&new_def.place);
    if old_def.role != new_def.role {
        let what = format!(
            "is what {}, was what {}",
            used(new_def.role),
            used(old_def.role)
        );
        log.breaking(&path, what, at);
    }
    let of = MemberOf {
        path: &path,
        old: old_def,
        new: new_def,
        two,
    };
    let members = pairs(
        &old.members,
        &new.members,
        &[
            &|_, member: &Member| Some(member.wire.clone()),
            &|_, member: &Member| Some(member.rust.clone()),
        ],
    );
    for member in &members.gone {
        members::gone(member, &of, log);
    }
    for pair in &members.both {
        members::compare(pair.old, pair.new, &of, log);
    }
    for member in &members.fresh {
        members::fresh(member, &of, log);
    }
    let sent = |role| role != Role::Response;
    if sent(old_def.role) && sent(new_def.role) {
        let is_argument = |member: &Member, role| Holds::of(member, role).is_required();
        let arguments = || {
            members.both.iter().filter(|pair| {
                is_argument(pair.old, old_def.role) && is_argument(pair.new, new_def.role)
            })
        };
        if is_reordered(arguments()) {
            let mut before: Vec<_> = arguments().collect();
            before.sort_by_key(|pair| pair.was);
            let what = format!(
                "takes its arguments in another order: {}, was {}",
                codes(arguments().map(|pair| pair.new.rust.as_str())),
                codes(before.iter().map(|pair| pair.old.rust.as_str()))
            );
            log.breaking(&format!("{path}::new"), what, at);
        }
    }
    if is_reordered(members.both.iter()) {
        log.fix(&path, "its members are written in another order", at);
    }
    additional((old_def, old), (new_def, new), two, log);
    match two.is_default(&old_def.path, &new_def.path) {
        Some((true, false)) => log.breaking(&path, "is no longer `Default`", at),
        Some((false, true)) => log.addition(&path, "is `Default` now", at),
        _ => {}
    }
}

fn used(role: Role) -> &'static str {
    match role {
        Role::Response => "an answer holds",
        Role::Request => "a request sends",
        Role::Update => "an update sends",
    }
}

/// Whether one excludes a name that is neither excluded nor a member in the other.
fn excludes_more(one: &Struct, other: &Struct) -> bool {
    let mut names = one.excluded.iter();
    names.any(|name| {
        let is_member = other.members.iter().any(|member| member.wire == *name);
        !is_member && !other.excluded.contains(name)
    })
}

/// Compares the field of members that the document does not name.
fn additional(
    (old_def, old): (&TypeDef, &Struct),
    (new_def, new): (&TypeDef, &Struct),
    two: &Two<'_>,
    log: &mut Log,
) {
    let path = format!("{}::{ADDITIONAL}", two.type_path(&new_def.path));
    let at = At::New(&new_def.place);
    if !(old.additional.is_closed() || new.additional.is_closed())
        && (excludes_more(old, new) || excludes_more(new, old))
    {
        log.fix(&path, "other members are left out of it", at);
    }
    match (old.additional.ty(), new.additional.ty()) {
        (Some(_), None) => log.breaking(&path, "the field is removed", at),
        (None, Some(_)) => log.addition(&path, "the field is new", at),
        (Some(was), Some(is)) if two.kin(was, is) == Kin::None => {
            let map = |ty, def: &TypeDef| {
                format!("BTreeMap<String, {}>", rust_type(ty, def.path.module()))
            };
            let what = from_type(("is", "was"), &map(was, old_def), &map(is, new_def));
            log.breaking(&path, what, at);
        }
        (Some(_), Some(_)) => match (old.additional.documented(), new.additional.documented()) {
            (None, Some(_)) => log.fix(&path, "its members are documented now", at),
            (Some(_), None) => log.fix(&path, "its members are no longer documented", at),
            _ => {}
        },
        (None, None) => {}
    }
}
