//! Comparing specs that lie on the disk.

use std::path::Path;

use super::{Differences, compare};
use crate::ir::Api;
use crate::load::PRODUCT_FILE;
use crate::{Described, Failure, Generator};

/// Where the specs of one state lie.
#[derive(Clone, Copy, Debug)]
pub struct Specs<'a> {
    /// A folder that holds a folder for each product; the folder of one; or a JSON Schema without
    /// a spec.
    pub path: &'a Path,
    /// What stands before the paths of its files, in places and messages: `specs/`.
    pub shown: &'a str,
}

/// Compares two states of specs. What is one product on both sides is the same one, whatever the
/// folders are called.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use std::path::Path;
///
/// use clientwright::diff::{Format, Specs, Version, compare_specs, render};
///
/// # std::fs::create_dir_all("released/specs")?;
/// # std::fs::rename("specs/acme", "released/specs/acme")?;
/// # std::fs::create_dir_all("specs/acme")?;
/// # for file in ["product.toml", "widgets.toml"] {
/// #     let text = std::fs::read_to_string(format!("released/specs/acme/{file}"))?;
/// #     let text = text.replace("name = \"price\"", "name = \"cost\"");
/// #     std::fs::write(format!("specs/acme/{file}"), text)?;
/// # }
/// let old = Specs { path: Path::new("released/specs"), shown: "released/specs/" };
/// let new = Specs { path: Path::new("specs"), shown: "specs/" };
/// let differences = compare_specs(old, new)?;
///
/// let current: Version = "1.4.0".parse()?;
/// let text = render(&differences, Some(current), Format::Text);
/// assert!(text.starts_with("breaking "));
/// assert!(text.ends_with("After 1.4.0 comes 2.0.0 (major).\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Everything that is wrong in the old specs; or else in the new ones.
pub fn compare_specs(old: Specs<'_>, new: Specs<'_>) -> Result<Differences, Failure> {
    let (old, old_is_one) = describe(old)?;
    let (mut new, new_is_one) = describe(new)?;
    if old_is_one
        && new_is_one
        && let ([was], [is]) = (old.as_slice(), new.as_mut_slice())
    {
        is.product.name.clone_from(&was.product.name);
    }
    Ok(compare(&old, &new))
}

/// The products, and whether the path is that of one.
fn describe(specs: Specs<'_>) -> Result<(Vec<Api>, bool), Failure> {
    let Specs { path, shown } = specs;
    let (generator, is_one) = if path.is_file() {
        (Generator::from_schema(path), true)
    } else if path.join(PRODUCT_FILE).is_file() {
        (Generator::from_product(path), true)
    } else {
        (Generator::from_products(path), false)
    };
    let Described { apis, .. } = generator.shown(shown).describe()?;
    Ok((apis, is_one))
}
