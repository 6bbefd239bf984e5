//! Files outside of a spec's folder that references may lead to, because the caller says so.

use std::path::{Path, PathBuf};

/// What references may lead to outside of the folder that is read. Nothing, by default.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// What URIs stand for; the first whose beginning fits is taken.
    pub remotes: Vec<Remote>,
    /// Folders that `../` may lead to.
    pub folders: Vec<PathBuf>,
}

/// A folder or file that stands for what URIs name.
#[derive(Clone, Debug)]
pub struct Remote {
    /// What the URIs begin with: `https://schemas.acme.example/v1/`. For a file, the whole URI.
    pub base: String,
    /// The folder that has, by the rest of a URI, the file that it names; or a file.
    pub path: PathBuf,
}

impl Remote {
    /// The folder and the path inside of it, or the file, that stands for a URI.
    pub(super) fn of<'r>(&'r self, uri: &'r str) -> Option<(&'r Path, Option<&'r str>)> {
        let base = self.base.trim_end_matches('#');
        let rest = uri.strip_prefix(base)?;
        if self.path.is_file() {
            return rest.is_empty().then_some((&self.path, None));
        }
        // `https://acme.example/v1` is not the beginning of `https://acme.example/v10`.
        let rest = match base.ends_with('/') {
            true => rest,
            false => rest.strip_prefix('/')?,
        };
        Some((&self.path, Some(rest)))
    }
}

impl Outside {
    /// What stands for a URI.
    pub(super) fn remote<'r>(&'r self, uri: &'r str) -> Option<(&'r Path, Option<&'r str>)> {
        self.remotes.iter().find_map(|remote| remote.of(uri))
    }
}
