//! The whole line, for callers: `xtask`, build scripts, tests.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity, one_line, sort};
use crate::emit::{
    EmitError, EmitOptions, OutputFile, emit_api, emit_crate_root, emit_folder_root, emit_models,
};
use crate::ir::Api;
use crate::load::{LOCK_FILE, Loaded};
use crate::lower::{lower, lower_schema};
use crate::names::{NamesLock, field_name};
use crate::source::Sources;

/// Generates Rust from descriptions of APIs.
///
/// ```no_run
/// use clientwright::Generator;
///
/// let generator = Generator::from_product("specs/acme");
/// let described = generator.describe()?;
/// for file in described.emit(generator.options())? {
///     println!("{}: {} lines", file.path, file.text.lines().count());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    input: Input,
    options: EmitOptions,
}

#[derive(Clone, Debug)]
enum Input {
    Products(PathBuf),
    Product(PathBuf),
    Schema(PathBuf),
}

impl Generator {
    /// Generates every product of a folder that holds a folder of specs for each.
    pub fn from_products(folder: impl Into<PathBuf>) -> Self {
        Self::new(Input::Products(folder.into()))
    }

    /// Generates the product of one folder of specs; the product goes by the folder's name.
    pub fn from_product(folder: impl Into<PathBuf>) -> Self {
        Self::new(Input::Product(folder.into()))
    }

    /// Generates the types of a JSON Schema that has no spec.
    pub fn from_schema(file: impl Into<PathBuf>) -> Self {
        Self::new(Input::Schema(file.into()))
    }

    fn new(input: Input) -> Self {
        Self {
            input,
            options: EmitOptions::new("clientwright"),
        }
    }

    /// The command that the first line of every file names: `cargo xtask regenerate`.
    /// `clientwright`, if this is not called.
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.options.command = command.into();
        self
    }

    /// The crate that the files become part of, as its users name it: functions get an example in
    /// their documentation, which that crate's doc tests compile. No examples, if this is not
    /// called.
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.options.crate_name = Some(name.into());
        self
    }

    /// The path of the runtime crate, where it goes by another name or is reached through another
    /// crate. `clientwright_runtime`, if this is not called.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.options.runtime_path = path.into();
        self
    }

    /// Serde's own derives in place of the runtime's reading and writing: the same types, without
    /// operations, strict in what they read.
    pub fn serde_derives(mut self) -> Self {
        self.options.serde_derives = true;
        self
    }

    /// Types alone, without client and operations.
    pub fn models_only(mut self) -> Self {
        self.options.operations = false;
        self
    }

    /// What was chosen, for [`Described::emit`].
    pub fn options(&self) -> &EmitOptions {
        &self.options
    }

    /// Reads the input into the IR.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in it, at once.
    pub fn describe(&self) -> Result<Described, Failure> {
        match &self.input {
            Input::Products(folder) => match Loaded::products(folder) {
                Ok(loaded) => describe_products(loaded),
                Err(error) => Err(Failure::of_path(folder, &error)),
            },
            Input::Product(folder) => describe_products(Loaded::product(folder)),
            Input::Schema(file) => describe_schema(file),
        }
    }
}

/// Descriptions that were read, without an error in them.
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
    /// What is doubtful, in the order of the files.
    pub warnings: Vec<Diagnostic>,
    bare: bool,
}

impl Described {
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

    /// Writes the root of a crate whose modules are the APIs, one behind a feature each: `lib.rs`.
    ///
    /// # Errors
    ///
    /// What Rust cannot say.
    pub fn emit_crate_root(&self, options: &EmitOptions) -> Result<OutputFile, EmitError> {
        emit_crate_root(&self.apis, options)
    }

    /// The texts of `names.lock`, by the path of the file from the folder of the specs.
    pub fn lock_files(&self) -> impl Iterator<Item = (PathBuf, String)> + '_ {
        self.apis
            .iter()
            .zip(&self.locks)
            .map(|(api, lock)| (Path::new(&api.product.name).join(LOCK_FILE), lock.to_text()))
    }
}

/// Descriptions in which something is wrong.
#[derive(Debug)]
pub struct Failure {
    /// The files that were read.
    pub sources: Sources,
    /// What is wrong and what is doubtful, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    // What is wrong with the input as a whole.
    path_error: Option<String>,
}

impl Failure {
    fn of_path(path: &Path, error: &std::io::Error) -> Self {
        Self {
            sources: Sources::default(),
            diagnostics: Vec::new(),
            path_error: Some(format!("{} cannot be read: {error}", path.display())),
        }
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let errors = self.diagnostics.iter();
        let errors = errors
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        errors + usize::from(self.path_error.is_some())
    }

    /// The whole report for people, with source lines; in colour on request.
    #[cfg(feature = "render")]
    pub fn render(&self, color: bool) -> String {
        match &self.path_error {
            Some(error) => format!("error: {error}\n"),
            None => crate::diagnostic::render(&self.sources, &self.diagnostics, color),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(error) = &self.path_error {
            return f.write_str(error);
        }
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&one_line(&self.sources, diagnostic))?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

fn describe_products(loaded: Loaded) -> Result<Described, Failure> {
    let Loaded {
        sources,
        products,
        mut diagnostics,
        files,
    } = loaded;
    let mut apis = Vec::with_capacity(products.len());
    let mut locks = Vec::with_capacity(products.len());
    for product in &products {
        let lowered = lower(&sources, product, &mut diagnostics);
        apis.push(lowered.api);
        locks.push(lowered.lock);
    }
    finish(Described {
        sources,
        files,
        apis,
        locks,
        warnings: diagnostics,
        bare: false,
    })
}

fn describe_schema(file: &Path) -> Result<Described, Failure> {
    let (loaded, documents) = Loaded::schema(file);
    let Loaded {
        sources,
        mut diagnostics,
        files,
        ..
    } = loaded;
    let stem = file
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let name = field_name(stem.split('.').next().unwrap_or_default());
    let none = NamesLock::default();
    let lowered = lower_schema(&sources, &documents, &name, &none, &mut diagnostics);
    finish(Described {
        sources,
        files,
        apis: vec![lowered.api],
        locks: vec![lowered.lock],
        warnings: diagnostics,
        bare: true,
    })
}

fn finish(mut described: Described) -> Result<Described, Failure> {
    sort(&mut described.warnings);
    if described
        .warnings
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return Err(Failure {
            sources: described.sources,
            diagnostics: described.warnings,
            path_error: None,
        });
    }
    Ok(described)
}
