//! The specs that `specs/README.md` shows are specs.

use clientwright::diagnostic::codes;
use clientwright::source::{Sources, read_toml};
use clientwright::spec::{Decode, Decoder, ModuleSpec, ProductSpec};

use crate::support::root;

/// The fenced blocks of a kind.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    text.split(&*fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn check<T: Decode>(kind: &str) -> usize {
    let readme = std::fs::read_to_string(root().join("specs/README.md")).unwrap();
    let blocks = blocks(&readme, kind);
    for block in &blocks {
        assert!(
            block.starts_with("#:schema ../spec.schema.json\n"),
            "{block}"
        );
        let mut sources = Sources::default();
        let file = sources.add("README.md".to_owned(), block.clone());
        let mut diagnostics = Vec::new();
        let root = read_toml(&sources, file, &mut diagnostics).unwrap();
        let decoded = T::decode(&root, &mut Decoder::new(&mut diagnostics));
        let report = clientwright::diagnostic::render(&sources, &diagnostics, false);
        assert_eq!(report, "", "{block}");
        assert!(decoded.is_some());
    }
    blocks.len()
}

#[test]
fn its_products_are_read() {
    assert_eq!(check::<ProductSpec>("toml product"), 2);
}

#[test]
fn its_modules_are_read() {
    assert_eq!(check::<ModuleSpec>("toml module"), 6);
}

#[test]
fn its_first_product_and_module_are_enough() {
    let readme = std::fs::read_to_string(root().join("specs/README.md")).unwrap();
    let folder = crate::support::folder_of(&[
        ("acme/product.toml", &blocks(&readme, "toml product")[0]),
        ("acme/widgets.toml", &blocks(&readme, "toml module")[0]),
    ]);
    let generator = clientwright::Generator::from_products(folder.path());
    let described = crate::support::describe(&generator);
    // It shows no examples.
    let advice: Vec<&str> = described
        .warnings
        .iter()
        .map(|warning| warning.code)
        .collect();
    assert_eq!(advice, [codes::NO_EXAMPLE]);
    let files = described.emit_modules(generator.options()).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["acme.rs", "acme/widgets.rs", "mod.rs"]);
}

#[test]
fn its_bodies_and_answers_are_generated() {
    let readme = std::fs::read_to_string(root().join("specs/README.md")).unwrap();
    let modules = blocks(&readme, "toml module");
    let module = modules.iter().find(|block| block.contains("\nanswers = "));
    let folder = crate::support::folder_of(&[
        ("acme/product.toml", &blocks(&readme, "toml product")[1]),
        ("acme/widgets.toml", module.unwrap()),
    ]);
    let generator = clientwright::Generator::from_products(folder.path());
    let described = crate::support::describe(&generator);
    // It shows no examples, and another module what else the product declares.
    for warning in &described.warnings {
        let expected = [codes::NO_EXAMPLE, codes::UNUSED];
        assert!(expected.contains(&warning.code), "{}", warning.message);
    }
    let files = described.emit_modules(generator.options()).unwrap();
    for item in [
        "pub enum ImportWidgetsAnswer {",
        "pub fn failure(error: &Error) -> Option<ImportWidgetsFailure> {",
        "request.file(\"drawing\", &self.drawing);",
        "request.form(\"coupon\", &self.coupon);",
        "request.binary(\"application/pdf\", &self.body);",
        "type Output = Download;",
    ] {
        assert!(files[1].text.contains(item), "{item}");
    }
}
