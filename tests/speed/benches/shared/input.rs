//! What the stages are given.

use std::path::{Path, PathBuf};

use clientwright::Limits;
use clientwright::emit::EmitOptions;
use clientwright::json_schema::Documents;
use clientwright::load::{Loaded, Outside};
use clientwright::lower::{Lowered, lower, lower_schema};
use clientwright::names::NamesLock;

/// The folder of the committed specs.
pub(crate) fn specs() -> PathBuf {
    // Cargo runs benchmarks in the folder of their package.
    Path::new("../../specs").to_owned()
}

pub(crate) fn options() -> EmitOptions {
    EmitOptions::new("cargo bench")
}

pub(crate) fn load_schema(file: &Path) -> (Loaded, Documents) {
    Loaded::schema(file, "", Limits::default(), &Outside::default())
}

pub(crate) fn lower_it((loaded, documents): &(Loaded, Documents)) -> Lowered {
    let names = NamesLock::default();
    let found = &mut Vec::new();
    lower_schema(&loaded.sources, documents, "definitions", &names, found)
}

pub(crate) fn load_specs() -> Loaded {
    Loaded::products(&specs(), "", Limits::default(), &Outside::default()).unwrap()
}

pub(crate) fn lower_specs(loaded: &Loaded) -> Vec<Lowered> {
    let products = loaded.products.iter();
    let lowered = products.map(|product| lower(&loaded.sources, product, &mut Vec::new()));
    lowered.collect()
}
