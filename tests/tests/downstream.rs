//! The project in `tests/downstream`, as its owner builds it: from outside, by cargo.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

fn project() -> PathBuf {
    // Cargo runs tests in the folder of their package.
    std::env::current_dir().unwrap().join("downstream")
}

/// Runs cargo on the project and gives all that it prints. Its target folder is kept between runs.
fn cargo(arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(project())
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_COLOR", "never")
        // A proxy of the machine is not for the loopback.
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).unwrap();
    assert!(output.status.success(), "{printed}");
    printed
}

/// What cargo says of the project's own crate: `Fresh`, or `Dirty` and why.
fn state() -> String {
    let printed = cargo(&["test", "--no-run", "--verbose"]);
    let mut lines = printed.lines().map(str::trim_start);
    let line = lines.find(|line| {
        let mut words = line.split(' ');
        matches!(words.next(), Some("Fresh" | "Dirty")) && words.next() == Some("harbor")
    });
    line.unwrap_or_else(|| panic!("nothing of the project in:\n{printed}"))
        .to_owned()
}

/// One test: cargo runs one after the other on one target folder anyway.
#[test]
fn it_is_built_tested_and_generated_again_when_a_spec_was_touched() {
    let printed = cargo(&["test"]);
    for test in [
        "answers_by_status",
        "a_recursive_answer",
        "errors_of_its_own_envelope",
        "files_both_ways",
        "optional_bodies_and_forms",
        "pages_by_cursor",
    ] {
        assert!(
            printed.contains(&format!("test {test} ... ok")),
            "{printed}"
        );
    }
    assert!(!printed.contains("warning"), "{printed}");

    assert!(state().starts_with("Fresh harbor "));

    // Each file that was read counts, the one that another refers to as well.
    for name in [
        "product.toml",
        "papers.toml",
        "shipments.schema.json",
        "common.schema.json",
    ] {
        let path = project().join("specs/harbor").join(name);
        let spec = File::options().append(true).open(path).unwrap();
        spec.set_modified(SystemTime::now()).unwrap();
        let touched = state();
        assert!(
            touched.starts_with("Dirty harbor ") && touched.contains("`specs/harbor"),
            "{name}: {touched}"
        );
        assert!(state().starts_with("Fresh harbor "), "{name}");
    }

    // And a file that is new.
    let new = project().join("specs/harbor/new.schema.json");
    std::fs::write(&new, "{}").unwrap();
    let added = state();
    std::fs::remove_file(new).unwrap();
    assert!(added.starts_with("Dirty harbor "), "{added}");
    state();
    assert!(state().starts_with("Fresh harbor "));
}
