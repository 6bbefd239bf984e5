//! The names that a place in a schema would like, from its pointer alone: so they are the same in
//! every run, whatever else the document gains.

use std::iter::Peekable;

use smol_str::{SmolStr, format_smolstr};

use super::draft::Wish;
use super::tags::Tags;
use crate::json_schema::{At, DEFINITION_TABLES, Documents, last, push_child, segments};
use crate::names::{definition_type_name, singular, type_name};
use crate::source::Node;

/// The names for a place that no spec names. `given` knows the names that specs give to others,
/// of which owners go by.
pub(crate) fn of_place(
    documents: &Documents,
    tags: &Tags,
    at: &At,
    given: impl Fn(&At) -> Option<SmolStr>,
) -> Wish {
    let path: Vec<String> = segments(&at.pointer)
        .map(|segments| segments.map(|segment| segment.into_owned()).collect())
        .unwrap_or_default();
    // Most places are in a table of definitions, whose names stand for the document's.
    let in_table = path.len() > 1 && DEFINITION_TABLES.contains(&path[0].as_str());
    let mut walk = Walk {
        rest: path.iter().map(String::as_str).peekable(),
        there: At {
            document: at.document,
            pointer: String::new(),
        },
        parts: Vec::new(),
        own: true,
    };
    if !in_table {
        walk.parts.push(document_name(documents, at));
    }
    while walk.step(documents, tags) {
        if let Some(name) = given(&walk.there) {
            walk.parts = vec![name];
        }
    }
    let parts = walk.parts;
    if walk.own {
        return Wish::Own(parts.concat().into());
    }
    let mut wishes: Vec<String> = (0..parts.len())
        .rev()
        .map(|from| parts[from..].concat())
        .collect();
    // Better than a number, where the owner's own name is taken too: `comments[]` beside `comment`.
    if path.last().is_some_and(|last| last == "items")
        && let Some(longest) = wishes.last()
    {
        wishes.push(format!("{longest}Item"));
    }
    Wish::Place(wishes.iter().collect())
}

/// A walk along a pointer.
struct Walk<'p, I: Iterator<Item = &'p str>> {
    rest: Peekable<I>,
    /// Where it is.
    there: At,
    /// The owners' names, outermost first; the last is the place's own.
    parts: Vec<SmolStr>,
    /// Whether the document itself gives this place a name: it is a definition.
    own: bool,
}

impl<'p, I: Iterator<Item = &'p str>> Walk<'p, I> {
    /// Goes on by one keyword and what belongs to it; false at the end.
    fn step(&mut self, documents: &Documents, tags: &Tags) -> bool {
        let Some(keyword) = self.next() else {
            return false;
        };
        match keyword {
            _ if DEFINITION_TABLES.contains(&keyword) => {
                if let Some(name) = self.next() {
                    self.name(name);
                }
            }
            "properties" => {
                if let Some(name) = self.next() {
                    let name = self.in_number(name);
                    self.parts.push(type_name(&name));
                    self.own = false;
                }
            }
            "oneOf" | "anyOf" => self.alternative(documents, tags),
            "prefixItems" => self.numbered("Part"),
            "items" => {
                let is_tuple = self.rest.peek().is_some_and(|next| is_index(next));
                if is_tuple {
                    self.numbered("Part");
                }
                self.own = false;
            }
            // What stands there itself, and not in a member.
            "then" | "else" if self.rest.peek().is_none() => {
                let owner = self.parts.pop().unwrap_or_default();
                self.parts
                    .push(format_smolstr!("{owner}{}", type_name(keyword)));
                self.own = false;
            }
            "additionalProperties"
            | "additionalItems"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "if"
            | "then"
            | "else"
            | "not"
            | "contains"
            | "propertyNames" => self.own = false,
            "allOf" | "patternProperties" | "dependentSchemas" | "dependencies" => {
                self.next();
                self.own = false;
            }
            // A table of schemas that has no name in JSON Schema: `components/schemas`.
            stray => self.name(stray),
        }
        true
    }

    fn next(&mut self) -> Option<&'p str> {
        let next = self.rest.next()?;
        push_child(&mut self.there.pointer, next);
        Some(next)
    }

    /// What stands here is called by the document.
    fn name(&mut self, name: &str) {
        let name = self.in_number(name);
        self.parts = vec![definition_type_name(&name)];
        self.own = true;
    }

    /// An alternative: by its title, or else by its tag, by what it refers to or by its number.
    fn alternative(&mut self, documents: &Documents, tags: &Tags) {
        if self.next().is_none() {
            return;
        }
        self.own = false;
        match called(documents, tags, &self.there) {
            Called::Alone(title) => self.parts.push(title),
            Called::Behind(word) => self.behind(&word),
        }
    }

    fn numbered(&mut self, word: &str) {
        if let Some(index) = self.next() {
            self.own = false;
            self.behind(&numbered(index, word));
        }
    }

    /// Puts a word behind the owner's name.
    fn behind(&mut self, word: &str) {
        let owner = self.parts.pop().unwrap_or_default();
        self.parts.push(format_smolstr!("{owner}{word}"));
    }

    /// A name in the singular where what stands here is one of many.
    fn in_number(&mut self, name: &str) -> SmolStr {
        let many = [
            "items",
            "prefixItems",
            "additionalProperties",
            "patternProperties",
        ];
        match self.rest.peek() {
            Some(next) if many.contains(next) => singular(name),
            _ => name.into(),
        }
    }
}

/// How an alternative is called.
pub(crate) enum Called {
    /// By a name that it gives itself.
    Alone(SmolStr),
    /// By a word behind its owner's name: its tag, what it refers to, or its number.
    Behind(SmolStr),
}

/// How the alternative at a place is called.
pub(crate) fn called(documents: &Documents, tags: &Tags, at: &At) -> Called {
    let node = documents.node(at);
    let title = node.and_then(|node| node.get("title").and_then(Node::as_str));
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        return Called::Alone(type_name(title));
    }
    let referred = node.and_then(|node| node.get("$ref")?.as_str());
    let referred = referred.map(|reference| definition_type_name(&last(reference)));
    Called::Behind(match tags.of(documents, at).or(referred) {
        Some(word) => type_name(&word),
        None => numbered(&last(&at.pointer), "Option"),
    })
}

/// A word and the number of what stands at an index.
fn numbered(index: &str, word: &str) -> SmolStr {
    let number = index
        .parse::<usize>()
        .map_or(1, |index| index.saturating_add(1));
    format_smolstr!("{word}{number}")
}

fn is_index(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of the document itself: its title, or its file's.
fn document_name(documents: &Documents, at: &At) -> SmolStr {
    let Some(document) = documents.document(at.document) else {
        return SmolStr::default();
    };
    let title = document.root.get("title").and_then(|title| title.as_str());
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let title = title.filter(|title| !title.trim().is_empty());
    definition_type_name(title.unwrap_or(stem))
}
