//! Descriptions that could be read.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::emit::{
    EmitError, EmitOptions, OneFile, OutputFile, emit_api, emit_crate_root, emit_folder_root,
    emit_models, emit_one_file,
};
use crate::ir::Api;
use crate::load::LOCK_FILE;
use crate::names::NamesLock;
use crate::source::Sources;

/// Descriptions that were read, without an error in them.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::diagnostic::one_line;
///
/// let generator = Generator::from_products("specs").shown("specs/");
/// let described = generator.describe()?;
/// for warning in &described.warnings {
///     eprintln!("{}", one_line(&described.sources, warning));
/// }
///
/// // What was understood.
/// let widgets = &described.apis[0].modules[0];
/// assert_eq!(widgets.operations[0].function, "get");
///
/// // The names that were chosen, to be kept beside the specs.
/// for (path, text) in described.lock_files() {
///     std::fs::write(std::path::Path::new("specs").join(path), text)?;
/// }
///
/// // The files of a crate.
/// let mut files = described.emit(generator.options())?;
/// files.push(described.emit_crate_root(generator.options())?);
/// let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
/// assert_eq!(paths, ["acme.rs", "acme/widgets.rs", "lib.rs"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Described {
    /// The files that were read.
    pub sources: Sources,
    /// Where they lie.
    pub files: Vec<PathBuf>,
    /// The APIs, in the order of their names.
    pub apis: Vec<Api>,
    /// The names that each goes by, in the same order.
    pub locks: Vec<NamesLock>,
    /// Names that earlier runs chose for what is gone, in the same order.
    pub(super) stale: Vec<NamesLock>,
    /// What is doubtful, in the order of the files.
    pub warnings: Vec<Diagnostic>,
    pub(super) bare: bool,
}

impl Described {
    /// The warnings that call for a change of the specs, in the order of the files: all but
    /// [advice](Diagnostic::is_advice), which only `lint` shows. Commands and build scripts that
    /// generate code show these.
    pub fn doubts(&self) -> impl Iterator<Item = &Diagnostic> {
        self.warnings.iter().filter(|warning| !warning.is_advice())
    }

    /// Writes the APIs as Rust: `<product>.rs` and `<product>/<module>.rs`; of a JSON Schema
    /// without a spec, `<name>.rs`.
    ///
    /// # Errors
    ///
    /// What Rust cannot say.
    pub fn emit(&self, options: &EmitOptions) -> Result<Vec<OutputFile>, EmitError> {
        if self.bare {
            return self
                .apis
                .iter()
                .map(|api| emit_models(api, options))
                .collect();
        }
        let mut files = Vec::new();
        for api in &self.apis {
            files.extend(emit_api(api, options)?);
        }
        Ok(files)
    }

    /// Writes the APIs and a `mod.rs` above them, which makes their folder a module of any crate.
    ///
    /// # Errors
    ///
    /// What Rust cannot say.
    pub fn emit_modules(&self, options: &EmitOptions) -> Result<Vec<OutputFile>, EmitError> {
        let mut files = self.emit(options)?;
        if !self.bare {
            files.push(emit_folder_root(&self.apis, options)?);
        }
        Ok(files)
    }

    /// Writes the APIs into one text, for `include!`: a module for each, with its modules inside.
    ///
    /// # Errors
    ///
    /// What Rust cannot say.
    pub fn emit_one_file(&self, options: &EmitOptions, one: &OneFile) -> Result<String, EmitError> {
        let one = OneFile {
            bare: self.bare,
            ..one.clone()
        };
        emit_one_file(&self.apis, options, &one)
    }

    /// Writes the root of a crate whose modules are the APIs, one behind a feature each: `lib.rs`.
    ///
    /// # Errors
    ///
    /// What Rust cannot say.
    pub fn emit_crate_root(&self, options: &EmitOptions) -> Result<OutputFile, EmitError> {
        emit_crate_root(&self.apis, options)
    }

    /// The texts of `names.lock`, by the path of the file from the folder of the specs. A name that
    /// was chosen for something that is gone stays until [`pruned_lock_files`] drops it, so that
    /// what comes back, or was only renamed, can keep its name.
    ///
    /// [`pruned_lock_files`]: Self::pruned_lock_files
    pub fn lock_files(&self) -> impl Iterator<Item = (PathBuf, String)> + '_ {
        self.lock_texts(true)
    }

    /// The same without the names of what is gone.
    pub fn pruned_lock_files(&self) -> impl Iterator<Item = (PathBuf, String)> + '_ {
        self.lock_texts(false)
    }

    fn lock_texts(&self, with_stale: bool) -> impl Iterator<Item = (PathBuf, String)> + '_ {
        let locks = self.locks.iter().zip(&self.stale);
        let locks = self.apis.iter().zip(locks);
        locks.map(move |(api, (lock, stale))| {
            let mut lock = lock.clone();
            if with_stale {
                lock.add(stale);
            }
            let path = Path::new(api.product.name.as_str()).join(LOCK_FILE);
            (path, lock.to_text())
        })
    }
}
