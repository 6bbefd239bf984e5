//! Inputs that are long in one way each: what a stage does for each text, table and list of a
//! document is in proportion to it.

mod schemas;
mod specs;
mod texts;

use std::path::{Path, PathBuf};

/// Documents that are long in one way.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// The documents, by how many rows or marks they have.
    pub(crate) input: fn(usize) -> Input,
}

pub(crate) enum Input {
    /// A JSON Schema without a spec.
    Schema(String),
    /// The files of a product, by their names.
    Product(Vec<(String, String)>),
}

impl Input {
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Schema(text) => text.len(),
            Self::Product(files) => files.iter().map(|(_, text)| text.len()).sum(),
        }
    }

    /// Writes it into a folder of its own, and returns the file of a schema or the folder.
    pub(crate) fn write(&self, folder: &Path) -> PathBuf {
        std::fs::create_dir_all(folder).unwrap();
        match self {
            Self::Schema(text) => {
                let file = folder.join("schema.json");
                std::fs::write(&file, text).unwrap();
                file
            }
            Self::Product(files) => {
                for (name, text) in files {
                    let file = folder.join(name);
                    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                    std::fs::write(file, text).unwrap();
                }
                folder.to_owned()
            }
        }
    }
}

pub(crate) fn all() -> Vec<Family> {
    let parts = [texts::FAMILIES, schemas::FAMILIES, specs::FAMILIES];
    let all = parts.iter().flat_map(|part| part.iter());
    all.map(|(name, input)| Family {
        name,
        input: *input,
    })
    .collect()
}

/// Rows, each made of its number, with commas between.
fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(row).collect::<Vec<_>>().join(",")
}
