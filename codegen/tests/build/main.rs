//! The builder for build scripts: what each setting changes in the generated file, what cargo is
//! told, and when the file is written.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod cargo;
mod knobs;
mod parts;

use std::path::PathBuf;

use clientwright::{Build, Failure};

/// The folder that relative paths of the tests begin at.
pub(crate) fn root() -> PathBuf {
    std::env::current_dir().unwrap().join("tests/build")
}

pub(crate) fn acme() -> Build {
    Build::from_spec("specs/acme").relative_to(root())
}

/// The generated text.
pub(crate) fn text(build: &Build) -> String {
    let out = tempfile::tempdir().unwrap();
    let report = build.run(out.path()).unwrap();
    let text = std::fs::read_to_string(report.file).unwrap();
    syn::parse_file(&text).unwrap();
    text
}

/// What is wrong.
pub(crate) fn failure(build: &Build) -> Failure {
    let out = tempfile::tempdir().unwrap();
    let failure = build.run(out.path()).unwrap_err();
    let left = std::fs::read_dir(out.path()).unwrap().count();
    assert_eq!(left, 0, "nothing is written");
    failure
}

/// The lines in which the second text differs from the first: those that go and those that come,
/// without what stands before and after them on the line.
pub(crate) fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_owned());
        lines.collect()
    };
    let without = |mut of: Vec<String>, others: Vec<String>| {
        for other in others {
            if let Some(at) = of.iter().position(|line| *line == other) {
                of.remove(at);
            }
        }
        of.retain(|line| !line.is_empty());
        of
    };
    (
        without(lines(before), lines(after)),
        without(lines(after), lines(before)),
    )
}
