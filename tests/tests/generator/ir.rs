//! The IR of each product, as `cargo xtask inspect` prints it.

use clientwright::Generator;
use expect_test::expect_file;

use crate::support::{describe, listed, root};

/// How to take over what changed.
const UPDATE: &str = "UPDATE_EXPECT=1 cargo test --workspace --test generator ir::";

#[test]
fn every_product_has_its_snapshot() {
    let described = describe(&Generator::from_products(root().join("specs")));
    let folder = root().join("tests/snapshots");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wanted = Vec::new();
    for api in &described.apis {
        let name = format!("{}.ir.json", api.product.name);
        let path = folder.join(&name);
        assert!(
            update || path.exists(),
            "tests/snapshots/{name} is missing: `{UPDATE}` writes it"
        );
        let mut text = serde_json::to_string_pretty(api).unwrap();
        text.push('\n');
        expect_file![path].assert_eq(&text);
        wanted.push(name);
    }
    // A product that is gone leaves none behind.
    for name in listed(&folder) {
        if wanted.contains(&name) {
            continue;
        }
        assert!(
            update,
            "tests/snapshots/{name} is of no product: `{UPDATE}` removes it"
        );
        std::fs::remove_file(folder.join(&name)).unwrap();
    }
}
