//! Files that a plan would replace and that something else made.

use std::path::PathBuf;

use super::owned::first_line;
use super::{Origin, Plan, at};

/// How generated files begin whose comments begin with `#`.
const MARK: &str = "# @generated";

/// A file that a plan would replace, although it was made by hand, by another command or from
/// another source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The file.
    pub path: PathBuf,
    /// What made it; `None` where no generator did.
    pub found: Option<Origin>,
    /// What would be made.
    pub wanted: Option<Origin>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        let remedy = "choose another folder, or remove the file and run this again";
        match (&self.found, &self.wanted) {
            (None, _) => write!(
                f,
                "{path} was not made by a generator, and is not replaced: {remedy}"
            ),
            (Some(found), Some(wanted)) => write!(
                f,
                "{path} was made by {found}, and is not replaced by what {wanted} makes: {remedy}"
            ),
            (Some(found), None) => {
                write!(
                    f,
                    "{path} was made by {found}, and is not replaced: {remedy}"
                )
            }
        }
    }
}

impl Plan {
    /// The files that the plan would replace and that it did not make: Rust files that were not made
    /// by the same command from the same source, so somebody's work or the types of another
    /// document; and other files that lack the line that generated files of their kind begin with.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read.
    pub fn conflicts(&self) -> std::io::Result<Vec<Conflict>> {
        let mut conflicts = Vec::new();
        for (path, text) in &self.files {
            let Some(line) = first_line(path).map_err(|error| at(path, error))? else {
                continue;
            };
            let (found, wanted) = (Origin::of(&line), Origin::of(text));
            let is_ours = if path.extension().is_some_and(|end| end == "rs") {
                found.is_some() && found == wanted
            } else {
                // Of an empty file nothing is lost.
                !text.starts_with(MARK) || line.starts_with(MARK) || line.is_empty()
            };
            if !is_ours {
                conflicts.push(Conflict {
                    path: path.clone(),
                    found,
                    wanted,
                });
            }
        }
        Ok(conflicts)
    }
}
