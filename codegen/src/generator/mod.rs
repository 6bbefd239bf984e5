//! The whole line, for callers: `xtask`, build scripts, tests.

mod derives;
mod described;
mod failure;
mod shaping;

use std::path::{Path, PathBuf};

pub use described::Described;
pub use failure::Failure;
use shaping::Shaping;

use crate::Limits;
use crate::check::{check, check_schema};
use crate::diagnostic::{Severity, limit, sort};
use crate::emit::{EmitOptions, ForeignScalar};
use crate::load::{Loaded, Outside, Remote};
use crate::lower::{lower, lower_schema, lower_schema_to_the_letter};
use crate::names::{NamesLock, field_name, stale};

/// Generates Rust from descriptions of APIs.
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
///
/// let generator = Generator::from_product("specs/acme")
///     .only("widgets.get")
///     .type_prefix("Acme")
///     .scalar("decimal", "crate::Money");
/// let described = generator.describe()?;
/// let files = described.emit(generator.options())?;
/// assert!(files[1].text.contains("pub struct AcmeWidget"));
/// assert!(files[1].text.contains("Foreign<crate::Money"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    input: Input,
    options: EmitOptions,
    shaping: Shaping,
    shown: String,
    limits: Limits,
    outside: Outside,
    to_the_letter: bool,
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
        let file = file.into();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let mut generator = Self::new(Input::Schema(file));
        generator.options.source = name;
        generator
    }

    fn new(input: Input) -> Self {
        Self {
            input,
            options: EmitOptions::new("clientwright"),
            shaping: Shaping::default(),
            shown: String::new(),
            limits: Limits::default(),
            outside: Outside::default(),
            to_the_letter: false,
        }
    }

    /// Reads a JSON Schema without a spec as it is written, not as it is meant. People who leave
    /// `type` out mean the one that their other keywords speak of, and few objects take members
    /// that the schema does not name: so schemas are read, if this is not called. To the letter a
    /// schema without `type` takes values of all kinds, and becomes a union of them; objects keep
    /// members that have no name, unless the schema forbids them.
    pub fn to_the_letter(mut self) -> Self {
        self.to_the_letter = true;
        self
    }

    /// Where copies of what URIs name lie: a folder for the URIs of a beginning, or a file for one
    /// URI. With `https://schemas.acme.example/` and `vendor/acme`, a reference to
    /// `https://schemas.acme.example/v1/widget.json` is read from `vendor/acme/v1/widget.json`.
    /// Nothing is ever fetched. Calls add up; the first whose beginning fits is taken.
    pub fn remote(mut self, base: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        let (base, path) = (base.into(), path.into());
        self.outside.remotes.push(Remote { base, path });
        self
    }

    /// A folder that references may lead to with `../`, out of the folder of the spec or schema.
    /// They may lead nowhere outside, if this is not called. Calls add up.
    pub fn allow_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.outside.folders.push(folder.into());
        self
    }

    /// What stands before the paths in messages: `specs/`. Nothing, if this is not called: paths
    /// then begin at the folder that was given.
    pub fn shown(mut self, prefix: impl Into<String>) -> Self {
        self.shown = prefix.into();
        self
    }

    /// The command that the first line of every file names: `cargo xtask regenerate`.
    /// `clientwright`, if this is not called.
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.options.command = command.into();
        self
    }

    /// What the first line of every file says that it was made from: a path of the document or the
    /// folder of specs. Of several products each has its name behind it. A schema's file name and
    /// `specs`, if this is not called.
    pub fn source(mut self, source: impl Into<String>) -> Self {
        let source = source.into();
        match self.input {
            Input::Products(_) => self.options.specs = source,
            Input::Product(_) | Input::Schema(_) => self.options.source = Some(source),
        }
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

    /// Only a part: `widgets` is a module, `widgets.list` one of its operations. Where there are
    /// several products, the product stands in front: `acme`, `acme.widgets`, `acme.widgets.list`.
    /// Types that nothing else needs are left out too. Calls add up; everything, if this is not
    /// called. A name that there is not is an error of [`describe`](Self::describe).
    pub fn only(mut self, name: impl Into<String>) -> Self {
        self.shaping.only.push(name.into());
        self
    }

    /// What stands before the name of every model and identifier type: with `Acme`, `Widget` is
    /// `AcmeWidget`. Clients, accessors and operations keep their names.
    pub fn type_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.shaping.prefix = prefix.into();
        self
    }

    /// A trait that every model derives beside what it always does, as a path that means the same
    /// in every module: `Hash`, `schemars::JsonSchema`, `crate::Table`. Of what a type has anyway
    /// it is left out. Calls add up.
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.options.derives.push(path.into());
        self
    }

    /// A Rust type for a scalar of the specs: `date`, `decimal`, `email`, `phone`, `timestamp` or
    /// `url`. The type is written as any module may write it (`jiff::Timestamp`, `crate::Moment`)
    /// and implements serde's `Serialize` and `DeserializeOwned`, `Clone`, `Debug` and `PartialEq`.
    /// Members hold the runtime's `Foreign` of it.
    pub fn scalar(mut self, scalar: impl Into<String>, ty: impl Into<String>) -> Self {
        let (word, ty) = (scalar.into(), ty.into());
        match ForeignScalar::parse(&word) {
            Some(scalar) => {
                self.options.foreign.insert(scalar, ty);
            }
            None => self.shaping.no_scalars.push(word),
        }
        self
    }

    /// What a run may cost, where the specs come from strangers.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same with a path that begins at `root`, unless it is absolute.
    pub(crate) fn below(mut self, root: &Path) -> Self {
        let (Input::Products(path) | Input::Product(path) | Input::Schema(path)) = &mut self.input;
        *path = root.join(&path);
        for remote in &mut self.outside.remotes {
            remote.path = root.join(&remote.path);
        }
        for folder in &mut self.outside.folders {
            *folder = root.join(&folder);
        }
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
    /// Everything that is wrong in it or in what was chosen, at once.
    pub fn describe(&self) -> Result<Described, Failure> {
        let shown = &self.shown;
        let mut described = match &self.input {
            Input::Products(folder) => {
                match Loaded::products(folder, shown, self.limits, &self.outside) {
                    Ok(loaded) => describe_products(loaded)?,
                    Err(error) => return Err(Failure::of_path(folder, &error)),
                }
            }
            Input::Product(folder) => {
                describe_products(Loaded::product(folder, shown, self.limits, &self.outside))?
            }
            Input::Schema(file) => self.describe_schema(file)?,
        };
        let several = matches!(self.input, Input::Products(_));
        let mut wrong = self.shaping.apply(&mut described, &self.options, several);
        if self.to_the_letter && !described.bare {
            wrong.push("`to_the_letter`: only a JSON Schema without a spec is read so".to_owned());
        }
        if wrong.is_empty() {
            described
                .warnings
                .append(&mut derives::check(&described.apis, &self.options));
            return finish(described);
        }
        Err(Failure {
            sources: described.sources,
            diagnostics: described.warnings,
            others: wrong,
            files: described.files,
        })
    }

    fn describe_schema(&self, file: &Path) -> Result<Described, Failure> {
        let (loaded, documents) = Loaded::schema(file, &self.shown, self.limits, &self.outside);
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
        let lower = if self.to_the_letter {
            lower_schema_to_the_letter
        } else {
            lower_schema
        };
        let lowered = lower(&sources, &documents, &name, &none, &mut diagnostics);
        // To the letter, no keyword is without meaning.
        if !self.to_the_letter {
            check_schema(&documents, &mut diagnostics);
        }
        finish(Described {
            sources,
            files,
            apis: vec![lowered.api],
            locks: vec![lowered.lock],
            stale: vec![NamesLock::default()],
            warnings: diagnostics,
            bare: true,
        })
    }
}

fn describe_products(loaded: Loaded) -> Result<Described, Failure> {
    let Loaded {
        sources,
        products,
        mut diagnostics,
        files,
        ..
    } = loaded;
    let mut apis = Vec::with_capacity(products.len());
    let mut locks = Vec::with_capacity(products.len());
    let mut remembered = Vec::with_capacity(products.len());
    for product in &products {
        let lowered = lower(&sources, product, &mut diagnostics);
        let most_steps = sources.limits().check_steps;
        check(product, &lowered, most_steps, &mut diagnostics);
        apis.push(lowered.api);
        remembered.push(stale(&product.lock, &lowered.lock));
        locks.push(lowered.lock);
    }
    finish(Described {
        sources,
        files,
        apis,
        locks,
        stale: remembered,
        warnings: diagnostics,
        bare: false,
    })
}

fn finish(mut described: Described) -> Result<Described, Failure> {
    sort(&mut described.warnings);
    let most = described.sources.limits().diagnostics;
    limit(&mut described.warnings, most);
    if described
        .warnings
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return Err(Failure {
            sources: described.sources,
            diagnostics: described.warnings,
            others: Vec::new(),
            files: described.files,
        });
    }
    Ok(described)
}
