//! Inline objects of the same shape, of whatever module: which become one Rust type.
//!
//! First the shapes alone are compared, then `names.lock` is heard: what has had names of its own
//! keeps them though the shapes have become equal, and a newcomer joins those of its shape.

use std::collections::HashMap;
use std::fmt::Write as _;

use smol_str::SmolStr;

use super::draft::{Def, Draft, DraftShape, Others, Ty, Wish};
use super::units::{Roles, inner_role, lock_key, visible};
use super::uses::{Use, Uses};
use crate::ir::Role;
use crate::names::NamesLock;

/// The class of everything that is used: equal numbers become one type.
pub(crate) fn classes(
    draft: &Draft,
    roles: &Roles,
    used: &Uses<()>,
    lock: &NamesLock,
) -> Uses<usize> {
    let shapes = Shapes::of(draft, roles, used).classes;
    // The pointer that a name is remembered for: names alone are those of one module.
    let remembered = |(id, role): Use| {
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
    };
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

/// The structure of everything that is used.
struct Shapes<'a> {
    roles: &'a Roles,
    classes: Uses<usize>,
}

impl<'a> Shapes<'a> {
    /// Deeper places first, so that the classes of what an object holds are known before its own:
    /// one pass, whatever refers to what.
    fn of(draft: &'a Draft, roles: &'a Roles, used: &Uses<()>) -> Self {
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
        for (number, (id, role)) in order.into_iter().enumerate() {
            let def = draft.get(id);
            let class = match def.wish {
                Wish::Own(_) | Wish::Given(_) => number,
                Wish::Place(_) => *by_key.entry(shapes.key(def, role)).or_insert(number),
            };
            shapes.classes.set((id, role), class);
        }
        shapes
    }

    /// The structure of a definition as text: equal texts, equal structures. Descriptions and
    /// examples do not count, nor what means nothing in the role.
    fn key(&self, def: &Def, role: Role) -> String {
        let inner = inner_role(role);
        let mut key = String::new();
        // Writing to a String cannot fail.
        let _ = write!(key, "{role:?}");
        match &def.shape {
            DraftShape::Struct {
                members,
                additional,
            } => {
                for member in visible(members, role) {
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
                    let _ = write!(key, " | {:?} ", variant.name);
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
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => {
                key.push(match ty {
                    Ty::List(_) => '[',
                    Ty::Map(_) => '{',
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
