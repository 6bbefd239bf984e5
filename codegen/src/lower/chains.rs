//! Chains of types that a compiler would not follow to their end.
//!
//! Rust settles by recursion whether a value may be sent to another thread and how it is dropped,
//! through boxes, lists and maps too, and gives up at a depth of 128. Who holds the value, such as a
//! future, adds to it. A reference that would lead too deep becomes any JSON.

use std::collections::VecDeque;

use super::build::TypeNumbers;
use super::graph;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Shape, Type, TypeDef};
use crate::source::Span;

/// How deep a chain of types may nest, as Rust counts.
const DEEPEST: u32 = 96;

/// How many of the types that were cut a message names.
const MOST_NAMES: usize = 10;

/// Cuts the chains that are too long, and returns the numbers of the types that were cut and of those
/// which they would have held. Types that lead to each other are cut by their distance from the first.
pub(crate) fn cut(types: &mut [TypeDef], index: &TypeNumbers) -> Vec<(usize, usize)> {
    let edges: Vec<Vec<(usize, u32)>> = types.iter().map(|def| references(def, index)).collect();
    let targets: Vec<Vec<usize>> = edges
        .iter()
        .map(|edges| edges.iter().map(|(to, _)| *to).collect())
        .collect();
    let knots = graph::knots(&targets);
    let distances = distances(&edges, &knots);
    // How deep each knot nests: within itself, and with what it leads to.
    let mut within = vec![0; types.len()];
    for (at, distance) in distances.iter().enumerate() {
        let deepest = &mut within[knots[at]];
        *deepest = (*distance).min(DEEPEST / 2).max(*deepest);
    }
    let mut depths = within.clone();
    let mut found = Vec::new();
    // Whatever a knot leads to is left before the last of its own types is.
    for from in graph::depth_first(&targets, |_, _| {}) {
        let knot = knots[from];
        for (to, weight) in &edges[from] {
            if knots[*to] == knot {
                let part = |at: usize| distances[at] / (DEEPEST / 2);
                if part(*to) > part(from) {
                    found.push((from, *to));
                }
                continue;
            }
            let depth = within[knot] + weight + depths[knots[*to]];
            if depth > DEEPEST {
                found.push((from, *to));
            } else {
                depths[knot] = depths[knot].max(depth);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    for (from, to) in &found {
        let path = types[*to].path.clone();
        for_each_type(&mut types[*from].shape, &mut |ty| {
            if matches!(ty, Type::Named { path: held, .. } if *held == path) {
                *ty = Type::Any;
            }
        });
    }
    found
}

/// The warning of what was cut: the first type that becomes any JSON where it is held, and all of them.
pub(crate) fn warning<'n>(
    span: Span,
    first: &str,
    all: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let mut names: Vec<&str> = all.collect();
    names.sort_unstable();
    names.dedup();
    let warning = Diagnostic::warning(
        codes::NO_TYPE,
        span,
        format!(
            "the chain of types from here on is longer than the compiler follows: any JSON is taken for \
             `{first}`"
        ),
    )
    .label("the next type of the chain becomes any JSON")
    .help("read the value as that type where it is used: `serde_json::from_value` does");
    match names.len() {
        1 => warning,
        count => warning.note(format!(
            "it is so at {} more types: {}",
            count - 1,
            shown(names.into_iter().filter(|name| *name != first))
        )),
    }
}

/// Some names, and whether there are more.
fn shown<'n>(mut names: impl Iterator<Item = &'n str>) -> String {
    let some: Vec<String> = names
        .by_ref()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if names.next().is_some() { ", …" } else { "" };
    format!("{}{more}", some.join(", "))
}

/// How far each type is from the first of its knot.
fn distances(edges: &[Vec<(usize, u32)>], knots: &[usize]) -> Vec<u32> {
    let mut distances: Vec<Option<u32>> = vec![None; edges.len()];
    let mut open = VecDeque::new();
    for start in 0..edges.len() {
        if distances[start].is_some() {
            continue;
        }
        distances[start] = Some(0);
        open.push_back((start, 0));
        while let Some((at, distance)) = open.pop_front() {
            for (to, weight) in &edges[at] {
                if knots[*to] == knots[at] && distances[*to].is_none() {
                    distances[*to] = Some(distance + weight);
                    open.push_back((*to, distance + weight));
                }
            }
        }
    }
    distances
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// The types that a type refers to, each with how much deeper it nests there.
fn references(def: &TypeDef, index: &TypeNumbers) -> Vec<(usize, u32)> {
    /// `boxed` is how much deeper the box nests that a reference may need.
    fn within(
        ty: &Type,
        (depth, boxed): (u32, u32),
        index: &TypeNumbers,
        found: &mut Vec<(usize, u32)>,
    ) {
        match ty {
            Type::Named { path, .. } => {
                let to = index.get(path);
                found.extend(to.map(|to| (*to, depth + boxed + 1)));
            }
            Type::Nullable(inner) | Type::Implied(inner) => {
                within(inner, (depth + 1, boxed), index, found);
            }
            Type::Tuple(items) => items
                .iter()
                .for_each(|item| within(item, (depth + 1, boxed), index, found)),
            // A list is made of a buffer, which owns a pointer.
            Type::List(inner) | Type::Map(inner) => within(inner, (depth + 3, 0), index, found),
            Type::Scalar(_) | Type::Any => {}
        }
    }
    let mut found = Vec::new();
    match &def.shape {
        Shape::Struct(object) => {
            for member in &object.members {
                // Optional, and perhaps null.
                let depth = 1 + u32::from(member.nullable);
                within(&member.ty, (depth, 2), index, &mut found);
            }
            if let Some(ty) = object.additional.documented() {
                within(ty, (3, 0), index, &mut found);
            }
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants.for_each(|variant| within(&variant.ty, (0, 2), index, &mut found));
        }
        Shape::Enum(_) => {}
    }
    found
}

fn for_each_type(shape: &mut Shape, each: &mut impl FnMut(&mut Type)) {
    fn within(ty: &mut Type, each: &mut impl FnMut(&mut Type)) {
        each(ty);
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Implied(inner) => {
                within(inner, each)
            }
            Type::Tuple(items) => items.iter_mut().for_each(|item| within(item, each)),
            Type::Scalar(_) | Type::Named { .. } | Type::Any => {}
        }
    }
    match shape {
        Shape::Struct(object) => {
            let members = object.members.iter_mut();
            members.for_each(|member| within(&mut member.ty, each));
            let additional = object.additional.documented_mut();
            additional.into_iter().for_each(|ty| within(ty, each));
        }
        Shape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| within(&mut variant.ty, each));
        }
        Shape::Enum(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::ir::{Place, Role, Shape, Struct, Type, TypeDef, TypePath, Union, Variant};
    use crate::lower::build::numbers;

    /// Types that hold others of these numbers.
    fn types(holds: &[Vec<usize>]) -> Vec<TypeDef> {
        let path = |at: usize| TypePath::new(None, &format!("T{at}"));
        let variant = |held: &usize| Variant {
            rust: format!("V{held}").into(),
            ty: Type::List(Box::new(Type::named(path(*held)))),
            tags: Vec::new(),
            doc: Default::default(),
        };
        let of = |(at, holds): (usize, &Vec<usize>)| TypeDef {
            path: path(at),
            pointer: Default::default(),
            merged: Vec::new(),
            implied: false,
            role: Role::Response,
            doc: Default::default(),
            shape: match &holds[..] {
                [] => Shape::Struct(Struct {
                    members: Vec::new(),
                    additional: Default::default(),
                    excluded: Vec::new(),
                }),
                holds => Shape::Union(Union {
                    discriminator: None,
                    variants: holds.iter().map(variant).collect(),
                }),
            },
            extensions: Default::default(),
            place: Place::default(),
        };
        holds.iter().enumerate().map(of).collect()
    }

    fn cuts(holds: &[Vec<usize>]) -> Vec<(usize, usize)> {
        let mut types = types(holds);
        let index = numbers(types.iter().map(|def| &def.path));
        cut(&mut types, &index)
    }

    fn chain(length: usize) -> Vec<Vec<usize>> {
        let next = |at: usize| Vec::from_iter((at + 1 < length).then_some(at + 1));
        (0..length).map(next).collect()
    }

    #[test]
    fn chains_are_cut_at_regular_places_counted_from_their_end() {
        assert_eq!(cuts(&chain(25)), []);
        assert_eq!(cuts(&chain(26)), [(0, 1)]);
        assert_eq!(cuts(&chain(51)), [(0, 1), (25, 26)]);
    }

    #[test]
    fn rings_are_cut_and_small_knots_are_not() {
        let mut ring = chain(100);
        ring[99].push(0);
        let found = cuts(&ring);
        assert!((8..20).contains(&found.len()), "{found:?}");
        // Sixty types that all refer to each other are near each other.
        let mesh: Vec<Vec<usize>> = (0..60).map(|_| (0..60).collect()).collect();
        assert_eq!(cuts(&mesh), []);
    }

    #[test]
    fn a_hundred_thousand_types_need_no_stack() {
        assert!(cuts(&chain(100_000)).len() > 3_000);
    }
}
