//! What cargo is told.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Build, Report};
use crate::Failure;
use crate::diagnostic::{Severity, bare_line, printable};

/// How many warnings cargo shows; a vendor's schema may have hundreds, which nobody can act on.
const WARNINGS: usize = 10;

impl Build {
    /// Generates the file in `OUT_DIR`, and tells cargo when to do so again: when a file changes
    /// that was read, or anything in a folder of specs. A file that holds the text already is not
    /// touched.
    ///
    /// Where something is wrong the build fails: each error is a line of cargo's, the whole report
    /// with source lines goes to standard error, and the process ends with status 1.
    pub fn generate(&self) {
        let outcome = match std::env::var_os("OUT_DIR") {
            Some(out_dir) => self
                .claim(Path::new(&out_dir))
                .and_then(|()| self.run(out_dir)),
            None => Err(Failure::of_others(vec![
                "`OUT_DIR` is not set: `generate` is for build scripts, which cargo runs; \
                 elsewhere there is `run`"
                    .to_owned(),
            ])),
        };
        let mut text = self.instructions(&outcome).join("\n");
        text.push('\n');
        // Whoever does not listen to a build script needs no answer.
        let _ = std::io::stdout().write_all(text.as_bytes());
        if let Err(failure) = outcome {
            let _ = std::io::stderr().write_all(report(&failure).as_bytes());
            std::process::exit(1);
        }
    }

    /// Takes the name of the generated file for this build: another one of that name would replace
    /// it, since all of a build script lie in one folder.
    fn claim(&self, out_dir: &Path) -> Result<(), Failure> {
        static TAKEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.insert(out_dir.join(&self.stem)) {
            return Ok(());
        }
        Err(Failure::of_others(vec![format!(
            "the build script has generated `{}.rs` before, and it would be replaced: call \
             `file_stem` with another name, and `include_api!` with it",
            self.stem
        )]))
    }

    /// The lines for cargo that say what was read, what is doubtful and what is wrong.
    pub fn instructions(&self, outcome: &Result<Report, Failure>) -> Vec<String> {
        let (files, warnings) = match outcome {
            Ok(report) => (&report.read, report.warnings.as_slice()),
            Err(failure) => (&failure.files, &[][..]),
        };
        let root = self.root();
        let mut lines = Vec::new();
        let folder = self.folder().filter(|folder| !holds(folder, &root));
        for path in folder
            .into_iter()
            .chain(files.iter().map(|file| file.as_path()))
        {
            lines.extend(watch(path, &root));
        }
        for warning in warnings.iter().take(WARNINGS) {
            lines.push(format!("cargo::warning={warning}"));
        }
        if let Some(more) = warnings
            .len()
            .checked_sub(WARNINGS)
            .filter(|more| *more > 0)
        {
            lines.push(format!(
                "cargo::warning=and {more} more: `clientwright lint` shows them all"
            ));
        }
        if let Err(failure) = outcome {
            lines.extend(errors(failure));
        }
        lines
    }
}

/// Whether the folder of the specs holds the crate, and so cargo's own output, which would make
/// every build begin with this one.
fn holds(folder: &Path, root: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    match (real(&root.join(folder)), real(root)) {
        (Some(folder), Some(root)) => root.starts_with(folder),
        _ => false,
    }
}

/// Tells of a file or folder. One whose name would be a line for cargo by itself is told of by its
/// folder.
fn watch(path: &Path, root: &Path) -> Option<String> {
    let path = path.strip_prefix(root).unwrap_or(path);
    let text = path.to_str()?;
    (!text.contains(['\n', '\r'])).then(|| format!("cargo::rerun-if-changed={text}"))
}

/// A line for each error: place, code, message.
fn errors(failure: &Failure) -> impl Iterator<Item = String> + '_ {
    let errors = failure.diagnostics.iter();
    let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
    let errors = errors.map(|error| bare_line(&failure.sources, error));
    let others = failure.others.iter();
    let others = others.map(|error| printable(error).into_owned());
    errors
        .chain(others)
        .map(|line| format!("cargo::error={line}"))
}

#[cfg(feature = "render")]
fn report(failure: &Failure) -> String {
    failure.render(false)
}

#[cfg(not(feature = "render"))]
fn report(failure: &Failure) -> String {
    format!("{failure}\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::path::Path;

    use crate::Build;

    #[test]
    fn a_build_script_makes_each_file_once() {
        let out = Path::new("out-of-a-test");
        let one = Build::from_schema("orders.v1.json");
        let two = Build::from_schema("orders.v2.json");
        assert!(one.claim(out).is_ok());
        let told = two.claim(out).map_err(|failure| failure.to_string());
        assert_eq!(
            told.unwrap_err(),
            "the build script has generated `clientwright.rs` before, and it would be replaced: call \
             `file_stem` with another name, and `include_api!` with it"
        );
        assert!(two.clone().file_stem("v2").claim(out).is_ok());
        assert!(two.claim(Path::new("another")).is_ok());
    }
}
