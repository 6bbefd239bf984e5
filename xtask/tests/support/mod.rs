//! A small repository, with specs of its own, and the command in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What a run of the command printed, and its status.
#[derive(Debug)]
pub struct Run {
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
}

pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// One with the products `acme` and `globex`, whose code is not made yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = Self { folder };
        let specs = Path::new("../codegen/tests/build/specs");
        copy_but(specs, &new.path("specs"), &[]);
        new.write("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n");
        new.write(
            "generated/Cargo.toml",
            "[package]\nname = \"acme-clients\"\nversion = \"0.1.0\"\n\n[features]\ntracing = []\n",
        );
        new
    }

    /// The same, regenerated.
    pub fn made() -> Self {
        let new = Self::new();
        let made = new.run(&["regenerate"]);
        assert_eq!(
            (made.err.as_str(), made.status),
            ("", Some(0)),
            "{}",
            made.out
        );
        new
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Every file and its bytes, sorted.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut open = vec![self.folder.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => open.push(path),
                    false => found.push((path.clone(), fs::read(path).unwrap())),
                }
            }
        }
        found.sort();
        found
    }

    /// Runs the command as cargo does, from a folder that has nothing to do with the repository.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder.path(), arguments)
    }

    /// Runs `regenerate`, which has to fail and to leave everything as it is; gives its complaint
    /// without the repository's path.
    pub fn refused(&self) -> String {
        let before = self.files();
        let run = self.run(&["regenerate"]);
        assert_eq!((run.out.as_str(), run.status), ("", Some(1)), "{}", run.err);
        assert!(self.files() == before, "something was written: {}", run.err);
        run.err
            .replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Runs the command in the repository of a folder.
pub fn run_in(repository: &Path, arguments: &[&str]) -> Run {
    let elsewhere = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(elsewhere.path())
        .env("CARGO_MANIFEST_DIR", repository.join("xtask"))
        .output()
        .unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

/// Copies a folder and all below it, but what stands in it by these names.
pub fn copy_but(from: &Path, to: &Path, but: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if but.contains(&name) {
            continue;
        }
        match path.is_dir() {
            true => copy_but(&path, &to.join(name), &[]),
            false => drop(fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}
