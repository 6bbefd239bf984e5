//! The repository that a command works on.

use std::path::{Path, PathBuf};

/// The repository's folder. It is asked for at run time: a path that is compiled in would be another
/// copy's where two copies share a target folder.
///
/// Cargo names the package that it runs; a program that is run without cargo works on the repository
/// that the current folder is in.
pub(crate) fn root() -> Result<PathBuf, String> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let current = std::env::current_dir().ok();
    find([package.as_deref(), current.as_deref()]).ok_or_else(|| {
        "this is not inside the repository: run `cargo xtask` in one of its folders".to_owned()
    })
}

/// The first of the folders above these, or of these, that holds this package in `xtask/`.
fn find(starts: [Option<&Path>; 2]) -> Option<PathBuf> {
    let mut folders = starts.into_iter().flatten().flat_map(Path::ancestors);
    let root = folders.find(|folder| {
        let manifest = std::fs::read_to_string(folder.join("xtask/Cargo.toml"));
        manifest.is_ok_and(|text| text.contains(concat!("name = \"", env!("CARGO_PKG_NAME"), "\"")))
    });
    root.map(Path::to_owned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::path::Path;

    use super::find;

    #[test]
    fn the_package_that_cargo_runs_is_looked_at_first_then_the_current_folder() {
        let copies = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| copies.path().join(name));
        for copy in [&one, &two] {
            std::fs::create_dir_all(copy.join("xtask/src")).unwrap();
            std::fs::create_dir_all(copy.join("specs/acme")).unwrap();
            std::fs::write(
                copy.join("xtask/Cargo.toml"),
                "[package]\nname = \"xtask\"\n",
            )
            .unwrap();
        }
        let (package, specs) = (one.join("xtask"), two.join("specs/acme"));
        assert_eq!(find([Some(&package), Some(&specs)]).as_deref(), Some(&*one));
        assert_eq!(find([None, Some(&specs)]).as_deref(), Some(&*two));
        // Of another project, such as one that runs the program in its tests.
        let other = Path::new("/no/such/project");
        assert_eq!(find([Some(other), Some(&specs)]).as_deref(), Some(&*two));
        assert_eq!(find([Some(other), None]), None);
    }
}
