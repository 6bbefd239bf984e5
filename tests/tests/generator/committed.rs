//! What is committed is what the specs make: in every run, from every folder, and whatever other
//! crates switch on in `serde_json`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use clientwright::Generator;
use clientwright::emit::emit_features;
use clientwright::output::{Origin, owned_files};
use clientwright::spec::spec_schema;
use tempfile::TempDir;

use crate::support::{
    REGENERATE, copy_folder, describe, files_below, fixtures, listed, products, root,
};

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
    let features = emit_features(&described.apis, &manifest).unwrap();
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

/// What switches `preserve_order` the other way.
fn other_features() -> &'static [&'static str] {
    match keeps_order() {
        true => &[],
        false => &["--features", "serde_json/preserve_order"],
    }
}

/// The xtask, built with `serde_json`'s `preserve_order` the other way than this test: features
/// unite within one build, so it takes a build of its own, beside this one's. Some 20 s from
/// nothing on two cores, and nothing once it is there. The feature may need packages that no other
/// build does, which cargo fetches.
fn other_xtask() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        // target/debug/deps/generator-…
        let own = std::env::current_exe().unwrap();
        let target = own.ancestors().nth(3).unwrap().join("other-order");
        let features = other_features();
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
        .args(["--package", "xtask", "--locked"])
        .args(features)
        .current_dir(root());
    cargo
}

/// A copy of the repository, with the times of its files: cargo judges by them what is built.
fn copy_of_the_repository() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    let tops = listed(&root()).into_iter();
    for top in tops.filter(|name| name != "target" && name != ".git") {
        let from = root().join(&top);
        let files = match from.is_dir() {
            true => files_below(&from),
            false => vec![String::new()],
        };
        for file in files {
            let (from, to) = match file.is_empty() {
                true => (from.clone(), copy.path().join(&top)),
                false => (from.join(&file), copy.path().join(&top).join(&file)),
            };
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(&from, &to).unwrap();
            let modified = std::fs::metadata(&from).unwrap().modified().unwrap();
            let to = std::fs::File::options().append(true).open(to);
            // One that is read-only needs no such care.
            let _ = to.and_then(|to| to.set_modified(modified));
        }
    }
    copy
}

#[test]
fn copies_that_share_a_target_folder_keep_to_their_own_files() {
    // Built here, and for each copy as fresh as here.
    let target = other_xtask().ancestors().nth(2).unwrap();
    let copies = [copy_of_the_repository(), copy_of_the_repository()];
    let missing = |copy: &TempDir| copy.path().join("generated/src/lib.rs");
    for copy in &copies {
        std::fs::remove_file(missing(copy)).unwrap();
    }
    let before = std::fs::metadata(other_xtask())
        .unwrap()
        .modified()
        .unwrap();
    for (number, copy) in copies.iter().enumerate() {
        let made = cargo(&["run", "--quiet"], other_features())
            .args(["--", "regenerate"])
            .current_dir(copy.path().join("tests"))
            .env("CARGO_TARGET_DIR", target)
            .output()
            .unwrap();
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        let folder = copy.path().canonicalize().unwrap();
        let told = format!("in {}\n", folder.display());
        assert!(
            text(&made.stdout).starts_with(&told),
            "{}",
            text(&made.stdout)
        );
        assert!(missing(copy).exists());
        let others = copies.iter().skip(number + 1);
        assert!(others.clone().all(|other| !missing(other).exists()));
    }
    let after = std::fs::metadata(other_xtask())
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(after, before, "one program for all of them");
    assert!(root().join("generated/src/lib.rs").exists());
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
    // Cargo has named this package, so it is this repository.
    let told = format!("{}: the files are what the specs make\n", root().display());
    assert_eq!(text(&checked.stdout), told);
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
        let out = elsewhere.path().join(case);
        let file = fixtures("schema").join(&path);
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
        let written = std::fs::read_to_string(out.join(format!("{case}.rs"))).unwrap();
        let expected = std::fs::read_to_string(expected).unwrap_or_default();
        // The first line names the schema as it is reached from the folder that is written to.
        let below = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!(below(&written), below(&expected), "{case}");
        let source = Origin::of(&written).unwrap().source;
        assert_eq!(source.rsplit('/').next(), Some(&*path), "{source}");
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
             error: 1 error in the specs: nothing was done\n",
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

/// Whoever has `core.autocrlf` set gets the same files, whatever git makes of line ends elsewhere.
#[test]
fn a_checkout_has_the_line_ends_that_are_committed() {
    let git = |folder: &Path, arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-C"])
            .arg(folder)
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        output.stdout
    };
    // The files as they are here, and no history.
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ".gitattributes",
        "generated/src/lib.rs",
        "specs/spec.schema.json",
    ];
    let files = files
        .into_iter()
        .chain(["tests/fuzz/tests/targets/__fuzz__/.gitattributes"]);
    let odd = "codegen/tests/reading/mistakes/trailing-comma.json";
    for file in files.chain([odd]) {
        let to = folder.path().join(file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join(file), to).unwrap();
    }
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    let tree = git(folder.path(), &["write-tree"]);
    git(folder.path(), &["read-tree", text(&tree).trim()]);
    for file in ["generated/src/lib.rs", "specs/spec.schema.json", odd] {
        std::fs::remove_file(folder.path().join(file)).unwrap();
        git(folder.path(), &["checkout-index", "--force", file]);
        let found = std::fs::read(folder.path().join(file)).unwrap();
        let here = std::fs::read(root().join(file)).unwrap();
        assert!(found == here, "{file}");
        assert_eq!(found.contains(&b'\r'), file == odd, "{file}");
    }
}
