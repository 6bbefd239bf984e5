//! Two states of a small product: the one beside this file, and an edit of it.

use std::path::Path;

use clientwright::diff::{Differences, compare};
use clientwright::ir::Api;
use clientwright::{Described, Generator};

const PRODUCT: &str = include_str!("product.toml");
const WIDGETS: &str = include_str!("widgets.toml");

/// Which file an edit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    Product,
    Widgets,
}

/// A text of a file, and what takes its place. It must be there once.
pub(crate) type Edit<'a> = (File, &'a str, &'a str);

/// The texts after some edits.
pub(crate) fn edited(edits: &[Edit<'_>]) -> (String, String) {
    let (mut product, mut widgets) = (PRODUCT.to_owned(), WIDGETS.to_owned());
    for (file, from, to) in edits {
        let text = match file {
            File::Product => &mut product,
            File::Widgets => &mut widgets,
        };
        assert_eq!(text.matches(from).count(), 1, "{from} is there once");
        *text = text.replace(from, to);
    }
    (product, widgets)
}

/// Files in a folder of specs: the product's folder, the file in it, its text.
pub(crate) fn write(folder: &Path, files: &[(&str, &str, &str)]) {
    for (product, file, text) in files {
        let product = folder.join(product);
        std::fs::create_dir_all(&product).expect("a folder can be made");
        std::fs::write(product.join(file), text).expect("a file can be written");
    }
}

/// What a folder of specs says.
pub(crate) fn describe(folder: &Path) -> Described {
    match Generator::from_products(folder).describe() {
        Ok(described) => described,
        Err(failure) => panic!("{failure}"),
    }
}

/// The state before any edit, and its `names.lock`.
pub(crate) fn before() -> (Vec<Api>, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = [
        ("acme", "product.toml", PRODUCT),
        ("acme", "widgets.toml", WIDGETS),
    ];
    write(folder.path(), &files);
    let described = describe(folder.path());
    let lock = described.lock_files().next().map(|(_, text)| text);
    (described.apis, lock.expect("a lock for the product"))
}

/// What some edits change for consumers.
pub(crate) fn differences(edits: &[Edit<'_>]) -> Differences {
    let (old, lock) = before();
    let (product, widgets) = edited(edits);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = [
        ("acme", "product.toml", &*product),
        ("acme", "widgets.toml", &*widgets),
        ("acme", "names.lock", &*lock),
    ];
    write(folder.path(), &files);
    compare(&old, &describe(folder.path()).apis)
}

/// The changes, a line each, without their places.
pub(crate) fn lines(differences: &Differences) -> Vec<String> {
    let changes = differences.changes.iter();
    changes
        .map(|change| format!("{} {}: {}", change.class, change.path, change.what))
        .collect()
}

/// Holds a table of edits, each with the lines that it is to give.
pub(crate) fn hold(table: &[(&[Edit<'_>], &[&str])]) {
    let mut wrong = String::new();
    for (edits, expected) in table {
        let found = lines(&differences(edits));
        if found != *expected {
            let expected = expected.join("\n  ");
            let found = found.join("\n  ");
            wrong.push_str(&format!(
                "{edits:?}\nwants\n  {expected}\nfound\n  {found}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
