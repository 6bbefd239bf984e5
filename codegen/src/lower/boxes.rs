//! Recursive types: which references must be boxed.

use std::collections::{HashMap, HashSet};

use super::build::TypeNumbers;
use super::graph;
use crate::ir::{Shape, Type, TypeDef, TypePath};

/// Boxes the references that close a circle of values without a list or map between, and no
/// others: those that lead back to a type whose values are being laid out, in document order.
///
/// Each knot of types that contain each other is laid out by itself, so that a type which is added
/// outside of it changes none of its boxes.
pub(crate) fn box_cycles(types: &mut [TypeDef], index: &TypeNumbers) {
    let edges: Vec<Vec<usize>> = types.iter().map(|def| targets(def, index)).collect();
    let within = graph::within_knots(&edges);
    let mut back: HashMap<usize, HashSet<TypePath>> = HashMap::new();
    graph::depth_first(&within, |from, to| {
        back.entry(from).or_default().insert(types[to].path.clone());
    });
    for (from, targets) in back {
        for_each_value_mut(&mut types[from].shape, &mut |ty| {
            if let Type::Named { path, boxed } = ty {
                *boxed |= targets.contains(path);
            }
        });
    }
}

/// The types that a type holds by value. What is boxed already, because an earlier run boxed it, closes
/// no circle.
fn targets(def: &TypeDef, index: &TypeNumbers) -> Vec<usize> {
    fn by_value(ty: &Type, index: &TypeNumbers, found: &mut Vec<usize>) {
        match ty {
            Type::Named { boxed: true, .. } => {}
            Type::Named { path, .. } => found.extend(index.get(path)),
            Type::Nullable(inner) | Type::Implied(inner) => by_value(inner, index, found),
            Type::Tuple(items) => items.iter().for_each(|item| by_value(item, index, found)),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Any => {}
        }
    }
    let mut found = Vec::new();
    match &def.shape {
        Shape::Struct(object) => {
            let members = object.members.iter();
            members.for_each(|member| by_value(&member.ty, index, &mut found));
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants.for_each(|variant| by_value(&variant.ty, index, &mut found));
        }
        Shape::Enum(_) => {}
    }
    found
}

/// The types that a shape holds by value, to change them.
fn for_each_value_mut(shape: &mut Shape, each: &mut impl FnMut(&mut Type)) {
    fn by_value(ty: &mut Type, each: &mut impl FnMut(&mut Type)) {
        match ty {
            Type::Named { .. } => each(ty),
            Type::Nullable(inner) | Type::Implied(inner) => by_value(inner, each),
            Type::Tuple(items) => items.iter_mut().for_each(|item| by_value(item, each)),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Any => {}
        }
    }
    match shape {
        Shape::Struct(object) => {
            let members = object.members.iter_mut();
            members.for_each(|member| by_value(&mut member.ty, each));
        }
        Shape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| by_value(&mut variant.ty, each));
        }
        Shape::Enum(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::box_cycles;
    use crate::ir::{Place, Role, Shape, Type, TypeDef, TypePath, Union, Variant};
    use crate::lower::build::numbers;

    fn holder(name: &str, holds: &[&str]) -> TypeDef {
        let variant = |held: &&str| Variant {
            rust: (*held).into(),
            ty: Type::named(TypePath::new(None, held)),
            tags: Vec::new(),
            doc: Default::default(),
        };
        TypeDef {
            path: TypePath::new(None, name),
            pointer: Default::default(),
            merged: Vec::new(),
            role: Role::Response,
            implied: false,
            doc: Default::default(),
            shape: Shape::Union(Union {
                variants: holds.iter().map(variant).collect(),
                discriminator: None,
            }),
            extensions: Default::default(),
            place: Place::default(),
        }
    }

    fn boxed(types: &[(&str, &[&str])]) -> Vec<String> {
        let mut types: Vec<TypeDef> = types
            .iter()
            .map(|(name, holds)| holder(name, holds))
            .collect();
        let index = numbers(types.iter().map(|def| &def.path));
        box_cycles(&mut types, &index);
        let mut found = Vec::new();
        for def in &types {
            let Shape::Union(union) = &def.shape else {
                continue;
            };
            for variant in &union.variants {
                if let Type::Named { path, boxed: true } = &variant.ty {
                    found.push(format!("{}->{}", def.path.0, path.0));
                }
            }
        }
        found
    }

    #[test]
    fn what_closes_a_circle_is_boxed_and_nothing_else() {
        assert_eq!(boxed(&[("A", &["B"]), ("B", &["C"]), ("C", &[])]), [""; 0]);
        assert_eq!(
            boxed(&[("A", &["A", "B"]), ("B", &["A"])]),
            ["A->A", "B->A"]
        );
        assert_eq!(
            boxed(&[("A", &["C"]), ("B", &["A"]), ("C", &["B"])]),
            ["B->A"]
        );
    }

    #[test]
    fn a_type_outside_of_a_circle_changes_none_of_its_boxes() {
        let knot: [(&str, &[&str]); 2] = [("A", &["B"]), ("B", &["A"])];
        assert_eq!(boxed(&knot), ["B->A"]);
        assert_eq!(boxed(&[("Z", &["B"]), knot[0], knot[1]]), ["B->A"]);
    }
}
