//! The places that hold the version of the crates: found by their form, so that a new guide or lock
//! file is one of them by itself.

use std::path::{Path, PathBuf};

use clientwright::diff::Version;

/// The root manifest.
const MANIFEST: &str = "Cargo.toml";

/// The files that hold the version, with the new one in them.
///
/// # Errors
///
/// A file cannot be read, or the manifest does not hold the version.
pub(super) fn bumped(
    root: &Path,
    files: &[String],
    old: Version,
    new: Version,
) -> Result<Vec<(PathBuf, String)>, String> {
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path))
            .map_err(|error| format!("{path} cannot be read: {error}"))
    };
    let text = read(MANIFEST)?;
    let crates = crates(&text);
    let (old, new) = (old.to_string(), new.to_string());
    let mut changed = Vec::new();
    for path in files {
        let text = read_if(path, read)?;
        let Some(text) = text else { continue };
        let bumped = match path.rsplit('/').next() {
            _ if path == MANIFEST => manifest(&text, &old, &new),
            Some("Cargo.lock") => lock(&text, &old, &new),
            _ => guide(&text, &crates, &short(&old), &short(&new)),
        };
        if bumped != text {
            changed.push((root.join(path), bumped));
        }
    }
    if old != new && !changed.iter().any(|(path, _)| path.ends_with(MANIFEST)) {
        return Err(format!("{MANIFEST} does not hold the version {old}"));
    }
    Ok(changed)
}

/// The text of a file that may hold the version.
fn read_if(
    path: &str,
    read: impl Fn(&str) -> Result<String, String>,
) -> Result<Option<String>, String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    // What a changelog says of a version stays.
    let is_guide = name.ends_with(".md") && name != super::changelog::NAME;
    match path == MANIFEST || name == "Cargo.lock" || is_guide {
        true => read(path).map(Some),
        false => Ok(None),
    }
}

/// The crates of the workspace that others depend on, as the manifest of the workspace names them.
fn crates(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().filter(|line| line.contains("path = \""));
    lines
        .filter_map(|line| Some(line.split_once(" = {")?.0.trim().to_owned()))
        .collect()
}

/// `0.1` of `0.1.3`: what a guide says to depend on.
fn short(version: &str) -> String {
    version
        .rsplit_once('.')
        .map_or(version, |it| it.0)
        .to_owned()
}

/// The version of the workspace, and those of its crates where it depends on them.
fn manifest(text: &str, old: &str, new: &str) -> String {
    let (old, new) = (
        format!("version = \"{old}\""),
        format!("version = \"{new}\""),
    );
    let mut section = "";
    lines(text, |line| {
        if line.starts_with('[') {
            section = line.trim_end();
        }
        let is_own = section == "[workspace.package]" || line.contains("path = \"");
        is_own.then(|| line.replace(&old, &new))
    })
}

/// The version of each package of a lock file that comes from no registry.
fn lock(text: &str, old: &str, new: &str) -> String {
    let (old, new) = (
        format!("version = \"{old}\"\n"),
        format!("version = \"{new}\"\n"),
    );
    let packages =
        text.split_inclusive("\n\n")
            .map(|package| match package.contains("\nsource = \"") {
                true => package.to_owned(),
                false => package.replacen(&old, &new, 1),
            });
    packages.collect()
}

/// Lines of a guide that depend on one of the crates: `name = "0.1"`, `name = { version = "0.1" }`.
fn guide(text: &str, crates: &[String], old: &str, new: &str) -> String {
    lines(text, |line| {
        let name = line.split_once(" = ").map_or("", |it| it.0.trim());
        let is_ours = crates.iter().any(|known| known == name);
        is_ours.then(|| {
            ["", ".0"].iter().fold(line.to_owned(), |line, more| {
                line.replace(&format!("\"{old}{more}\""), &format!("\"{new}{more}\""))
            })
        })
    })
}

/// The text with some of its lines replaced.
fn lines<'t>(text: &'t str, mut change: impl FnMut(&'t str) -> Option<String>) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| change(line).unwrap_or_else(|| line.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{crates, guide, lock, manifest};

    const WORKSPACE: &str = "\
[workspace.package]
version = \"0.1.2\"
rust-version = \"1.89\"

[workspace.dependencies]
acme-clients = { path = \"generated\", version = \"0.1.2\", default-features = false }
other = { version = \"0.1.2\" }
same = \"0.1.2\"
";

    #[test]
    fn the_manifest_has_it_once_and_once_for_each_crate() {
        let bumped = manifest(WORKSPACE, "0.1.2", "0.2.0");
        let changed: Vec<&str> = bumped
            .lines()
            .filter(|line| line.contains("0.2.0"))
            .collect();
        assert_eq!(
            changed,
            [
                "version = \"0.2.0\"",
                "acme-clients = { path = \"generated\", version = \"0.2.0\", default-features = false }"
            ]
        );
        assert_eq!(bumped.lines().count(), WORKSPACE.lines().count());
        assert_eq!(crates(WORKSPACE), ["acme-clients"]);
    }

    #[test]
    fn a_lock_file_has_it_where_a_package_is_no_registrys() {
        let text = "version = 4\n\n[[package]]\nname = \"acme-clients\"\nversion = \"0.1.2\"\ndependencies = [\n \"other\",\n]\n\n\
                    [[package]]\nname = \"other\"\nversion = \"0.1.2\"\nsource = \"registry\"\n\n\
                    [[package]]\nname = \"app\"\nversion = \"0.0.0\"\n";
        let bumped = lock(text, "0.1.2", "0.2.0");
        let wanted = text.replacen("0.1.2", "0.2.0", 1);
        assert_eq!(bumped, wanted);
    }

    #[test]
    fn guides_say_what_to_depend_on() {
        let crates = ["acme-clients".to_owned()];
        let text = "acme-clients = { version = \"0.1\", features = [\"a\"] }\nacme-clients = \"0.1\"\n\
                    acme-clients = \"0.1.0\"\nother = \"0.1\"\nThe version 0.1 of acme-clients.\n";
        assert_eq!(
            guide(text, &crates, "0.1", "0.2"),
            "acme-clients = { version = \"0.2\", features = [\"a\"] }\nacme-clients = \"0.2\"\n\
             acme-clients = \"0.2.0\"\nother = \"0.1\"\nThe version 0.1 of acme-clients.\n"
        );
    }
}
