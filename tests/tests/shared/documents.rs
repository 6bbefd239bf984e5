//! The vendors' documents as these tests see them: the specs and their examples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::ir::{Api, Module, Operation};
use clientwright::{Described, Generator};
use serde_json::value::RawValue;

/// The token of the documents' curl lines.
pub(crate) const TOKEN: &str =
    "1000.41d9xxxxxxxxxxxxxxxxxxxxxxxxc2d1.8fccxxxxxxxxxxxxxxxxxxxxxxxx125f";

/// The organization of the documents' curl lines.
pub(crate) const ORGANIZATION: &str = "10234695";

fn specs() -> PathBuf {
    // Cargo runs tests in the folder of their package.
    Path::new("../specs").to_owned()
}

/// What the specs say of every product.
pub(crate) fn described() -> Described {
    match Generator::from_products(specs()).shown("specs/").describe() {
        Ok(described) => described,
        Err(failure) => panic!("{failure}"),
    }
}

/// Every operation, with its product and its module.
pub(crate) fn operations(apis: &[Api]) -> impl Iterator<Item = (&Api, &Module, &Operation)> {
    apis.iter().flat_map(|api| {
        let modules = api.modules.iter();
        modules.flat_map(move |module| module.operations.iter().map(move |it| (api, module, it)))
    })
}

/// The names of a product, a module and an operation.
pub(crate) fn names<'a>(
    api: &'a Api,
    module: &'a Module,
    operation: &'a Operation,
) -> (&'a str, &'a str, &'a str) {
    (&api.product.name, &module.name, &operation.id)
}

/// An example of the users' documents, without the spaces between its tokens: `get.response`.
pub(crate) fn example(product: &str, name: &str) -> String {
    example_at(product, &format!("examples/users/{name}.json"))
}

/// An example by its path from the product's folder.
pub(crate) fn example_at(product: &str, path: &str) -> String {
    let path = specs().join(product).join(path);
    compact(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}")))
}

/// JSON text without the spaces between its tokens: order, numbers and strings stay as they are.
pub(crate) fn compact(text: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    text.chars()
        .filter(|&character| {
            if !inside {
                inside = character == '"';
                return !character.is_ascii_whitespace();
            }
            inside = escaped || character != '"';
            escaped = !escaped && character == '\\';
            true
        })
        .collect()
}

/// The text of an object's member.
pub(crate) fn member<'a>(object: &'a str, name: &str) -> &'a str {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(object).unwrap();
    members[name].get()
}
