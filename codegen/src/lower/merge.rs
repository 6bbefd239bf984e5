//! Inline objects of the same shape, of whatever module: which become one Rust type.
//!
//! First the shapes alone are compared, then `names.lock` is heard: what has had names of its own
//! keeps them though the shapes have become equal, and a newcomer joins those of its shape.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use smol_str::SmolStr;

use super::draft::{Def, DefId, Draft, DraftShape, Others, Ty, Wish};
use super::units::{Roles, Units, inner_role, lock_key, visible};
use super::uses::{Use, Uses};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Role;
use crate::names::NamesLock;

/// The class of everything that is used: equal numbers become one type.
pub(crate) fn classes(
    draft: &Draft,
    roles: &Roles,
    used: &Uses<()>,
    lock: &NamesLock,
) -> Uses<usize> {
    let shapes = Shapes::of(draft, roles, used, lock).classes;
    let remembered = |one| remembered(draft, lock, one);
    // By shape and what is remembered; of a shape alone, those of the first that is remembered.
    let mut named: HashMap<(usize, SmolStr), usize> = HashMap::new();
    let mut homes: HashMap<usize, usize> = HashMap::new();
    for (number, (one, shape)) in shapes.iter().enumerate() {
        if let Some(pointer) = remembered(one) {
            let class = *named.entry((shape, pointer)).or_insert(number);
            homes.entry(shape).or_insert(class);
        }
    }
    let mut classes = Uses::new(draft.len());
    for (number, (one, shape)) in shapes.iter().enumerate() {
        let class = match remembered(one).and_then(|pointer| named.get(&(shape, pointer))) {
            Some(class) => *class,
            None => *homes.entry(shape).or_insert(number),
        };
        classes.set(one, class);
    }
    classes
}

/// The pointer that the name of a use is remembered for: names alone are those of one module.
fn remembered(draft: &Draft, lock: &NamesLock, (id, role): Use) -> Option<SmolStr> {
    if lock.names.is_empty() {
        return None;
    }
    let key = lock_key(&draft.get(id).pointer, role);
    match lock.names.contains_key(&key) {
        true => Some(key),
        false => {
            let shared = lock.merged.get(&key)?;
            lock.names.contains_key(shared).then(|| shared.clone())
        }
    }
}

/// Tells of objects that shared a type when names were remembered, and do not any more.
pub(crate) fn check_splits(
    draft: &Draft,
    units: &Units,
    names: &[SmolStr],
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if lock.merged.is_empty() {
        return;
    }
    let mut uses: HashMap<SmolStr, (DefId, usize)> = HashMap::new();
    for id in draft.ids() {
        for role in [Role::Response, Role::Request, Role::Update] {
            if let Some(unit) = units.find(id, role) {
                let key = lock_key(&draft.get(id).pointer, role);
                uses.insert(key, (id, unit));
            }
        }
    }
    for (key, shared) in &lock.merged {
        let (Some((one, unit)), Some((other, first))) = (uses.get(key), uses.get(shared)) else {
            continue;
        };
        if unit == first {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                codes::TYPE_SPLIT,
                draft.get(*one).span,
                format!(
                    "this object was a `{}` like another, and differs from it now: it is called `{}`",
                    names[*first], names[*unit]
                ),
            )
            .label("no longer of the same structure")
            .also(draft.get(*other).span, "the object that keeps the name")
            .help("make them equal again by a correction, or accept the new name"),
        );
    }
}

/// The order of an object's members in the text of its structure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As in the document: it becomes the order of the fields.
    Document,
    Name,
}

/// The structure of everything that is used.
struct Shapes<'a> {
    roles: &'a Roles,
    classes: Uses<usize>,
}

impl<'a> Shapes<'a> {
    /// Deeper places first, so that the classes of what an object holds are known before its own:
    /// one pass, whatever refers to what.
    fn of(draft: &'a Draft, roles: &'a Roles, used: &Uses<()>, lock: &NamesLock) -> Self {
        let mut order: Vec<Use> = used.iter().map(|(one, ())| one).collect();
        order.sort_by_cached_key(|(id, _)| {
            let slashes = draft.get(*id).pointer.bytes().filter(|byte| *byte == b'/');
            std::cmp::Reverse(slashes.count())
        });
        let mut shapes = Self {
            roles,
            classes: Uses::new(draft.len()),
        };
        let mut by_key: HashMap<String, usize> = HashMap::new();
        // Those that share a type share it still where only the order of their members differs.
        let mut sharing: HashMap<(SmolStr, String), usize> = HashMap::new();
        let shared: HashSet<&SmolStr> = lock.merged.values().collect();
        for (number, (id, role)) in order.into_iter().enumerate() {
            let def = draft.get(id);
            let class = match def.wish {
                Wish::Own(_) | Wish::Given(_) => number,
                Wish::Place(_) => {
                    let key = shapes.key(def, role, Order::Document);
                    let pointer = remembered(draft, lock, (id, role));
                    match pointer.filter(|pointer| shared.contains(pointer)) {
                        None => *by_key.entry(key).or_insert(number),
                        Some(pointer) => {
                            let class = by_key.get(&key).copied().unwrap_or(number);
                            let unordered = (pointer, shapes.key(def, role, Order::Name));
                            let class = *sharing.entry(unordered).or_insert(class);
                            *by_key.entry(key).or_insert(class)
                        }
                    }
                }
            };
            shapes.classes.set((id, role), class);
        }
        shapes
    }

    /// The structure of a definition as text: equal texts, equal structures. Descriptions and
    /// examples do not count, nor what means nothing in the role.
    fn key(&self, def: &Def, role: Role, order: Order) -> String {
        let inner = inner_role(role);
        let mut key = String::new();
        // Writing to a String cannot fail.
        let _ = write!(key, "{role:?}{}", def.implied);
        match &def.shape {
            DraftShape::Struct {
                members,
                additional,
            } => {
                let mut members: Vec<_> = visible(members, role).collect();
                if order == Order::Name {
                    members.sort_by_key(|member| &member.wire);
                }
                for member in members {
                    let _ = write!(key, " {:?}:", member.wire);
                    self.write_ty(&mut key, &member.ty, inner);
                    let _ = match role {
                        Role::Response => write!(key, "{}", member.promised),
                        Role::Request => write!(key, "{}", member.required),
                        Role::Update => write!(key, "{}{:?}", member.required, member.clear),
                    };
                    let _ = write!(key, "{}{:?}", member.nullable, member.rust);
                }
                match additional {
                    Others::Undocumented => {}
                    Others::Documented(additional) => {
                        key.push_str(" + ");
                        self.write_ty(&mut key, additional, inner);
                    }
                    Others::Closed => key.push_str(" closed"),
                }
            }
            DraftShape::Enum { base, values } => {
                let _ = write!(key, " {base:?}");
                for value in values {
                    let _ = write!(key, " {:?}={:?}", value.wire, value.name);
                }
            }
            DraftShape::Union { variants } => {
                for variant in variants {
                    let _ = write!(key, " | {:?} {:?} ", variant.name, variant.tag);
                    self.write_ty(&mut key, &variant.ty, inner);
                }
            }
        }
        key
    }

    fn write_ty(&self, key: &mut String, ty: &Ty, role: Role) {
        // Writing to a String cannot fail.
        let _ = match ty {
            Ty::Scalar(scalar) => write!(key, "{scalar:?}"),
            Ty::Def(id) => {
                let role = self.roles.effective(*id, role);
                match self.classes.get((*id, role)) {
                    Some(class) => write!(key, "#{class}"),
                    // A place that is not deeper is named by itself: it may contain this one.
                    None => write!(key, "@{}", id.0),
                }
            }
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::Implied(inner) => {
                key.push(match ty {
                    Ty::List(_) => '[',
                    Ty::Map(_) => '{',
                    Ty::Implied(_) => '~',
                    _ => '?',
                });
                self.write_ty(key, inner, role);
                write!(key, "]")
            }
            Ty::Tuple(items) => {
                key.push('(');
                for item in items {
                    self.write_ty(key, item, role);
                    key.push(',');
                }
                write!(key, ")")
            }
            Ty::Any | Ty::Unknown => write!(key, "any"),
        };
    }
}
