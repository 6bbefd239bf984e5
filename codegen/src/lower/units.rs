//! Which definitions become Rust types: those that are used, one for each role that they are used
//! in, and one for all inline objects of the same shape.

use std::collections::HashMap;

use smol_str::{SmolStr, format_smolstr};

use super::draft::{Def, DefId, Draft, DraftMember, DraftShape, ScopeId, Ty};
use super::merge::classes;
use super::uses::{Use, Uses};
use crate::ir::Role;
use crate::names::NamesLock;
use crate::source::Span;

/// A Rust type to be.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) def: DefId,
    pub(crate) role: Role,
    pub(crate) scope: ScopeId,
    /// The key of `names.lock`.
    pub(crate) key: SmolStr,
    /// The keys of others of the same shape that became this type too.
    pub(crate) merged: Vec<SmolStr>,
}

/// The Rust types to be, in the order of the documents.
#[derive(Debug)]
pub(crate) struct Units {
    pub(crate) all: Vec<Unit>,
    index: Uses<usize>,
    roles: Roles,
}

impl Units {
    /// The type that a definition becomes where it is used in a role.
    pub(crate) fn find(&self, def: DefId, role: Role) -> Option<usize> {
        let role = self.roles.effective(def, role);
        self.index.get((def, role))
    }
}

/// In which roles a definition becomes different types.
#[derive(Debug)]
pub(crate) struct Roles {
    /// By definition: a definition of the draft is large, and this is asked for each reference.
    kinds: Vec<Kind>,
}

/// What a definition is in different roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The same: an enum, or a union of nothing but scalars and enums.
    Same,
    /// A union that leads to an object without a name between that has roles of its own.
    Differing,
    /// Another struct in each.
    Struct,
}

impl Roles {
    fn of(draft: &Draft) -> Self {
        let mut holders: Vec<Vec<DefId>> = vec![Vec::new(); draft.len()];
        let mut open: Vec<DefId> = Vec::new();
        for id in draft.ids() {
            match &draft.get(id).shape {
                DraftShape::Struct { .. } => open.push(id),
                DraftShape::Union { variants } => {
                    for variant in variants {
                        for_each_def(&variant.ty, &mut |held| holders[held.0].push(id));
                    }
                }
                DraftShape::Enum { .. } => {}
            }
        }
        let mut kinds = vec![Kind::Same; draft.len()];
        for id in &open {
            kinds[id.0] = Kind::Struct;
        }
        while let Some(id) = open.pop() {
            for holder in std::mem::take(&mut holders[id.0]) {
                if kinds[holder.0] == Kind::Same {
                    kinds[holder.0] = Kind::Differing;
                    open.push(holder);
                }
            }
        }
        Self { kinds }
    }

    /// The role that stands for a role: enums are the same in all, and so are unions of nothing
    /// but scalars and enums; other unions differ in what they hold.
    pub(crate) fn effective(&self, def: DefId, role: Role) -> Role {
        match self.kinds[def.0] {
            Kind::Same => Role::Response,
            Kind::Differing => inner_role(role),
            Kind::Struct => role,
        }
    }
}

/// The members that a type of a role has: what is only received is not sent, and the other way.
pub(crate) fn visible(members: &[DraftMember], role: Role) -> impl Iterator<Item = &DraftMember> {
    members
        .iter()
        .filter(move |member| is_visible(member, role))
}

/// Whether a type of a role has the member.
pub(crate) fn is_visible(member: &DraftMember, role: Role) -> bool {
    match role {
        Role::Response => !member.write_only,
        Role::Request | Role::Update => !member.read_only,
    }
}

/// The role of what a member of a type of this role holds: an update keeps what is left out of
/// itself, not of the objects in it.
pub(crate) fn inner_role(role: Role) -> Role {
    match role {
        Role::Response => Role::Response,
        Role::Request | Role::Update => Role::Request,
    }
}

/// The key of a definition in a role in `names.lock`.
pub(crate) fn lock_key(pointer: &str, role: Role) -> SmolStr {
    match role {
        Role::Response => pointer.into(),
        Role::Request => format_smolstr!("{pointer}?request"),
        Role::Update => format_smolstr!("{pointer}?update"),
    }
}

/// Finds what is used, from the types that operations name.
pub(crate) fn units(draft: &Draft, roots: &[(Ty, Role)], lock: &NamesLock) -> Units {
    let roles = Roles::of(draft);
    let used = used(draft, &roles, roots);
    let classes = classes(draft, &roles, &used, lock);
    let mut order: Vec<Use> = used.iter().map(|(one, ())| one).collect();
    order.sort_by_cached_key(|(id, role)| {
        let def = draft.get(*id);
        (def.scope, def.span.file, def.span.start, *role, *id)
    });
    let mut all: Vec<Unit> = Vec::new();
    let mut index = Uses::new(draft.len());
    // A class stands where its first member stands, unless an earlier run knows another member.
    let mut of_class: HashMap<usize, usize> = HashMap::new();
    // Where each stands: it moves only with its module.
    let mut places: Vec<(ScopeId, Span)> = Vec::new();
    let mut moved = false;
    for (id, role) in order {
        let def = draft.get(id);
        let key = lock_key(&def.pointer, role);
        // What is used has a class.
        let class = classes.get((id, role)).unwrap_or_default();
        let unit = *of_class.entry(class).or_insert(all.len());
        match all.get_mut(unit) {
            None => {
                all.push(new_unit(id, def, role, key));
                places.push((def.scope, def.span));
            }
            Some(known)
                if lock.names.contains_key(&key) && !lock.names.contains_key(&known.key) =>
            {
                known.merged.push(std::mem::replace(&mut known.key, key));
                known.def = id;
                if known.scope != def.scope {
                    known.scope = def.scope;
                    places[unit] = (def.scope, def.span);
                    moved = true;
                }
            }
            Some(known) => known.merged.push(key),
        }
        index.set((id, role), unit);
    }
    if moved {
        sort(&mut all, &places, &mut index);
    }
    Units { all, index, roles }
}

/// Puts types into the order of their places.
fn sort(all: &mut Vec<Unit>, places: &[(ScopeId, Span)], index: &mut Uses<usize>) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (places[*at].0, places[*at].1.file, places[*at].1.start));
    let mut moved = vec![0; all.len()];
    for (to, from) in order.iter().enumerate() {
        moved[*from] = to;
    }
    let uses: Vec<(Use, usize)> = index.iter().collect();
    for (one, from) in uses {
        index.set(one, moved[from]);
    }
    let units = std::mem::take(all).into_iter().zip(moved);
    let mut units: Vec<(usize, Unit)> = units.map(|(unit, to)| (to, unit)).collect();
    units.sort_by_key(|(to, _)| *to);
    all.extend(units.into_iter().map(|(_, unit)| unit));
}

fn new_unit(id: DefId, def: &Def, role: Role, key: SmolStr) -> Unit {
    Unit {
        def: id,
        role,
        scope: def.scope,
        key,
        merged: Vec::new(),
    }
}

fn used(draft: &Draft, roles: &Roles, roots: &[(Ty, Role)]) -> Uses<()> {
    let mut used = Uses::new(draft.len());
    let mut open: Vec<Use> = Vec::new();
    for (ty, role) in roots {
        for_each_def(ty, &mut |id| open.push((id, *role)));
    }
    while let Some((id, role)) = open.pop() {
        let role = roles.effective(id, role);
        if used.set((id, role), ()).is_some() {
            continue;
        }
        let inner = inner_role(role);
        let mut add = |ty: &Ty| for_each_def(ty, &mut |id| open.push((id, inner)));
        match &draft.get(id).shape {
            DraftShape::Struct {
                members,
                additional,
            } => {
                visible(members, role).for_each(|member| add(&member.ty));
                additional.documented().into_iter().for_each(&mut add);
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
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::Implied(inner) => {
            for_each_def(inner, each);
        }
        Ty::Tuple(items) => items.iter().for_each(|item| for_each_def(item, each)),
        Ty::Scalar(_) | Ty::Any | Ty::Unknown => {}
    }
}
