//! Names that a lock remembers and nothing has any more.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::NamesLock;

/// The entries of `old` that nothing has in `new`, without those of what only moved: a place that
/// `old` does not know has their Rust name, in the same file or at the same place of another.
pub(crate) fn stale(old: &NamesLock, new: &NamesLock) -> NamesLock {
    // By Rust name, the places that the earlier run did not know.
    let mut moved: HashMap<&str, Vec<&str>> = HashMap::new();
    for (key, rust) in &new.names {
        if !old.names.contains_key(key) {
            moved.entry(rust).or_default().push(key);
        }
    }
    let mut kept = NamesLock::default();
    // A type comes before its members, whose keys begin with its own.
    let mut dropped: Option<&str> = None;
    for (key, rust) in &old.names {
        if new.names.contains_key(key) || new.merged.contains_key(key) {
            continue;
        }
        let is_member = dropped.is_some_and(|owner| {
            let rest = key.strip_prefix(owner);
            rest.is_some_and(|rest| rest.starts_with(' '))
        });
        if is_member {
            continue;
        }
        let places = moved.get(rust.as_str()).into_iter().flatten();
        match places.copied().any(|place| is_near(key, place)) {
            true => dropped = Some(key),
            false => {
                kept.names.insert(key.clone(), rust.clone());
            }
        }
    }
    let remains =
        |pointer: &SmolStr| new.names.contains_key(pointer) || kept.names.contains_key(pointer);
    for (key, shared) in &old.merged {
        let known = new.merged.contains_key(key) || new.names.contains_key(key);
        if !known && remains(shared) {
            kept.merged.insert(key.clone(), shared.clone());
        }
    }
    kept
}

/// Whether something at one place may have moved to the other.
fn is_near(one: &str, other: &str) -> bool {
    match (one.split_once('#'), other.split_once('#')) {
        (Some((file, place)), Some((other_file, other_place))) => {
            file == other_file || place == other_place
        }
        _ => false,
    }
}
