//! Specs at random: they are taken, their Rust compiles, a value of each type is the same after it
//! was written and read, and the IR is the same after the spec was printed and read again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "others make more choices")]
#[path = "targets/choices.rs"]
mod choices;
#[path = "random/printer.rs"]
mod printer;
#[path = "../random/mod.rs"]
mod random;
#[path = "random/values.rs"]
mod values;

use std::collections::HashMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::OnceLock;

use clientwright::ir::Api;
use clientwright::{Described, Generator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use choices::Choices;

/// The Rust of the first of them, as the build script had it made.
#[allow(
    dead_code,
    unreachable_pub,
    reason = "nobody outside sees it, or calls the operations"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

/// How many are printed and read again.
const PRINTED: u64 = 200;

/// Reads a spec from its files.
fn read(files: &[(String, String)]) -> Described {
    let folder = tempfile::tempdir().unwrap();
    let acme = folder.path().join("acme");
    for (path, text) in files {
        let path = acme.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    match Generator::from_product(&acme).describe() {
        Ok(described) => described,
        Err(failure) => panic!("{}", failure.render(false)),
    }
}

/// The IR without the places in the text.
fn without_places(described: &Described) -> Vec<Value> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.remove("place");
                members.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let apis = described.apis.iter();
    let apis = apis.map(|api| {
        let mut value = serde_json::to_value(api).unwrap();
        strip(&mut value);
        value
    });
    apis.collect()
}

/// Prints a spec in other ways, and reads each.
fn is_read_the_same(files: &[(String, String)], choices: &mut Choices<'_>) {
    let first = without_places(&read(files));
    let printed: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| {
            let text = match path.ends_with(".toml") {
                true => printer::printed(text, choices),
                false => text.clone(),
            };
            (path.clone(), text)
        })
        .collect();
    let again = without_places(&read(&printed));
    assert!(first == again, "{printed:#?}");
}

#[test]
fn the_ir_is_the_same_after_printing_and_reading() {
    for seed in 0..PRINTED {
        let mut choices = Choices::seeded(seed);
        is_read_the_same(&random::spec(seed), &mut choices);
    }
}

#[test]
fn committed_specs_are_the_same_after_printing_and_reading() {
    let root = Path::new("../..");
    let mut count = 0;
    for parent in ["specs", "tests/fixtures/spec"] {
        for entry in std::fs::read_dir(root.join(parent)).unwrap() {
            let folder = entry.unwrap().path();
            if folder.join("product.toml").is_file() {
                let files = files_of(&folder);
                is_read_the_same(&files, &mut Choices::seeded(count));
                count += 1;
            }
        }
    }
    assert!(count >= 13, "{count}");
}

fn files_of(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(below) = open.pop() {
        for entry in std::fs::read_dir(&below).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            // What is expected of a fixture is no part of its spec.
            if path.is_dir() && name != "expected" {
                open.push(path);
            } else if path.is_file() {
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

/// The IR of a seed.
fn api(seed: u64) -> &'static Api {
    static APIS: OnceLock<HashMap<u64, Api>> = OnceLock::new();
    let apis = APIS.get_or_init(|| {
        let seeds = 0..random::COMPILED;
        let apis = seeds.map(|seed| (seed, read(&random::spec(seed)).apis.remove(0)));
        apis.collect()
    });
    &apis[&seed]
}

/// How many values of each type are tried.
const VALUES: u64 = 8;

/// Values of a type are the same after they were read and written, and read again.
fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(seed: u64, path: &str) {
    let api = api(seed);
    for number in 0..VALUES {
        let mut choices = Choices::seeded(seed << 8 | number);
        let value = values::value_of(api, path, &mut choices);
        let text = value.to_string();
        let read: T = match serde_json::from_str(&text) {
            Ok(read) => read,
            Err(error) => panic!("seed {seed}: {path}: {error}: {text}"),
        };
        let written = match serde_json::to_string(&read) {
            Ok(written) => written,
            Err(error) => panic!("seed {seed}: {path}: {error}: {text}"),
        };
        let parsed: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(parsed, value, "seed {seed}: {path}");
        let again: T = serde_json::from_str(&written).unwrap();
        assert_eq!(again, read, "seed {seed}: {path}");
    }
}

#[test]
fn a_value_of_each_type_is_the_same_after_writing_and_reading() {
    use generated::*;
    include!(concat!(env!("OUT_DIR"), "/checks.rs"))
}
