//! Recursive types: which references must be boxed.

use std::collections::HashMap;

use crate::ir::{Shape, Type, TypeDef, TypePath};

/// Boxes the references that close a circle of values without a list or map between, and no
/// others: those that lead back to a type whose values are being laid out, in document order.
pub(crate) fn box_cycles(types: &mut [TypeDef]) {
    let index: HashMap<TypePath, usize> = types
        .iter()
        .enumerate()
        .map(|(at, def)| (def.path.clone(), at))
        .collect();
    let edges: Vec<Vec<usize>> = types.iter().map(|def| targets(def, &index)).collect();
    let mut state = vec![State::New; types.len()];
    let mut back: Vec<(usize, usize)> = Vec::new();
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
            match edges[at].get(next) {
                Some(&to) => {
                    stack.push((at, next + 1));
                    match state[to] {
                        State::New => stack.push((to, 0)),
                        State::Open => back.push((at, to)),
                        State::Done => {}
                    }
                }
                None => state[at] = State::Done,
            }
        }
    }
    for (from, to) in back {
        let target = types[to].path.clone();
        for_each_value(&mut types[from].shape, &mut |ty| {
            if let Type::Named { path, boxed } = ty
                && *path == target
            {
                *boxed = true;
            }
        });
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

fn targets(def: &TypeDef, index: &HashMap<TypePath, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for_each_value(&mut def.shape.clone(), &mut |ty| {
        if let Type::Named { path, .. } = ty {
            found.extend(index.get(path));
        }
    });
    found
}

/// The types that a shape holds by value.
fn for_each_value(shape: &mut Shape, each: &mut impl FnMut(&mut Type)) {
    fn by_value(ty: &mut Type, each: &mut impl FnMut(&mut Type)) {
        match ty {
            Type::Named { .. } => each(ty),
            Type::Nullable(inner) => by_value(inner, each),
            Type::Tuple(items) => items.iter_mut().for_each(|item| by_value(item, each)),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Any => {}
        }
    }
    match shape {
        Shape::Struct(object) => {
            object
                .members
                .iter_mut()
                .for_each(|member| by_value(&mut member.ty, each));
        }
        Shape::Union(union) => {
            union
                .variants
                .iter_mut()
                .for_each(|variant| by_value(&mut variant.ty, each));
        }
        Shape::Enum(_) => {}
    }
}
