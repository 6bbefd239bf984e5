//! The README's "Adding an operation" and "Adding a product", followed word for word in a copy of the
//! repository, end with all tests green and no edit beside those that the README names.
//!
//! The copy is built and tested, which takes minutes, and its tests would run this one again: it is
//! ignored, and a step of `.ci/run` of its own:
//! `cargo test --workspace --test readme_steps -- --ignored`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The tests that depend on the specs or on what they make. Of `cargo test --workspace` the copy runs
/// these; all others see the same files in the copy as here.
const TARGETS: [&str; 18] = [
    "--workspace",
    // workspace-tests: calls of every operation, over sockets too; what is committed.
    "--test",
    "clients",
    "--test",
    "sockets",
    "--test",
    "generator",
    "--test",
    "memory",
    // consumer-tests and one-product-tests: the compiler's messages name what is generated.
    "--test",
    "readme",
    "--test",
    "ui",
    // xtask: what `diff` says of the committed specs.
    "--test",
    "diff",
    "--test",
    "bench_compile",
    "--no-fail-fast",
];

/// Every operation's documentation has an example, which is a doc test of the generated crate.
const DOC_TESTS: [&str; 5] = [
    "--package",
    "zoho-clients",
    "--doc",
    "--features",
    "all-products",
];

/// A copy of the repository, with a commit.
struct Copy {
    folder: tempfile::TempDir,
    /// The target folder of this test, so that packages from elsewhere are built once.
    target: PathBuf,
}

impl Copy {
    /// Copies what is versioned, as it lies in the working tree.
    fn new() -> Self {
        // Cargo runs tests in the folder of their package.
        let root = Path::new("..").canonicalize().unwrap();
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&root)
            .output()
            .unwrap();
        let listed = String::from_utf8(succeeded("git ls-files", &listed)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for path in listed.split_terminator('\0') {
            // A file that was removed is still listed.
            if !root.join(path).exists() {
                continue;
            }
            let copy = folder.path().join(path);
            std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
            std::fs::copy(root.join(path), copy).unwrap();
        }
        // target/debug/deps/readme_steps-…
        let own = std::env::current_exe().unwrap();
        let target = own.ancestors().nth(3).unwrap().to_owned();
        let copy = Self { folder, target };
        copy.git(&["init", "--quiet"]);
        copy.git(&["add", "--all"]);
        copy.git(&["commit", "--quiet", "--message", "The repository"]);
        copy
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let identity = [
            "-c",
            "user.name=Tests",
            "-c",
            "user.email=tests@example.com",
        ];
        let output = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(self.path())
            .output()
            .unwrap();
        String::from_utf8(succeeded("git", &output)).unwrap()
    }

    /// Runs a line of the README: variables, and a command of cargo.
    fn run(&self, line: &str) -> String {
        let mut words = line.split_whitespace().peekable();
        let mut command = Command::new(env!("CARGO"));
        while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
            command.env(name, value);
            words.next();
        }
        assert_eq!(words.next(), Some("cargo"), "{line}");
        let output = command
            .args(words)
            .current_dir(self.path())
            .env("CARGO_TARGET_DIR", &self.target)
            // The copy has nothing beside it, which is an error where this is set.
            .env_remove("CI")
            .output()
            .unwrap();
        String::from_utf8(succeeded(line, &output)).unwrap()
    }
}

/// The output of a command that succeeded.
fn succeeded(line: &str, output: &Output) -> Vec<u8> {
    assert!(
        output.status.success(),
        "{line}: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout.clone()
}

/// A section of a page.
fn section<'t>(page: &'t str, heading: &str) -> &'t str {
    let rest = page.split_once(&format!("\n## {heading}\n")).unwrap().1;
    rest.split("\n## ").next().unwrap()
}

/// The fenced blocks of a kind, without the indentation of the list around them.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let rests = text.split(&*fence).skip(1);
    let block = |rest: &str| {
        let lines = rest.split("```").next().unwrap().lines();
        let lines = lines.map(|line| line.strip_prefix("   ").unwrap_or(line));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    rests
        .map(block)
        .map(|block| format!("{}\n", block.trim_end()))
        .collect()
}

/// What stands between backticks and begins so.
fn code<'t>(text: &'t str, beginning: &str) -> &'t str {
    let mut spans = text.split('`').skip(1).step_by(2);
    spans.find(|span| span.starts_with(beginning)).unwrap()
}

/// The commands of a section: the second step's, and then those of the third.
fn commands(section: &str) -> Vec<String> {
    let regenerate = section.split_once("\n2. `").unwrap().1;
    let regenerate = regenerate.split('`').next().unwrap();
    assert_eq!(regenerate, "cargo xtask regenerate");
    let mut commands = vec![regenerate.to_owned()];
    commands.extend(blocks(section, "sh")[0].lines().map(str::to_owned));
    assert_eq!(commands.pop().as_deref(), Some("cargo test --workspace"));
    commands
}

#[test]
#[ignore = "builds and tests a copy of the repository; `.ci/run` runs it"]
fn an_operation_and_a_product_need_no_edit_of_a_test() {
    let copy = Copy::new();
    let readme = copy.read("README.md");
    let guide = copy.read("specs/README.md");

    let operation = section(&readme, "Adding an operation");
    let file = code(operation, "specs/");
    let spec = copy.read(file);
    let block = &blocks(operation, "toml")[0];
    std::fs::write(copy.path().join(file), format!("{spec}\n{block}")).unwrap();
    let operations = commands(operation);
    for command in &operations {
        copy.run(command);
    }

    let product = section(&readme, "Adding a product");
    let folder = code(product, "specs/");
    let files = ["product.toml", "widgets.toml"];
    let shown = section(&guide, "A product in five steps");
    std::fs::create_dir(copy.path().join(folder)).unwrap();
    for (name, kind) in files.into_iter().zip(["toml product", "toml module"]) {
        assert_eq!(code(product, name), name);
        let path = copy.path().join(folder).join(name);
        std::fs::write(path, &blocks(shown, kind)[0]).unwrap();
    }
    for command in commands(product) {
        copy.run(&command);
    }

    // `cargo test --workspace`, of which only this much can have changed.
    copy.run(&format!("cargo test {}", TARGETS.join(" ")));
    copy.run(&format!("cargo test {}", DOC_TESTS.join(" ")));

    copy.git(&["add", "--all"]);
    let changed = copy.git(&["diff", "--cached", "--name-only"]);
    let mut changed: Vec<&str> = changed.lines().collect();
    changed.retain(|path| !path.starts_with("generated/") && !path.starts_with(folder));
    let expected = [
        "specs/inventory/names.lock",
        file,
        "tests/snapshots/acme.ir.json",
        "tests/snapshots/inventory.ir.json",
    ];
    assert_eq!(changed, expected);
    let found = copy.run("cargo xtask diff");
    for addition in ["addition  acme: ", "restore"] {
        assert!(found.contains(addition), "{addition}: {found}");
    }
}
