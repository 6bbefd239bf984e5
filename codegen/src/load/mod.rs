//! Reading folders of specs from disk.
//!
//! The one stage that touches the file system. What it hands on is complete: every schema that a
//! module names, every file that a reference in one of them names, every example.

mod example_files;
mod folder;
mod follow_ups;
mod listing;
mod near;
mod outside;
mod path;
mod text;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub(crate) use folder::Reader;
pub(crate) use follow_ups::is_syntax;
pub use outside::{Outside, Remote};
pub(crate) use path::{check as check_path, is_device};

use crate::Limits;
use crate::diagnostic::Diagnostic;
use crate::json_schema::Documents;
use crate::names::NamesLock;
use crate::source::{FileId, Node, Sources};
use crate::spec::{ModuleSpec, ProductSpec};

/// The name of the file of a product's header, in each folder of specs.
pub const PRODUCT_FILE: &str = "product.toml";
/// The name of the file of the names that were chosen.
pub const LOCK_FILE: &str = "names.lock";

/// A product's specs, read.
#[derive(Clone, Debug)]
pub struct LoadedProduct {
    /// The name of its folder.
    pub name: String,
    /// `product.toml`.
    pub spec: ProductSpec,
    /// The other TOML files, in the order of their names.
    pub modules: Vec<LoadedModule>,
    /// The JSON Schemas that modules take types from, and the files that these refer to.
    pub documents: Documents,
    /// The JSON files of examples, by path from the product's folder.
    pub examples: BTreeMap<String, Node>,
    /// The JSON files beside them that nothing names, by path from the product's folder. Their text
    /// was not read.
    pub unused_examples: Vec<(String, FileId)>,
    /// What the TOML files say as they are written, `names.lock` among them, by path from the
    /// product's folder.
    pub trees: BTreeMap<String, Node>,
    /// The files that were read for it, those among them in which nothing could be understood.
    pub files: Range<u32>,
    /// The names that were chosen before; empty where there is no `names.lock`.
    pub lock: NamesLock,
}

/// A module's spec, read.
#[derive(Clone, Debug)]
pub struct LoadedModule {
    /// The name of its file without the ending.
    pub name: String,
    /// The name of its file.
    pub file: String,
    /// Its text, decoded.
    pub spec: ModuleSpec,
    /// Its JSON Schema, in [`LoadedProduct::documents`].
    pub schema: Option<usize>,
}

/// What one run has read.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use std::path::Path;
///
/// use clientwright::Limits;
/// use clientwright::load::{Loaded, Outside};
/// use clientwright::lower::lower;
///
/// let mut loaded = Loaded::products(
///     Path::new("specs"),
///     "specs/",
///     Limits::default(),
///     &Outside::default(),
/// )?;
/// let acme = &loaded.products[0];
/// assert_eq!(acme.spec.product.title.value, "Acme");
///
/// let lowered = lower(&loaded.sources, acme, &mut loaded.diagnostics);
/// assert_eq!(lowered.api.modules[0].name, "widgets");
/// assert!(loaded.diagnostics.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every file that was read.
    pub sources: Sources,
    /// The products that could be read, in the order of their folders' names.
    pub products: Vec<LoadedProduct>,
    /// What is wrong with the rest.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read, for build scripts.
    pub files: Vec<PathBuf>,
    // How many files were looked for, whether they could be read or not.
    tried: usize,
    // Whether it was told that there are too many files, or bytes in them.
    is_beyond: bool,
}

impl Loaded {
    fn within(limits: Limits) -> Self {
        Self {
            sources: Sources::within(limits),
            ..Self::default()
        }
    }

    /// Reads a folder that holds a folder for each product. A folder without TOML files is no
    /// product and is passed over; one that has some, but no `product.toml`, is an error. Messages
    /// show paths from that folder, with `shown` in front. References may lead out of the folders to
    /// what `outside` names.
    ///
    /// # Errors
    ///
    /// An I/O error of the folder itself; everything else is a diagnostic.
    pub fn products(
        specs: &Path,
        shown: &str,
        limits: Limits,
        outside: &Outside,
    ) -> std::io::Result<Self> {
        let mut folders = Vec::new();
        for entry in std::fs::read_dir(specs)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !name.starts_with('.') {
                folders.push((name.into_owned(), path));
            }
        }
        folders.sort();
        let mut loaded = Self::within(limits);
        for (name, path) in folders {
            let shown = format!("{shown}{name}/");
            let names = match listing::names(&path) {
                Ok(names) => names,
                // Passed over, it would look as if the product were gone.
                Err(error) => {
                    let file = loaded.sources.add_unread(shown.as_str());
                    loaded
                        .diagnostics
                        .push(text::unreadable(file, &error.to_string()));
                    continue;
                }
            };
            if names.iter().any(|name| name == PRODUCT_FILE) {
                Reader::new(&mut loaded, &path, &shown, outside).product(&name);
            } else {
                let found = listing::without_header(&mut loaded.sources, &shown, &names);
                loaded.diagnostics.extend(found);
            }
        }
        Ok(loaded)
    }

    /// Reads the folder of one product; its name is the folder's. Messages show paths from that
    /// folder, with `shown` in front. References may lead out of it to what `outside` names.
    pub fn product(folder: &Path, shown: &str, limits: Limits, outside: &Outside) -> Self {
        let mut loaded = Self::within(limits);
        let name = folder
            .canonicalize()
            .ok()
            .and_then(|real| Some(real.file_name()?.to_str()?.to_owned()))
            .unwrap_or_else(|| "api".to_owned());
        Reader::new(&mut loaded, folder, shown, outside).product(&name);
        loaded
    }

    /// Reads a JSON Schema that has no spec, and the files beside it that it refers to. The
    /// document is the first of the [`Documents`]; there are none where it cannot be read.
    /// References may lead out of the file's folder to what `outside` names. Messages show paths
    /// from that folder, with `shown` in front.
    pub fn schema(
        file: &Path,
        shown: &str,
        limits: Limits,
        outside: &Outside,
    ) -> (Self, Documents) {
        let mut loaded = Self::within(limits);
        let folder = match file.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let mut documents = Documents::default();
        Reader::new(&mut loaded, folder, shown, outside).schema(name, &mut documents);
        (loaded, documents)
    }
}
