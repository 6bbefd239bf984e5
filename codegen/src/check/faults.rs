//! What errors leave in doubt: of that, nothing more is said.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::DEFINITION_TABLES;
use crate::source::{FileId, Node, Property, Span};

/// Tables of specs and schemas whose members are read each for itself.
const TABLES: [&str; 2] = ["operations", "types"];
/// Tables of specs that no value is checked against.
const APART: [&str; 11] = [
    "allow",
    "auth",
    "errors",
    "format",
    "headers",
    "ids",
    "limits",
    "module",
    "organization",
    "product",
    "servers",
];
/// What could not be bound takes any value: nothing is missing from the types around it.
const HOLES: [&str; 6] = [
    codes::BINARY,
    codes::NO_SCHEMA,
    codes::TYPE_SYNTAX,
    codes::UNKNOWN_ID,
    codes::UNKNOWN_TYPE,
    codes::VALUE_TYPE,
];

/// The parts of a product's files that errors were found in.
#[derive(Default)]
pub(super) struct Faults {
    /// The files, whatever is wrong in them.
    files: HashSet<FileId>,
    /// The files of which any part may be other than it seems.
    whole: HashSet<FileId>,
    sections: HashMap<FileId, Vec<Section>>,
}

/// A part of a file, from where it begins to where the next one does.
struct Section {
    start: u32,
    kind: Kind,
    is_faulty: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What is wrong in it is wrong for the whole file.
    Whole,
    /// What is wrong in it is wrong for nothing else.
    Apart,
}

impl Faults {
    /// What errors say of files with these trees.
    pub(super) fn new<'a>(
        errors: impl Iterator<Item = &'a Diagnostic>,
        trees: impl Iterator<Item = &'a Node>,
    ) -> Self {
        let mut faults = Self::default();
        let errors: Vec<&Diagnostic> = errors.collect();
        if errors.is_empty() {
            return faults;
        }
        for tree in trees {
            faults.sections.insert(tree.span.file, sections(tree));
        }
        for error in errors {
            for label in &error.labels {
                faults.add(error.code, label.span);
            }
        }
        faults
    }

    fn add(&mut self, code: &str, span: Span) {
        self.files.insert(span.file);
        let sections = self.sections.get_mut(&span.file);
        let Some(section) = sections.and_then(|sections| find(sections, span)) else {
            // What the file as a whole lacks is a header, which stands for itself.
            if code != codes::MISSING_KEY {
                self.whole.insert(span.file);
            }
            return;
        };
        if HOLES.contains(&code) {
            return;
        }
        section.is_faulty = true;
        let is_bound = [codes::WORK_LIMIT, codes::DEPTH_LIMIT, codes::MORE_ERRORS].contains(&code);
        let is_syntax = [codes::TOML_SYNTAX, codes::TOO_DEEP].contains(&code);
        if section.kind == Kind::Whole || is_bound || is_syntax {
            self.whole.insert(span.file);
        }
    }

    /// Whether there is no error.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether there is an error in a file.
    pub(super) fn has(&self, file: FileId) -> bool {
        self.files.contains(&file)
    }

    /// Whether an error leaves all of a file in doubt.
    pub(super) fn is_whole(&self, file: FileId) -> bool {
        self.whole.contains(&file)
    }

    /// Whether an error leaves in doubt what a place is a part of.
    pub(super) fn holds(&self, span: Span) -> bool {
        let sections = self.sections.get(&span.file);
        let at = |sections: &[Section]| {
            let next = sections.partition_point(|section| section.start <= span.start);
            next.checked_sub(1).map(|at| sections[at].is_faulty)
        };
        self.is_whole(span.file) || sections.and_then(|all| at(all)).unwrap_or_default()
    }
}

fn find(sections: &mut [Section], span: Span) -> Option<&mut Section> {
    let next = sections.partition_point(|section| section.start <= span.start);
    sections.get_mut(next.checked_sub(1)?)
}

/// The parts of a file, in the order of their places.
fn sections(tree: &Node) -> Vec<Section> {
    let mut sections = Vec::new();
    for table in tree.as_object().into_iter().flatten() {
        let name = table.name.as_str();
        let kind = match APART.contains(&name) {
            true => Kind::Apart,
            false => Kind::Whole,
        };
        let of = |start: u32, kind: Kind| Section {
            start,
            kind,
            is_faulty: false,
        };
        // The first header of a table of tables begins the first of these.
        if TABLES.contains(&name) || DEFINITION_TABLES.contains(&name) {
            let members = table.value.as_object().into_iter().flatten();
            sections.extend(members.map(|member| {
                // Nothing that is made of another name tells that it came from it.
                let kind = match member.value.get("is") {
                    Some(_) => Kind::Whole,
                    None => Kind::Apart,
                };
                of(begin(member), kind)
            }));
            continue;
        }
        sections.push(of(begin(table), kind));
        // Rows with headers of their own stand anywhere.
        let items = table.value.as_array().into_iter().flatten();
        sections.extend(items.map(|item| of(item.span.start, kind)));
    }
    sections.sort_by_key(|section| section.start);
    sections
}

/// Where a member begins: its name, or the header that holds it.
fn begin(member: &Property) -> u32 {
    member.name_span.start.min(member.value.span.start)
}
