//! Paths that specs name: always inside the folder of the spec.

use std::path::{Path, PathBuf};

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// What is wrong with a name that some system keeps for itself or cuts short.
pub(super) const NOT_EVERYWHERE: &str = "is not a file name on every system";

/// What is wrong with a path that leads to no folder that may be read.
const OUTSIDE_ALL: &str = "it leads out of the folder of the spec, to none that is allowed";

/// Whether a name is that of a device, with whatever ending.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    DEVICES.contains(&stem.to_ascii_lowercase().trim_end())
}

/// The file of a relative path inside `folder`, or why there is none. Where there are `others`, the
/// path may begin with `..` and lead into one of them. Links are followed only where they stay
/// inside.
pub(crate) fn inside(folder: &Path, path: &str, others: &[PathBuf]) -> Result<PathBuf, String> {
    let rises = path.split('/').take_while(|part| *part == "..").count();
    if rises == 0 || others.is_empty() {
        check(path)?;
    } else {
        check(path.get(3 * rises..).unwrap_or_default())?;
    }
    let home = folder.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => format!("the folder of the spec cannot be read: {error}"),
    })?;
    let others = others.iter().filter_map(|other| other.canonicalize().ok());
    let homes: Vec<PathBuf> = std::iter::once(home.clone()).chain(others).collect();
    let is_inside = |file: &Path| homes.iter().any(|home| file.starts_with(home));
    if rises > 0 {
        // Whether a file is there is told of those only that may be read.
        let above = home.ancestors().nth(rises);
        let inner = path.get(3 * rises..).unwrap_or_default();
        if !above.is_some_and(|above| is_inside(&above.join(inner))) {
            return Err(OUTSIDE_ALL.to_owned());
        }
    }
    let file = folder.join(path);
    let real = file.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    })?;
    if !is_inside(&real) {
        return Err("it leads out of the folder of the spec".to_owned());
    }
    if !real.is_file() {
        return Err("it is not a file".to_owned());
    }
    Ok(file)
}

/// Whether a path is plain: relative, `/` between its parts, no part that means something to an
/// operating system.
pub(crate) fn check(path: &str) -> Result<(), String> {
    if path.is_empty() {
        return Err("it is empty".to_owned());
    }
    if path.contains(['\\', ':', '\0']) {
        return Err("it has a backslash, colon or NUL; write `/` between its parts".to_owned());
    }
    for part in path.split('/') {
        match part {
            "" => return Err("it is absolute or has an empty part".to_owned()),
            "." | ".." => {
                return Err(format!(
                    "it has `{part}` in it: only files inside the folder of the spec can be named"
                ));
            }
            _ => {}
        }
        if is_device(part) || part.ends_with(['.', ' ']) {
            return Err(format!("`{part}` {NOT_EVERYWHERE}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_plain_relative_paths_are_taken() {
        for good in ["a.json", "examples/users/list.json", "..a/b"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "./a",
            "a//b",
            "C:\\a",
            "c:a",
            "a\\b",
            "nul",
            "NUL.json",
            "a/aux.toml",
            "a.",
            "a\0b",
        ] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
    }
}
