//! The schemas that are measured.

use std::error::Error;
use std::path::{Path, PathBuf};

/// What was found.
pub(super) enum Inputs {
    /// JSON Schemas.
    Files(Vec<PathBuf>),
    /// None were asked for, and those that are meant then are not here: this folder.
    Missing(PathBuf),
}

/// The files that are meant by files and folders; without any, those beside the repository.
///
/// # Errors
///
/// A folder without a schema, or one that cannot be read; in CI, that the folder beside the
/// repository is missing.
pub(super) fn find(root: &Path, given: &[PathBuf]) -> Result<Inputs, Box<dyn Error>> {
    if !given.is_empty() {
        let files = given.iter().map(|path| files(path));
        let files: Vec<Vec<PathBuf>> = files.collect::<Result<_, _>>()?;
        return Ok(Inputs::Files(files.concat()));
    }
    let folder = root.join("../shared/schemas");
    if folder.is_dir() {
        return Ok(Inputs::Files(files(&folder)?));
    }
    if std::env::var_os("CI").is_some() {
        return Err(format!("{} is missing", folder.display()).into());
    }
    Ok(Inputs::Missing(folder))
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "json") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("{} has no JSON Schema: name a file", path.display()).into());
    }
    Ok(files)
}
