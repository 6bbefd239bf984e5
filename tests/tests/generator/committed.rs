//! What is committed is what the specs make: in every run, from every folder, and whatever other
//! crates switch on in `serde_json`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use clientwright::Generator;
use clientwright::emit::emit_features;
use clientwright::output::owned_files;
use clientwright::spec::spec_schema;

use crate::support::{REGENERATE, copy_folder, describe, files_below, fixtures, products, root};

/// Everything that `regenerate` makes, by its path from the repository's folder.
fn made(specs: &Path) -> BTreeMap<String, String> {
    let generator = Generator::from_products(specs)
        .command(REGENERATE)
        .crate_name("zoho_clients");
    let described = describe(&generator);
    let mut files = described.emit(generator.options()).unwrap();
    files.push(described.emit_crate_root(generator.options()).unwrap());
    let mut made: BTreeMap<String, String> = files
        .into_iter()
        .map(|file| (format!("generated/src/{}", file.path), file.text))
        .collect();
    let manifest = std::fs::read_to_string(root().join("generated/Cargo.toml")).unwrap();
    let features = emit_features(&described.apis, &manifest);
    made.insert("generated/Cargo.toml".to_owned(), features);
    made.insert("specs/spec.schema.json".to_owned(), spec_schema());
    for (path, text) in described.lock_files() {
        made.insert(format!("specs/{}", path.to_str().unwrap()), text);
    }
    made
}

/// `regenerate` and `lint` tell these warnings; no committed spec leaves one standing.
#[test]
fn the_committed_specs_have_no_warnings() {
    let specs = Generator::from_products(root().join("specs")).shown("specs/");
    let described = describe(&specs);
    let warnings: Vec<_> = described.doubts().cloned().collect();
    let report = clientwright::diagnostic::render(&described.sources, &warnings, false);
    assert!(warnings.is_empty(), "\n{report}");
}

#[test]
fn the_committed_files_are_what_the_specs_make() {
    let made = made(&root().join("specs"));
    for (path, text) in &made {
        let found = std::fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(
            found == *text,
            "{path} is not what the specs make: run `{REGENERATE}`"
        );
    }
    // And there is no file of the generator's making that nothing makes any more.
    let source = root().join("generated/src");
    let owned = owned_files(&source, REGENERATE).unwrap();
    let owned: Vec<String> = owned
        .iter()
        .map(|path| {
            path.strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let mut owned = owned;
    owned.sort();
    let wanted: Vec<&String> = made
        .keys()
        .filter(|path| path.starts_with("generated/src/"))
        .collect();
    assert_eq!(owned.iter().collect::<Vec<_>>(), wanted);
}

#[test]
fn the_same_specs_give_the_same_bytes_wherever_they_lie() {
    let first = made(&root().join("specs"));
    assert_eq!(made(&root().join("specs")), first, "two runs");

    let copy = tempfile::tempdir().unwrap();
    let folder = copy.path().join("a folder/elsewhere");
    copy_folder(&root().join("specs"), &folder);
    assert_eq!(made(&folder), first, "another absolute path");

    // Tests run in the folder of their package.
    let here = std::env::current_dir().unwrap();
    assert_eq!(here, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(made(Path::new("../specs")), first, "a relative path");
    assert_eq!(
        made(Path::new("./../tests/../specs/")),
        first,
        "a longer way there"
    );
}

#[test]
fn without_the_locks_the_same_names_are_chosen() {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&root().join("specs"), copy.path());
    for product in products() {
        std::fs::remove_file(copy.path().join(product).join("names.lock")).unwrap();
    }
    assert_eq!(made(copy.path()), made(&root().join("specs")));
}

/// Whether the `serde_json` of this build keeps the order of members.
fn keeps_order() -> bool {
    let value: serde_json::Value = serde_json::from_str(r#"{"b":1,"a":2}"#).unwrap();
    let members = value.as_object().unwrap();
    members.keys().eq(["b", "a"])
}

/// The xtask, built with `serde_json`'s `preserve_order` the other way than this test: features
/// unite within one build, so it takes a build of its own, beside this one's. Some 20 s from
/// nothing on two cores, and nothing once it is there.
fn other_xtask() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        // target/debug/deps/generator-…
        let own = std::env::current_exe().unwrap();
        let target = own.ancestors().nth(3).unwrap().join("other-order");
        let features: &[&str] = match keeps_order() {
            true => &[],
            false => &["--features", "serde_json/preserve_order"],
        };
        let tree = cargo(
            &["tree", "--prefix", "none", "--format", "{p}: {f}"],
            features,
        )
        .output()
        .unwrap();
        let tree = String::from_utf8(tree.stdout).unwrap();
        let line = tree.lines().find(|line| line.starts_with("serde_json "));
        assert_eq!(
            line.expect("the generator uses serde_json")
                .contains("preserve_order"),
            !keeps_order(),
            "the other way: {line:?}"
        );
        let built = cargo(&["build", "--quiet"], features)
            .env("CARGO_TARGET_DIR", &target)
            .output()
            .unwrap();
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        target
            .join("debug/xtask")
            .with_extension(std::env::consts::EXE_EXTENSION)
    })
}

fn cargo(command: &[&str], features: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(command)
        // The feature is one of the library's dependency.
        .args(["--package", "xtask", "--package", "clientwright"])
        .args(["--locked", "--offline"])
        .args(features)
        .current_dir(root());
    cargo
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(other_xtask())
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_order_of_members_in_serde_json_changes_nothing() {
    // From a folder that has nothing to do with the repository.
    let elsewhere = tempfile::tempdir().unwrap();
    let checked = run(&["regenerate", "--check"], elsewhere.path());
    assert_eq!(text(&checked.stdout), "");
    assert_eq!(text(&checked.stderr), "");
    assert_eq!(checked.status.code(), Some(0));

    let inspected = run(&["inspect"], elsewhere.path());
    let described = describe(&Generator::from_products(root().join("specs")));
    let mut own = serde_json::to_string_pretty(&described.apis).unwrap();
    own.push('\n');
    assert!(text(&inspected.stdout) == own, "the IR as JSON");

    // Every feature of JSON Schema, through typify.
    for path in files_below(&fixtures("schema")) {
        let Some(case) = path.strip_suffix(".schema.json") else {
            continue;
        };
        let file = fixtures("schema").join(&path);
        let out = elsewhere.path().join(case);
        let arguments = ["generate", "--schema", file.to_str().unwrap(), "--out"];
        let made = run(
            &[&arguments[..], &[out.to_str().unwrap()]].concat(),
            elsewhere.path(),
        );
        assert_eq!(
            made.status.code(),
            Some(0),
            "{case}: {}",
            text(&made.stderr)
        );
        let expected = fixtures("schema").join(format!("{case}.rs"));
        assert_eq!(
            std::fs::read_to_string(out.join(format!("{case}.rs"))).unwrap(),
            std::fs::read_to_string(expected).unwrap_or_default(),
            "{case}"
        );
    }
}

#[test]
fn the_xtask_says_what_is_wrong_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let spec = fixtures("schema").join("no_such.schema.json");
    let arguments = [
        "generate",
        "--schema",
        spec.to_str().unwrap(),
        "--out",
        "out",
    ];
    let failed = run(&arguments, folder.path());
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(text(&failed.stdout), "");
    assert_eq!(
        text(&failed.stderr),
        format!(
            "error[E0701]: this file cannot be read: there is no such file\n--> {}\n\
             \x20= help: see that it is there, and that it can be read\n\n\
             error: nothing was written: 1 error in the specs\n",
            spec.display()
        )
    );
    assert!(!folder.path().join("out").exists());

    let unknown = run(&["regenerat"], folder.path());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).starts_with(
        "error: unrecognized subcommand 'regenerat'\n\n  tip: some similar subcommands exist: 'generate', 'regenerate'\n"
    ));

    let unknown = run(&["inspect", "--product", "no_such"], folder.path());
    assert_eq!(unknown.status.code(), Some(1));
    let message = text(&unknown.stderr);
    assert!(message.starts_with("error: there is no product `no_such`: choose from "));
    assert!(products().iter().all(|product| message.contains(product)));
}
