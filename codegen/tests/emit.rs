//! Emission: hand-built IR against the Rust that lies beside it in `tests/emit/expected`.
//! `UPDATE=1 cargo test -p clientwright --test emit` writes that anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "emit/hostile.rs"]
mod hostile;
#[path = "emit/sample.rs"]
mod sample;

use clientwright::emit::{EmitOptions, OutputFile, emit_api, emit_crate_root, emit_models};
use std::path::PathBuf;

fn options() -> EmitOptions {
    EmitOptions {
        crate_name: Some("acme_clients".to_owned()),
        ..EmitOptions::new("acme-gen")
    }
}

/// Compares a file with the expected one, and parses it.
fn expect(folder: &str, file: &OutputFile) {
    syn::parse_file(&file.text).unwrap();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/emit/expected")
        .join(folder)
        .join(&file.path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &file.text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == file.text,
        "{} differs; with UPDATE=1 it is written anew",
        path.display()
    );
}

#[test]
fn one_of_everything() {
    let api = sample::api();
    let files = emit_api(&api, &options()).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["widgets.rs", "widgets/parts.rs"]);
    for file in &files {
        expect("client", file);
    }
    expect("client", &emit_crate_root(&[api], &options()).unwrap());
}

#[test]
fn models_in_one_file() {
    expect(
        "models",
        &emit_models(&sample::api(), &EmitOptions::new("acme-gen")).unwrap(),
    );
}

#[test]
fn serde_derives() {
    let options = EmitOptions {
        serde_derives: true,
        ..options()
    };
    for file in &emit_api(&sample::api(), &options).unwrap() {
        expect("derives", file);
    }
}

#[test]
fn hostile_text() {
    for file in &emit_api(&hostile::hostile_docs(), &options()).unwrap() {
        expect("hostile", file);
    }
}

#[test]
fn names_that_mean_something_else() {
    for file in &emit_api(&hostile::taken_names(), &options()).unwrap() {
        expect("names", file);
    }
}
