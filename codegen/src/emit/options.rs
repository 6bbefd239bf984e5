//! What a caller chooses, and what it gets.

use super::ForeignScalar;
use std::collections::BTreeMap;

/// What to write, and how.
/// [`Generator`](crate::Generator) has a method for each. For types in the folder of a crate:
///
/// ```
/// use clientwright::emit::{EmitOptions, ForeignScalar};
///
/// let mut options = EmitOptions::new("cargo xtask regenerate");
/// options.operations = false;
/// options.derives.push("Hash".to_owned());
/// options.foreign.insert(ForeignScalar::Timestamp, "jiff::Timestamp".to_owned());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitOptions {
    /// The command that makes the files, for their first line: `cargo xtask regenerate`.
    pub command: String,
    /// What the files are made of, for their first line, where that is not the product's folder in
    /// `specs`.
    pub source: Option<String>,
    /// The folder of the products' folders, for their first line: `specs`.
    pub specs: String,
    /// The crate that the files will be part of, as its users name it (`acme_clients`). Examples
    /// in the documentation need it; without it there are none.
    pub crate_name: Option<String>,
    /// The path of the runtime crate.
    pub runtime_path: String,
    /// Serde's own derives in place of our reading and writing: models only, the same structs
    /// and fields, strict reading.
    pub serde_derives: bool,
    /// Whether to write operations and the client beside the models.
    pub operations: bool,
    /// What models derive beside what they always do, as paths: `Hash`, `my_crate::Table`.
    pub derives: Vec<String>,
    /// Rust types of the caller's own for scalars, as their users write them from any module:
    /// `crate::Moment`.
    pub foreign: BTreeMap<ForeignScalar, String>,
}

impl EmitOptions {
    /// Everything, for files made by that command.
    pub fn new(command: impl Into<String>) -> Self {
        Self {
            command: command.into(),
            source: None,
            specs: "specs".to_owned(),
            crate_name: None,
            runtime_path: "clientwright_runtime".to_owned(),
            serde_derives: false,
            operations: true,
            derives: Vec::new(),
            foreign: BTreeMap::new(),
        }
    }

    /// Whether the client and its operations are written.
    pub(super) fn with_operations(&self) -> bool {
        self.operations && !self.serde_derives
    }

    /// What is derived beside what a type derives or implements anyway.
    pub(super) fn derives_beside<'o>(&'o self, own: &'o [&str]) -> impl Iterator<Item = &'o str> {
        let derives = self.derives.iter().map(String::as_str);
        derives.filter(|path| {
            let name = path.rsplit("::").next().unwrap_or(path);
            !own.contains(&name.trim())
        })
    }

    /// The line of those, for the items of macros.
    pub(super) fn derive_line(&self, own: &[&str]) -> String {
        let derives: Vec<&str> = self.derives_beside(own).collect();
        if derives.is_empty() {
            return String::new();
        }
        format!("    #[derive({})]\n", derives.join(", "))
    }
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the folder of the output, with `/` between its parts: `widgets/parts.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
}
