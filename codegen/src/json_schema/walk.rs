//! Every schema of a document, without what only looks like one.

use super::pointer::push_child;
use crate::source::{Node, Object, Value};

/// Keywords whose values are data: nothing in them is a schema.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Keywords whose values are tables: the names in them are data, their values are schemas.
const TABLES: [&str; 6] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "dependencies",
    "patternProperties",
    "properties",
];

/// Shows every object of a document that may be a schema, and its pointer, in the order of the
/// document. Keywords that are not known are looked into: definitions stand in many places.
pub(crate) fn for_each_schema<'a>(root: &'a Node, mut each: impl FnMut(&str, &'a Object)) {
    let mut pointer = String::new();
    let mut open = vec![Step::Enter(root, false)];
    let mut names: Vec<Step<'a>> = Vec::new();
    while let Some(step) = open.pop() {
        match step {
            Step::Leave(length) => pointer.truncate(length),
            Step::Name(name, node, is_table) => {
                open.push(Step::Leave(pointer.len()));
                push_child(&mut pointer, name);
                open.push(Step::Enter(node, is_table));
            }
            Step::Item(index, node) => {
                open.push(Step::Leave(pointer.len()));
                push_child(&mut pointer, &index.to_string());
                open.push(Step::Enter(node, false));
            }
            Step::Enter(node, is_table) => match &node.value {
                Value::Object(object) => {
                    if !is_table {
                        each(&pointer, object);
                    }
                    for member in object {
                        let name = member.name.as_str();
                        let holds =
                            matches!(member.value.value, Value::Object(_) | Value::Array(_));
                        if holds && (is_table || !DATA.contains(&name)) {
                            let table = !is_table && TABLES.contains(&name);
                            names.push(Step::Name(name, &member.value, table));
                        }
                    }
                    open.extend(names.drain(..).rev());
                }
                Value::Array(items) => {
                    let items = items.iter().enumerate();
                    open.extend(items.rev().map(|(index, item)| Step::Item(index, item)));
                }
                _ => {}
            },
        }
    }
}

enum Step<'a> {
    /// A value, and whether it is a table of schemas.
    Enter(&'a Node, bool),
    /// A member of what is being looked at, and whether it is a table of schemas.
    Name(&'a str, &'a Node, bool),
    /// An item of what is being looked at.
    Item(usize, &'a Node),
    /// Back to a pointer of this length.
    Leave(usize),
}
