//! Makes Rust of specs at random, for `tests/random_specs.rs`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a build of tests fails by panicking; the tests use the rest"
)]

#[path = "tests/targets/choices.rs"]
mod choices;
mod random;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clientwright::Generator;
use clientwright::emit::OneFile;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=random");
    println!("cargo::rerun-if-changed=tests/targets/choices.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    let mut modules = String::new();
    let mut checks = "{\n".to_owned();
    for seed in 0..random::COMPILED {
        make(&out, seed, &mut checks);
        let _ = writeln!(
            modules,
            "#[rustfmt::skip]\npub mod s{seed} {{ include!(concat!(env!(\"OUT_DIR\"), \"/s{seed}.rs\")); }}"
        );
    }
    checks.push_str("}\n");
    std::fs::write(out.join("modules.rs"), modules).unwrap();
    std::fs::write(out.join("checks.rs"), checks).unwrap();
}

/// Writes the Rust of a seed, and a check of each of its types.
fn make(out: &Path, seed: u64, checks: &mut String) {
    let folder = out.join(format!("specs-{seed}")).join("acme");
    for (path, text) in random::spec(seed) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let generator = Generator::from_product(&folder);
    let described = match generator.describe() {
        Ok(described) => described,
        Err(failure) => panic!("the spec of seed {seed}:\n{}", failure.render(false)),
    };
    let text = described.emit_one_file(generator.options(), &OneFile::default());
    std::fs::write(out.join(format!("s{seed}.rs")), text.unwrap()).unwrap();
    for def in &described.apis[0].types {
        let path = &def.path.0;
        let _ = writeln!(
            checks,
            "check::<s{seed}::acme::{path}>({seed}, \"{path}\");"
        );
    }
}
