//! The file that was probably meant by a path that leads nowhere.

use std::path::Path;

use crate::diagnostic::suggestion;

/// The most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 1_000;

/// The path, from the folder, of a file that was probably meant: one of nearly the same name in the
/// same folder, or of the same name in the folder itself. `None` where something stands at the path, and
/// where the path leads out of the folder.
pub(super) fn near_file(folder: &Path, path: &str) -> Option<String> {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let inside = folder.join(parent).canonicalize();
    let inside = inside.is_ok_and(|inside| {
        let folder = folder.canonicalize();
        folder.is_ok_and(|folder| inside.starts_with(folder))
    });
    if folder.join(path).symlink_metadata().is_ok() {
        return None;
    }
    if !inside {
        let is_plain = !path.starts_with('/') && !path.split('/').any(|part| part == "..");
        return (is_plain && folder.join(name).is_file()).then(|| name.to_owned());
    }
    let entries = std::fs::read_dir(folder.join(parent)).ok();
    let names = entries.into_iter().flatten().take(MOST_ENTRIES);
    let mut names: Vec<String> = names
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    // The order of a folder is the file system's.
    names.sort();
    let near = suggestion(name, names.iter().map(String::as_str));
    match near {
        Some(near) if parent.is_empty() => Some(near.to_owned()),
        Some(near) => Some(format!("{parent}/{near}")),
        None if folder.join(name).is_file() => Some(name.to_owned()),
        None => None,
    }
}
