//! The Rust of specs whose every text means harm, as rustdoc sees it: it renders without a warning,
//! and the only code that it knows of is the example of each operation.

use std::path::{Path, PathBuf};
use std::process::Command;

use clientwright::Generator;

use crate::support::{describe, fixtures, root};

/// Runs cargo on a project and gives what it prints.
fn cargo(project: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(project)
        .env("CARGO_TARGET_DIR", project.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).unwrap();
    assert!(output.status.success(), "{printed}");
    printed
}

/// A crate of the hostile spec and of the hostile schema, with its target folder kept between runs.
fn project() -> (PathBuf, usize) {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let sources = project.join("src");
    let _ = std::fs::remove_dir_all(&sources);
    std::fs::create_dir_all(&sources).unwrap();
    let runtime = root().canonicalize().unwrap().join("runtime");
    let manifest = format!(
        "[package]\nname = \"hostile\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclientwright-runtime = {{ path = {runtime:?}, default-features = false }}\n\n\
         [workspace]\n"
    );
    std::fs::write(project.join("Cargo.toml"), manifest).unwrap();
    // The versions that everything else is tested with.
    std::fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).unwrap();

    let generator = Generator::from_product(fixtures("spec").join("hostile")).crate_name("hostile");
    let described = describe(&generator);
    let modules = described.apis.iter().flat_map(|api| &api.modules);
    // The client itself has an example, too.
    let examples = 1 + modules.map(|module| module.operations.len()).sum::<usize>();
    let mut library =
        "//! Hostile.\n\npub use clientwright_runtime::*;\npub mod hostile_text;\n".to_owned();
    for file in described.emit_modules(generator.options()).unwrap() {
        if file.path == "mod.rs" {
            library.push_str(&file.text);
            continue;
        }
        let path = sources.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
    std::fs::write(sources.join("lib.rs"), library).unwrap();
    let schema = fixtures("schema").join("hostile_text.rs");
    std::fs::copy(schema, sources.join("hostile_text.rs")).unwrap();
    (project, examples)
}

#[test]
fn hostile_text_renders_and_is_no_doc_test() {
    let (project, examples) = project();
    cargo(&project, &["doc", "--quiet", "--no-deps"]);
    let printed = cargo(&project, &["test", "--doc", "--quiet"]);
    let expected = format!("\nrunning {examples} tests\n");
    assert!(printed.contains(&expected), "{printed}");
    let listed = cargo(&project, &["test", "--doc", "--quiet", "--", "--list"]);
    let tests: Vec<&str> = listed
        .lines()
        .filter(|line| line.ends_with(": test"))
        .collect();
    assert_eq!(tests.len(), examples, "{listed}");
    // Each on the function of an operation or on the client.
    for test in tests {
        let known = test.contains("widgets::Widgets::") || test.contains("hostile::Client ");
        assert!(known, "{test}");
    }
}
