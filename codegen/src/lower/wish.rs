//! The names that a place in a schema would like, from its pointer alone: so they are the same in
//! every run, whatever else the document gains.

use super::draft::Wish;
use crate::json_schema::{At, DEFINITION_TABLES, Documents, child, segments};
use crate::names::{definition_type_name, singular, type_name};

/// The names for a place that no spec names. `given` knows the names that specs give to others,
/// of which owners go by.
pub(crate) fn of_place(
    documents: &Documents,
    at: &At,
    given: impl Fn(&At) -> Option<String>,
) -> Wish {
    let path: Vec<String> = segments(&at.pointer)
        .map(|segments| segments.map(|segment| segment.into_owned()).collect())
        .unwrap_or_default();
    // The owners' names, outermost first; the last is the place's own.
    let mut parts: Vec<String> = vec![document_name(documents, at)];
    let mut pointer = String::new();
    let mut rest = path.iter().map(String::as_str).peekable();
    let mut own = path.is_empty();
    while let Some(segment) = rest.next() {
        pointer = child(&pointer, segment);
        let mut name_next = |pointer: &mut String| {
            let name = rest.next()?;
            *pointer = child(pointer, name);
            Some(name)
        };
        match segment {
            _ if DEFINITION_TABLES.contains(&segment) => {
                if let Some(name) = name_next(&mut pointer) {
                    own = rest.peek().is_none();
                    let many = rest.peek().is_some_and(|next| holds_many(next));
                    parts = vec![definition_type_name(&if many {
                        singular(name)
                    } else {
                        name.to_owned()
                    })];
                }
            }
            "properties" | "patternProperties" => {
                if let Some(name) = name_next(&mut pointer) {
                    let many = rest.peek().is_some_and(|next| holds_many(next));
                    parts.push(type_name(&if many {
                        singular(name)
                    } else {
                        name.to_owned()
                    }));
                }
            }
            "oneOf" | "anyOf" | "prefixItems" => {
                if let Some(index) = name_next(&mut pointer) {
                    let number = index.parse::<usize>().map_or(0, |index| index + 1);
                    let here = At {
                        document: at.document,
                        pointer: pointer.clone(),
                    };
                    let branch = documents.node(&here);
                    let title = branch.and_then(|branch| branch.get("title")?.as_str());
                    match title.filter(|title| !title.trim().is_empty()) {
                        Some(title) => parts.push(type_name(title)),
                        None => {
                            let last = parts.pop().unwrap_or_default();
                            parts.push(format!("{last}Option{number}"));
                        }
                    }
                }
            }
            _ => {}
        }
        let there = At {
            document: at.document,
            pointer: pointer.clone(),
        };
        if let Some(name) = given(&there) {
            parts = vec![name];
        }
    }
    if own {
        return Wish::Own(parts.pop().unwrap_or_default());
    }
    let wishes = (0..parts.len()).rev().map(|from| parts[from..].concat());
    Wish::Place(wishes.collect())
}

/// Whether what stands under a keyword is one of many: a name for it is in the singular.
fn holds_many(keyword: &str) -> bool {
    ["items", "prefixItems", "additionalProperties"].contains(&keyword)
}

/// The name of the document itself: its title, or its file's.
fn document_name(documents: &Documents, at: &At) -> String {
    let Some(document) = documents.document(at.document) else {
        return String::new();
    };
    let title = document.root.get("title").and_then(|title| title.as_str());
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    definition_type_name(
        title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(stem),
    )
}
