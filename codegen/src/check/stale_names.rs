//! Names in `names.lock` that nothing has any more.

use super::Subject;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LOCK_FILE;
use crate::names::stale;

/// Checks the lock of a product.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(tree) = subject.product.trees.get(LOCK_FILE) else {
        return;
    };
    let stale = stale(&subject.product.lock, subject.lock);
    for (table, keys) in [("names", &stale.names), ("merged", &stale.merged)] {
        let entries = tree.get(table).and_then(|node| node.as_object());
        let entries = entries.into_iter().flatten();
        for entry in entries.filter(|entry| keys.contains_key(&entry.name)) {
            found.tell(
                Diagnostic::warning(
                    codes::STALE_NAME,
                    entry.name_span,
                    format!("nothing is called `{}` any more", entry.name),
                )
                .label("remembered here")
                .help(
                    "if it was renamed, give this name to the entry of its new place and remove \
                     this line; if it is gone, run `lock --prune`",
                ),
            );
        }
    }
}
