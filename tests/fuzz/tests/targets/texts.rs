//! The texts of this repository that mutants are made of.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::bundle::Bundle;
use crate::choices::Choices;

/// The repository's folder, from that of the package: cargo runs tests there.
fn root() -> PathBuf {
    Path::new("../..").to_owned()
}

/// The files below a folder, sorted.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

/// The texts of files with this ending; the large ones are left out, for they teach nothing more.
fn texts(folders: &[&str], ending: &str) -> Vec<String> {
    let files = folders
        .iter()
        .flat_map(|folder| below(&root().join(folder)));
    let files = files.filter(|path| has_ending(path, &[ending]));
    let texts = files.map(|path| std::fs::read_to_string(path).unwrap());
    texts.filter(|text| text.len() < 20_000).collect()
}

/// A TOML file.
pub(crate) fn toml(choices: &mut Choices<'_>) -> &'static str {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| texts(&["specs", "tests/fixtures/spec"], "toml"));
    &texts[choices.below(texts.len())]
}

/// A JSON file, schema or not.
pub(crate) fn json(choices: &mut Choices<'_>) -> &'static str {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| texts(&["specs", "tests/fixtures"], "json"));
    &texts[choices.below(texts.len())]
}

/// A JSON Schema.
pub(crate) fn schema(choices: &mut Choices<'_>) -> &'static str {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| texts(&["tests/fixtures/schema"], "json"));
    &texts[choices.below(texts.len())]
}

/// The folder of a spec.
pub(crate) fn spec(choices: &mut Choices<'_>) -> &'static Bundle {
    static SPECS: OnceLock<Vec<Bundle>> = OnceLock::new();
    let specs = SPECS.get_or_init(|| {
        let mut specs = Vec::new();
        for parent in ["tests/fixtures/spec", "specs"] {
            let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join(parent))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.join("product.toml").is_file())
                .collect();
            folders.sort();
            specs.extend(folders.iter().map(|folder| bundle(folder)));
        }
        specs
    });
    &specs[choices.below(specs.len())]
}

fn bundle(folder: &Path) -> Bundle {
    let files = below(folder).into_iter();
    let files = files.filter(|path| has_ending(path, &["toml", "json"]));
    let files = files.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(folder).unwrap();
        (path.to_str().unwrap().replace('\\', "/"), text)
    });
    Bundle(files.collect())
}

/// An example of an answer or a request.
pub(crate) fn example(choices: &mut Choices<'_>) -> &'static str {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let folders = ["expense", "identity360", "inventory", "invoice"];
        let folders = folders.map(|product| format!("specs/{product}/examples"));
        texts(&folders.each_ref().map(String::as_str), "json")
    });
    &texts[choices.below(texts.len())]
}
