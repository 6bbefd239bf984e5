//! Comparing specs that lie on the disk.

use std::path::Path;

use super::{Differences, compare};
use crate::ir::Api;
use crate::load::PRODUCT_FILE;
use crate::{Described, Failure, Generator};

/// Compares two folders of specs: each holds a folder for each product, or is the folder of one, or
/// is a JSON Schema without a spec. What is one product on both sides is the same one, whatever the
/// folders are called.
///
/// # Errors
/// Everything that is wrong in the first of them that cannot be used.
pub fn compare_folders(old: &Path, new: &Path) -> Result<Differences, Failure> {
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
fn describe(path: &Path) -> Result<(Vec<Api>, bool), Failure> {
    let (generator, is_one) = if path.is_file() {
        (Generator::from_schema(path), true)
    } else if path.join(PRODUCT_FILE).is_file() {
        (Generator::from_product(path), true)
    } else {
        (Generator::from_products(path), false)
    };
    let Described { apis, .. } = generator.describe()?;
    Ok((apis, is_one))
}
