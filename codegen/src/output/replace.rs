//! Putting texts into files: all of them are written beside their files first, and then renamed.

use std::fs::File;
use std::io::{ErrorKind, Result, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::at;

/// How the names of temporary files begin; the process and a number follow.
const TEMPORARY: &str = ".clientwright-";

/// Texts that lie in temporary files beside the files that they are for. What is not committed is
/// removed when this is dropped.
#[derive(Default)]
pub(super) struct Staged<'p> {
    // The temporary file, the file, its text.
    texts: Vec<(PathBuf, &'p Path, &'p str)>,
}

impl<'p> Staged<'p> {
    /// Writes a text beside its file.
    pub(super) fn add(&mut self, path: &'p Path, text: &'p str) -> Result<()> {
        let beside = write_beside(path, text).map_err(|error| at(path, error))?;
        self.texts.push((beside, path, text));
        Ok(())
    }

    /// Puts every text in its place. Whoever looks finds the old text of a file or the new one.
    pub(super) fn commit(mut self) -> Result<()> {
        // Those that are left when one fails are removed by `drop`.
        self.texts.reverse();
        while let Some((beside, path, text)) = self.texts.pop() {
            if let Err(error) = place(&beside, path, text) {
                let _ = std::fs::remove_file(beside);
                return Err(at(path, error));
            }
        }
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        for (beside, _, _) in &self.texts {
            // What went wrong before is what the caller has to know.
            let _ = std::fs::remove_file(beside);
        }
    }
}

fn place(beside: &Path, path: &Path, text: &str) -> Result<()> {
    match std::fs::rename(beside, path) {
        // Another run took it for one that was left behind.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let beside = write_beside(path, text)?;
            std::fs::rename(&beside, path).inspect_err(|_| {
                let _ = std::fs::remove_file(&beside);
            })
        }
        renamed => renamed,
    }
}

/// Fails where nothing can be created or removed in a folder.
pub(super) fn check_writable(folder: &Path) -> Result<()> {
    let (path, file) = new_file(folder).map_err(|error| at(folder, error))?;
    drop(file);
    std::fs::remove_file(&path).map_err(|error| at(&path, error))
}

/// The temporary files in a folder that runs left behind that were stopped.
pub(super) fn leftovers(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        // What stands in the way is told where a file is looked for in it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(at(folder, error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| at(folder, error))?;
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(is_temporary);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn is_temporary(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix(TEMPORARY)
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// Writes a text into a new file in the folder of `path`, which is made if need be.
fn write_beside(path: &Path, text: &str) -> Result<PathBuf> {
    let folder = super::folder_of(path);
    std::fs::create_dir_all(folder)?;
    let (beside, mut file) = new_file(folder)?;
    let written = file.write_all(text.as_bytes());
    // Not every system renames a file that is open.
    drop(file);
    match written {
        Ok(()) => Ok(beside),
        Err(error) => {
            let _ = std::fs::remove_file(beside);
            Err(error)
        }
    }
}

/// A file that was not there. By hand, since build scripts pay for a library of temporary files.
fn new_file(folder: &Path) -> Result<(PathBuf, File)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let process = std::process::id();
    let mut tries = 0;
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{TEMPORARY}{process}-{number}"));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            // Left behind by a process of the same number that was stopped.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < 10_000 => tries += 1,
            Err(error) => return Err(error),
        }
    }
}
