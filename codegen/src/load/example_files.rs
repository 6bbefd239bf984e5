//! The files of examples that are there, whether something names them or not.

use std::path::Path;

/// The folder that holds examples, by convention.
const FOLDER: &str = "examples";

/// The JSON files below the examples' folder of a product, by path from the product's folder,
/// sorted; of a folder that holds more than `most` entries, some of them. Links are not followed.
pub(super) fn example_files(product: &Path, most: usize) -> Vec<String> {
    let mut files = Vec::new();
    let mut open = vec![FOLDER.to_owned()];
    let mut left = most;
    while let Some(folder) = open.pop() {
        // A folder that is not there, or that nobody may read, holds nothing to tell of.
        let Ok(entries) = std::fs::read_dir(product.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten().take(left) {
            left = left.saturating_sub(1);
            let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else {
                continue;
            };
            let path = format!("{folder}/{name}");
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() && name.ends_with(".json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
