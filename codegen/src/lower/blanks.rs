//! Types whose blank value would never be finished.
//!
//! Reading starts from a blank value. An object that must hold an object of its own kind, which
//! must hold another, has none: no service can send one either, so the document promises too much.

use std::collections::HashMap;

use crate::ir::{Member, Presence, Shape, Type, TypeDef, TypePath};

/// Makes the members optional that close a circle of values that must all be there: those that
/// lead back to a type whose blank value is being made, in document order.
pub(crate) fn break_circles(types: &mut [TypeDef]) {
    let index: HashMap<TypePath, usize> = types
        .iter()
        .enumerate()
        .map(|(at, def)| (def.path.clone(), at))
        .collect();
    // One round finds all circles but those that part at a union and meet again.
    loop {
        let mut found = circles(types, &index);
        if found.is_empty() {
            return;
        }
        found.sort_unstable();
        found.dedup();
        for (at, member) in found {
            if let Shape::Struct(object) = &mut types[at].shape {
                object.members[member].presence = Presence::Optional;
            }
        }
    }
}

/// A type whose blank value needs that of another: the number of the type, of the member that
/// needs it (none in a union), and of the type that is needed.
type Need = (usize, Option<usize>, usize);

/// The members that close circles.
fn circles(types: &[TypeDef], index: &HashMap<TypePath, usize>) -> Vec<(usize, usize)> {
    let needs: Vec<Vec<Need>> = (0..)
        .zip(types)
        .map(|(at, def)| needs(at, def, index))
        .collect();
    let mut state = vec![State::New; types.len()];
    let mut found: Vec<(usize, usize)> = Vec::new();
    // Depth first, with a stack of our own: a chain of types may be as long as a document.
    for start in 0..types.len() {
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 {
                if state[at] != State::New {
                    continue;
                }
                state[at] = State::Open;
            }
            let Some(&(_, member, to)) = needs[at].get(next) else {
                state[at] = State::Done;
                continue;
            };
            stack.push((at, next + 1));
            match state[to] {
                State::New => stack.push((to, 0)),
                State::Done => {}
                State::Open => match member {
                    Some(member) => found.push((at, member)),
                    // A union cannot do without: the object nearest to it on the way must.
                    None => found.extend(nearest(&stack, &needs, to)),
                },
            }
        }
    }
    found
}

/// The last member on the way that the stack is, from `to` on.
fn nearest(stack: &[(usize, usize)], needs: &[Vec<Need>], to: usize) -> Option<(usize, usize)> {
    let start = stack.iter().rposition(|(at, _)| *at == to)?;
    stack[start..]
        .iter()
        .rev()
        .find_map(|(at, next)| Some((*at, needs[*at].get(next.checked_sub(1)?)?.1?)))
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// What the blank value of a type needs.
fn needs(at: usize, def: &TypeDef, index: &HashMap<TypePath, usize>) -> Vec<Need> {
    let mut found = Vec::new();
    match &def.shape {
        Shape::Struct(object) => {
            for (number, member) in object.members.iter().enumerate() {
                if is_held(member) {
                    by_value(&member.ty, &mut |path| {
                        found.extend(index.get(path).map(|to| (at, Some(number), *to)));
                    });
                }
            }
        }
        // A blank union is a blank first alternative.
        Shape::Union(union) => {
            if let Some(variant) = union.variants.first() {
                by_value(&variant.ty, &mut |path| {
                    found.extend(index.get(path).map(|to| (at, None, *to)));
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
        Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Any => {}
    }
}
