//! The names that a place in a schema would like, from its pointer alone: so they are the same in
//! every run, whatever else the document gains.

use std::iter::Peekable;

use smol_str::{SmolStr, format_smolstr};

use super::branch::condition_word;
use super::branches::{Branches, Called};
use crate::json_schema::{At, DEFINITION_TABLES, Documents, parent, push_child, segments};
use crate::lower::draft::Wish;
use crate::names::{definition_type_name, singular, type_name};
use crate::source::Node;

/// The longest name of what has owners, if the end of it is not taken.
const LONG_NAME: usize = 60;

/// The longest name of a definition that says where it belongs: `com.acme.billing.v1.Order`.
const LONG_DEFINITION: usize = 40;

/// The longest title that is a name, in words. What is longer is a sentence.
const TITLE_WORDS: usize = 6;

/// The names for a place that no spec names. `given` knows the names that specs give to others,
/// of which owners go by.
pub(crate) fn of_place(
    documents: &Documents,
    branches: &Branches,
    at: &At,
    given: impl Fn(&At) -> Option<SmolStr>,
) -> Wish {
    let path: Vec<String> = segments(&at.pointer)
        .map(|segments| segments.map(|segment| segment.into_owned()).collect())
        .unwrap_or_default();
    // Most places are in a table of definitions, whose names stand for the document's.
    let in_table = path.len() > 1 && DEFINITION_TABLES.contains(&path[0].as_str());
    let document = branches.document_name(documents, at.document);
    let mut walk = Walk {
        rest: path.iter().map(String::as_str).peekable(),
        there: At {
            document: at.document,
            pointer: String::new(),
        },
        parts: Vec::new(),
        root: None,
        full: None,
        condition: None,
        is_held: false,
        own: true,
    };
    if !in_table {
        walk.parts.push(document.clone());
        walk.root = Some(document.clone());
    }
    while walk.step(documents, branches) {
        if let Some(name) = given(&walk.there) {
            walk.parts = vec![name];
        }
    }
    let (parts, root) = (walk.parts, walk.root);
    if let Some(full) = walk.full.filter(|_| walk.own) {
        return Wish::Own([parts.concat(), full.into()].iter().collect());
    }
    if walk.own {
        let name = parts.concat();
        // Better than a number, where the root or another document has the name.
        let second = if path.is_empty() {
            format!("{name}Value")
        } else if name == document {
            format!("{name}Definition")
        } else if at.document > 0 {
            joined(&document, &name).into()
        } else {
            return Wish::Own(name.as_str().into());
        };
        return Wish::Own([name, second].iter().collect());
    }
    let mut wishes: Vec<String> = (0..parts.len())
        .rev()
        .map(|from| chained(&parts[from..]))
        .collect();
    if let (Some(condition), [owner, inner @ ..]) = (walk.condition, parts.as_slice())
        && !inner.is_empty()
    {
        wishes.push(chained(&[&[owner.clone(), condition], inner].concat()));
    }
    if let [owner, _, .., own] = parts.as_slice() {
        wishes.insert(2, chained(&[owner.clone(), own.clone()]));
    }
    // Better than a number, where the owner's own name is taken too: `comments[]` beside `comment`.
    if let Some(word) = path.last().and_then(|last| held_word(last))
        && let Some(longest) = wishes.last()
    {
        let owner = root.filter(|_| parts.len() == 1);
        let second = format!("{}{word}", owner.as_deref().unwrap_or(longest));
        if second != *longest {
            wishes.push(second);
        }
    }
    Wish::Place(wishes.iter().flat_map(|wish| shortened(wish)).collect())
}

/// A name, and before it the end of it where it is long: what is nearest tells most.
pub(crate) fn shortened(name: &str) -> impl Iterator<Item = &str> {
    let long = name.len().saturating_sub(LONG_NAME);
    let mut starts = name.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
    let start = starts.find(|(at, _)| long > 0 && *at >= long);
    let end = start.and_then(|(at, _)| name.get(at..));
    end.into_iter().chain(Some(name))
}

/// Whether a keyword leads to the items of a list or the values of a map.
fn is_held(keyword: &str) -> bool {
    keyword == "patternProperties" || held_word(keyword).is_some()
}

/// The word for what a keyword says of the items of a list or the values of a map.
fn held_word(keyword: &str) -> Option<&'static str> {
    match keyword {
        "items" | "additionalItems" | "unevaluatedItems" => Some("Item"),
        "additionalProperties" | "unevaluatedProperties" => Some("Value"),
        _ => None,
    }
}

/// A walk along a pointer.
struct Walk<'p, I: Iterator<Item = &'p str>> {
    rest: Peekable<I>,
    /// Where it is.
    there: At,
    /// The owners' names, outermost first; the last is the place's own.
    parts: Vec<SmolStr>,
    /// The name of the document, while it is inside of no definition.
    root: Option<SmolStr>,
    /// The whole name of a definition that goes by the end of it.
    full: Option<SmolStr>,
    /// The constant by which a condition around it is met.
    condition: Option<SmolStr>,
    /// Whether it is in a list or map that is a branch of a choice.
    is_held: bool,
    /// Whether the document itself gives this place a name: it is a definition.
    own: bool,
}

impl<'p, I: Iterator<Item = &'p str>> Walk<'p, I> {
    /// Goes on by one keyword and what belongs to it; false at the end.
    fn step(&mut self, documents: &Documents, branches: &Branches) -> bool {
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
            "oneOf" | "anyOf" => self.branch(documents, branches),
            "prefixItems" => self.numbered("Part"),
            "items" => {
                let is_tuple = self.rest.peek().is_some_and(|next| is_index(next));
                if is_tuple {
                    self.numbered("Part");
                } else {
                    self.held("Item");
                }
            }
            // What stands there itself, and not in a member.
            "then" | "else" if self.rest.peek().is_none() => {
                let owner = self.parts.pop().unwrap_or_default();
                self.parts
                    .push(format_smolstr!("{owner}{}", type_name(keyword)));
                self.own = false;
            }
            "then" => {
                let owner = parent(&self.there.pointer).map(|(owner, _)| At {
                    document: self.there.document,
                    pointer: owner.to_owned(),
                });
                let condition = owner.and_then(|owner| documents.node(&owner)?.get("if"));
                self.condition = condition.and_then(condition_word);
                self.own = false;
            }
            "if" | "else" | "not" | "contains" | "propertyNames" => self.own = false,
            "patternProperties" => {
                self.next();
                self.held("Value");
            }
            "allOf" | "dependentSchemas" | "dependencies" => {
                self.next();
                self.own = false;
            }
            _ if held_word(keyword).is_some() => {
                self.held(held_word(keyword).unwrap_or_default());
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
        let full = definition_type_name(&name);
        let short = end_of_name(&name).filter(|_| full.len() > LONG_DEFINITION);
        self.full = short.as_ref().map(|_| full.clone());
        self.parts = vec![short.unwrap_or(full)];
        self.root = None;
        self.own = true;
    }

    /// A branch of a choice.
    fn branch(&mut self, documents: &Documents, branches: &Branches) {
        if self.next().is_none() {
            return;
        }
        self.own = false;
        match branches.called(documents, &self.there) {
            Called::Alone(title) => self.parts.push(title),
            Called::Behind(word) => self.behind(&word),
            // What a list or map holds has a name of its own.
            Called::Kind(_) if self.rest.peek().is_some_and(|next| is_held(next)) => {
                self.is_held = true;
            }
            Called::Kind(word) => self.behind(&word),
            Called::Owner => {}
        }
    }

    /// The items of a list, or the values of a map. Those of the root do not go by the root's name, and
    /// those of a branch not by the name of the choice.
    fn held(&mut self, word: &str) {
        self.own = false;
        let is_root = self.parts.len() == 1 && self.root.as_ref() == self.parts.first();
        let is_held = std::mem::take(&mut self.is_held);
        if let Some(name) = self.parts.last_mut().filter(|_| is_root || is_held) {
            let one = singular(name);
            *name = match one == *name {
                true => format_smolstr!("{name}{word}"),
                false => one,
            };
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
        self.parts.push(joined(&owner, word));
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

/// A name without the words at its beginning that its owner's name begins with too, where those are
/// several and not all.
pub(crate) fn unrepeated<'n>(owner: &str, name: &'n str) -> &'n str {
    let same = owner.chars().zip(name.chars());
    let same: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let starts = name.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
    let starts: Vec<usize> = starts
        .map(|(at, _)| at)
        .take_while(|at| *at <= same)
        .collect();
    match starts.as_slice() {
        [_, _, .., last] => name.get(*last..).unwrap_or(name),
        _ => name,
    }
}

/// A word and the number of what stands at an index.
pub(super) fn numbered(index: &str, word: &str) -> SmolStr {
    let number = index
        .parse::<usize>()
        .map_or(1, |index| index.saturating_add(1));
    format_smolstr!("{word}{number}")
}

fn is_index(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// The last part of the name of a definition that begins with where it belongs.
fn end_of_name(name: &str) -> Option<SmolStr> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/:#".contains(c);
    let (start, end) = name.rsplit_once(['.', '/', ':', '#'])?;
    let belongs = start.contains(['.', '/', ':', '#']) && name.chars().all(is_plain);
    let is_name = end.len() > 2 && end.starts_with(|c: char| c.is_ascii_alphabetic());
    (belongs && is_name).then(|| definition_type_name(end))
}

/// The name of a document: its title, or its file's name where there is no title or the title is
/// too long for a name.
pub(crate) fn document_name(documents: &Documents, document: usize) -> SmolStr {
    let Some(document) = documents.document(document) else {
        return SmolStr::default();
    };
    let title = document.root.get("title").and_then(Node::as_str);
    let title = title.filter(|title| title.chars().any(char::is_alphanumeric));
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let title = title.filter(|title| stem.is_empty() || is_short(title));
    definition_type_name(title.unwrap_or(stem))
}

/// Whether a title is short enough for a name.
pub(super) fn is_short(title: &str) -> bool {
    let words = title.split_whitespace().count();
    (1..=TITLE_WORDS).contains(&words) && title.chars().any(char::is_alphanumeric)
}

/// Names one behind the other, without the words at the end of one that the next begins with.
fn chained(parts: &[SmolStr]) -> String {
    let joined = parts
        .iter()
        .fold(SmolStr::default(), |owner, name| joined(&owner, name));
    joined.into()
}

/// A name behind its owner's, without the words that both have there: `StepTarget` and
/// `TargetCommand` are `StepTargetCommand`.
fn joined(owner: &str, name: &str) -> SmolStr {
    let words = |(at, c): (usize, char)| (at > 0 && c.is_ascii_uppercase()).then_some(at);
    let starts = owner.char_indices().filter_map(words);
    let shared = std::iter::once(0).chain(starts).find(|at| {
        let rest = owner.get(*at..).and_then(|end| name.strip_prefix(end));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    match shared.filter(|_| !owner.is_empty()) {
        Some(at) => format_smolstr!("{}{name}", owner.split_at(at).0),
        None => format_smolstr!("{owner}{name}"),
    }
}
