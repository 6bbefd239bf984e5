//! Names in `names.lock` that nothing has any more.

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
            // The first in the order of the keys that no earlier run knew.
            let moved = entry.value.as_str().and_then(|name| {
                let mut new = lock.names.iter();
                let same = |key: &str| !subject.product.lock.names.contains_key(key);
                new.find(|(key, rust)| *rust == name && same(key))
            });
            found.tell(
                Diagnostic::warning(
                    codes::STALE_NAME,
                    entry.name_span,
                    format!("nothing is called `{key}` any more"),
                )
                .label("remembered here")
                .help(match moved {
                    Some((key, _)) => format!("if it has moved to `{key}`, move the name there"),
                    None => "if it has moved, move the name with it; if it is gone, write \
                             `names.lock` anew"
                        .to_owned(),
                }),
            );
        }
    }
}
