//! Files on disk: written whole or not at all, and only where something changed.

mod difference;
mod inside;
mod owned;

use std::collections::HashMap;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

pub use difference::Difference;
pub use owned::{GENERATED_MARK, owned_files};

/// What a run wants the disk to hold.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use std::path::Path;
///
/// use clientwright::Generator;
/// use clientwright::output::{Plan, owned_files};
///
/// let generator = Generator::from_product("specs/acme").command("make clients");
/// let files = generator.describe()?.emit(generator.options())?;
/// let mut plan = Plan::default();
/// for file in files {
///     plan.files.push((Path::new("src").join(&file.path), file.text));
/// }
/// plan.folders.push("src".into());
/// plan.stale = owned_files(Path::new("src"), "make clients")?;
/// plan.stale.retain(|path| !plan.files.iter().any(|(wanted, _)| wanted == path));
///
/// // With `--check`, what would change; otherwise it is done.
/// assert_eq!(plan.changes()?.len(), 2);
/// assert!(plan.foreign()?.is_empty());
/// plan.write()?;
/// assert!(plan.changes()?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Files and their texts.
    pub files: Vec<(PathBuf, String)>,
    /// Files of the generator's own making that nothing makes any more.
    pub stale: Vec<PathBuf>,
    /// The folders that all of them lie in. Where there are any, nothing is written elsewhere, nor
    /// through a link that is one of these folders or stands in one. A file that is a link itself
    /// is never replaced.
    pub folders: Vec<PathBuf>,
}

/// One way in which the disk is not what a plan wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file is not there.
    Add(PathBuf),
    /// The file holds something else.
    Edit(PathBuf, Difference),
    /// The file is there and nothing makes it any more.
    Remove(PathBuf),
}

impl Change {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Add(path) | Self::Edit(path, _) | Self::Remove(path) => path,
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Add(path) => write!(f, "{}: is missing", path.display()),
            Self::Edit(path, difference) => write!(f, "{}:{difference}", path.display()),
            Self::Remove(path) => write!(f, "{}: nothing makes it any more", path.display()),
        }
    }
}

impl Plan {
    /// How the disk differs from the plan, in the order of the paths. Nothing is written.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read, or that a link stands in the way of.
    pub fn changes(&self) -> std::io::Result<Vec<Change>> {
        for path in self.files.iter().map(|(path, _)| path).chain(&self.stale) {
            inside::check(path, &self.folders)?;
        }
        let mut changes = Vec::new();
        for (path, text) in &self.files {
            match std::fs::read(path) {
                Ok(found) if found == text.as_bytes() => {}
                Ok(found) => {
                    let found = String::from_utf8_lossy(&found);
                    changes.push(Change::Edit(path.clone(), Difference::first(&found, text)));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    changes.push(Change::Add(path.clone()));
                }
                Err(error) => return Err(at(path, error)),
            }
        }
        changes.extend(self.stale.iter().cloned().map(Change::Remove));
        changes.sort_by(|a, b| a.path().cmp(b.path()));
        Ok(changes)
    }

    /// The Rust files that the plan would replace and that no generator made: somebody's work.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read.
    pub fn foreign(&self) -> std::io::Result<Vec<&Path>> {
        let mut foreign = Vec::new();
        for (path, _) in &self.files {
            let is_rust = path.extension().is_some_and(|end| end == "rs");
            match owned::begins_with(path, GENERATED_MARK) {
                Ok(generated) if generated || !is_rust => {}
                Ok(_) => foreign.push(path.as_path()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(at(path, error)),
            }
        }
        Ok(foreign)
    }

    /// Makes the disk what the plan wants, and says what was changed. A file that holds the text
    /// already is not touched.
    ///
    /// # Errors
    ///
    /// The first file that cannot be written; those before it are written, each of them whole.
    pub fn write(&self) -> std::io::Result<Vec<Change>> {
        let changes = self.changes()?;
        let wanted: HashMap<&Path, &str> = self
            .files
            .iter()
            .map(|(path, text)| (path.as_path(), text.as_str()))
            .collect();
        for change in &changes {
            let path = change.path();
            match wanted.get(path) {
                Some(text) => replace(path, text).map_err(|error| at(path, error))?,
                None => std::fs::remove_file(path).map_err(|error| at(path, error))?,
            }
        }
        Ok(changes)
    }
}

/// Puts a text into a file through another beside it, so that whoever looks finds the old text or
/// the new one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let (beside, mut file) = new_file(folder)?;
    let written = file.write_all(text.as_bytes());
    // Not every system renames a file that is open.
    drop(file);
    let replaced = written.and_then(|()| std::fs::rename(&beside, path));
    if replaced.is_err() {
        // What went wrong before is what the caller has to know.
        let _ = std::fs::remove_file(beside);
    }
    replaced
}

/// A file that was not there. By hand, since build scripts pay for a library of temporary files.
fn new_file(folder: &Path) -> std::io::Result<(PathBuf, File)> {
    let process = std::process::id();
    let mut number = 0;
    loop {
        let path = folder.join(format!(".clientwright-{process}-{number}"));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            // Of another thread, or left behind by a process of that number that was ended.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1_000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn at(path: &Path, error: std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Change, Difference, Plan, owned_files};

    #[test]
    fn the_disk_becomes_what_a_plan_wants_and_nothing_else_is_touched() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        let made = "// @generated by `make it` from here.\nold\n";
        for (name, text) in [
            ("edit.rs", made),
            ("same.rs", "same\n"),
            ("stale.rs", made),
            ("other.rs", "// @generated by `make it all` from here.\n"),
            ("note.txt", made),
        ] {
            std::fs::write(path(name), text)?;
        }
        let stale = owned_files(folder.path(), "make it")?;
        assert_eq!(stale, [path("edit.rs"), path("stale.rs")]);
        let plan = Plan {
            files: vec![
                (path("same.rs"), "same\n".to_owned()),
                (path("new/new.rs"), "new\n".to_owned()),
                (
                    path("edit.rs"),
                    "// @generated by `make it` from here.\nnew\n".to_owned(),
                ),
            ],
            stale: vec![path("stale.rs")],
            folders: vec![folder.path().to_owned()],
        };
        let difference = Difference {
            line: 2,
            found: Some("old".to_owned()),
            wanted: Some("new".to_owned()),
        };
        let changes = [
            Change::Edit(path("edit.rs"), difference),
            Change::Add(path("new/new.rs")),
            Change::Remove(path("stale.rs")),
        ];
        assert_eq!(plan.foreign()?, [path("same.rs")]);
        assert_eq!(plan.changes()?, changes);
        assert_eq!(plan.write()?, changes);
        assert!(!path("stale.rs").exists());
        assert_eq!(std::fs::read_to_string(path("new/new.rs"))?, "new\n");
        assert_eq!(plan.files[1].0, path("new/new.rs"));
        let done = Plan {
            stale: Vec::new(),
            ..plan
        };
        assert_eq!(done.changes()?, []);
        // One that cannot be replaced leaves nothing beside it.
        assert!(super::replace(&path("new"), "a folder stands there").is_err());
        let mut left: Vec<_> = std::fs::read_dir(folder.path())?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<_, _>>()?;
        left.sort();
        assert_eq!(left, ["edit.rs", "new", "note.txt", "other.rs", "same.rs"]);
        Ok(())
    }
}
