//! What cargo is told, and when the file is written.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clientwright::Build;

use crate::{acme, root};

/// A copy of the specs to change.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("specs/acme");
    std::fs::create_dir_all(&to).unwrap();
    for entry in std::fs::read_dir(root().join("specs/acme")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    folder
}

fn build(folder: &Path) -> Build {
    Build::from_spec("specs/acme").relative_to(folder)
}

fn age(path: &Path) -> SystemTime {
    let then = SystemTime::now() - Duration::from_secs(86_400);
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(then).unwrap();
    modified(path)
}

fn modified(path: &Path) -> SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

fn instructions(build: &Build) -> Vec<String> {
    let out = tempfile::tempdir().unwrap();
    build.instructions(&build.run(out.path()))
}

#[test]
fn a_file_that_holds_the_text_is_not_touched() {
    let (folder, out) = (copy(), tempfile::tempdir().unwrap());
    let build = build(folder.path());
    let first = build.run(out.path()).unwrap();
    assert!(first.written);
    let before = age(&first.file);
    let second = build.run(out.path()).unwrap();
    assert!(!second.written);
    assert_eq!(modified(&second.file), before);
    // A comment changes nothing of what is generated.
    let parts = folder.path().join("specs/acme/parts.toml");
    let text = std::fs::read_to_string(&parts).unwrap();
    std::fs::write(&parts, format!("# A comment.\n{text}")).unwrap();
    assert!(!build.run(out.path()).unwrap().written);
    std::fs::write(&parts, text.replace("A part of a widget.", "A part.")).unwrap();
    assert!(build.run(out.path()).unwrap().written);
    assert!(modified(&first.file) > before);
}

#[test]
fn a_failure_leaves_the_old_file() {
    let (folder, out) = (copy(), tempfile::tempdir().unwrap());
    let build = build(folder.path());
    let file = build.run(out.path()).unwrap().file;
    let before = (std::fs::read_to_string(&file).unwrap(), age(&file));
    std::fs::write(folder.path().join("specs/acme/parts.toml"), "[module").unwrap();
    build.run(out.path()).unwrap_err();
    let after = (std::fs::read_to_string(&file).unwrap(), modified(&file));
    assert_eq!(after, before);
}

#[test]
fn every_file_that_was_read_is_told_of_and_the_folder() {
    assert_eq!(
        instructions(&acme()),
        [
            "cargo::rerun-if-changed=specs/acme",
            "cargo::rerun-if-changed=specs/acme/product.toml",
            "cargo::rerun-if-changed=specs/acme/parts.toml",
            "cargo::rerun-if-changed=specs/acme/widgets.toml",
        ]
    );
    let specs = Build::from_specs("specs").relative_to(root());
    assert_eq!(instructions(&specs)[0], "cargo::rerun-if-changed=specs");
    let schema = Build::from_schema("schemas/gear.schema.json").relative_to(root());
    assert_eq!(
        instructions(&schema),
        [
            "cargo::rerun-if-changed=schemas/gear.schema.json",
            "cargo::rerun-if-changed=schemas/shapes/round.json",
        ],
        "and not the folder, which may hold anything"
    );
}

#[test]
fn a_folder_with_the_crate_in_it_is_not_told_of() {
    // Cargo's own output lies there too.
    let folder = root().join("specs/acme");
    let here = Build::from_spec(".").relative_to(&folder);
    let lines = instructions(&here);
    assert_eq!(lines[0], "cargo::rerun-if-changed=product.toml");
    assert!(!lines.contains(&"cargo::rerun-if-changed=.".to_owned()));
}

#[test]
fn each_error_is_a_line_with_its_place() {
    let folder = copy();
    let path = |name: &str| folder.path().join("specs/acme").join(name);
    let parts = std::fs::read_to_string(path("parts.toml")).unwrap();
    let broken = parts.replace("returns = \"Part\"", "returns = \"Prt\"\nreturned = 1");
    std::fs::write(path("parts.toml"), broken).unwrap();
    let lines = instructions(&build(folder.path()));
    assert_eq!(
        lines,
        [
            "cargo::rerun-if-changed=specs/acme",
            "cargo::rerun-if-changed=specs/acme/product.toml",
            "cargo::rerun-if-changed=specs/acme/parts.toml",
            "cargo::rerun-if-changed=specs/acme/widgets.toml",
            "cargo::error=specs/acme/parts.toml:19:12: E0307: there is no type `Prt`",
            "cargo::error=specs/acme/parts.toml:20:1: E0201: unknown key `returned`",
        ]
    );
}

#[test]
fn text_of_a_spec_is_no_instruction() {
    let folder = copy();
    let path = folder.path().join("specs/acme/parts.toml");
    let parts = std::fs::read_to_string(&path).unwrap();
    let hostile = parts.replace(
        "[types.Part]",
        "\"a\\ncargo::rustc-link-arg=evil\" = 1\n[types.Part]",
    );
    std::fs::write(&path, hostile).unwrap();
    let lines = instructions(&build(folder.path()));
    let errors: Vec<&String> = lines.iter().filter(|line| line.contains("evil")).collect();
    assert_eq!(
        errors,
        [
            "cargo::error=specs/acme/parts.toml:6:1: E0201: unknown key `a\\ncargo::rustc-link-arg=evil`"
        ]
    );
    assert!(lines.iter().all(|line| !line.contains('\n')));
    let odd = Build::from_spec("specs/acme\ncargo::rustc-link-arg=evil").relative_to(folder.path());
    let lines = instructions(&odd);
    assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:?}");
}

#[test]
fn warnings_are_lines_and_not_too_many() {
    let folder = tempfile::tempdir().unwrap();
    let members: Vec<String> = (0..12)
        .map(|index| format!("\"m{index}\": {{}}, \"m{index}\": {{}}"))
        .collect();
    let schema = format!(
        "{{\"type\": \"object\", \"properties\": {{\n{}\n}}}}",
        members.join(",\n")
    );
    std::fs::write(folder.path().join("odd.json"), schema).unwrap();
    let lines = instructions(&Build::from_schema("odd.json").relative_to(folder.path()));
    assert_eq!(lines.len(), 12, "{lines:#?}");
    assert_eq!(lines[0], "cargo::rerun-if-changed=odd.json");
    assert!(
        lines[1].starts_with("cargo::warning=odd.json:2:"),
        "{}",
        lines[1]
    );
    assert_eq!(
        lines[11],
        "cargo::warning=and 2 more: `clientwright lint` shows them all"
    );
}

#[test]
fn an_absolute_path_stays_out_of_the_file() {
    let folder: PathBuf = root().join("specs/acme");
    let text = crate::text(&Build::from_spec(&folder));
    assert!(text.starts_with("// @generated by `build.rs` from acme. "));
    assert!(!text.contains(root().to_str().unwrap()));
}
