//! The names of operations: of their structs and of their functions.

use super::draft::Ty;
use super::operations::{DraftOperation, DraftPayload};
use crate::load::LoadedModule;
use crate::names::{NamesLock, Scope, field_name, singular, type_name};

/// The names of a module's operations, in order: remembered ones first.
pub(crate) fn choose_names(
    module: &LoadedModule,
    operations: &[DraftOperation<'_>],
    old: &NamesLock,
    taken: &[String],
) -> Vec<String> {
    let pointer = |operation: &DraftOperation<'_>| pointer(module, operation);
    // A type that an earlier run named keeps its name: a new operation is the newcomer.
    let of_types = old
        .names
        .iter()
        .filter(|(key, _)| !key.contains("#operations.") && !key.contains(' '))
        .map(|(_, name)| name.as_str());
    let reserved = super::type_names::RESERVED_TYPES.into_iter();
    let mut scope = Scope::reserving(
        reserved
            .chain(taken.iter().map(String::as_str))
            .chain(of_types),
    );
    let mut names: Vec<Option<String>> = vec![None; operations.len()];
    for (name, operation) in names.iter_mut().zip(operations) {
        let remembered = old
            .name(&pointer(operation))
            .filter(|known| type_name(known) == *known);
        *name = remembered
            .filter(|known| scope.take(known))
            .map(str::to_owned);
    }
    names
        .into_iter()
        .zip(operations)
        .map(|(name, operation)| {
            name.unwrap_or_else(|| {
                let wish = wish(module, operation);
                scope.take_first(&[wish.clone(), format!("{wish}Operation")], "")
            })
        })
        .collect()
}

pub(super) fn pointer(module: &LoadedModule, operation: &DraftOperation<'_>) -> String {
    format!("{}#operations.{}", module.file, operation.key.value)
}

/// `ListUsers`, `GetUser`: the function and what it is about, in the plural for lists.
fn wish(module: &LoadedModule, operation: &DraftOperation<'_>) -> String {
    if let Some(name) = &operation.spec.name {
        return type_name(&name.value);
    }
    let header = &module.spec.module;
    let many = match &operation.payload {
        DraftPayload::Page { .. } => true,
        DraftPayload::Member(_, ty) | DraftPayload::Whole(ty) => matches!(ty, Ty::List(_)),
        DraftPayload::Empty => false,
    };
    let one = match &header.singular {
        Some(singular) => singular.value.clone(),
        None => singular(&header.title.value),
    };
    let about = if many { &header.title.value } else { &one };
    format!("{}{}", type_name(&operation.key.value), type_name(about))
}

/// The accessor's own function and those of `Clone` stay what they are.
pub(super) fn function_name(key: &str) -> String {
    let name = field_name(key);
    match name.as_str() {
        "new" | "clone" => format!("{name}_operation"),
        _ => name,
    }
}
