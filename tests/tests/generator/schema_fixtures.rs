//! One small JSON Schema for each feature of the format, with the expected Rust beside it, and the
//! expected report where there is one.

use clientwright::Generator;
use expect_test::expect_file;

use crate::support::{describe, fixtures, listed, warnings};

/// Checks one case: the Rust, and what the generator doubts.
pub(crate) fn case(name: &str) {
    let folder = fixtures("schema");
    let generator = Generator::from_schema(folder.join(format!("{name}.schema.json")))
        .command("cargo xtask generate");
    let described = describe(&generator);
    let files = described.emit_modules(generator.options()).unwrap();
    let [file] = &files[..] else {
        panic!("a schema without a spec makes one file: {files:?}");
    };
    assert_eq!(file.path, format!("{name}.rs"));
    expect_file![folder.join(&file.path)].assert_eq(&file.text);
    let report = folder.join(format!("{name}.stderr"));
    let warnings = warnings(&described);
    if warnings.is_empty() {
        assert!(!report.exists(), "{} is expected", report.display());
    } else {
        expect_file![report].assert_eq(&warnings);
    }
}

#[test]
fn every_schema_is_a_case() {
    let found: Vec<String> = listed(&fixtures("schema"))
        .iter()
        .filter_map(|name| name.strip_suffix(".schema.json").map(str::to_owned))
        .collect();
    let mut cases = crate::compile::CASES.to_vec();
    cases.sort_unstable();
    assert_eq!(found, cases);
}
