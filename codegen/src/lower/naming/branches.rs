//! The names of the branches of a choice: by what a branch says of itself, and no other branch of the
//! choice does.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use smol_str::{SmolStr, format_smolstr};

use super::branch::{Branch, condition_word};
use super::candidates::{document_name, is_short, numbered};
use crate::json_schema::{At, Documents, last, parent};
use crate::lower::tags::Tags;
use crate::names::{definition_type_name, type_name, variant_name};
use crate::source::Node;

/// How a branch is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Called {
    /// By a name that it gives itself.
    Alone(SmolStr),
    /// By a word behind its owner's name: its constant, what it refers to, a member.
    Behind(SmolStr),
    /// By a word for the kind of its values, behind its owner's name.
    Kind(SmolStr),
    /// As its owner: all other branches are null.
    Owner,
}

/// The names of the branches that were asked for, by the place of their list.
#[derive(Debug, Default)]
pub(crate) struct Branches {
    /// The constants by which branches are told apart.
    pub(crate) tags: Tags,
    known: RefCell<HashMap<At, Rc<[Called]>>>,
    documents: RefCell<HashMap<usize, SmolStr>>,
}

impl Branches {
    /// How the branch at a place is called.
    pub(crate) fn called(&self, documents: &Documents, branch: &At) -> Called {
        let segment = last(&branch.pointer);
        let index = segment.parse::<usize>().ok();
        let table = parent(&branch.pointer).map(|(table, _)| At {
            document: branch.document,
            pointer: table.to_owned(),
        });
        let (Some(index), Some(table)) = (index, table) else {
            return Called::Behind(self.part_of_condition(documents, branch, &segment));
        };
        let mut known = self.known.borrow_mut();
        let names = match known.get(&table) {
            Some(names) => names.clone(),
            None => {
                let names: Rc<[Called]> = self.all(documents, &table).into();
                known.insert(table, names.clone());
                names
            }
        };
        let name = names.get(index).cloned();
        name.unwrap_or_else(|| Called::Behind(numbered(&segment, "Option")))
    }

    /// What is called so: `then` by the constant that meets its condition, a dependency by the
    /// member that something depends on.
    fn part_of_condition(&self, documents: &Documents, branch: &At, segment: &str) -> SmolStr {
        let owner = parent(&branch.pointer).map(|(owner, _)| At {
            document: branch.document,
            pointer: owner.to_owned(),
        });
        match segment {
            "then" => {
                let condition = owner.and_then(|owner| documents.node(&owner)?.get("if"));
                condition.and_then(condition_word).unwrap_or_default()
            }
            "if" | "else" => SmolStr::default(),
            name => type_name(name),
        }
    }

    /// The name of a document.
    pub(crate) fn document_name(&self, documents: &Documents, document: usize) -> SmolStr {
        let mut known = self.documents.borrow_mut();
        let name = known.entry(document);
        name.or_insert_with(|| document_name(documents, document))
            .clone()
    }

    /// The names of all branches of a choice.
    fn all(&self, documents: &Documents, table: &At) -> Vec<Called> {
        let nodes = documents.node(table).and_then(Node::as_array);
        let nodes = nodes.unwrap_or_default();
        let branches: Vec<Branch<'_>> = nodes.iter().map(Branch::of).collect();
        let tags = (0..nodes.len()).map(|index| self.tags.of(documents, &table.item(index)));
        let tags: Vec<Option<SmolStr>> = tags.collect();
        let owner = parent(&table.pointer).map(|(owner, _)| type_name(&last(owner)));
        let text = |at: usize, keyword: &str| nodes[at].get(keyword).and_then(Node::as_str);
        let mut names = Names {
            branches: &branches,
            owner: owner.unwrap_or_default(),
            names: vec![None; branches.len()],
            taken: HashSet::new(),
        };
        names.leave_out_null();
        names.by(Called::Alone, |at| {
            let title = text(at, "title").filter(|title| is_short(title));
            words(title, type_name)
        });
        for stem in [without_version, whole] {
            names.by(Called::Behind, |at| {
                words(&tags[at], |tag| type_name(stem(tag)))
            });
        }
        names.by(Called::Behind, |at| {
            words(text(at, "$ref"), |it| definition_type_name(&last(it)))
        });
        for stem in [without_version, whole] {
            names.by(Called::Behind, |at| {
                words(&branches[at].constant, |value| variant_name(stem(value)))
            });
        }
        names.by_kind(true);
        for stem in [without_version, whole] {
            names.by(Called::Behind, |at| {
                words(&branches[at].constants, |value| type_name(stem(value)))
            });
        }
        names.by(Called::Behind, |at| {
            words(&branches[at].required, |name| type_name(name))
        });
        names.by(Called::Behind, |at| {
            words(&branches[at].members, |(name, _)| type_name(name))
        });
        names.by(Called::Behind, |at| {
            words(&branches[at].members, |(name, kind)| {
                format_smolstr!("{}{kind}", type_name(name))
            })
        });
        names.by_kind(false);
        names.by(Called::Behind, |at| branches[at].marks.clone());
        let names = names.names.into_iter().enumerate();
        let numbered = |at: usize| Called::Behind(numbered(&at.to_string(), "Option"));
        names
            .map(|(at, name)| name.unwrap_or_else(|| numbered(at)))
            .collect()
    }
}

/// Words made of what a branch says.
fn words<T>(said: impl IntoIterator<Item = T>, word: impl Fn(T) -> SmolStr) -> Vec<SmolStr> {
    said.into_iter().map(word).collect()
}

/// The names of a choice's branches, while they are chosen.
struct Names<'b, 'n> {
    branches: &'b [Branch<'n>],
    /// What the choice itself is called, which says nothing of a branch.
    owner: SmolStr,
    names: Vec<Option<Called>>,
    taken: HashSet<SmolStr>,
}

impl Names<'_, '_> {
    /// Null is no type and needs no name: what is left alone goes by the name of the choice.
    fn leave_out_null(&mut self) {
        for (name, branch) in self.names.iter_mut().zip(self.branches) {
            *name = branch.is_null.then_some(Called::Owner);
        }
        let mut others = (0..self.branches.len()).filter(|at| !self.branches[*at].is_null);
        if let (Some(only), None) = (others.next(), others.next())
            && self.branches.len() > 1
        {
            self.names[only] = Some(Called::Owner);
        }
    }

    /// Names the branches that have none yet by the first of their words that no other branch has.
    fn by(&mut self, called: fn(SmolStr) -> Called, words: impl Fn(usize) -> Vec<SmolStr>) {
        if self.names.iter().all(Option::is_some) {
            return;
        }
        let words: Vec<Vec<SmolStr>> = (0..self.branches.len()).map(words).collect();
        let mut holders: HashMap<&SmolStr, usize> = HashMap::new();
        for of_branch in &words {
            let of_branch: HashSet<&SmolStr> = of_branch.iter().collect();
            for word in of_branch {
                *holders.entry(word).or_default() += 1;
            }
        }
        for (name, words) in self.names.iter_mut().zip(&words) {
            if name.is_some() {
                continue;
            }
            let mut words = words.iter();
            let word = words.find(|word| {
                holders.get(word) == Some(&1) && !self.taken.contains(*word) && **word != self.owner
            });
            if let Some(word) = word {
                self.taken.insert(word.clone());
                *name = Some(called(word.clone()));
            }
        }
    }

    /// Names by the kind of values, where no other branch has the same, or no other of those
    /// without a name.
    fn by_kind(&mut self, among_all: bool) {
        let named: Vec<bool> = self.names.iter().map(Option::is_some).collect();
        let branches = self.branches;
        for kinds in [Branch::kind, Branch::finer_kind] {
            self.by(Called::Kind, |at| {
                let counts = (among_all || !named[at]) && !branches[at].is_null;
                let kind = counts.then(|| kinds(&branches[at])).flatten();
                kind.into_iter().collect()
            });
        }
    }
}

fn whole(text: &str) -> &str {
    text
}

/// A value without the version at its end: `publish@2`.
fn without_version(text: &str) -> &str {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let stem = stem.strip_suffix(['v', 'V']).unwrap_or(stem);
    match stem.strip_suffix(['@', '-', '_', '/', ':', ' ']) {
        Some(stem) if stem.len() > 1 && stem.len() < text.len() => stem,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::without_version;

    #[test]
    fn versions_at_the_end_are_left_out() {
        let cases = [
            ("publish@2", "publish"),
            ("publish@v2.1", "publish"),
            ("publish-2", "publish"),
            ("publish2", "publish2"),
            ("publish", "publish"),
            ("2", "2"),
            ("a-2", "a-2"),
            ("dev", "dev"),
            ("", ""),
        ];
        for (text, stem) in cases {
            assert_eq!(without_version(text), stem, "{text}");
        }
    }
}
