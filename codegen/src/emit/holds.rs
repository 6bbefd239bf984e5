//! Which types have an empty value, and which of them is plain `Default`.

use super::EmitError;
use super::scope::ApiNames;
use crate::ir::{Member, Presence, Role, Shape, Struct, Type, TypeDef};

/// Whether each type of an API, in their order, is `Default`.
///
/// # Errors
/// As [`Defaults::new`].
#[cfg(feature = "diff")]
pub(crate) fn defaults(api: &crate::ir::Api) -> Result<Vec<bool>, EmitError> {
    let options = super::EmitOptions::new("");
    Ok(Defaults::new(&ApiNames::new(api, &options, true)?)?.0)
}

/// For each type of the API, by its number: whether it is `Default`. Response structs are, and
/// requests that require nothing, unless they always hold one that is not.
pub(super) struct Defaults(Vec<bool>);

impl Defaults {
    /// # Errors
    /// A type always holds itself, so that no value of it has an end.
    pub(super) fn new(names: &ApiNames<'_>) -> Result<Self, EmitError> {
        let types = &names.api.types;
        // Types are settled from the leaves: one is when all that it always holds are.
        let mut waits = vec![0_usize; types.len()];
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
        for (index, def) in types.iter().enumerate() {
            for ty in always_held(def) {
                let mut held = Vec::new();
                named_in(ty, names, &mut held)?;
                for held in held {
                    waits[index] += 1;
                    holders[held].push(index);
                }
            }
        }
        let mut defaults: Vec<bool> = types.iter().map(alone).collect();
        let mut ready: Vec<usize> = (0..types.len()).filter(|at| waits[*at] == 0).collect();
        let mut settled = 0;
        while let Some(index) = ready.pop() {
            settled += 1;
            for holder in std::mem::take(&mut holders[index]) {
                // A union is `Default` by its first variant's empty value, whatever that is.
                if !matches!(types[holder].shape, Shape::Union(_)) {
                    defaults[holder] &= defaults[index];
                }
                waits[holder] -= 1;
                if waits[holder] == 0 {
                    ready.push(holder);
                }
            }
        }
        if settled == types.len() {
            return Ok(Self(defaults));
        }
        let endless = types.iter().zip(&waits).find(|(_, waits)| **waits > 0);
        Err(endless.map_or_else(
            || EmitError::internal("a type is neither settled nor waiting"),
            |(def, _)| {
                EmitError::new(
                    &def.place,
                    format!(
                        "`{}` always holds a value of its own type, so it has no end: make a member on the way optional",
                        def.path.name()
                    ),
                )
            },
        ))
    }

    /// Whether the type of that number is `Default`.
    pub(super) fn get(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }
}

/// Whether a type is `Default` as far as its own members go.
fn alone(def: &TypeDef) -> bool {
    match &def.shape {
        Shape::Struct(shape) => {
            def.role == Role::Response || !shape.members.iter().any(is_required)
        }
        Shape::Enum(_) | Shape::Union(_) => true,
    }
}

/// Whether `new` asks for the member.
pub(super) fn is_required(member: &Member) -> bool {
    member.presence == Presence::Always
}

/// The types of which every value of the type holds one.
fn always_held(def: &TypeDef) -> Vec<&Type> {
    match &def.shape {
        Shape::Struct(Struct { members, .. }) => members
            .iter()
            .filter(|member| is_required(member) && !member.nullable)
            .map(|member| &member.ty)
            .collect(),
        Shape::Enum(_) => Vec::new(),
        Shape::Union(union) => union
            .variants
            .iter()
            .take(1)
            .map(|first| &first.ty)
            .collect(),
    }
}

/// The types that a value always holds: lists and maps may be empty, null holds nothing.
fn named_in(ty: &Type, names: &ApiNames<'_>, held: &mut Vec<usize>) -> Result<(), EmitError> {
    match ty {
        Type::Named { path, .. } => held.push(names.type_index(path)?),
        Type::Tuple(items) => {
            for item in items {
                named_in(item, names, held)?;
            }
        }
        Type::Implied(inner) => named_in(inner, names, held)?,
        Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Any => {}
    }
    Ok(())
}
