//! The documents of a product, and what a reference in one of them means.

use std::collections::HashMap;

use super::pointer::{child, last, segments};
use crate::source::{FileId, Node, Span, Value};

/// A place in [`Documents`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// Which document.
    pub document: usize,
    /// The JSON pointer into it.
    pub pointer: String,
}

impl At {
    /// The place of a member of what stands here.
    pub fn child(&self, name: &str) -> Self {
        Self {
            document: self.document,
            pointer: child(&self.pointer, name),
        }
    }

    /// The place of an item of what stands here.
    pub fn item(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// A JSON Schema document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path from the folder of the spec.
    pub path: String,
    /// Its text.
    pub file: FileId,
    /// What it says, after corrections.
    pub root: Node,
    /// What the beginning of a reference means here, from the spec: `(written, meant)`.
    pub refs: Vec<(String, String)>,
    // `$anchor`s and `$id`s, by name: the pointers of the schemas that have them.
    names: HashMap<String, String>,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The place.
    pub at: At,
    /// The base that was taken instead of the one that is written, where the document lacks that
    /// one: `#/definitions/`.
    pub assumed: Option<String>,
}

/// The JSON Schema documents of a product.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    documents: Vec<Document>,
    by_path: HashMap<String, usize>,
}

/// The tables that definitions stand in, by the drafts of JSON Schema.
pub(crate) const DEFINITION_TABLES: [&str; 2] = ["definitions", "$defs"];

impl Documents {
    /// The document of that path.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Adds a document.
    pub fn add(
        &mut self,
        path: &str,
        file: FileId,
        root: Node,
        refs: Vec<(String, String)>,
    ) -> usize {
        let mut names = HashMap::new();
        collect_names(&root, &mut names);
        let index = self.documents.len();
        self.by_path.insert(path.to_owned(), index);
        self.documents.push(Document {
            path: path.to_owned(),
            file,
            root,
            refs,
            names,
        });
        index
    }

    /// The document of that number.
    pub fn document(&self, index: usize) -> Option<&Document> {
        self.documents.get(index)
    }

    /// What stands at a place.
    pub fn node(&self, at: &At) -> Option<&Node> {
        let mut node = &self.documents.get(at.document)?.root;
        for segment in segments(&at.pointer)? {
            node = match &node.value {
                Value::Object(object) => object.get(&segment)?,
                Value::Array(items) => items.get(segment.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The name of a place for people and for `names.lock`: `users.schema.json#/definitions/user`.
    pub fn name(&self, at: &At) -> String {
        let path = self
            .documents
            .get(at.document)
            .map_or("", |document| &document.path);
        format!("{path}#{}", at.pointer)
    }

    /// Where a reference leads that stands in a document; `Err` says why it leads nowhere.
    pub fn resolve(&self, document: usize, reference: &str) -> Result<Target, String> {
        let from = self
            .documents
            .get(document)
            .ok_or("the document is not known")?;
        let mapped = from.refs.iter().find_map(|(written, meant)| {
            Some(format!("{meant}{}", reference.strip_prefix(written)?))
        });
        let reference = mapped.as_deref().unwrap_or(reference);
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let document = match path {
            "" => document,
            _ => self.file(from, path)?,
        };
        let fragment = percent_decoded(fragment);
        let at = |pointer: String| At { document, pointer };
        if fragment.is_empty() || fragment.starts_with('/') {
            let target = at(fragment);
            if self.node(&target).is_some() {
                return Ok(Target {
                    at: target,
                    assumed: None,
                });
            }
            return self.assume(target);
        }
        match self
            .documents
            .get(document)
            .and_then(|found| found.names.get(&fragment))
        {
            Some(pointer) => Ok(Target {
                at: at(pointer.clone()),
                assumed: None,
            }),
            None => Err(format!(
                "no schema of the document has the anchor `{fragment}`"
            )),
        }
    }

    /// The document that the file part of a reference names.
    fn file(&self, from: &Document, path: &str) -> Result<usize, String> {
        if let Some(index) = reference_path(&from.path, path).and_then(|path| self.find(&path)) {
            return Ok(index);
        }
        // A document may be called by its own `$id`.
        let own =
            |document: &Document| document.root.get("$id").and_then(Node::as_str) == Some(path);
        self.documents
            .iter()
            .position(own)
            .ok_or_else(|| "it names no file inside the folder of the spec".to_owned())
    }

    /// A reference whose base the document lacks: the definition of that name, where the document
    /// has exactly one table of definitions and nothing stands at the base that is written.
    fn assume(&self, target: At) -> Result<Target, String> {
        let nothing = || format!("nothing stands at `{}`", target.pointer);
        let document = self.documents.get(target.document).ok_or_else(nothing)?;
        let tables: Vec<&str> = DEFINITION_TABLES
            .into_iter()
            .filter(|table| document.root.get(table).is_some())
            .collect();
        let [table] = tables[..] else {
            return Err(nothing());
        };
        let base = target.pointer.rsplit_once('/').map_or("", |(base, _)| base);
        let there = At {
            document: target.document,
            pointer: base.to_owned(),
        };
        let meant = At {
            document: target.document,
            pointer: child(&child("", table), &last(&target.pointer)),
        };
        if self.node(&there).is_some() || self.node(&meant).is_none() {
            return Err(nothing());
        }
        Ok(Target {
            at: meant,
            assumed: Some(format!("#/{table}/")),
        })
    }
}

/// The path, from the spec's folder, of a file that a reference in another names; `None` for what
/// is no relative path.
pub(crate) fn reference_path(from: &str, path: &str) -> Option<String> {
    if path.contains([':', '\\']) || path.starts_with('/') {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The files that references in a document name, by their paths from the spec's folder; the last
/// to be named comes first. What names no relative path is reported where it is bound.
pub(crate) fn referenced_files(from: &str, root: &Node) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Object(object) => {
                for member in object {
                    if member.name == "$ref"
                        && let Some(reference) = member.value.as_str()
                    {
                        let path = reference.split('#').next().unwrap_or_default();
                        if !path.is_empty()
                            && let Some(path) = reference_path(from, path)
                        {
                            found.push((path, member.value.span));
                        }
                    }
                    open.push(&member.value);
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found.sort_by_key(|(_, span)| std::cmp::Reverse(*span));
    found
}

fn collect_names(root: &Node, names: &mut HashMap<String, String>) {
    let mut open = vec![(root, String::new())];
    while let Some((node, pointer)) = open.pop() {
        match &node.value {
            Value::Object(object) => {
                let anchor = object.get("$anchor").and_then(Node::as_str);
                let id = object.get("$id").and_then(Node::as_str);
                let id = id.and_then(|id| id.strip_prefix('#'));
                for name in anchor.into_iter().chain(id) {
                    names
                        .entry(name.to_owned())
                        .or_insert_with(|| pointer.clone());
                }
                for member in object {
                    open.push((&member.value, child(&pointer, &member.name)));
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    open.push((item, child(&pointer, &index.to_string())));
                }
            }
            _ => {}
        }
    }
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
