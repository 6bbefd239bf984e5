//! What the comparison of specs says of the committed products.

use clientwright::Generator;
use clientwright::diff::{Class, compare};

use crate::support::{PRODUCTS, describe, root};

#[test]
fn the_products_are_what_they_are() {
    let described = describe(&Generator::from_products(root().join("specs")));
    assert_eq!(compare(&described.apis, &described.apis).changes, []);
    // From nothing: a product, its modules, and what these do.
    let found = compare(&[], &described.apis);
    let of_known = |path: &&String| {
        PRODUCTS
            .iter()
            .any(|product| path.split(':').next() == Some(product))
    };
    let paths: Vec<&String> = found
        .changes
        .iter()
        .map(|change| &change.path)
        .filter(of_known)
        .collect();
    assert_eq!(
        paths,
        [
            "expense",
            "expense::users",
            "identity360",
            "identity360::users",
            "inventory",
            "inventory::users",
            "invoice",
            "invoice::users",
        ]
    );
    assert_eq!(found.worst(), Some(Class::Addition));
}
