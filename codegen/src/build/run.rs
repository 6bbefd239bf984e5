//! What a build script does, without cargo.

use std::path::{Component, Path, PathBuf};

use super::{Build, Kind};
use crate::Failure;
use crate::diagnostic::bare_line;
use crate::emit::OneFile;
use crate::load::is_device;
use crate::output::Plan;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The generated file.
    pub file: PathBuf,
    /// Whether it was written. One that holds the text already is not touched.
    pub written: bool,
    /// The files that were read.
    pub read: Vec<PathBuf>,
    /// What is doubtful in them, a line each: place, code, message. What they could say more of
    /// ([`Diagnostic::is_advice`](crate::diagnostic::Diagnostic::is_advice)) is not among it.
    pub warnings: Vec<String>,
}

impl Build {
    /// Generates the file in `out_dir`, and tells nobody: [`generate`](Self::generate) is for
    /// build scripts.
    ///
    /// ```
    /// let out = std::env::temp_dir();
    /// match clientwright::Build::from_spec("specs/acme").run(out) {
    ///     Ok(report) => println!("{} is there", report.file.display()),
    ///     Err(failure) => println!("{} errors:\n{failure}", failure.errors()),
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong in the specs or in the settings; or the file cannot be written.
    /// What was generated before is not touched then.
    pub fn run(&self, out_dir: impl AsRef<Path>) -> Result<Report, Failure> {
        let is_plain = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_');
        if is_device(&self.stem) {
            return Err(Failure::of_others(vec![format!(
                "{:?} cannot be the name of the generated file: Windows keeps it for a device",
                self.stem
            )]));
        }
        if self.stem.is_empty() || !self.stem.chars().all(is_plain) {
            return Err(Failure::of_others(vec![format!(
                "{:?} cannot be the name of the generated file: write letters, digits, `-` and `_`",
                self.stem
            )]));
        }
        let generator = self.generator.clone().below(&self.root());
        let generator = generator.shown(self.shown());
        let mut described = generator.describe().map_err(|mut failure| {
            failure.diagnostics.retain(|warning| !warning.is_advice());
            failure
        })?;
        described.warnings.retain(|warning| !warning.is_advice());
        if described.apis.is_empty() {
            return Err(Failure::of_others(vec![format!(
                "{} holds no product: a product is a folder with a `product.toml`",
                self.given.display()
            )]));
        }
        let one = OneFile {
            source: self.source(),
            ..self.one.clone()
        };
        let text = described.emit_one_file(generator.options(), &one);
        let file = out_dir.as_ref().join(format!("{}.rs", self.stem));
        let written = text.map_err(|error| error.to_string()).and_then(|text| {
            let plan = Plan {
                files: vec![(file.clone(), text)],
                stale: Vec::new(),
                folders: vec![out_dir.as_ref().to_owned()],
            };
            plan.write().map_err(|error| error.to_string())
        });
        match written {
            Ok(changes) => Ok(Report {
                file,
                written: !changes.is_empty(),
                read: described.files,
                warnings: described
                    .warnings
                    .iter()
                    .map(|warning| bare_line(&described.sources, warning))
                    .collect(),
            }),
            Err(error) => Err(Failure {
                sources: described.sources,
                diagnostics: described.warnings,
                others: vec![error],
                files: described.files,
            }),
        }
    }

    /// Where relative paths begin.
    pub(super) fn root(&self) -> PathBuf {
        match &self.root {
            Some(root) => root.clone(),
            // Cargo sets it for build scripts and for tests.
            None => std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from),
        }
    }

    /// The folder of which every file counts, also one that is not there yet. A schema's counts for
    /// nothing: it may be the whole repository.
    pub(super) fn folder(&self) -> Option<&Path> {
        (self.kind != Kind::Schema).then_some(self.given.as_path())
    }

    /// What stands before paths in messages.
    fn shown(&self) -> String {
        let folder = match self.kind {
            Kind::Spec | Kind::Specs => Some(self.given.as_path()),
            Kind::Schema => self.given.parent(),
        };
        match folder.map(slashed) {
            Some(folder) if !folder.is_empty() => format!("{}/", folder.trim_end_matches('/')),
            _ => String::new(),
        }
    }

    /// What the first line of the file names. An absolute path would differ between machines.
    fn source(&self) -> String {
        if self.given.is_relative() {
            return slashed(&self.given);
        }
        let name = self.given.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// A path with `/` between its parts, on every system.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        return text.into_owned();
    }
    let plain = path
        .components()
        .all(|part| !matches!(part, Component::Prefix(_)));
    if plain {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    } else {
        text.into_owned()
    }
}
