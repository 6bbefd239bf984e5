//! Which files of a folder are read, and which only look as if they were.

use std::path::Path;

use super::{LOCK_FILE, PRODUCT_FILE};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Sources, Span};

/// The names of what stands in a folder, sorted. What is no UTF-8 in a name is replaced.
pub(super) fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The name that a file has to have to be read, where it differs in nothing but capitals.
pub(super) fn meant(name: &str) -> Option<String> {
    for exact in [PRODUCT_FILE, LOCK_FILE] {
        if name != exact && name.eq_ignore_ascii_case(exact) {
            return Some(exact.to_owned());
        }
    }
    let (stem, ending) = name.rsplit_once('.')?;
    let is_meant = ending != "toml" && ending.eq_ignore_ascii_case("toml");
    is_meant.then(|| format!("{stem}.toml"))
}

/// A file that is not read because of how it is called.
pub(super) fn misnamed(sources: &mut Sources, shown: &str, name: &str, meant: &str) -> Diagnostic {
    let message = format!("the file `{name}` is not read: it has to be called `{meant}`");
    at_file(sources.add_unread(format!("{shown}{name}")), message)
        .label("this file")
        .help(format!("call it `{meant}`"))
}

/// What is wrong with a folder beside those of the products, if there are specs in it.
pub(super) fn without_header(
    sources: &mut Sources,
    shown: &str,
    names: &[String],
) -> Option<Diagnostic> {
    // Also told where another file has the right name: one of them is not read.
    let header = names
        .iter()
        .find(|name| meant(name).as_deref() == Some(PRODUCT_FILE));
    if let Some(name) = header {
        return Some(misnamed(sources, shown, name, PRODUCT_FILE));
    }
    // A folder that is a crate has other files of TOML.
    let is_crate = names.iter().any(|name| name == "Cargo.toml");
    let is_module = |name: &str| name.to_ascii_lowercase().ends_with(".toml") && !is_crate;
    let is_spec = |name: &&String| is_module(name) || name.eq_ignore_ascii_case(LOCK_FILE);
    let spec = names.iter().find(is_spec)?;
    let message = format!("the folder has the file `{spec}`, but no `{PRODUCT_FILE}`");
    let file = sources.add_unread(format!("{shown}{PRODUCT_FILE}"));
    Some(
        at_file(file, message)
            .label("this file is missing")
            .help("write the product's header, or move the folder away from those of the products"),
    )
}

fn at_file(file: FileId, message: String) -> Diagnostic {
    Diagnostic::error(codes::MISNAMED_FILE, Span::point(file, 0), message)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn names_that_differ_in_capitals_are_recognised() {
        for (name, wanted) in [
            ("Product.toml", Some("product.toml")),
            ("PRODUCT.TOML", Some("product.toml")),
            ("Names.Lock", Some("names.lock")),
            ("users.TOML", Some("users.toml")),
            ("product.toml", None),
            ("users.toml", None),
            ("Users.toml", None),
            ("names.lock", None),
            ("notes.txt", None),
            ("toml", None),
        ] {
            assert_eq!(meant(name).as_deref(), wanted, "{name}");
        }
    }
}
