//! What the comparison of specs says of the committed products.

use clientwright::Generator;
use clientwright::diff::{Class, compare};

use crate::support::{describe, root};

#[test]
fn the_products_are_what_they_are() {
    let described = describe(&Generator::from_products(root().join("specs")));
    assert_eq!(compare(&described.apis, &described.apis).changes, []);
    // From nothing: a product, its modules, and what these do.
    let found = compare(&[], &described.apis);
    let paths = found.changes.iter().map(|change| change.path.clone());
    let expected = described.apis.iter().flat_map(|api| {
        let product = api.product.name.to_string();
        let modules = api.modules.iter();
        let modules = modules.map(|module| format!("{}::{}", api.product.name, module.name));
        std::iter::once(product).chain(modules)
    });
    assert_eq!(paths.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    assert_eq!(found.worst(), Some(Class::Addition));
}
