//! Which tables a TOML document defines, and what is defined twice.

use std::collections::HashMap;

use super::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Object, Property, Span, Value};

/// One part of a key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

/// The tables of a document, or of one inline table.
pub(super) struct Tables {
    // The first is the root.
    tables: Vec<Table>,
    // The one that keys go into.
    current: usize,
}

struct Table {
    made: Made,
    span: Span,
    // How many tables and arrays it is in.
    depth: usize,
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
}

// What defined a table decides who may add to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    // Its own header, or it is the root.
    Header,
    // It was named on the way to another in a header: its own header may follow.
    OnTheWay,
    // A dotted key: more dotted keys may follow.
    Dotted,
}

struct Entry {
    key: Key,
    item: Item,
}

enum Item {
    // A scalar, a written array, or an inline table: complete.
    Value(Node),
    Table(usize),
    // An array of tables, and the place of its first header.
    Tables(Vec<usize>, Span),
}

impl Tables {
    /// Nothing but a root that stands at `span`, inside `depth` others.
    pub(super) fn new(span: Span, depth: usize) -> Self {
        let mut tables = Self {
            tables: Vec::new(),
            current: 0,
        };
        tables.add(Made::Header, span, depth);
        tables
    }

    /// How deep a value under that key stands.
    pub(super) fn depth(&self, path: &[Key]) -> usize {
        self.tables
            .get(self.current)
            .map_or(0, |table| table.depth + path.len())
    }

    /// Sets where the root stands.
    pub(super) fn close(&mut self, span: Span) {
        if let Some(root) = self.tables.first_mut() {
            root.span = span;
        }
    }

    /// `[path]` or, for an array of tables, `[[path]]`. After an error, the keys that follow go
    /// nowhere.
    pub(super) fn open(&mut self, path: &[Key], array: bool, span: Span) -> Result<(), Diagnostic> {
        let result = self.find_header(path, array, span);
        self.current = match result {
            Ok(table) => table,
            Err(_) => self.nowhere(span),
        };
        result.map(|_| ())
    }

    /// Has the keys that follow go nowhere.
    pub(super) fn open_nowhere(&mut self, span: Span) {
        self.current = self.nowhere(span);
    }

    fn nowhere(&mut self, span: Span) -> usize {
        self.add(Made::Header, span, 0)
    }

    /// `path = value` in the current table.
    pub(super) fn insert(&mut self, path: Vec<Key>, value: Node) -> Result<(), Diagnostic> {
        let mut table = self.current;
        let mut path = path;
        let Some(last) = path.pop() else {
            return Ok(());
        };
        for key in &path {
            table = match self.item(table, &key.name) {
                None => self.add_under(table, key, Made::Dotted, key.span)?,
                Some((_, Item::Table(next))) if self.made(*next) != Made::Header => *next,
                Some((first, item)) => return Err(not_open(key, first, item)),
            };
            if let Some(table) = self.tables.get_mut(table) {
                table.made = Made::Dotted;
            }
        }
        if let Some((first, _)) = self.item(table, &last.name) {
            return Err(twice("key", &last, first.span));
        }
        self.put(table, last, Item::Value(value));
        Ok(())
    }

    /// The tree of the root.
    pub(super) fn into_node(mut self) -> Node {
        self.node(0)
    }

    // Recursion is bounded by MAX_DEPTH, which `add_under` keeps.
    fn node(&mut self, table: usize) -> Node {
        let Some(table) = self.tables.get_mut(table) else {
            return Node {
                span: Span::default(),
                value: Value::Null,
            };
        };
        let span = table.span;
        let entries = std::mem::take(&mut table.entries);
        let members = entries
            .into_iter()
            .map(|entry| Property {
                name: entry.key.name.into(),
                name_span: entry.key.span,
                value: match entry.item {
                    Item::Value(node) => node,
                    Item::Table(table) => self.node(table),
                    Item::Tables(tables, span) => Node {
                        span,
                        value: Value::Array(
                            tables.into_iter().map(|table| self.node(table)).collect(),
                        ),
                    },
                },
            })
            .collect();
        // Every name was looked up before it was put in: none is there twice.
        let (object, _) = Object::new(members);
        Node {
            span,
            value: Value::Object(object),
        }
    }

    // The table that a header opens.
    fn find_header(&mut self, path: &[Key], array: bool, span: Span) -> Result<usize, Diagnostic> {
        let mut table = 0;
        let Some((last, path)) = path.split_last() else {
            return Ok(self.nowhere(span));
        };
        for key in path {
            table = match self.item(table, &key.name) {
                None => self.add_under(table, key, Made::OnTheWay, key.span)?,
                Some((_, Item::Table(next))) => *next,
                // An array of tables has one table at least.
                Some((_, Item::Tables(tables, _))) => tables.last().copied().unwrap_or(0),
                Some((first, item)) => return Err(not_open(key, first, item)),
            };
        }
        let found = match self.item(table, &last.name) {
            None => None,
            Some((first, item)) => match item {
                Item::Table(next) if !array && self.made(*next) == Made::OnTheWay => {
                    Some((*next, false))
                }
                Item::Tables(tables, _) if array => Some((tables.len(), true)),
                _ => return Err(twice("table", last, first.span)),
            },
        };
        match found {
            None if !array => self.add_under(table, last, Made::Header, span),
            None => {
                let depth = self.deeper(table, last, 2)?;
                let row = self.add(Made::Header, span, depth);
                self.put(table, last.clone(), Item::Tables(vec![row], span));
                Ok(row)
            }
            Some((next, false)) => {
                if let Some(table) = self.tables.get_mut(next) {
                    table.made = Made::Header;
                    table.span = span;
                }
                Ok(next)
            }
            Some((_, true)) => {
                let depth = self.deeper(table, last, 2)?;
                let row = self.add(Made::Header, span, depth);
                if let Some(Item::Tables(rows, _)) = self.item_mut(table, &last.name) {
                    rows.push(row);
                }
                Ok(row)
            }
        }
    }

    fn made(&self, table: usize) -> Made {
        self.tables
            .get(table)
            .map_or(Made::Header, |table| table.made)
    }

    fn item(&self, table: usize, name: &str) -> Option<(&Key, &Item)> {
        let table = self.tables.get(table)?;
        let entry = table.entries.get(*table.by_name.get(name)?)?;
        Some((&entry.key, &entry.item))
    }

    fn item_mut(&mut self, table: usize, name: &str) -> Option<&mut Item> {
        let table = self.tables.get_mut(table)?;
        let entry = table.entries.get_mut(*table.by_name.get(name)?)?;
        Some(&mut entry.item)
    }

    fn put(&mut self, table: usize, key: Key, item: Item) {
        if let Some(table) = self.tables.get_mut(table) {
            table.by_name.insert(key.name.clone(), table.entries.len());
            table.entries.push(Entry { key, item });
        }
    }

    fn add(&mut self, made: Made, span: Span, depth: usize) -> usize {
        self.tables.push(Table {
            made,
            span,
            depth,
            entries: Vec::new(),
            by_name: HashMap::new(),
        });
        self.tables.len() - 1
    }

    fn add_under(
        &mut self,
        parent: usize,
        key: &Key,
        made: Made,
        span: Span,
    ) -> Result<usize, Diagnostic> {
        let depth = self.deeper(parent, key, 1)?;
        let table = self.add(made, span, depth);
        self.put(parent, key.clone(), Item::Table(table));
        Ok(table)
    }

    fn deeper(&self, parent: usize, key: &Key, levels: usize) -> Result<usize, Diagnostic> {
        let depth = self.tables.get(parent).map_or(0, |table| table.depth) + levels;
        if depth > MAX_DEPTH {
            return Err(too_deep(key.span));
        }
        Ok(depth)
    }
}

/// Values are nested too deeply.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::TOO_DEEP,
        span,
        format!("more than {MAX_DEPTH} values inside each other"),
    )
    .label("one level too many")
    .help("no API needs as many: write it flatter")
}

fn twice(what: &str, key: &Key, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::DUPLICATE_KEY,
        key.span,
        format!("the {what} `{}` is there twice", key.name),
    )
    .help(format!(
        "take one out, or put what belongs together under one {what}"
    ))
    .label("this one is not read")
    .also(first, "the first one")
}

// The key names something that may not be added to from here.
fn not_open(key: &Key, first: &Key, item: &Item) -> Diagnostic {
    let what = match item {
        Item::Table(_) => "a table with a header of its own",
        Item::Tables(..) => "an array of tables",
        Item::Value(node) => match node.value {
            Value::Object(_) => "an inline table",
            // Could not be read: that was reported at its place.
            Value::Null => "a value",
            _ => node.kind(),
        },
    };
    Diagnostic::error(
        codes::DUPLICATE_KEY,
        key.span,
        format!("`{}` is {what}: nothing can be added to it here", key.name),
    )
    .label("added to here")
    .help("put it where the first is")
    .also(first.span, "defined here")
}
