//! OpenAPI's `discriminator`: a member whose value says which branch of a choice an object is.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::context::Lowering;
use super::draft::{DraftVariant, Tag, Ty};
use super::tags::listed;
use crate::json_schema::{At, Documents, parent};
use crate::source::{Node, Object};

/// How many references lead from a branch to the schema that it means, at most.
const BRANCH_HOPS: usize = 8;

/// What the schema of a choice says of its discriminator.
struct Discriminator<'d> {
    member: &'d SmolStr,
    mapping: Option<&'d Object>,
}

fn discriminator(choice: &Object) -> Option<Discriminator<'_>> {
    let keyword = choice.get("discriminator")?;
    // OpenAPI 2, and the authors of plain schemas, write the name alone.
    let member = match keyword.as_object() {
        Some(object) => object.get("propertyName")?,
        None => keyword,
    };
    let crate::source::Value::String(member) = &member.value else {
        return None;
    };
    Some(Discriminator {
        member,
        mapping: keyword.get("mapping").and_then(Node::as_object),
    })
}

/// What the discriminator beside a list of branches says of each of them; nothing where there is none.
///
/// A value means the branch that `mapping` names, or the one that lists it for the member. A branch of
/// which neither is said has the name of its schema as its value.
pub(super) fn tags(documents: &Documents, table: &At) -> Vec<Tag> {
    let home = parent(&table.pointer).map(|(pointer, _)| At {
        document: table.document,
        pointer: pointer.to_owned(),
    });
    let choice = home.as_ref().and_then(|home| documents.node(home));
    let choice = choice.and_then(Node::as_object);
    let (Some(home), Some(discriminator)) = (&home, choice.and_then(discriminator)) else {
        return Vec::new();
    };
    let branches = documents.node(table).and_then(Node::as_array);
    let branches = 0..branches.map_or(0, <[Node]>::len);
    let branches: Vec<Vec<At>> = branches
        .map(|index| targets(documents, table.item(index)))
        .collect();
    let mut values: Vec<Vec<SmolStr>> = mapped(documents, home, &discriminator, &branches);
    let mut lists: Vec<Vec<SmolStr>> = Vec::with_capacity(branches.len());
    let mut uses: HashMap<SmolStr, usize> = HashMap::new();
    for targets in &branches {
        let branch = targets.first().cloned();
        let list = branch.map(|branch| listed(documents, branch, discriminator.member));
        let list = list.unwrap_or_default();
        for value in &list {
            *uses.entry(value.clone()).or_default() += 1;
        }
        lists.push(list);
    }
    for (values, list) in values.iter_mut().zip(lists) {
        // What several branches list tells none of them apart.
        for value in list {
            if uses.get(&value) == Some(&1) && !values.contains(&value) {
                values.push(value);
            }
        }
    }
    for (values, targets) in values.iter_mut().zip(&branches) {
        if values.is_empty() {
            values.extend(schema_name(documents, targets));
        }
    }
    let tag = |values| Tag {
        member: discriminator.member.clone(),
        values,
    };
    values.into_iter().map(tag).collect()
}

/// The values that `mapping` gives each branch, by the place of its schema or by its name.
fn mapped(
    documents: &Documents,
    home: &At,
    discriminator: &Discriminator<'_>,
    branches: &[Vec<At>],
) -> Vec<Vec<SmolStr>> {
    let mut values: Vec<Vec<SmolStr>> = vec![Vec::new(); branches.len()];
    let mut by_place: HashMap<&At, usize> = HashMap::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (index, targets) in branches.iter().enumerate() {
        for target in targets {
            by_place.entry(target).or_insert(index);
        }
        if let Some(name) = targets.get(1).and_then(name) {
            by_name.entry(name).or_insert(index);
        }
    }
    for entry in discriminator.mapping.into_iter().flatten() {
        let Some(target) = entry.value.as_str() else {
            continue;
        };
        let place = documents.resolve(home, target).ok();
        let place = place.and_then(|found| by_place.get(&found.at));
        let index = place.or_else(|| by_name.get(target));
        if let Some(index) = index {
            values[*index].push(entry.name.clone());
        }
    }
    values
}

/// The branch, and the schemas that it refers to in turn.
fn targets(documents: &Documents, branch: At) -> Vec<At> {
    let mut targets = vec![branch];
    while let Some(last) = targets.last()
        && targets.len() <= BRANCH_HOPS
    {
        let reference = documents.node(last).and_then(|node| node.get("$ref"));
        let text = reference.and_then(Node::as_str);
        match text.and_then(|text| documents.resolve(last, text).ok()) {
            Some(next) if !targets.contains(&next.at) => targets.push(next.at),
            _ => break,
        }
    }
    targets
}

/// The name of the schema that a branch refers to. One that is a choice itself stands for others.
fn schema_name(documents: &Documents, targets: &[At]) -> Option<SmolStr> {
    let last = documents.node(targets.last()?)?;
    if last.get("oneOf").is_some() || last.get("anyOf").is_some() {
        return None;
    }
    targets.get(1).and_then(name).map(SmolStr::new)
}

fn name(at: &At) -> Option<&str> {
    let (_, name) = parent(&at.pointer)?;
    Some(name).filter(|name| !name.is_empty())
}

impl Lowering<'_> {
    /// Adds the tags of a branch to the variant that holds its type already.
    pub(super) fn add_tags(&self, variants: &mut [DraftVariant], ty: &Ty, branch: &At) {
        let Some(tag) = self.branches.tags.told(self.documents, branch) else {
            return;
        };
        let same = variants.iter_mut().find(|variant| variant.ty == *ty);
        if let Some(known) = same.and_then(|variant| variant.tag.as_mut()) {
            for value in tag.values {
                if !known.values.contains(&value) {
                    known.values.push(value);
                }
            }
        }
    }
}
