//! `cargo xtask diff`, in this repository.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

/// Standard output, standard error and the status; nothing where this is no repository of git.
fn run(arguments: &[&str]) -> Option<(String, String, i32)> {
    if !Path::new("..").join(".git").exists() {
        return None;
    }
    // From elsewhere: the repository is found all the same.
    let elsewhere = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .args(arguments)
        .current_dir(elsewhere.path())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap();
    Some((text(output.stdout), text(output.stderr), status))
}

#[test]
fn the_working_tree_is_compared_with_a_revision() {
    let Some((out, err, status)) = run(&["--format", "json"]) else {
        return;
    };
    assert_eq!((err.as_str(), status), ("", 0), "{out}");
    let start = "{\n  \"format\": 1,\n  \"current\": \"";
    assert!(out.starts_with(start), "{out}");
    let Some((out, err, status)) = run(&["--against", "HEAD", "--current", "2.0.0"]) else {
        return;
    };
    assert_eq!((err.as_str(), status), ("", 0));
    let last = out.lines().last().unwrap();
    let is_known = last == "Nothing changed for consumers." || last.contains(" After 2.0.0 comes ");
    assert!(is_known, "{last}");
}

#[test]
fn a_revision_that_is_none_is_an_error() {
    let Some((out, err, status)) = run(&["--against", "no-such-tag"]) else {
        return;
    };
    assert_eq!((out.as_str(), status), ("", 1));
    assert_eq!(
        err,
        "error: git knows no revision `no-such-tag`: give a tag, a branch or a commit; a tag that \
         is only on a server has to be fetched first\n"
    );
}
