//! `cargo xtask release`: the commit that it makes, and what it refuses.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking, and uses some of the support"
)]

mod support;

use std::path::Path;
use std::process::Command;

use support::{Repository, Run, copy_but, run_in};

const WORKSPACE: &str = "\
[workspace.package]
version = \"0.1.0\"

[workspace.dependencies]
acme-clients = { path = \"generated\", version = \"0.1.0\" }
";
const LOCK: &str = "version = 4\n\n[[package]]\nname = \"acme-clients\"\nversion = \"0.1.0\"\n";
const GUIDE: &str = "# Clients\n\n```toml\nacme-clients = \"0.1\"\n```\n";

/// Runs git, and gives what it prints.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Makes a folder a repository of git, with everything in it committed.
fn commit_all(folder: &Path, message: &str) {
    if !folder.join(".git").exists() {
        git(folder, &["init", "--quiet"]);
        git(folder, &["config", "user.name", "Ann"]);
        git(folder, &["config", "user.email", "ann@acme.example"]);
    }
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", message]);
}

/// A repository of which 0.1.0 was released.
fn released() -> Repository {
    let repository = Repository::made();
    repository.write("Cargo.toml", WORKSPACE);
    repository.write("Cargo.lock", LOCK);
    repository.write("tests/app/Cargo.lock", LOCK);
    repository.write("generated/README.md", GUIDE);
    for path in ["CHANGELOG.md", "generated/CHANGELOG.md"] {
        repository.write(path, "# Changelog\n\n## Unreleased\n");
    }
    commit_all(&repository.path(""), "First");
    let run = repository.run(&["release", "0.1.0"]);
    assert_eq!((run.err.as_str(), run.status), ("", Some(0)), "{}", run.out);
    git(&repository.path(""), &["tag", "v0.1.0"]);
    repository
}

/// Removes a product and commits.
fn break_consumers(repository: &Repository) {
    std::fs::remove_dir_all(repository.path("specs/globex")).unwrap();
    assert_eq!(repository.run(&["regenerate"]).status, Some(0));
    commit_all(&repository.path(""), "Without gears");
}

fn assert_refused(run: &Run, told: &str) {
    assert_eq!((run.out.as_str(), run.status), ("", Some(1)), "{}", run.err);
    assert!(
        run.err.starts_with(&format!("error: {told}")),
        "{}",
        run.err
    );
}

#[test]
fn every_place_of_the_version_is_in_one_commit() {
    let repository = released();
    let folder = repository.path("");
    break_consumers(&repository);
    let run = repository.run(&["release", "0.2.0"]);
    assert_eq!((run.err.as_str(), run.status), ("", Some(0)), "{}", run.out);
    assert!(run.out.contains("\n  git tag v0.2.0\n"), "{}", run.out);
    assert_eq!(
        git(&folder, &["log", "-1", "--format=%s"]),
        "Release 0.2.0\n"
    );
    assert_eq!(git(&folder, &["status", "--porcelain"]), "");
    assert_eq!(
        git(&folder, &["tag"]),
        "v0.1.0\n",
        "tagged when it has passed"
    );
    assert_eq!(
        repository.read("Cargo.toml"),
        WORKSPACE.replace("0.1.0", "0.2.0")
    );
    for lock in ["Cargo.lock", "tests/app/Cargo.lock"] {
        assert_eq!(repository.read(lock), LOCK.replace("0.1.0", "0.2.0"));
    }
    assert_eq!(
        repository.read("generated/README.md"),
        GUIDE.replace("0.1", "0.2")
    );
    let log = repository.read("generated/CHANGELOG.md");
    assert!(log.contains("\n## Unreleased\n\n## 0.2.0 - 20"), "{log}");
    assert!(
        log.contains("\n\n### Breaking\n\n- `globex`: the product is removed"),
        "{log}"
    );
    assert!(repository.read("CHANGELOG.md").contains("\n## 0.2.0 - 20"));
    // What was generated does not depend on the version.
    assert_eq!(repository.run(&["regenerate", "--check"]).status, Some(0));
}

#[test]
fn what_is_not_ready_is_refused() {
    let repository = released();
    let release = |version: &str| repository.run(&["release", version]);
    assert_refused(
        &release("0.1.0"),
        "0.1.0 is too small: 0.1.0 is released, so that 0.1.1 is the least",
    );
    break_consumers(&repository);
    assert_refused(
        &release("0.1.1"),
        "0.1.1 is too small: the worst change since v0.1.0 is of the class breaking, so that 0.2.0 is \
         the least (`cargo xtask diff --against v0.1.0` lists the changes)",
    );
    repository.write("notes.txt", "");
    assert_refused(
        &release("0.2.0"),
        "the working tree has changes that are not committed: ",
    );
    std::fs::remove_file(repository.path("notes.txt")).unwrap();
    let source = repository.read("generated/src/lib.rs");
    repository.write("generated/src/lib.rs", &format!("{source}\n"));
    commit_all(&repository.path(""), "By hand");
    assert_refused(
        &release("0.2.0"),
        "generated files are not what the specs make: ",
    );
    assert_eq!(repository.run(&["regenerate"]).status, Some(0));
    commit_all(&repository.path(""), "Again");
    git(&repository.path(""), &["tag", "--delete", "v0.1.0"]);
    git(&repository.path(""), &["tag", "v0.0.9"]);
    assert_refused(
        &release("0.2.0"),
        "there is no tag `v0.1.0` of the version in the manifest: ",
    );
    let run = repository.run(&["release", "0.2.0", "--against", "v0.0.9"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert_eq!(release("next").status, Some(2));
}

/// This repository itself: every place that holds the version is found, as cargo sees it.
#[test]
fn this_repository_can_be_released() {
    let copy = tempfile::tempdir().unwrap();
    let folder = copy.path();
    copy_but(Path::new(".."), folder, &["target", ".git"]);
    commit_all(folder, "All");
    let manifest = std::fs::read_to_string("../Cargo.toml").unwrap();
    let version = manifest.split("\nversion = \"").nth(1).unwrap();
    let current = version.split('"').next().unwrap();
    git(folder, &["tag", &format!("v{current}")]);
    let run = run_in(folder, &["release", "7.8.9"]);
    assert_eq!((run.err.as_str(), run.status), ("", Some(0)), "{}", run.out);
    // Where it is left, the text has a reason to have it.
    let left = format!("[^0-9.]{}[^0-9.]", current.replace('.', "[.]"));
    let places = [
        "Cargo.toml",
        "generated/Cargo.toml",
        "codegen/Cargo.toml",
        "runtime/Cargo.toml",
    ];
    let found = Command::new("grep")
        .arg("-lE")
        .arg(&left)
        .args(places)
        .current_dir(folder)
        .output();
    assert_eq!(String::from_utf8(found.unwrap().stdout).unwrap(), "");
    for project in ["", "tests/downstream"] {
        let locked = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--workspace", "--depth", "0"])
            .current_dir(folder.join(project))
            .output()
            .unwrap();
        let errors = String::from_utf8(locked.stderr).unwrap();
        assert!(locked.status.success(), "{project}: {errors}");
    }
    for guide in [
        "generated/README.md",
        "runtime/README.md",
        "docs/integrators.md",
    ] {
        let text = std::fs::read_to_string(folder.join(guide)).unwrap();
        assert!(text.contains("\"7.8\""), "{guide}");
    }
    assert_eq!(git(folder, &["status", "--porcelain"]), "");
}
