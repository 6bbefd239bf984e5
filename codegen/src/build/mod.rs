//! For build scripts: one file in `OUT_DIR`, made of the specs beside `Cargo.toml`.
//!
//! ```no_run
//! // build.rs, in `main`:
//! clientwright::Build::from_spec("specs/acme").generate();
//! ```
//!
//! The crate includes the file with `clientwright_runtime::include_api!();`, which gives it a
//! module `acme`.

mod cargo;
mod run;

use std::path::PathBuf;

pub use run::Report;

use crate::emit::OneFile;
pub use crate::emit::Visibility;
use crate::{Generator, Limits};

/// Generates Rust in a build script.
///
/// Where relative paths begin is the folder of the crate's `Cargo.toml`. Every setting says what it
/// changes in the generated file.
///
/// ```no_run
/// use clientwright::Build;
/// use clientwright::build::Visibility;
///
/// Build::from_spec("specs/acme")
///     .visibility(Visibility::Crate)
///     .only("widgets")
///     .only("parts.get")
///     .derive("std::hash::Hash")
///     .scalar("timestamp", "jiff::Timestamp")
///     .generate();
/// ```
#[derive(Clone, Debug)]
pub struct Build {
    generator: Generator,
    kind: Kind,
    /// The path as it was given.
    given: PathBuf,
    root: Option<PathBuf>,
    stem: String,
    one: OneFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Spec,
    Specs,
    Schema,
}

impl Build {
    /// From the folder of one product: `product.toml` and a file for each module. The generated
    /// file holds one module, of the folder's name.
    pub fn from_spec(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self::new(Kind::Spec, Generator::from_product(&folder), folder)
    }

    /// From a folder that holds a folder for each product. The generated file holds a module for
    /// each, of its folder's name.
    pub fn from_specs(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self::new(Kind::Specs, Generator::from_products(&folder), folder)
    }

    /// From a JSON Schema that has no spec, and the files beside it that it refers to. The
    /// generated file holds one module of types, of the file's name up to the first dot.
    pub fn from_schema(file: impl Into<PathBuf>) -> Self {
        let file = file.into();
        Self::new(Kind::Schema, Generator::from_schema(&file), file)
    }

    fn new(kind: Kind, generator: Generator, given: PathBuf) -> Self {
        Self {
            generator: generator.command("build.rs"),
            kind,
            given,
            root: None,
            stem: "clientwright".to_owned(),
            one: OneFile::default(),
        }
    }

    /// The name of the module, instead of the product's or the schema's: with `vendor`, the file
    /// holds `pub mod vendor`. With [`from_specs`](Self::from_specs) it is an error where there are
    /// several products.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.one.module = Some(name.into());
        self
    }

    /// Who sees the modules: `pub mod acme`, if this is not called, or `pub(crate) mod acme`.
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.one.visibility = visibility;
        self
    }

    /// The name of the file without `.rs`, for a build script that generates more than one:
    /// `include_api!("acme")` then includes it. `clientwright`, if this is not called.
    pub fn file_stem(mut self, stem: impl Into<String>) -> Self {
        self.stem = stem.into();
        self
    }

    /// A trait that every model derives beside what it always does (`Clone`, `Debug`, `PartialEq`
    /// and mostly `Default`): `#[derive(…, schemars::JsonSchema)]`. It is a path that means the
    /// same in every module, such as `crate::Table` or that of a crate. Structs, enums, unions and
    /// identifiers get it, except where they have the trait anyway; clients and operations do not.
    /// Calls add up.
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.generator = self.generator.derive(path);
        self
    }

    /// The path of the runtime crate, where it is renamed in `Cargo.toml` or reached through
    /// another crate: `use acme_support::runtime::…` instead of `use clientwright_runtime::…`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.generator = self.generator.runtime_path(path);
        self
    }

    /// Types alone: no `Client`, no `Call`, no accessors and no operations.
    pub fn models_only(mut self) -> Self {
        self.generator = self.generator.models_only();
        self
    }

    /// Only a part of the API: `widgets` is a module, `widgets.list` one of its operations; with
    /// [`from_specs`](Self::from_specs) the product stands in front (`acme`, `acme.widgets`). Other
    /// operations are left out, and so are types that nothing else needs. Calls add up. A name that
    /// there is not is an error which suggests another.
    pub fn only(mut self, name: impl Into<String>) -> Self {
        self.generator = self.generator.only(name);
        self
    }

    /// What stands before the names of models and identifier types: with `Acme`, the file has
    /// `AcmeWidget` in place of `Widget`. Clients, accessors and operations keep their names.
    pub fn type_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.generator = self.generator.type_prefix(prefix);
        self
    }

    /// A Rust type for a scalar of the specs: `date`, `decimal`, `email`, `phone`, `timestamp` or
    /// `url`. With `scalar("timestamp", "jiff::Timestamp")` members hold
    /// `Foreign<jiff::Timestamp>` in place of `Timestamp`.
    ///
    /// The type is a path that means the same in every module, and implements serde's `Serialize`
    /// and `DeserializeOwned`, `Clone`, `Debug` and `PartialEq`. The runtime's `Foreign` around it
    /// keeps what the type cannot be read from, so that one odd value does not fail an answer.
    pub fn scalar(mut self, scalar: impl Into<String>, ty: impl Into<String>) -> Self {
        self.generator = self.generator.scalar(scalar, ty);
        self
    }

    /// Reads a JSON Schema without a spec as it is written, not as it is meant: the file has a union
    /// of all kinds of values where a schema has no `type`, and the field `additional` in structs
    /// whose schemas take members that they do not name. With [`from_schema`](Self::from_schema)
    /// only.
    pub fn to_the_letter(mut self) -> Self {
        self.generator = self.generator.to_the_letter();
        self
    }

    /// Where copies of what URIs name lie: a folder for the URIs of a beginning, or a file for one
    /// URI. With `remote("https://schemas.acme.example/", "vendor/acme")` a reference to
    /// `https://schemas.acme.example/v1/widget.json` is read from `vendor/acme/v1/widget.json`, and
    /// the file has the types that it finds there. Nothing is ever fetched. Calls add up; the first
    /// whose beginning fits is taken.
    pub fn remote(mut self, base: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.generator = self.generator.remote(base, path);
        self
    }

    /// A folder that references may lead to with `../`, out of the folder of the spec or schema:
    /// the file has the types that they find there. They may lead nowhere outside, if this is not
    /// called. Calls add up.
    pub fn allow_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.generator = self.generator.allow_folder(folder);
        self
    }

    /// What a run may cost, where the specs come from strangers: bytes, files, steps. What is beyond
    /// a bound fails the build with a message. The output is not changed.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.generator = self.generator.limits(limits);
        self
    }

    /// Where relative paths begin, instead of the folder of `Cargo.toml`.
    pub fn relative_to(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = Some(root.into());
        self
    }
}
