//! Types whose blank value would never be finished.
//!
//! Reading starts from a blank value. An object that must hold an object of its own kind, which
//! must hold another, has none: no service can send one either, so the document promises too much.
//! So does one whose objects must each hold two of the next kind, twenty kinds long.

use std::collections::{BTreeMap, HashSet};

use super::build::TypeNumbers;
use super::graph;
use crate::ir::{Member, Presence, Shape, Type, TypeDef, TypePath};

/// A type whose blank value needs that of another: the number of the member that needs it (none
/// in a union), and of the type that is needed.
type Need = (Option<usize>, usize);

/// Makes the members optional that close a circle of values that must all be there: those that
/// lead back to a type whose blank value is being made, in document order. A union cannot do
/// without its first alternative: there it is the members that lead to it.
pub(crate) fn break_circles(types: &mut [TypeDef], index: &TypeNumbers) {
    let needs: Vec<Vec<Need>> = types.iter().map(|def| needs(def, index)).collect();
    let edges: Vec<Vec<usize>> = needs
        .iter()
        .map(|needs| needs.iter().map(|(_, to)| *to).collect())
        .collect();
    let edges = graph::within_knots(&edges);
    let mut closing: HashSet<(usize, usize)> = HashSet::new();
    let mut unions: Vec<usize> = Vec::new();
    graph::depth_first(&edges, |from, to| match types[from].shape {
        Shape::Union(_) => unions.push(from),
        _ => {
            closing.insert((from, to));
        }
    });
    closing.extend(into_unions(types, &edges, unions));
    for (at, needs) in needs.into_iter().enumerate() {
        for (member, to) in needs {
            if let (Some(member), Shape::Struct(object)) = (member, &mut types[at].shape)
                && closing.contains(&(at, to))
            {
                object.members[member].presence = Presence::Optional;
            }
        }
    }
}

/// The bytes that the values may take that a blank one holds.
const LARGEST: u64 = 64 * 1024;

/// How deep a blank value may nest: it is made by recursion.
const DEEPEST: u32 = 64;

/// The bytes of a member that holds no value of another type, more or less.
const MEMBER: u64 = 24;

/// Makes the members optional without which a blank value would be too large or nest too deep, the
/// largest first. No blank value may need itself by now.
pub(crate) fn bound(types: &mut [TypeDef], index: &TypeNumbers) {
    let needs: Vec<Vec<Need>> = types.iter().map(|def| needs(def, index)).collect();
    let edges: Vec<Vec<usize>> = needs
        .iter()
        .map(|needs| needs.iter().map(|(_, to)| *to).collect())
        .collect();
    // The bytes of each type's blank value, and how deep it nests.
    let mut blanks: Vec<(u64, u32)> = vec![(0, 0); types.len()];
    for at in graph::depth_first(&edges, |_, _| {}) {
        let members = match &types[at].shape {
            Shape::Struct(object) => object.members.len(),
            Shape::Enum(_) | Shape::Union(_) => 1,
        };
        let own = MEMBER.saturating_mul(members as u64);
        // By member: a tuple needs several types at once.
        let mut held: BTreeMap<Option<usize>, (u64, u32)> = BTreeMap::new();
        for (member, to) in &needs[at] {
            let blank = held.entry(*member).or_default();
            blank.0 = blank.0.saturating_add(blanks[*to].0);
            blank.1 = blank.1.max(blanks[*to].1);
        }
        let mut held: Vec<_> = held.into_iter().collect();
        held.sort_by_key(|(_, blank)| *blank);
        let mut whole = (0_u64, 0);
        for (member, (bytes, depth)) in held {
            let more = whole.0.saturating_add(bytes);
            if let (Some(member), Shape::Struct(object)) = (member, &mut types[at].shape)
                && (more > LARGEST || depth >= DEEPEST)
            {
                object.members[member].presence = Presence::Optional;
            } else {
                whole = (more, whole.1.max(depth));
            }
        }
        blanks[at] = (whole.0.saturating_add(own), whole.1 + 1);
    }
}

/// The edges from objects into unions, and through other unions, that lead back.
fn into_unions(
    types: &[TypeDef],
    edges: &[Vec<usize>],
    mut unions: Vec<usize>,
) -> Vec<(usize, usize)> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            holders[*to].push(from);
        }
    }
    let mut found = Vec::new();
    while let Some(union) = unions.pop() {
        // Each is looked at once.
        for holder in std::mem::take(&mut holders[union]) {
            match types[holder].shape {
                Shape::Union(_) => unions.push(holder),
                _ => found.push((holder, union)),
            }
        }
    }
    found
}

/// What the blank value of a type needs.
fn needs(def: &TypeDef, index: &TypeNumbers) -> Vec<Need> {
    let mut found = Vec::new();
    match &def.shape {
        Shape::Struct(object) => {
            for (number, member) in object.members.iter().enumerate() {
                if is_held(member) {
                    by_value(&member.ty, &mut |path| {
                        found.extend(index.get(path).map(|to| (Some(number), *to)));
                    });
                }
            }
        }
        // A blank union is a blank first alternative.
        Shape::Union(union) => {
            if let Some(variant) = union.variants.first() {
                by_value(&variant.ty, &mut |path| {
                    found.extend(index.get(path).map(|to| (None, *to)));
                });
            }
        }
        Shape::Enum(_) => {}
    }
    found
}

/// Whether a value of the object always holds a value of the member's type.
fn is_held(member: &Member) -> bool {
    member.presence == Presence::Always && !member.nullable
}

/// The named types of which a value of a type holds a value.
fn by_value(ty: &Type, each: &mut impl FnMut(&TypePath)) {
    match ty {
        Type::Named { path, .. } => each(path),
        Type::Tuple(items) => items.iter().for_each(|item| by_value(item, each)),
        Type::Implied(inner) => by_value(inner, each),
        Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Any => {}
    }
}
