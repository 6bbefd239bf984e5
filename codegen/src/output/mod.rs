//! Files on disk: written whole or not at all, and only where something changed.

mod conflict;
mod difference;
mod inside;
mod owned;
mod replace;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use conflict::Conflict;
pub use difference::Difference;
pub use owned::{GENERATED_MARK, Origin, owned_files};
use replace::{Staged, check_writable, leftovers};

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
/// assert!(plan.conflicts()?.is_empty());
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
    /// A temporary file of a run that was stopped.
    Leftover(PathBuf),
}

impl Change {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Add(path) | Self::Edit(path, _) | Self::Remove(path) | Self::Leftover(path) => {
                path
            }
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Add(path) => write!(f, "{}: is missing", path.display()),
            Self::Edit(path, difference) => write!(f, "{}:{difference}", path.display()),
            Self::Remove(path) => write!(f, "{}: nothing makes it any more", path.display()),
            Self::Leftover(path) => write!(
                f,
                "{}: a temporary file, left behind by a run that was stopped",
                path.display()
            ),
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
        let paths = self.files.iter().map(|(path, _)| path).chain(&self.stale);
        for folder in paths.map(|path| folder_of(path)).collect::<BTreeSet<_>>() {
            changes.extend(leftovers(folder)?.into_iter().map(Change::Leftover));
        }
        changes.sort_by(|a, b| a.path().cmp(b.path()));
        Ok(changes)
    }

    /// Makes the disk what the plan wants, and says what was changed. A file that holds the text
    /// already is not touched.
    ///
    /// All texts are written beside their files before the first file is replaced, so that a folder
    /// that cannot be written to, or a full disk, changes nothing. A run that is stopped while files
    /// are replaced leaves some old and some new, each of them whole: [`changes`](Self::changes)
    /// lists those that are old.
    ///
    /// # Errors
    ///
    /// The first file that cannot be written, replaced or removed.
    pub fn write(&self) -> std::io::Result<Vec<Change>> {
        let changes = self.changes()?;
        let is_edited: BTreeSet<&Path> = changes
            .iter()
            .filter(|change| matches!(change, Change::Add(_) | Change::Edit(..)))
            .map(Change::path)
            .collect();
        let removed = || {
            let removed = changes.iter().map(Change::path);
            removed.filter(|path| !is_edited.contains(path))
        };
        let mut staged = Staged::default();
        for (path, text) in &self.files {
            if is_edited.contains(path.as_path()) {
                staged.add(path, text)?;
            }
        }
        for folder in removed().map(folder_of).collect::<BTreeSet<_>>() {
            check_writable(folder)?;
        }
        staged.commit()?;
        for path in removed() {
            std::fs::remove_file(path).map_err(|error| at(path, error))?;
        }
        Ok(changes)
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."))
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
        let conflicts = plan.conflicts()?;
        assert_eq!(conflicts.len(), 1);
        assert_eq!(
            conflicts[0].to_string(),
            format!(
                "{} was not made by a generator, and is not replaced: choose another folder, or \
                 remove the file and run this again",
                path("same.rs").display()
            )
        );
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
        let (blocked, text) = (path("new"), "a folder stands there");
        let mut staged = super::Staged::default();
        staged.add(&blocked, text)?;
        assert!(staged.commit().is_err());
        let mut left: Vec<_> = std::fs::read_dir(folder.path())?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<_, _>>()?;
        left.sort();
        assert_eq!(left, ["edit.rs", "new", "note.txt", "other.rs", "same.rs"]);
        Ok(())
    }
}
