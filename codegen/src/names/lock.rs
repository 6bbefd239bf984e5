//! `names.lock`: which Rust name each pointer got, so that a later addition renames nothing.
//!
//! Keys are pointers of the IR (`users.toml#types.User`,
//! `users.schema.json#/definitions/get-a-user-response/properties/user`), with `?request` or
//! `?update` behind them where the type is sent. A member or value is the pointer of its type, a
//! space, and its name on the wire; members whose Rust name is their wire name are not listed. So are
//! the parameters of an operation, with their place in front where another place has one of the same
//! name. The enums of an operation are its pointer with `?answer` or `?failure` behind it; their
//! variants go by the first of their statuses.
//!
//! `boxes` has the members whose types are boxed, each with the types that are: `[users::User]` for the
//! items of a list or map.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Node, Sources, read_toml};

const HEADER: &str = "# @generated: the Rust names that were chosen for what the specs describe.\n# Keep it in version control, so that a later addition renames nothing.";

/// The names that earlier runs chose.
/// ```
/// use clientwright::names::NamesLock;
/// use clientwright::source::Sources;
///
/// let mut sources = Sources::default();
/// let text = "[names]\n\"widgets.toml#types.Widget\" = \"Widget\"\n";
/// let file = sources.add("names.lock", text);
/// let lock = NamesLock::read(&sources, file, &mut Vec::new());
/// assert_eq!(lock.name("widgets.toml#types.Widget"), Some("Widget"));
/// assert!(lock.to_text().ends_with(text));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesLock {
    /// Pointer → Rust name.
    pub names: BTreeMap<SmolStr, SmolStr>,
    /// Pointer → the pointer of the structurally equal object that it shares a type with.
    pub merged: BTreeMap<SmolStr, SmolStr>,
    /// The path of a JSON Schema → the module that its types belong to. Another module may come to
    /// use it too.
    pub homes: BTreeMap<SmolStr, SmolStr>,
    /// A member, by the pointer of its type and its name on the wire → the types in it that are boxed,
    /// by their paths.
    pub boxes: BTreeMap<SmolStr, SmolStr>,
}

impl NamesLock {
    /// Reads the text of a lock that is in the sources already. What cannot be read is reported
    /// and left out.
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Self {
        match read_toml(sources, file, diagnostics) {
            Some(root) => Self::decode(&root, diagnostics),
            None => Self::default(),
        }
    }

    /// The lock that a tree says. What cannot be understood is reported and left out.
    pub(crate) fn decode(root: &Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut lock = Self::default();
        read_table(root, "names", &mut lock.names, diagnostics);
        read_table(root, "merged", &mut lock.merged, diagnostics);
        read_table(root, "homes", &mut lock.homes, diagnostics);
        read_table(root, "boxes", &mut lock.boxes, diagnostics);
        lock
    }

    /// The name of a pointer, or of the one that it was merged into.
    pub fn name(&self, pointer: &str) -> Option<&str> {
        let direct = self.names.get(pointer);
        let merged = || self.names.get(self.merged.get(pointer)?);
        direct.or_else(merged).map(SmolStr::as_str)
    }

    /// Adds what another lock says of places that this one does not know.
    pub(crate) fn add(&mut self, other: &Self) {
        for (table, more) in [
            (&mut self.names, &other.names),
            (&mut self.merged, &other.merged),
        ] {
            for (key, value) in more {
                table.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        let tables = [
            ("names", &self.names),
            ("merged", &self.merged),
            ("homes", &self.homes),
            ("boxes", &self.boxes),
        ];
        for (title, table) in tables {
            if table.is_empty() {
                continue;
            }
            // Writing to a String cannot fail.
            let _ = writeln!(text, "\n[{title}]");
            for (key, value) in table {
                let _ = writeln!(text, "{} = {}", quoted(key), quoted(value));
            }
        }
        text
    }
}

fn read_table(
    root: &Node,
    title: &str,
    into: &mut BTreeMap<SmolStr, SmolStr>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(node) = root.get(title) else {
        return;
    };
    let Some(table) = node.as_object() else {
        let message = format!("`{title}` is {}", node.kind());
        diagnostics.push(bad_entry(node, message).label("a table is meant to stand here"));
        return;
    };
    for entry in table {
        match entry.value.as_str() {
            Some(value) if title != "names" || is_name(value) => {
                into.insert(entry.name.clone(), value.into());
            }
            Some(value) => {
                let message = format!("`{value}` is no name in Rust");
                diagnostics.push(bad_entry(&entry.value, message));
            }
            None => {
                let message = format!("the entry of `{}` is {}", entry.name, entry.value.kind());
                diagnostics.push(
                    bad_entry(&entry.value, message).label("a string is meant to stand here"),
                );
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !text.is_empty() && text.chars().all(plain) && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn bad_entry(node: &Node, message: String) -> Diagnostic {
    Diagnostic::error(codes::LOCK_ENTRY, node.span, message)
        .label("no name")
        .help("restore `names.lock` from version control, or delete it to choose anew")
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
