//! The integrators' guide says what is so. Its programs are doc tests of this crate.

use clientwright::Build;
use clientwright::source::{Node, Sources, read_toml};

use crate::support::{copy_folder, fixtures, root};

fn guide() -> String {
    std::fs::read_to_string(root().join("docs/integrators.md")).unwrap()
}

/// The fenced blocks whose first line is that.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn toml(text: &str) -> Node {
    let mut sources = Sources::default();
    let file = sources.add("guide.toml", text);
    let mut diagnostics = Vec::new();
    let node = read_toml(&sources, file, &mut diagnostics).unwrap();
    assert_eq!(diagnostics, []);
    node
}

#[test]
fn its_specs_are_those_that_are_built() {
    let fixture = |name: &str| std::fs::read_to_string(fixtures("guide/acme").join(name)).unwrap();
    let guide = guide();
    assert_eq!(blocks(&guide, "toml product"), [fixture("product.toml")]);
    assert_eq!(blocks(&guide, "toml module"), [fixture("widgets.toml")]);
}

#[test]
fn its_manifest_names_what_there_is() {
    let manifests = blocks(&guide(), "toml manifest");
    assert_eq!(manifests.len(), 1);
    let manifest = toml(&manifests[0]);
    let version = |table: &str, name: &str| {
        let node = manifest.get(table).and_then(|table| table.get(name));
        node.and_then(Node::as_str).unwrap().to_owned()
    };
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let workspace = toml(&workspace);
    let own = workspace
        .get("workspace")
        .and_then(|it| it.get("package")?.get("version")?.as_str())
        .unwrap();
    for (table, name, folder) in [
        ("dependencies", "clientwright-runtime", "runtime"),
        ("build-dependencies", "clientwright", "codegen"),
    ] {
        let written = version(table, name);
        assert!(own.starts_with(&format!("{written}.")), "{name} {written}");
        let there = root().join(folder).join("Cargo.toml");
        let there = toml(&std::fs::read_to_string(there).unwrap());
        let there = there.get("package").and_then(|it| it.get("name")?.as_str());
        assert_eq!(there, Some(name));
    }
}

#[test]
fn its_error_is_what_cargo_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let specs = folder.path().join("specs/acme");
    copy_folder(&fixtures("guide/acme"), &specs);
    let widgets = std::fs::read_to_string(specs.join("widgets.toml")).unwrap();
    let broken = widgets.replacen("returns = \"Widget\"", "returns = \"Wdget\"", 1);
    std::fs::write(specs.join("widgets.toml"), broken).unwrap();
    let build = Build::from_spec("specs/acme").relative_to(folder.path());
    let lines = build.instructions(&build.run(folder.path()));
    let errors: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("cargo::error="))
        .collect();
    let shown = format!("error: my-app@0.1.0: {}\n", errors[0]);
    assert_eq!(errors.len(), 1);
    assert!(blocks(&guide(), "text").contains(&shown), "{shown}");
}

#[test]
fn every_block_is_checked() {
    let guide = guide();
    let opened = guide.split("```").skip(1).step_by(2);
    let kinds: Vec<&str> = opened
        .map(|block| block.lines().next().unwrap_or_default())
        .collect();
    for kind in &kinds {
        let known = [
            "text",
            "toml manifest",
            "toml product",
            "toml module",
            "rust",
            "rust,no_run",
            "rust,no_run,standalone_crate",
        ];
        assert!(known.contains(kind), "{kind:?}");
    }
    let rust = kinds.iter().filter(|kind| kind.starts_with("rust"));
    assert_eq!(rust.count(), 7);
}

#[test]
fn its_table_has_every_setting() {
    let guide = guide();
    let source = std::fs::read_to_string(root().join("codegen/src/build/mod.rs")).unwrap();
    let functions: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub fn "))
        .map(|line| line.split('(').next().unwrap())
        .collect();
    assert_eq!(functions.len(), 17);
    for function in functions {
        assert!(guide.contains(&format!("| `{function}(")), "{function}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let guide = guide();
    let anchors: Vec<String> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|title| {
            let title = title.to_lowercase().replace(' ', "-");
            title
                .chars()
                .filter(|ch| ch.is_alphanumeric() || matches!(ch, '-' | '_'))
                .collect()
        })
        .collect();
    let mut links = 0;
    for rest in guide.split("](").skip(1) {
        let target = rest.split(')').next().unwrap();
        match target.strip_prefix('#') {
            Some(anchor) => assert!(anchors.iter().any(|it| it == anchor), "{target}"),
            None => assert!(root().join("docs").join(target).exists(), "{target}"),
        }
        links += 1;
    }
    assert_eq!(links, 14);
}
