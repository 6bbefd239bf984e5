//! Whether and how an operation pages.

use super::log::{At, Log};
use crate::ir::{Operation, Paging, PagingKind};

/// Compares how an operation of both states pages.
pub(super) fn compare(old: &Operation, new: &Operation, path: &str, log: &mut Log) {
    let at = At::New(&new.place);
    match (&old.paging, &new.paging) {
        (Some(_), None) => {
            let what = "no longer pages: `pages` and `stream` are removed";
            log.breaking(path, what, at);
        }
        (None, Some(_)) => log.addition(path, "pages: `pages` and `stream` are new", at),
        // By which fields it pages is said of these.
        (Some(old), Some(new)) if way(old) != way(new) => {
            log.fix(
                path,
                format!("pages by {}, was by {}", way(new), way(old)),
                at,
            );
        }
        _ => {}
    }
}

fn way(paging: &Paging) -> String {
    let kind = match &paging.kind {
        PagingKind::Number { .. } => "number",
        PagingKind::Cursor { .. } => "cursor",
    };
    match paging.default_size {
        Some(size) => format!("{kind} with {size} items a page"),
        None => kind.to_owned(),
    }
}
