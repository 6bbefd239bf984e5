//! Places that a spec names and a document lacks: those that one change of the document took away
//! are reported together.

use super::DEFINITION_TABLES;
use super::pointer::{index, near_pointer, push_child, segments};
use crate::diagnostic::Diagnostic;
use crate::source::{Node, Span, Value};

/// How many of the places that are gone for one reason a report shows.
const SHOWN: usize = 3;

/// Places that are gone because the same step of their pointers is missing.
pub(crate) struct Gone {
    /// The pointer of the first step that is missing.
    pub(crate) missing: String,
    /// Where the places are named, in order.
    pub(crate) spans: Vec<Span>,
}

/// The places of pointers that lead nowhere, together by what is missing, in the order of the first
/// of each.
pub(crate) fn by_missing_step<'p>(
    root: &Node,
    pointers: impl IntoIterator<Item = (&'p str, Span)>,
) -> Vec<Gone> {
    let mut gone: Vec<Gone> = Vec::new();
    let mut numbers = std::collections::HashMap::new();
    for (pointer, span) in pointers {
        let missing = missing_step(root, pointer).unwrap_or_else(|| pointer.to_owned());
        let number = *numbers.entry(missing.clone()).or_insert(gone.len());
        match gone.get_mut(number) {
            Some(known) => known.spans.push(span),
            None => gone.push(Gone {
                missing,
                spans: vec![span],
            }),
        }
    }
    gone
}

/// The pointer of the first step of a pointer that a document lacks.
fn missing_step(root: &Node, pointer: &str) -> Option<String> {
    let mut node = root;
    let mut walked = String::new();
    for segment in segments(pointer)? {
        push_child(&mut walked, &segment);
        let next = match &node.value {
            Value::Object(object) => object.get(&segment),
            Value::Array(items) => index(&segment).and_then(|index| items.get(index)),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => return Some(walked),
        }
    }
    None
}

/// The table of definitions that stands in a document where a pointer names another: `/$defs` for
/// `/definitions`.
pub(crate) fn moved_table(root: &Node, missing: &str) -> Option<String> {
    let name = missing.strip_prefix('/')?;
    if !DEFINITION_TABLES.contains(&name) {
        return None;
    }
    let mut tables = DEFINITION_TABLES.into_iter();
    let table = tables.find(|table| {
        root.get(table)
            .is_some_and(|node| node.as_object().is_some())
    });
    table.map(|table| format!("/{table}"))
}

impl Gone {
    /// Whether one change of the document took the places away: several of them, or the table that
    /// they stood in.
    pub(crate) fn is_one_change(&self, root: &Node) -> bool {
        self.spans.len() > 1 || moved_table(root, &self.missing).is_some()
    }

    /// One report for all. `what` are the tables of the spec that name the places, in the plural.
    pub(crate) fn report(&self, root: &Node, code: &'static str, what: &str) -> Diagnostic {
        let span = self.spans.first().copied().unwrap_or_default();
        let missing = &self.missing;
        let message = match self.spans.len() {
            1 => format!("nothing stands at `{missing}` in the schema any more"),
            many => format!(
                "nothing stands at `{missing}` in the schema, and {many} {what} name places there"
            ),
        };
        let mut report = Diagnostic::error(code, span, message).label("leads nowhere");
        for span in self.spans.iter().take(SHOWN).skip(1) {
            report = report.also(*span, "leads nowhere, too");
        }
        report.help(match moved_table(root, missing) {
            Some(table) => format!("write `{table}` for `{missing}` in their pointers"),
            None => match near_pointer(root, missing) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("remove the {what}, or bring their pointers up to date"),
            },
        })
    }
}
