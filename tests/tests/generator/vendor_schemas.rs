//! The vendor's schemas beside the repository, as they are: they generate, compile without a
//! warning of rustc or clippy, and read every example in them.
//!
//! They are not committed: without `../shared/schemas` these tests fail in CI and say elsewhere
//! that they were skipped.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientwright::ir::{Shape, Type};
use clientwright::{Described, Generator};
use expect_test::expect_file;
use serde_json::Value;

use crate::example_values::example;
use crate::support::{describe, fixtures, listed, root, warnings};

/// The schemas' folder, unless the test has to be skipped.
fn folder() -> Option<PathBuf> {
    let folder = root().join("../shared/schemas");
    if folder.is_dir() {
        return Some(folder);
    }
    let missing = format!("{} is missing", folder.display());
    assert!(std::env::var_os("CI").is_none(), "{missing}");
    // Past the capture of the test's output: whoever runs the tests should see it.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("SKIPPED: tests of the vendor's schemas: {missing}\n").as_bytes(),
    );
    None
}

/// A schema, and what is made of it.
struct Made {
    file: String,
    module: String,
    described: Described,
    text: String,
}

fn made(folder: &Path) -> Vec<Made> {
    let files = listed(folder);
    let files = files.into_iter().filter(|file| file.ends_with(".json"));
    let made: Vec<Made> = files
        .map(|file| {
            let generator = Generator::from_schema(folder.join(&file)).shown("");
            let described = describe(&generator);
            let mut files = described.emit(generator.options()).unwrap();
            let output = files.pop().unwrap();
            let module = output.path.strip_suffix(".rs").unwrap().to_owned();
            Made {
                file,
                module,
                described,
                text: output.text,
            }
        })
        .collect();
    assert!(made.len() >= 8, "{} schemas", made.len());
    made
}

#[test]
fn what_is_doubtful_is_known() {
    let Some(folder) = folder() else { return };
    let mut text = String::new();
    for made in made(&folder) {
        let _ = writeln!(text, "== {}\n{}", made.file, warnings(&made.described));
    }
    expect_file![fixtures("vendor").join("warnings.txt")].assert_eq(&text);
}

/// Members that are any JSON, each with the reason: `file Type.member: reason`.
#[test]
fn members_of_any_json_have_a_reason() {
    let Some(folder) = folder() else { return };
    let known = std::fs::read_to_string(fixtures("vendor").join("any.txt")).unwrap();
    let known: BTreeSet<&str> = known
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (place, reason) = line.split_once(": ").expect("a reason");
            assert!(!reason.trim().is_empty(), "{line}");
            place
        })
        .collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for made in made(&folder) {
        for def in &made.described.apis[0].types {
            let Shape::Struct(shape) = &def.shape else {
                continue;
            };
            let any = shape.members.iter().filter(|member| is_any(&member.ty));
            let name = def.path.name();
            found.extend(any.map(|member| format!("{} {name}.{}", made.file, member.wire)));
        }
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, known);
}

/// Whether a type is any JSON, also inside lists and maps.
fn is_any(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Implied(inner) => {
            is_any(inner)
        }
        Type::Tuple(items) => items.iter().any(is_any),
        Type::Scalar(_) | Type::Named { .. } => false,
    }
}

#[test]
fn all_compile_without_a_warning_and_read_their_examples() {
    let Some(folder) = folder() else { return };
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendor-schemas");
    let sources = project.join("src");
    std::fs::create_dir_all(&sources).unwrap();
    let mut library = String::from(
        "//! Types.\n#![deny(warnings, missing_docs, missing_debug_implementations, clippy::all)]\n",
    );
    let mut table = String::new();
    let mut values = String::new();
    let mut count = 0;
    for made in made(&folder) {
        write(&sources.join(format!("{}.rs", made.module)), &made.text);
        let _ = writeln!(
            library,
            "#[path = \"{0}.rs\"]\n#[doc = \"Types.\"]\npub mod {0};",
            made.module
        );
        let text = std::fs::read_to_string(folder.join(&made.file)).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        for def in &made.described.apis[0].types {
            let (_, pointer) = def.pointer.split_once('#').unwrap();
            if pointer
                .strip_prefix("/definitions/")
                .is_none_or(|name| name.contains('/'))
            {
                continue;
            }
            let value = example(&schema, schema.pointer(pointer).unwrap(), &mut Vec::new());
            let path = format!("{}::{}", made.module, def.path.name());
            let _ = writeln!(
                table,
                "        \"{path}\" => judge::<vendor_schemas::{path}>(text),"
            );
            let _ = writeln!(values, "{path} {}", value.unwrap_or(Value::Null));
            count += 1;
        }
    }
    assert!(count > 100, "{count} definitions");
    write(&sources.join("lib.rs"), &library);
    write(
        &sources.join("main.rs"),
        &MAIN.replace("/* TABLE */", &table),
    );
    write(&project.join("values.txt"), &values);
    let runtime = root().join("runtime").display().to_string();
    write(
        &project.join("Cargo.toml"),
        &MANIFEST.replace("\"RUNTIME\"", &format!("{runtime:?}")),
    );
    std::fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
    // Clippy in the compiler's place: one build compiles, lints and links.
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--", "values.txt"])
        .current_dir(&project)
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CARGO_TARGET_DIR", project.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told, format!("{count} values\n"), "{errors}");
}

fn write(file: &Path, text: &str) {
    if std::fs::read_to_string(file).is_ok_and(|known| known == text) {
        return;
    }
    std::fs::write(file, text).unwrap();
}

const MANIFEST: &str = r#"[package]
name = "vendor_schemas"
version = "0.0.0"
edition = "2024"

[dependencies]
clientwright-runtime = { path = "RUNTIME", default-features = false }
serde = "1"
serde_json = "1"

[profile.dev]
debug = 0

[workspace]
"#;

const MAIN: &str = r#"#![deny(warnings)]
use serde::{Serialize, de::DeserializeOwned};

fn judge<T: DeserializeOwned + Serialize + PartialEq>(text: &str) -> Result<(), String> {
    let told = |error: serde_json::Error| error.to_string();
    let first: T = serde_json::from_str(text).map_err(told)?;
    let written = serde_json::to_string(&first).map_err(told)?;
    let second: T = serde_json::from_str(&written).map_err(told)?;
    if first != second {
        return Err(format!("{written} is not what was read"));
    }
    let again = serde_json::to_string(&second).map_err(told)?;
    if again != written {
        return Err(format!("{written} is written as {again}"));
    }
    Ok(())
}

fn probe(path: &str, text: &str) -> Result<(), String> {
    match path {
/* TABLE */        _ => Err("no such type".to_owned()),
    }
}

fn main() {
    let file = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let mut count = 0;
    for line in text.lines() {
        let (path, text) = line.split_once(' ').unwrap_or_default();
        match probe(path, text) {
            Ok(()) => count += 1,
            Err(error) => eprintln!("{path}: {error}\n{text}"),
        }
    }
    println!("{count} values");
}
"#;
