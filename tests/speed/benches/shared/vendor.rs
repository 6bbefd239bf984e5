//! The vendor's schemas beside the repository. They are not committed: without them, benchmarks
//! that read them fail in CI and say elsewhere that they are skipped.

use std::path::Path;

/// Their paths; none where they are skipped.
pub(crate) fn schemas() -> Vec<String> {
    // Cargo runs benchmarks in the folder of their package.
    let folder = Path::new("../../../shared/schemas");
    let Ok(entries) = std::fs::read_dir(folder) else {
        let missing = format!("{} is missing", folder.display());
        assert!(std::env::var_os("CI").is_none(), "{missing}");
        println!("SKIPPED: the vendor's schemas: {missing}");
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path().display().to_string()));
    let mut paths: Vec<String> = paths.filter(|path| path.ends_with(".json")).collect();
    paths.sort();
    assert!(paths.len() >= 8, "{} schemas", paths.len());
    paths
}
