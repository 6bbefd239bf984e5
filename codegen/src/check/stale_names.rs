//! Names in `names.lock` that nothing has any more.

use std::collections::HashMap;

use super::Subject;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LOCK_FILE;

/// Checks the lock of a product.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(tree) = subject.product.trees.get(LOCK_FILE) else {
        return;
    };
    let lock = subject.lock;
    let old = &subject.product.lock.names;
    // What no earlier run knew, by its name; of several, the first key.
    let names = lock.names.iter().rev();
    let names = names.filter(|(key, _)| !old.contains_key(*key));
    let new: HashMap<&str, &str> = names
        .map(|(key, rust)| (rust.as_str(), key.as_str()))
        .collect();
    for table in ["names", "merged", "homes"] {
        for entry in tree
            .get(table)
            .and_then(|node| node.as_object())
            .into_iter()
            .flatten()
        {
            let key = entry.name.as_str();
            let known = match table {
                "names" => lock.names.contains_key(key),
                // What shared a type may have one of its own now.
                "merged" => lock.merged.contains_key(key) || lock.names.contains_key(key),
                _ => lock.homes.contains_key(key),
            };
            if known {
                continue;
            }
            let moved = entry.value.as_str().and_then(|name| new.get(name));
            found.tell(
                Diagnostic::warning(
                    codes::STALE_NAME,
                    entry.name_span,
                    format!("nothing is called `{key}` any more"),
                )
                .label("remembered here")
                .help(match moved {
                    Some(key) => format!("if it has moved to `{key}`, move the name there"),
                    None => "if it has moved, move the name with it; if it is gone, write \
                             `names.lock` anew"
                        .to_owned(),
                }),
            );
        }
    }
}
