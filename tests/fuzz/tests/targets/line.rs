//! From files to Rust.

use std::path::Path;

use clientwright::emit::OneFile;
use clientwright::{Described, Generator};

use crate::bundle::Bundle;
use crate::choices::Choices;
use crate::mutants::mutant;
use crate::run::{Target, fuzz};
use crate::said::{assert_rust, judge};
use crate::{schemas, texts};

static SPECS: Target = Target {
    name: "whole_line",
    inputs: 250,
    make: spec,
    property: |input| {
        let bundle = Bundle::read(&String::from_utf8_lossy(input));
        let folder = tempfile::Builder::new().prefix("fuzz").tempdir().unwrap();
        let acme = folder.path().join("acme");
        std::fs::create_dir_all(&acme).unwrap();
        bundle.write(&acme);
        check(Generator::from_product(&acme), Some(&acme));
    },
};

static SCHEMAS: Target = Target {
    name: "schema_line",
    inputs: 400,
    make: schema,
    property: |input| {
        let folder = tempfile::Builder::new().prefix("fuzz").tempdir().unwrap();
        let file = folder.path().join("input.schema.json");
        std::fs::write(&file, input).unwrap();
        check(Generator::from_schema(&file), None);
    },
};

/// What is described can be emitted, parses as Rust, and comes out the same from what was
/// remembered.
fn check(generator: Generator, folder: Option<&Path>) {
    let generator = generator.crate_name("acme_clients");
    let described = match generator.describe() {
        Ok(described) => described,
        Err(failure) => {
            judge(&failure.sources, &failure.diagnostics);
            assert!(failure.errors() > 0);
            assert!(!failure.render(false).is_empty());
            return;
        }
    };
    assert!(!judge(&described.sources, &described.warnings));
    let first = emitted(&described, &generator);
    let Some(folder) = folder else { return };
    for (path, text) in described.lock_files() {
        std::fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
    }
    let again = match generator.describe() {
        Ok(again) => again,
        Err(failure) => panic!("what was remembered breaks it: {failure}"),
    };
    assert!(
        emitted(&again, &generator) == first,
        "other names were remembered"
    );
}

fn emitted(described: &Described, generator: &Generator) -> Vec<String> {
    let options = generator.options();
    let one = match described.emit_one_file(options, &OneFile::default()) {
        Ok(one) => one,
        Err(error) => {
            assert!(!error.internal, "{error}");
            return Vec::new();
        }
    };
    let mut texts = vec![one];
    // What can be one file can be many.
    let files = described.emit_modules(options).unwrap();
    texts.extend(files.into_iter().map(|file| file.text));
    for text in &texts {
        assert_rust(text);
    }
    texts
}

fn spec(choices: &mut Choices<'_>) -> Vec<u8> {
    let mut bundle = texts::spec(choices).clone();
    for _ in 0..=choices.below(2) {
        let at = choices.below(bundle.0.len());
        let (path, text) = &mut bundle.0[at];
        *text = if path.ends_with(".schema.json") && choices.one_in(2) {
            schemas::document(choices)
        } else {
            mutant(text, choices)
        };
    }
    bundle.to_text().into_bytes()
}

fn schema(choices: &mut Choices<'_>) -> Vec<u8> {
    let text = match choices.below(3) {
        0 => mutant(texts::schema(choices), choices),
        1 => schemas::document(choices),
        _ => mutant(&schemas::document(choices), choices),
    };
    text.into_bytes()
}

#[test]
fn whole_line() {
    fuzz!(SPECS);
}

#[test]
fn schema_line() {
    fuzz!(SCHEMAS);
}
