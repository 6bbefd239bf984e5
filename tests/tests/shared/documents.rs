//! The vendors' documents as these tests see them: the specs and their examples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Generator;
use clientwright::ir::Api;
use serde_json::value::RawValue;

/// The token of the documents' curl lines.
pub(crate) const TOKEN: &str =
    "1000.41d9xxxxxxxxxxxxxxxxxxxxxxxxc2d1.8fccxxxxxxxxxxxxxxxxxxxxxxxx125f";

/// The organization of the documents' curl lines.
pub(crate) const ORGANIZATION: &str = "10234695";

pub(crate) fn specs() -> PathBuf {
    // Cargo runs tests in the folder of their package.
    Path::new("../specs").to_owned()
}

/// The products that these tests know: each calls the operations by their typed functions.
const PRODUCTS: [&str; 4] = ["expense", "identity360", "inventory", "invoice"];

/// What their specs say.
pub(crate) fn apis() -> Vec<Api> {
    let mut apis = match Generator::from_products(specs()).describe() {
        Ok(described) => described.apis,
        Err(failure) => panic!("{failure}"),
    };
    apis.retain(|api| PRODUCTS.contains(&api.product.name.as_str()));
    assert_eq!(apis.len(), PRODUCTS.len());
    apis
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
    let members: BTreeMap<&str, &RawValue> = serde_json::from_str(object).unwrap();
    members[name].get()
}

/// What is written otherwise than it was read, and why.
const WRITTEN_OTHERWISE: &[(&str, &str)] = &[
    // Unset custom fields: the member is a list wherever there are some.
    (r#""custom_fields":"""#, r#""custom_fields":[]"#),
];

/// A payload whose members stand among those of the envelope, by itself.
pub(crate) fn without_envelope(response: &str) -> String {
    let message = member(response, "message");
    let envelope = format!(r#"{{"code":0,"message":{message},"#);
    format!("{{{}", response.strip_prefix(&envelope).unwrap())
}

/// The text of a payload as it is written after it was read.
pub(crate) fn as_written(payload: &str) -> String {
    WRITTEN_OTHERWISE
        .iter()
        .fold(payload.to_owned(), |text, (read, written)| {
            text.replace(read, written)
        })
}
