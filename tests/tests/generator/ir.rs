//! The IR of each product, as `cargo xtask inspect` prints it.

use clientwright::Generator;
use expect_test::expect_file;

use crate::support::{describe, root};

fn snapshot(product: &str) {
    let described = describe(&Generator::from_products(root().join("specs")));
    let mut apis = described.apis.iter();
    let api = apis.find(|api| api.product.name == product).unwrap();
    let mut text = serde_json::to_string_pretty(api).unwrap();
    text.push('\n');
    let path = root().join(format!("tests/snapshots/{product}.ir.json"));
    expect_file![path].assert_eq(&text);
}

#[test]
fn expense() {
    snapshot("expense");
}

#[test]
fn identity360() {
    snapshot("identity360");
}

#[test]
fn inventory() {
    snapshot("inventory");
}

#[test]
fn invoice() {
    snapshot("invoice");
}
