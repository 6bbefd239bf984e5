//! What git has of a revision and of the working tree. Nothing here touches the working tree, and
//! only a commit touches the index.

use std::path::Path;
use std::process::{Command, Output};

/// The commit of a revision.
pub(crate) fn commit(root: &Path, revision: &str) -> Result<String, String> {
    let wanted = format!("{revision}^{{commit}}");
    // What begins like an option would be one.
    if !revision.starts_with('-') {
        let output = run(root, &["rev-parse", "--verify", "--quiet", &wanted], None)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        // Of a revision that is unknown nothing is said, of all else it is.
        let complaint = said(&output);
        if !complaint.is_empty() {
            return Err(format!("git cannot be asked for `{revision}`: {complaint}"));
        }
    }
    Err(format!(
        "git knows no revision `{revision}`: give a tag, a branch or a commit; a tag that is only \
         on a server has to be fetched first"
    ))
}

/// Writes a folder as it was into an empty one; nothing, where there was none.
pub(crate) fn extract(root: &Path, commit: &str, path: &str, to: &Path) -> Result<(), String> {
    let tree = format!("{commit}:./{path}");
    let is_there = run(root, &["cat-file", "-e", &tree], None)?;
    if !is_there.status.success() {
        return Ok(());
    }
    // An index of our own, which lists that folder alone.
    let home = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let index = home.path().join("index");
    let prefix = format!("--prefix={}/", to.display());
    for arguments in [
        ["read-tree", &tree].as_slice(),
        &["checkout-index", "--all", "--force", &prefix],
    ] {
        let output = run(root, arguments, Some(&index))?;
        if !output.status.success() {
            return Err(format!("git {} failed: {}", arguments[0], said(&output)));
        }
    }
    Ok(())
}

/// The text of a file as it was, if there was one.
pub(crate) fn text(root: &Path, commit: &str, path: &str) -> Result<Option<String>, String> {
    let file = format!("{commit}:./{path}");
    let output = run(root, &["cat-file", "blob", &file], None)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(text))
}

/// What is not committed, a line a file; files that git ignores do not count.
pub(crate) fn status(root: &Path) -> Result<String, String> {
    stdout(root, &["status", "--porcelain"])
}

/// The files that git knows of, from the folder on.
pub(crate) fn files(root: &Path) -> Result<Vec<String>, String> {
    let listed = stdout(root, &["ls-files", "-z"])?;
    let names = listed.split('\0').filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// The tags that fit a pattern.
pub(crate) fn tags(root: &Path, pattern: &str) -> Result<Vec<String>, String> {
    let listed = stdout(root, &["tag", "--list", pattern])?;
    Ok(listed.lines().map(str::to_owned).collect())
}

/// The day of a revision: `2026-01-31`.
pub(crate) fn date(root: &Path, revision: &str) -> Result<String, String> {
    let date = stdout(root, &["log", "-1", "--format=%cs", revision])?;
    Ok(date.trim().to_owned())
}

/// Commits what has changed of the files that git knows of.
pub(crate) fn commit_all(root: &Path, message: &str) -> Result<(), String> {
    stdout(root, &["commit", "--quiet", "--all", "--message", message]).map(drop)
}

/// What git prints; an error with what it complains of where it fails.
fn stdout(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = run(root, arguments, None)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("git {} failed: {}", arguments[0], said(&output))),
    }
}

fn run(root: &Path, arguments: &[&str], index: Option<&Path>) -> Result<Output, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    command.output().map_err(|error| {
        format!("git cannot be run: {error}; the old specs are read from its repository")
    })
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]
mod tests {
    use std::path::Path;
    use std::process::Command;

    use super::{commit, extract, text};

    fn git(folder: &Path, arguments: &[&str]) -> String {
        let who = ["-c", "user.name=Ann", "-c", "user.email=ann@acme.example"];
        let output = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(who)
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(folder: &Path, path: &str, text: &str) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A repository whose first commit has specs of which the working tree has others.
    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        git(path, &["init", "--quiet"]);
        write(path, "specs/acme/product.toml", "old\n");
        write(path, "specs/acme/gone.toml", "gone\n");
        write(path, "generated/Cargo.toml", "[package]\n");
        git(path, &["add", "."]);
        git(path, &["commit", "--quiet", "--message", "First"]);
        git(path, &["tag", "v1"]);
        write(path, "specs/acme/product.toml", "new\n");
        std::fs::remove_file(path.join("specs/acme/gone.toml")).unwrap();
        write(path, "specs/acme/staged.toml", "staged\n");
        git(path, &["add", "specs/acme/staged.toml"]);
        folder
    }

    #[test]
    fn a_revision_is_read_and_nothing_is_touched() {
        let folder = repository();
        let path = folder.path();
        let before = git(path, &["status", "--porcelain"]);
        let found = commit(path, "v1").unwrap();
        assert_eq!(found, git(path, &["rev-parse", "HEAD"]).trim());
        let to = tempfile::tempdir().unwrap();
        extract(path, &found, "specs", to.path()).unwrap();
        let read = |file: &str| std::fs::read_to_string(to.path().join(file)).ok();
        assert_eq!(read("acme/product.toml").as_deref(), Some("old\n"));
        assert_eq!(read("acme/gone.toml").as_deref(), Some("gone\n"));
        assert_eq!(read("acme/staged.toml"), None);
        assert_eq!(
            text(path, &found, "generated/Cargo.toml")
                .unwrap()
                .as_deref(),
            Some("[package]\n")
        );
        assert_eq!(text(path, &found, "Cargo.toml").unwrap(), None);
        assert_eq!(git(path, &["status", "--porcelain"]), before);
        assert_eq!(before.lines().count(), 3, "{before}");
    }

    #[test]
    fn a_folder_that_was_not_there_is_empty() {
        let folder = repository();
        let found = commit(folder.path(), "HEAD").unwrap();
        let to = tempfile::tempdir().unwrap();
        extract(folder.path(), &found, "descriptions", to.path()).unwrap();
        assert_eq!(std::fs::read_dir(to.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_git_cannot_say_is_an_error_that_says_what_to_do() {
        let folder = repository();
        for revision in ["v2", "--all", "-h"] {
            assert_eq!(
                commit(folder.path(), revision).unwrap_err(),
                format!(
                    "git knows no revision `{revision}`: give a tag, a branch or a commit; a tag \
                     that is only on a server has to be fetched first"
                )
            );
        }
        let plain = tempfile::tempdir().unwrap();
        let error = commit(plain.path(), "HEAD").unwrap_err();
        assert!(
            error.starts_with("git cannot be asked for `HEAD`: fatal: not a git repository"),
            "{error}"
        );
        let error = commit(&plain.path().join("none"), "HEAD").unwrap_err();
        assert!(
            error.starts_with("git cannot be asked for `HEAD`: "),
            "{error}"
        );
    }
}
