//! Places in a specification, as people write them.

use crate::json_schema::segments;
use crate::source::{Node, Span, Value};

/// A value that a place leads to.
pub(crate) struct Found<'a> {
    /// The value.
    pub(crate) node: &'a Node,
    /// The key that it stands under.
    pub(crate) key: Option<Span>,
}

/// Why a place was not found.
pub(crate) enum NotFound<'a> {
    /// Nothing stands at a segment of it.
    Missing {
        /// The first such segment.
        segment: String,
        /// The names that stand there instead.
        known: Vec<&'a str>,
    },
    /// The caller has no work left to spend.
    OutOfWork,
}

/// The keys of a row that tell it apart, in the order in which they are looked for.
const ROW_KEYS: [&str; 4] = ["name", "code", "value", "status"];

/// Finds a place below `root`: keys with dots between, or a JSON pointer. A row of a list is named
/// by its `name`, `code`, `value` or `status`, or by its number from 0. `spend` counts the rows
/// that are looked at, and says whether there may be more.
pub(crate) fn find_place<'a>(
    root: &'a Node,
    place: &str,
    mut spend: impl FnMut(usize) -> bool,
) -> Result<Found<'a>, NotFound<'a>> {
    let path: Vec<String> = match segments(place) {
        Some(segments) => segments.map(|segment| segment.into_owned()).collect(),
        // As in `names.lock`: a key that holds a dot takes a JSON pointer.
        None => place.split('.').map(str::to_owned).collect(),
    };
    let mut found = Found {
        node: root,
        key: None,
    };
    for segment in path {
        let rows = found.node.as_array().map_or(1, <[Node]>::len);
        if !spend(rows) {
            return Err(NotFound::OutOfWork);
        }
        let next = match &found.node.value {
            Value::Array(items) => row(items, &segment).map(|node| Found { node, key: None }),
            Value::Object(object) => object.property(&segment).map(|property| Found {
                node: &property.value,
                key: Some(property.name_span),
            }),
            _ => None,
        };
        found = next.ok_or_else(|| NotFound::Missing {
            known: known(found.node),
            segment,
        })?;
    }
    Ok(found)
}

fn row<'a>(items: &'a [Node], segment: &str) -> Option<&'a Node> {
    let named = items
        .iter()
        .find(|item| row_names(item).any(|name| name == segment));
    named.or_else(|| items.get(segment.parse::<usize>().ok()?))
}

/// What a row can be called by.
fn row_names(row: &Node) -> impl Iterator<Item = &str> {
    let values = ROW_KEYS.into_iter().filter_map(|key| row.get(key));
    values.filter_map(|node| match &node.value {
        Value::String(text) | Value::Number(text) => Some(text.as_str()),
        _ => None,
    })
}

fn known(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Object(object) => object.iter().map(|member| member.name.as_str()).collect(),
        Value::Array(items) => items
            .iter()
            .filter_map(|row| row_names(row).next())
            .collect(),
        _ => Vec::new(),
    }
}
