//! Choosing the Rust names of types.

use std::collections::HashMap;

use super::draft::{Draft, ScopeId, Wish};
use super::units::{Unit, Units};
use crate::ir::Role;
use crate::names::{NamesLock, Scope, type_name};

/// Names that generated code uses for other things: Rust's prelude, the runtime's types, the
/// crate's own.
pub(crate) const RESERVED_TYPES: [&str; 48] = [
    "Answer",
    "AsRef",
    "Box",
    "BTreeMap",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Date",
    "Debug",
    "Decimal",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "Page",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "Response",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToString",
    "Unlisted",
    "Value",
    "Vec",
];

/// The names of a product's types.
pub(crate) struct TypeNames {
    /// By place in [`Units::all`].
    pub(crate) names: Vec<String>,
}

/// Chooses a name for each type. First come the names that are remembered, then names of their
/// own, then inline objects, each in document order: a newcomer is the one that is qualified.
///
/// `taken` are the names that a scope has given away to what is no type: operations, accessors,
/// identifiers.
pub(crate) fn choose(
    draft: &Draft,
    units: &Units,
    lock: &NamesLock,
    taken: &HashMap<ScopeId, Vec<String>>,
) -> TypeNames {
    let mut scopes: HashMap<ScopeId, Scope> = HashMap::new();
    let of_product = taken.get(&None).into_iter().flatten().map(String::as_str);
    let of_product: Vec<&str> = RESERVED_TYPES.iter().copied().chain(of_product).collect();
    let open_scope = |scope: ScopeId| -> Scope {
        let own = taken.get(&scope).into_iter().flatten().map(String::as_str);
        Scope::reserving(of_product.iter().copied().chain(own))
    };
    let mut names: Vec<Option<String>> = vec![None; units.all.len()];
    // The product's names first: its modules use them without a path.
    let mut order: Vec<usize> = (0..units.all.len()).collect();
    order.sort_by_key(|index| {
        (
            units.all[*index].scope,
            rank(draft, &units.all[*index], lock),
            *index,
        )
    });
    let mut product_names: Vec<String> = Vec::new();
    for index in order {
        let unit = &units.all[index];
        let scope = scopes.entry(unit.scope).or_insert_with(|| {
            let mut scope = open_scope(unit.scope);
            for name in &product_names {
                scope.take(name);
            }
            scope
        });
        let wishes = wishes(draft, units, unit);
        let locked = locked_name(lock, unit);
        let name = match locked {
            Some(name) if scope.take(name) => name.to_owned(),
            _ => scope.take_first(&wishes, ""),
        };
        if unit.scope.is_none() {
            product_names.push(name.clone());
        }
        names[index] = Some(name);
    }
    TypeNames {
        // Every index was in `order`.
        names: names.into_iter().map(Option::unwrap_or_default).collect(),
    }
}

fn locked_name<'a>(lock: &'a NamesLock, unit: &Unit) -> Option<&'a str> {
    let keys = std::iter::once(&unit.key).chain(&unit.merged);
    keys.filter_map(|key| lock.name(key))
        .find(|name| type_name(name) == *name)
}

/// Who chooses before whom.
fn rank(draft: &Draft, unit: &Unit, lock: &NamesLock) -> u8 {
    match (&draft.get(unit.def).wish, locked_name(lock, unit)) {
        (_, Some(_)) if lock.names.contains_key(&unit.key) => 0,
        (_, Some(_)) => 1,
        (Wish::Own(_), None) => 2,
        (Wish::Place(_), None) => 3,
    }
}

fn wishes(draft: &Draft, units: &Units, unit: &Unit) -> Vec<String> {
    let base = match &draft.get(unit.def).wish {
        Wish::Own(name) => vec![type_name(name)],
        Wish::Place(names) => names.iter().map(|name| type_name(name)).collect(),
    };
    let suffix = if is_first_role(draft, units, unit) {
        ""
    } else {
        match unit.role {
            Role::Response => "Output",
            Role::Request => "Input",
            Role::Update => "Update",
        }
    };
    base.into_iter()
        .map(|name| format!("{name}{suffix}"))
        .map(|name| {
            if RESERVED_TYPES.contains(&name.as_str()) {
                format!("{name}Type")
            } else {
                name
            }
        })
        .collect()
}

/// Whether no other role of the same definition comes before: the first keeps the plain name.
fn is_first_role(draft: &Draft, units: &Units, unit: &Unit) -> bool {
    [Role::Response, Role::Request, Role::Update]
        .into_iter()
        .take_while(|role| *role != unit.role)
        .all(|role| units.find(draft, unit.def, role).is_none())
}
