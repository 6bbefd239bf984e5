//! Which definitions become Rust types: those that are used, one for each role that they are used
//! in, and one for all inline objects of the same shape.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::draft::{Def, DefId, Draft, DraftMember, DraftShape, ScopeId, Ty, Wish};
use crate::ir::Role;
use crate::names::NamesLock;

/// A Rust type to be.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) def: DefId,
    pub(crate) role: Role,
    pub(crate) scope: ScopeId,
    /// The key of `names.lock`.
    pub(crate) key: String,
    /// The keys of others of the same shape that became this type too.
    pub(crate) merged: Vec<String>,
}

/// The Rust types to be, in the order of the documents.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) all: Vec<Unit>,
    index: HashMap<(DefId, Role), usize>,
}

impl Units {
    /// The type that a definition becomes where it is used in a role.
    pub(crate) fn find(&self, draft: &Draft, def: DefId, role: Role) -> Option<usize> {
        self.index
            .get(&(def, effective_role(draft.get(def), role)))
            .copied()
    }
}

/// The members that a type of a role has: what is only received is not sent, and the other way.
pub(crate) fn visible(members: &[DraftMember], role: Role) -> impl Iterator<Item = &DraftMember> {
    members.iter().filter(move |member| match role {
        Role::Response => !member.write_only,
        Role::Request | Role::Update => !member.read_only,
    })
}

/// The role of what a member of a type of this role holds: an update keeps what is left out of
/// itself, not of the objects in it.
pub(crate) fn inner_role(role: Role) -> Role {
    match role {
        Role::Response => Role::Response,
        Role::Request | Role::Update => Role::Request,
    }
}

/// Enums are the same in every role; unions differ only in what they hold.
fn effective_role(def: &Def, role: Role) -> Role {
    match def.shape {
        DraftShape::Enum { .. } => Role::Response,
        DraftShape::Union { .. } => inner_role(role),
        DraftShape::Struct { .. } => role,
    }
}

/// The key of a definition in a role in `names.lock`.
pub(crate) fn lock_key(pointer: &str, role: Role) -> String {
    match role {
        Role::Response => pointer.to_owned(),
        Role::Request => format!("{pointer}?request"),
        Role::Update => format!("{pointer}?update"),
    }
}

/// Finds what is used, from the types that operations name.
pub(crate) fn units(draft: &Draft, roots: &[(Ty, Role)], lock: &NamesLock) -> Units {
    let used = used(draft, roots);
    let mut units = Units::default();
    let classes = merge(draft, &used, lock);
    let mut order: Vec<(DefId, Role)> = used.into_iter().collect();
    order.sort_by_key(|(id, role)| {
        let def = draft.get(*id);
        (def.scope, def.span.file, def.span.start, *role, *id)
    });
    // A class stands where its first member stands, unless an earlier run knows another member.
    let mut of_class: HashMap<usize, usize> = HashMap::new();
    for (id, role) in order {
        let def = draft.get(id);
        let key = lock_key(&def.pointer, role);
        let class = classes[&(id, role)];
        let unit = match of_class.get(&class) {
            Some(&unit) => {
                let known: &mut Unit = &mut units.all[unit];
                if lock.names.contains_key(&key) && !lock.names.contains_key(&known.key) {
                    let other = std::mem::replace(&mut known.key, key);
                    known.merged.push(other);
                    known.def = id;
                } else {
                    known.merged.push(key);
                }
                unit
            }
            None => {
                units.all.push(Unit {
                    def: id,
                    role,
                    scope: def.scope,
                    key,
                    merged: Vec::new(),
                });
                of_class.insert(class, units.all.len() - 1);
                units.all.len() - 1
            }
        };
        units.index.insert((id, role), unit);
    }
    units
}

fn used(draft: &Draft, roots: &[(Ty, Role)]) -> BTreeSet<(DefId, Role)> {
    let mut used = BTreeSet::new();
    let mut open: Vec<(DefId, Role)> = Vec::new();
    for (ty, role) in roots {
        for_each_def(ty, &mut |id| open.push((id, *role)));
    }
    while let Some((id, role)) = open.pop() {
        let def = draft.get(id);
        let role = effective_role(def, role);
        if !used.insert((id, role)) {
            continue;
        }
        let inner = inner_role(role);
        let mut add = |ty: &Ty| for_each_def(ty, &mut |id| open.push((id, inner)));
        match &def.shape {
            DraftShape::Struct {
                members,
                additional,
            } => {
                visible(members, role).for_each(|member| add(&member.ty));
                additional.iter().for_each(&mut add);
            }
            DraftShape::Union { variants } => variants.iter().for_each(|variant| add(&variant.ty)),
            DraftShape::Enum { .. } => {}
        }
    }
    used
}

/// Every definition that a type names.
pub(crate) fn for_each_def(ty: &Ty, each: &mut impl FnMut(DefId)) {
    match ty {
        Ty::Def(id) => each(*id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => for_each_def(inner, each),
        Ty::Tuple(items) => items.iter().for_each(|item| for_each_def(item, each)),
        Ty::Scalar(_) | Ty::Any => {}
    }
}

/// Puts inline objects of the same shape into one class each; the class of everything else is its
/// own. Two that earlier runs gave names of their own stay apart for ever, and a newcomer joins
/// those of its shape that have a name already.
fn merge(
    draft: &Draft,
    used: &BTreeSet<(DefId, Role)>,
    lock: &NamesLock,
) -> BTreeMap<(DefId, Role), usize> {
    let shapes = shapes(draft, used);
    let locked = |id: DefId, role: Role| lock.name(&lock_key(&draft.get(id).pointer, role));
    let mut homes: HashMap<usize, &str> = HashMap::new();
    for ((id, role), shape) in &shapes {
        if let Some(name) = locked(*id, *role) {
            let home = homes.entry(*shape).or_insert(name);
            *home = name.min(home);
        }
    }
    let mut classes: BTreeMap<(DefId, Role), usize> = BTreeMap::new();
    let mut by_name: HashMap<(usize, Option<&str>), usize> = HashMap::new();
    for (number, ((id, role), shape)) in shapes.iter().enumerate() {
        let class = match draft.get(*id).wish {
            Wish::Own(_) => number,
            Wish::Place(_) => {
                let name = locked(*id, *role).or_else(|| homes.get(shape).copied());
                *by_name.entry((*shape, name)).or_insert(number)
            }
        };
        classes.insert((*id, *role), class);
    }
    classes
}

/// A number for the shape of each definition, the same for inline objects of the same shape.
/// Deeper places first, so that the shapes of what an object holds are known before its own: one
/// pass, whatever refers to what.
fn shapes(draft: &Draft, used: &BTreeSet<(DefId, Role)>) -> BTreeMap<(DefId, Role), usize> {
    let mut order: Vec<(DefId, Role)> = used.iter().copied().collect();
    order.sort_by_key(|(id, _)| std::cmp::Reverse(draft.get(*id).pointer.matches('/').count()));
    let mut shapes: BTreeMap<(DefId, Role), usize> = BTreeMap::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (number, (id, role)) in order.into_iter().enumerate() {
        let def = draft.get(id);
        let shape = match def.wish {
            Wish::Own(_) => number,
            Wish::Place(_) => {
                let key = shape_key(draft, def, role, &shapes);
                *by_key.entry(key).or_insert(number)
            }
        };
        shapes.insert((id, role), shape);
    }
    shapes
}

/// The structure of a definition as text: equal texts, equal structures. Descriptions and
/// examples do not count.
fn shape_key(
    draft: &Draft,
    def: &Def,
    role: Role,
    shapes: &BTreeMap<(DefId, Role), usize>,
) -> String {
    let inner = inner_role(role);
    // Writing to a String cannot fail.
    let mut key = format!("{:?} {role:?}", def.scope);
    match &def.shape {
        DraftShape::Struct {
            members,
            additional,
        } => {
            for member in visible(members, role) {
                let _ = write!(
                    key,
                    " {:?}:{}{}{}{}{:?}{:?}",
                    member.wire,
                    ty_key(draft, &member.ty, inner, shapes),
                    if member.nullable { "?" } else { "" },
                    if member.required { "!" } else { "" },
                    if member.promised { "*" } else { "" },
                    member.clear,
                    member.rust,
                );
            }
            if let Some(additional) = additional {
                let _ = write!(key, " + {}", ty_key(draft, additional, inner, shapes));
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
                let _ = write!(
                    key,
                    " | {:?} {}",
                    variant.name,
                    ty_key(draft, &variant.ty, inner, shapes)
                );
            }
        }
    }
    key
}

fn ty_key(draft: &Draft, ty: &Ty, role: Role, shapes: &BTreeMap<(DefId, Role), usize>) -> String {
    match ty {
        Ty::Scalar(scalar) => format!("{scalar:?}"),
        Ty::Def(id) => {
            let role = effective_role(draft.get(*id), role);
            match shapes.get(&(*id, role)) {
                Some(class) => format!("#{class}"),
                // A place that is not deeper is named by itself: it contains this one.
                None => format!("@{}", id.0),
            }
        }
        Ty::List(inner) => format!("[{}]", ty_key(draft, inner, role, shapes)),
        Ty::Map(inner) => format!("{{{}}}", ty_key(draft, inner, role, shapes)),
        Ty::Nullable(inner) => format!("{}?", ty_key(draft, inner, role, shapes)),
        Ty::Tuple(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| ty_key(draft, item, role, shapes))
                .collect();
            format!("({})", items.join(","))
        }
        Ty::Any => "any".to_owned(),
    }
}
