//! What the tests share: where things are, copies of specs, runs of the generator.

use std::path::{Path, PathBuf};

use clientwright::diagnostic::render;
use clientwright::{Described, Generator};
use tempfile::TempDir;

/// The products that these tests take as samples, in the order of their folders' names.
pub(crate) const PRODUCTS: [&str; 4] = ["expense", "identity360", "inventory", "invoice"];

/// The command that stands in the first line of committed files.
pub(crate) const REGENERATE: &str = "cargo xtask regenerate";

/// The repository's folder. Cargo runs tests in the folder of their package; a path that is compiled
/// in would be another copy's where two share a target folder.
pub(crate) fn root() -> PathBuf {
    let package = std::env::current_dir().unwrap();
    package.parent().unwrap().to_owned()
}

/// All products, in the order of their folders' names.
pub(crate) fn products() -> Vec<String> {
    let specs = root().join("specs");
    let mut names = listed(&specs);
    names.retain(|name| specs.join(name).join("product.toml").exists());
    names
}

/// A folder of fixtures.
pub(crate) fn fixtures(kind: &str) -> PathBuf {
    root().join("tests/fixtures").join(kind)
}

/// The names of what stands in a folder, sorted.
pub(crate) fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every file below a folder, by its path from there with `/` between its parts, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for name in listed(&folder.join(&below)) {
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if folder.join(&path).is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Copies a folder and all below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for path in files_below(from) {
        let target = to.join(&path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(&path), target).unwrap();
    }
}

/// A copy of one product's specs, in a folder of its own.
pub(crate) struct Copy {
    folder: TempDir,
    product: &'static str,
}

impl Copy {
    pub(crate) fn of(product: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = root().join("specs").join(product);
        copy_folder(&from, &folder.path().join(product));
        Self { folder, product }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(self.product)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        std::fs::write(self.path().join(file), text).unwrap();
    }

    pub(crate) fn describe(&self) -> Described {
        describe(&Generator::from_product(self.path()))
    }
}

/// Reads what a generator is to read; fails with the report where it cannot be.
pub(crate) fn describe(generator: &Generator) -> Described {
    match generator.describe() {
        Ok(described) => described,
        Err(failure) => panic!("{}", failure.render(false)),
    }
}

/// The warnings of a description, as people see them.
pub(crate) fn warnings(described: &Described) -> String {
    render(&described.sources, &described.warnings, false)
}

/// Writes files into a new folder: path and text.
pub(crate) fn folder_of(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}
