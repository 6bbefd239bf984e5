//! The README says what is so.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test says so by panicking"
)]

use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    // Cargo runs tests in the folder of their package.
    let path = Path::new("../..").join(path);
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

/// The expressions between backticks in a section of the README: calls and constructors.
fn expressions(readme: &str, section: &str) -> Vec<String> {
    let heading = format!("\n## {section}\n");
    let text = readme.split_once(&heading).expect("the section").1;
    let text = text.split("\n## ").next().unwrap_or_default();
    let prose = text.split("```").step_by(2).collect::<String>();
    let spans = prose.split('`').skip(1).step_by(2);
    let found = spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" "));
    found
        .filter(|span| span.contains("::new(") || span.starts_with("client."))
        .collect()
}

/// A program with these expressions as its last statements.
fn with_expressions(program: &str, expressions: &[String]) -> String {
    let statements = expressions.iter().map(|it| format!("    let _ = {it};\n"));
    let uses = "    #[allow(unused_imports)]\n    use zoho_clients::inventory::users::*;\n";
    let statements = format!("{uses}{}    Ok(())\n}}\n", statements.collect::<String>());
    let ended = program.replace("    Ok(())\n}\n", &statements);
    assert_ne!(ended, program);
    ended
}

/// A project of a consumer: what the README says to write, and nothing else. The expressions that
/// stand below the program belong to it: they compile in it.
#[test]
fn its_manifest_and_program_are_a_project() {
    let root = Path::new("../..").canonicalize().expect("the repository");
    let readme = read("README.md");
    let dependencies = blocks(&readme, "toml")
        .into_iter()
        .find(|block| block.starts_with("[dependencies]"))
        .expect("the lines of a manifest");
    // The reader's project lies beside the folder.
    let generated = format!("{:?}", root.join("generated"));
    let written = dependencies.replace("\"generated\"", &generated);
    assert_ne!(written, dependencies);

    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let project = target.join("readme");
    let manifest = format!(
        "[package]\nname = \"readme\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{written}\n[workspace]\n"
    );
    std::fs::create_dir_all(project.join("src")).expect("a folder");
    std::fs::write(project.join("Cargo.toml"), manifest).expect("a manifest");
    let expressions = expressions(&readme, "Calling an API");
    assert!(expressions.len() >= 3, "{expressions:?}");
    let program = with_expressions(&blocks(&readme, "rust")[0], &expressions);
    std::fs::write(project.join("src/main.rs"), program).expect("a program");
    // The versions that everything else is tested with.
    std::fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock")).expect("a lock file");
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet"])
        .current_dir(&project)
        .env("CARGO_TARGET_DIR", target.join("readme-target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}

#[test]
fn its_test_command_is_what_ci_runs() {
    let readme = read("README.md");
    let commands = &blocks(&readme, "sh")[0];
    for command in ["cargo xtask regenerate", "cargo test --workspace"] {
        assert!(commands.contains(command), "{command}");
    }
    let steps = read(".ci/run");
    for test in ["", " --test readme_steps -- --ignored"] {
        let step = format!("step cargo test --workspace{test}\n");
        assert!(steps.contains(&step), "{step}");
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    for (page, least) in [("README.md", 11), ("docs/clients.md", 1)] {
        let text = read(page);
        let root = Path::new("../..");
        let folder = root.join(page).parent().expect("a folder").to_owned();
        let mut links = 0;
        for rest in text.split("](").skip(1) {
            let target = rest.split(')').next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with('#') {
                links += 1;
                let file = target.split('#').next().unwrap_or_default();
                assert!(folder.join(file).exists(), "{page}: {target}");
            }
        }
        assert!(links >= least, "{page}: {links} links");
    }
}

/// What stands between two texts, wherever they do.
fn between<'t>(text: &'t str, before: &'t str, after: &'t str) -> impl Iterator<Item = &'t str> {
    let rests = text.split(before).skip(1);
    rests.map(move |rest| rest.split(after).next().unwrap_or_default())
}

/// The names of an enum's variants.
fn variants(body: &str) -> Vec<String> {
    let lines = body.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.split(['(', ',']).next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_guide_names_them_all() {
    let guide = read("docs/clients.md");
    let builder = read("runtime/src/client/builder.rs");
    let environment = read("runtime/src/client/environment.rs");
    let error = read("runtime/src/error/mod.rs");
    let errors = between(&error, "pub enum Error {", "\n}")
        .next()
        .expect("the enum");
    let drift = read("runtime/src/drift/mod.rs");
    let kinds = between(&drift, "pub enum DriftKind {", "\n}")
        .next()
        .expect("the enum");
    let settings = between(&builder, "pub fn ", "(mut self");
    let settings = settings
        .filter(|name| !name.contains('('))
        .map(str::to_owned);
    let variables = between(&environment, "get(\"", "\"").map(|name| format!("INVENTORY_{name}"));
    let named = settings
        .chain(variables)
        .chain(variants(errors))
        .chain(variants(kinds));
    let mut count = 0;
    for name in named {
        count += 1;
        assert!(guide.contains(&format!("`{name}`")), "{name}");
    }
    assert!(count > 30, "{count}");
}
