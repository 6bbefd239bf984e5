//! What is written stays below the folder that was named for it.

use std::fs::symlink_metadata;
use std::io::{Error, ErrorKind, Result};
use std::path::{Component, Path, PathBuf};

use crate::load::check_path;

/// Refuses a file that would not be in one of the folders, or that a link stands in the way of:
/// what the link leads to may be anybody's. Of no folders, the file alone is looked at.
///
/// What stands above a folder is its owner's to arrange: links there are followed.
pub(super) fn check(file: &Path, folders: &[PathBuf]) -> Result<()> {
    let refused = |why: String| Error::new(ErrorKind::InvalidInput, why);
    if folders.is_empty() {
        return no_link(file);
    }
    // Without a slash at the end, which would have a link followed.
    let mut folders = folders.iter().map(|folder| folder.components().collect());
    let below =
        folders.find_map(|folder: PathBuf| Some((file.strip_prefix(&folder).ok()?, folder)));
    let Some((below, folder)) = below else {
        return Err(refused(format!(
            "{} is not in a folder that is written to",
            file.display()
        )));
    };
    no_link(&folder)?;
    let mut path = folder;
    for component in below.components() {
        let plain = match component {
            Component::Normal(name) => name.to_str().is_some_and(|name| check_path(name).is_ok()),
            _ => false,
        };
        if !plain {
            return Err(refused(format!(
                "{} is not a file name on every system: name the product and its files otherwise",
                file.display()
            )));
        }
        path.push(component);
        no_link(&path)?;
    }
    Ok(())
}

fn no_link(path: &Path) -> Result<()> {
    match symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => Err(Error::new(
            ErrorKind::InvalidInput,
            format!(
                "{} is a link, and nothing is written through links: remove it, or name the place that it leads to",
                path.display()
            ),
        )),
        // What is not there is no link; what cannot be looked at cannot be written either.
        _ => Ok(()),
    }
}
