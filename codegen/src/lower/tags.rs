//! Tags: the constant members by which alternatives are told apart.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use smol_str::{SmolStr, format_smolstr};

use super::discriminator;
use super::draft::Tag;
use crate::json_schema::{At, Documents, parent};
use crate::source::{Node, Object, Value};

/// How many schemas of a branch are searched for constants: itself, its pieces, and what those
/// refer to.
const MOST_PIECES: usize = 32;

/// The tags of the choices that were asked for, by the place of their list.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    known: RefCell<HashMap<At, Option<Rc<[SmolStr]>>>>,
    told: RefCell<HashMap<At, Rc<[Tag]>>>,
}

impl Tags {
    /// The value of the tag that tells a branch from the others of its choice: all of them have
    /// a member of that name, each with a constant of its own.
    pub(crate) fn of(&self, documents: &Documents, branch: &At) -> Option<SmolStr> {
        let (table, index) = parent(&branch.pointer)?;
        let index: usize = index.parse().ok()?;
        let table = At {
            document: branch.document,
            pointer: table.to_owned(),
        };
        let mut known = self.known.borrow_mut();
        let tags = match known.get(&table) {
            Some(tags) => tags.clone(),
            None => {
                let tags = tags(documents, &table).map(Rc::from);
                known.insert(table, tags.clone());
                tags
            }
        };
        tags?.get(index).cloned()
    }

    /// What the discriminator of a choice says of a branch; `None` where the choice has none.
    pub(crate) fn told(&self, documents: &Documents, branch: &At) -> Option<Tag> {
        let (table, index) = parent(&branch.pointer)?;
        let index: usize = index.parse().ok()?;
        let table = At {
            document: branch.document,
            pointer: table.to_owned(),
        };
        let mut told = self.told.borrow_mut();
        let tags = match told.get(&table) {
            Some(tags) => Rc::clone(tags),
            None => {
                let tags: Rc<[Tag]> = discriminator::tags(documents, &table).into();
                told.insert(table, Rc::clone(&tags));
                tags
            }
        };
        tags.get(index).cloned()
    }
}

/// The tag of every branch of a choice.
fn tags(documents: &Documents, table: &At) -> Option<Vec<SmolStr>> {
    let branches = documents.node(table)?.as_array()?.len();
    if branches < 2 {
        return None;
    }
    let first = constants(documents, table.item(0));
    let mut tags: Vec<(SmolStr, Vec<SmolStr>)> = first
        .into_iter()
        .map(|(name, value)| (name, vec![value]))
        .collect();
    for index in 1..branches {
        if tags.is_empty() {
            return None;
        }
        let others = constants(documents, table.item(index));
        let others: HashMap<SmolStr, SmolStr> = others.into_iter().collect();
        tags.retain_mut(|(name, values)| {
            let other = others.get(name);
            values.extend(other.cloned());
            other.is_some()
        });
    }
    let distinct = |values: &[SmolStr]| {
        let mut seen: HashSet<&str> = HashSet::new();
        values.iter().all(|value| seen.insert(value))
    };
    let mut tags = tags.into_iter().map(|(_, values)| values);
    tags.find(|values| distinct(values))
}

/// The members of a schema that have one value, with it.
fn constants(documents: &Documents, branch: At) -> Vec<(SmolStr, SmolStr)> {
    let mut found: Vec<(SmolStr, SmolStr)> = Vec::new();
    each_member(documents, branch, |name, schema| {
        if let [value] = &values(schema)[..] {
            found.push((name.clone(), value.clone()));
        }
    });
    found
}

/// The values that a schema and its pieces list of a member.
pub(super) fn listed(documents: &Documents, branch: At, member: &str) -> Vec<SmolStr> {
    let mut found: Vec<SmolStr> = Vec::new();
    each_member(documents, branch, |name, schema| {
        if name == member && found.is_empty() {
            found = values(schema);
        }
    });
    found
}

/// Visits the members of a schema, of its pieces, and of what those refer to.
fn each_member(documents: &Documents, branch: At, mut visit: impl FnMut(&SmolStr, &Object)) {
    let mut open = vec![branch];
    let mut looked = 0;
    while let Some(at) = open.pop() {
        looked += 1;
        if looked > MOST_PIECES {
            break;
        }
        let Some(object) = documents.node(&at).and_then(Node::as_object) else {
            continue;
        };
        let members = object.get("properties").and_then(Node::as_object);
        for member in members.into_iter().flatten() {
            if let Some(schema) = member.value.as_object() {
                visit(&member.name, schema);
            }
        }
        let pieces = object.get("allOf").and_then(Node::as_array);
        let table = at.child("allOf");
        let pieces = 0..pieces.map_or(0, <[Node]>::len);
        open.extend(pieces.rev().map(|index| table.item(index)));
        let reference = object.get("$ref").and_then(Node::as_str);
        let target = reference.and_then(|text| documents.resolve(&at, text).ok());
        open.extend(target.map(|target| target.at));
    }
}

/// The values that a schema lists, as text; none where one of them is no scalar.
fn values(schema: &Object) -> Vec<SmolStr> {
    let values = match schema.get("enum").and_then(Node::as_array) {
        Some(values) => values,
        None => match schema.get("const") {
            Some(value) => std::slice::from_ref(value),
            None => return Vec::new(),
        },
    };
    let text = |value: &Node| match &value.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(text) => Some(text.clone()),
        Value::Bool(flag) => Some(format_smolstr!("{flag}")),
        _ => None,
    };
    let texts: Option<Vec<SmolStr>> = values.iter().map(text).collect();
    texts.unwrap_or_default()
}
