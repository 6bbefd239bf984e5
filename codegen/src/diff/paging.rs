//! Whether and how an operation pages.

use super::log::{At, Log};
use super::words::code;
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
        (Some(old), Some(new)) if way(old) != way(new) => {
            let what = format!("pages by {}, was by {}", way(new), way(old));
            log.fix(path, what, at);
        }
        _ => {}
    }
}

/// How the next page is asked for, and known to be there.
fn way(paging: &Paging) -> String {
    let size = paging.size_field.as_deref();
    let (kind, parts) = match &paging.kind {
        PagingKind::Number {
            page_field,
            more_field,
        } => {
            let more = ("more", more_field.as_deref());
            (("number", page_field), [("size", size), more, ("", None)])
        }
        PagingKind::Cursor {
            cursor_field,
            next_field,
            last_field,
        } => {
            let (next, last) = (Some(next_field.as_str()), last_field.as_deref());
            let parts = [("size", size), ("next", next), ("last", last)];
            (("cursor", cursor_field), parts)
        }
    };
    let parts = parts.into_iter();
    let parts = parts.filter_map(|(what, field)| Some(format!("{what} {}", code(field?))));
    let items = paging.default_size;
    let items = items.map(|items| format!("{items} items a page"));
    let parts: Vec<String> = parts.chain(items).collect();
    let (kind, field) = (kind.0, code(kind.1));
    match parts.as_slice() {
        [] => format!("{kind} {field}"),
        parts => format!("{kind} {field} ({})", parts.join(", ")),
    }
}
