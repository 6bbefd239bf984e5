//! The size of types in memory: which references must be boxed so that no value grows too large.
//!
//! Types that hold types by value multiply: sixteen objects that refer to each other would make a
//! struct of megabytes, and reading a value of it would overflow the stack. Sizes are those of a
//! target with 64-bit pointers, and close rather than exact, so that they are the same everywhere.

use std::collections::{BTreeMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

use super::build::TypeNumbers;
use super::graph;
use super::units::lock_key;
use crate::ir::{Additional, Member, Presence, Role, Scalar, Shape, Type, TypeDef, TypePath};
use crate::names::NamesLock;

/// The bytes that a member or a union's alternative may take.
const MEMBER: u64 = 512;

/// The bytes that a type, or the item of a list or map, may take. A type of many scalars takes more:
/// its own members cannot be boxed, but it is boxed wherever it is held.
const TYPE: u64 = 4096;

/// How many types may hold each other by value: a compiler computes layouts by recursion.
const DEPTH: u32 = 16;

/// Smaller values are not worth an allocation.
const SMALLEST: u64 = 64;

/// A type that an earlier run laid out keeps its members until it takes this many times the bounds,
/// since boxing one breaks whoever uses it.
const GRACE: u64 = 2;

const POINTER: u64 = 8;
/// A string, a list or a map.
const COLLECTION: u64 = 24;
/// An enum of strings or integers: any value may come.
const OPEN_ENUM: u64 = 32;
/// Any JSON, with the feature of `serde_json` that makes it largest.
const ANY: u64 = 72;

/// The name by which the additional members of an object are remembered.
const ADDITIONAL: &str = "*";

/// What is known of a type once it was laid out.
#[derive(Clone, Copy, Default)]
struct Layout {
    bytes: u64,
    /// Whether an `Option` of it needs no more room.
    niche: bool,
    /// How many types hold each other by value, from this one on.
    depth: u32,
}

impl Layout {
    const fn of(bytes: u64, niche: bool) -> Self {
        let depth = 0;
        Self {
            bytes,
            niche,
            depth,
        }
    }

    /// Beside another value.
    fn and(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.saturating_add(other.bytes),
            niche: self.niche || other.niche,
            depth: self.depth.max(other.depth),
        }
    }

    fn optional(self) -> Self {
        let tag = if self.niche { 0 } else { POINTER };
        Self {
            bytes: self.bytes.saturating_add(tag),
            niche: true,
            ..self
        }
    }
}

/// Boxes what an earlier run boxed, so that documents may grow without changing types that are in use.
pub(crate) fn box_remembered(types: &mut [TypeDef], lock: &NamesLock) {
    if lock.boxes.is_empty() {
        return;
    }
    for def in types {
        let key = key(def);
        for_each_slot(&mut def.shape, &mut |slot| {
            if let Some(remembered) = lock.boxes.get(&slot_key(&key, slot.name)) {
                let remembered: HashSet<&str> = remembered.split(", ").collect();
                let behind = slot.holds == Holds::Additional;
                for_each_reference(slot.ty, behind, &mut |path, boxed, behind| {
                    *boxed |= remembered.contains(word(path, behind).as_str());
                });
            }
        });
    }
}

/// What the next run has to remember: the boxed references of each member.
pub(crate) fn boxes(types: &mut [TypeDef]) -> BTreeMap<SmolStr, SmolStr> {
    let mut found = BTreeMap::new();
    for def in types {
        let key = key(def);
        for_each_slot(&mut def.shape, &mut |slot| {
            let mut boxed_here: Vec<SmolStr> = Vec::new();
            let behind = slot.holds == Holds::Additional;
            for_each_reference(slot.ty, behind, &mut |path, boxed, behind| {
                let word = word(path, behind);
                if *boxed && !boxed_here.contains(&word) {
                    boxed_here.push(word);
                }
            });
            if !boxed_here.is_empty() {
                found.insert(slot_key(&key, slot.name), boxed_here.join(", ").into());
            }
        });
    }
    found
}

/// Boxes references so that each member, type and item stays within its bound, the largest first.
///
/// No type may contain itself by now.
pub(crate) fn box_large(types: &mut [TypeDef], index: &TypeNumbers, lock: &NamesLock) {
    let edges: Vec<Vec<usize>> = types.iter_mut().map(|def| held(def, index)).collect();
    let mut layouts = vec![Layout::default(); types.len()];
    let graces: Vec<u64> = types.iter().map(|def| grace(def, lock)).collect();
    // What a type holds is laid out before it.
    for at in graph::depth_first(&edges, |_, _| {}) {
        let layout = lay_out(&mut types[at], graces[at], index, &layouts);
        layouts[at] = layout;
    }
    for (def, grace) in types.iter_mut().zip(graces) {
        for_each_slot(&mut def.shape, &mut |slot| {
            let behind = slot.holds == Holds::Additional;
            for_each_item(slot.ty, behind, &mut |item| {
                shrink(item, TYPE * grace, true, index, &layouts);
            });
        });
    }
}

fn grace(def: &TypeDef, lock: &NamesLock) -> u64 {
    if lock.names.contains_key(&key(def)) {
        GRACE
    } else {
        1
    }
}

/// The types that a type holds by value.
fn held(def: &mut TypeDef, index: &TypeNumbers) -> Vec<usize> {
    let mut found = Vec::new();
    for_each_slot(&mut def.shape, &mut |slot| {
        let behind = slot.holds == Holds::Additional;
        for_each_reference(slot.ty, behind, &mut |path, boxed, behind| {
            if !*boxed && !behind {
                found.extend(index.get(path));
            }
        });
    });
    found
}

/// Boxes what a type holds until it is within its bounds, and says what it takes then.
fn lay_out(def: &mut TypeDef, grace: u64, index: &TypeNumbers, layouts: &[Layout]) -> Layout {
    let role = def.role;
    let is_union = matches!(def.shape, Shape::Union(_));
    let mut whole = match &def.shape {
        // Members that no document mentions are kept in a map, too.
        Shape::Struct(object) if object.additional == Additional::Undocumented => {
            Layout::of(COLLECTION, true)
        }
        Shape::Struct(_) => Layout::of(0, false),
        Shape::Union(_) => Layout::of(ANY, true),
        Shape::Enum(_) => return Layout::of(OPEN_ENUM, true),
    };
    let mut largest: Vec<(u64, TypePath)> = Vec::new();
    for_each_slot(&mut def.shape, &mut |slot| {
        if slot.holds == Holds::Additional {
            whole = whole.and(Layout::of(COLLECTION, true));
            return;
        }
        shrink(slot.ty, MEMBER * grace, false, index, layouts);
        let layout = slot.holds.around(layout_of(slot.ty, index, layouts), role);
        if is_union {
            whole.bytes = whole.bytes.max(layout.bytes);
            whole.depth = whole.depth.max(layout.depth);
        } else {
            whole = whole.and(layout);
            largest.extend(candidates(slot.ty, index, layouts));
        }
    });
    if is_union {
        whole.bytes += POINTER;
    } else if whole.bytes > TYPE * grace {
        largest.sort_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
        let mut boxed: HashSet<TypePath> = HashSet::new();
        for (bytes, path) in largest {
            if whole.bytes > TYPE * grace || boxed.contains(&path) {
                whole.bytes -= bytes - POINTER;
                boxed.insert(path);
            }
        }
        for_each_slot(&mut def.shape, &mut |slot| box_all(slot.ty, &boxed));
    }
    whole.depth += 1;
    whole
}

/// Boxes references of a type until it takes at most so many bytes, the largest first, and those that
/// lead too deep.
fn shrink(ty: &mut Type, bound: u64, behind: bool, index: &TypeNumbers, layouts: &[Layout]) {
    let deep = |path: &TypePath| {
        let layout = index.get(path).map(|at| layouts[*at]);
        !behind && layout.is_some_and(|layout| layout.depth >= DEPTH)
    };
    let mut boxed: HashSet<TypePath> = HashSet::new();
    for_each_by_value(ty, &mut |path, _| {
        if deep(path) {
            boxed.insert(path.clone());
        }
    });
    box_all(ty, &boxed);
    while layout_of(ty, index, layouts).bytes > bound {
        let mut largest: Option<(u64, TypePath)> = None;
        for (bytes, path) in candidates(ty, index, layouts) {
            if largest.as_ref().is_none_or(|(most, _)| bytes > *most) {
                largest = Some((bytes, path));
            }
        }
        let Some((_, path)) = largest else {
            return;
        };
        box_all(ty, &HashSet::from([path]));
    }
}

/// The references of a type that could be boxed, and what each takes.
fn candidates(ty: &mut Type, index: &TypeNumbers, layouts: &[Layout]) -> Vec<(u64, TypePath)> {
    let mut found = Vec::new();
    for_each_by_value(ty, &mut |path, boxed| {
        let bytes = index.get(path).map_or(0, |at| layouts[*at].bytes);
        if !*boxed && bytes >= SMALLEST {
            found.push((bytes, path.clone()));
        }
    });
    found
}

/// Boxes all references to some types that are part of a type's size.
fn box_all(ty: &mut Type, paths: &HashSet<TypePath>) {
    if !paths.is_empty() {
        for_each_by_value(ty, &mut |path, boxed| *boxed |= paths.contains(path));
    }
}

fn layout_of(ty: &Type, index: &TypeNumbers, layouts: &[Layout]) -> Layout {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Boolean => Layout::of(1, true),
            Scalar::Integer | Scalar::Unsigned | Scalar::Number => Layout::of(8, false),
            Scalar::String
            | Scalar::Decimal
            | Scalar::Id(_)
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Url
            | Scalar::Email
            | Scalar::Phone
            | Scalar::Secret
            | Scalar::Binary => Layout::of(COLLECTION, true),
        },
        Type::Named { boxed: true, .. } => Layout::of(POINTER, true),
        Type::Named { path, .. } => index.get(path).map(|at| layouts[*at]).unwrap_or_default(),
        // An empty map has no niche; one that is read has to be told from one that is not.
        Type::List(_) => Layout::of(COLLECTION, true),
        Type::Map(_) => Layout::of(COLLECTION, false),
        Type::Tuple(items) => {
            let items = items.iter().map(|item| layout_of(item, index, layouts));
            items.fold(Layout::default(), Layout::and)
        }
        Type::Nullable(inner) => layout_of(inner, index, layouts).optional(),
        // The value, or any JSON in its place.
        Type::Implied(inner) => {
            let layout = layout_of(inner, index, layouts);
            Layout {
                bytes: layout.bytes.max(ANY).saturating_add(POINTER),
                niche: true,
                ..layout
            }
        }
        Type::Any => Layout::of(ANY, true),
    }
}

/// What stands around the type of a member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// As often optional as that: by being left out, or by null.
    Optional(u8),
    /// It is the type of additional members.
    Additional,
}

impl Holds {
    fn of(member: &Member) -> Self {
        let optional = u8::from(member.presence == Presence::Optional);
        Self::Optional(optional + u8::from(member.nullable))
    }

    fn around(self, layout: Layout, role: Role) -> Layout {
        match (self, role) {
            (Self::Additional, _) => Layout::of(COLLECTION, false),
            (Self::Optional(0), _) => layout,
            // A `Patch` has three states.
            (Self::Optional(_), Role::Update) => Layout {
                bytes: layout.bytes.saturating_add(POINTER),
                niche: true,
                ..layout
            },
            (Self::Optional(times), _) => (0..times).fold(layout, |it, _| it.optional()),
        }
    }
}

/// A place of a type that holds another: a member, the additional members, an alternative.
struct Slot<'s> {
    name: &'s str,
    ty: &'s mut Type,
    holds: Holds,
}

fn for_each_slot(shape: &mut Shape, each: &mut impl FnMut(Slot<'_>)) {
    match shape {
        Shape::Struct(object) => {
            for member in &mut object.members {
                let holds = Holds::of(member);
                let (name, ty) = (member.wire.as_str(), &mut member.ty);
                each(Slot { name, ty, holds });
            }
            if let Some(ty) = object.additional.documented_mut() {
                let (name, holds) = (ADDITIONAL, Holds::Additional);
                each(Slot { name, ty, holds });
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                let holds = Holds::Optional(0);
                let (name, ty) = (variant.rust.as_str(), &mut variant.ty);
                each(Slot { name, ty, holds });
            }
        }
        Shape::Enum(_) => {}
    }
}

/// Every reference in a type: what it names, whether it is boxed, and whether it stands behind a list
/// or map.
fn for_each_reference(
    ty: &mut Type,
    behind: bool,
    each: &mut impl FnMut(&TypePath, &mut bool, bool),
) {
    match ty {
        Type::Named { path, boxed } => each(path, boxed, behind),
        Type::Nullable(inner) | Type::Implied(inner) => {
            for_each_reference(inner, behind, each);
        }
        Type::List(inner) | Type::Map(inner) => for_each_reference(inner, true, each),
        Type::Tuple(items) => {
            let items = items.iter_mut();
            items.for_each(|item| for_each_reference(item, behind, each));
        }
        Type::Scalar(_) | Type::Any => {}
    }
}

/// Every reference in a type whose size is part of the type's.
fn for_each_by_value(ty: &mut Type, each: &mut impl FnMut(&TypePath, &mut bool)) {
    for_each_reference(ty, false, &mut |path, boxed, behind| {
        if !behind {
            each(path, boxed);
        }
    });
}

/// The types of the items of every list and map in a type; `behind` says that it is one itself.
fn for_each_item(ty: &mut Type, behind: bool, each: &mut impl FnMut(&mut Type)) {
    if behind {
        each(ty);
    }
    match ty {
        Type::List(inner) | Type::Map(inner) => for_each_item(inner, true, each),
        Type::Nullable(inner) | Type::Implied(inner) => for_each_item(inner, false, each),
        Type::Tuple(items) => {
            let items = items.iter_mut();
            items.for_each(|item| for_each_item(item, false, each));
        }
        Type::Scalar(_) | Type::Named { .. } | Type::Any => {}
    }
}

fn key(def: &TypeDef) -> SmolStr {
    lock_key(&def.pointer, def.role)
}

fn slot_key(key: &str, name: &str) -> SmolStr {
    format_smolstr!("{key} {name}")
}

/// How a boxed reference is remembered.
fn word(path: &TypePath, behind: bool) -> SmolStr {
    match behind {
        true => format_smolstr!("[{}]", path.0),
        false => path.0.clone(),
    }
}
