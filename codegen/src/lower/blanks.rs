//! Types whose blank value would never be finished.
//!
//! Reading starts from a blank value. An object that must hold an object of its own kind, which
//! must hold another, has none: no service can send one either, so the document promises too much.

use std::collections::HashSet;

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
