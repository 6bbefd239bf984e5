//! The README says what is so.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test says so by panicking"
)]

use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn its_program_is_the_example_that_compiles() {
    let example = read("generated/examples/list_users.rs");
    let program = example
        .split_once("\n\n")
        .expect("a comment, then the program")
        .1;
    assert_eq!(blocks(&read("README.md"), "rust"), [program]);
}

#[test]
fn its_test_command_is_what_ci_runs() {
    let readme = read("README.md");
    let commands = &blocks(&readme, "sh")[0];
    for command in ["cargo xtask regenerate", "cargo test --workspace"] {
        assert!(commands.contains(command), "{command}");
    }
    assert!(read(".ci/run").contains("step cargo test --workspace\n"));
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    let readme = read("README.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut links = 0;
    for rest in readme.split("](").skip(1) {
        let target = rest.split(')').next().unwrap_or_default();
        if !target.contains("://") {
            links += 1;
            assert!(root.join(target).exists(), "{target}");
        }
    }
    assert!(links > 10, "{links} links");
}
