//! Definitions of schemas that no operation leads to.

use std::collections::HashSet;

use super::Subject;
use super::found::Found;
use super::unused::{for_each_expr, has_operations, innermost, told};
use crate::json_schema::{At, DEFINITION_TABLES, Documents, child, percent_decoded};
use crate::source::{Node, Value};
use crate::spec::TypeExprKind;

/// Keywords whose members are schemas by names that are data.
const TABLES: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

/// Checks the schemas that modules name.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    if !has_operations(subject) {
        return;
    }
    let documents = &subject.product.documents;
    let mut open: Vec<At> = Vec::new();
    for_each_expr(subject, &mut |module, expr| {
        let document = module.and_then(|module| module.schema);
        if let (Some(document), TypeExprKind::Schema(target)) = (document, &innermost(expr).kind) {
            open.extend(places(document, &percent_decoded(target)));
        }
    });
    let mut used: HashSet<At> = HashSet::new();
    let mut seen: HashSet<*const Node> = HashSet::new();
    while let Some(at) = open.pop() {
        if !used.contains(&at) {
            references(documents, &at, &mut seen, &mut open);
            used.insert(at);
        }
    }
    // A definition is used where something leads to it or into it.
    let mut definitions: HashSet<(usize, String)> = HashSet::new();
    for at in &used {
        let mut segments = at.pointer.splitn(4, '/').skip(1);
        if let (Some(table), Some(name)) = (segments.next(), segments.next()) {
            definitions.insert((at.document, format!("/{table}/{name}")));
        }
    }
    let named: HashSet<usize> = subject
        .product
        .modules
        .iter()
        .filter_map(|module| module.schema)
        .collect();
    let mut named: Vec<usize> = named.into_iter().collect();
    named.sort_unstable();
    for index in named {
        let root = documents.document(index).map(|document| &document.root);
        for table in DEFINITION_TABLES {
            let members = root.and_then(|root| root.get(table)?.as_object());
            for member in members.into_iter().flatten() {
                let pointer = child(&child("", table), &member.name);
                if !definitions.contains(&(index, pointer)) {
                    let help = "remove it by a correction, use it, or allow the warning";
                    found.tell(told("definition", &member.name, member.name_span).help(help));
                }
            }
        }
    }
}

/// The places that `#target` may mean in a spec.
fn places(document: usize, target: &str) -> Vec<At> {
    let at = |pointer: String| At { document, pointer };
    if target.starts_with('/') {
        return vec![at(target.to_owned())];
    }
    let tables = DEFINITION_TABLES.iter();
    tables
        .map(|table| at(child(&child("", table), target)))
        .collect()
}

/// Adds what the references in a schema lead to, but for those in definitions inside of it.
/// What was looked at once is not looked at again.
fn references(documents: &Documents, at: &At, seen: &mut HashSet<*const Node>, open: &mut Vec<At>) {
    let Some(root) = documents.node(at) else {
        return;
    };
    let mut nodes: Vec<(&Node, bool)> = vec![(root, false)];
    while let Some((node, is_table)) = nodes.pop() {
        if !seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        match &node.value {
            Value::Object(object) => {
                for member in object {
                    let name = member.name.as_str();
                    if is_table {
                        nodes.push((&member.value, false));
                    } else if let ("$ref", Some(text)) = (name, member.value.as_str()) {
                        let target = documents.resolve(at, text);
                        open.extend(target.ok().map(|target| target.at));
                    } else if !DEFINITION_TABLES.contains(&name) {
                        nodes.push((&member.value, TABLES.contains(&name)));
                    }
                }
            }
            Value::Array(items) => nodes.extend(items.iter().map(|item| (item, false))),
            _ => {}
        }
    }
}
