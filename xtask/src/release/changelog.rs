//! The changelogs: what was unreleased becomes the entry of the release.

use std::path::{Path, PathBuf};

use clientwright::diff::Version;

/// What a changelog is called.
pub(super) const NAME: &str = "CHANGELOG.md";
/// That of the generated crate, which has every change of the descriptions.
const GENERATED: &str = "generated/CHANGELOG.md";

/// Both changelogs with an entry of the release. That of the generated crate gets what the
/// comparison of the specs says, `told`.
///
/// # Errors
///
/// A changelog cannot be read, or has an entry of that version already.
pub(super) fn entries(
    root: &Path,
    version: Version,
    date: &str,
    told: &str,
) -> Result<Vec<(PathBuf, String)>, String> {
    let paths = [(NAME, ""), (GENERATED, told)];
    let entries = paths.into_iter().map(|(path, told)| {
        let file = root.join(path);
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("{path} cannot be read: {error}"))?;
        let text = entry(&text, version, date, told).map_err(|error| format!("{path}: {error}"))?;
        Ok((file, text))
    });
    entries.collect()
}

/// A changelog with an entry of the release, under an empty one of what comes next.
fn entry(text: &str, version: Version, date: &str, told: &str) -> Result<String, String> {
    let is_heading = |line: &str| line.starts_with("## ");
    let is_open = |line: &str| {
        let title = line.trim_start_matches('#').trim().to_ascii_lowercase();
        is_heading(line) && (title == "unreleased" || title.ends_with("(unreleased)"))
    };
    let lines: Vec<&str> = text.lines().collect();
    let is_released = |line: &&str| {
        let title = line
            .strip_prefix("## ")
            .and_then(|title| title.split_whitespace().next());
        title == Some(version.to_string().as_str()) && !is_open(line)
    };
    if lines.iter().any(is_released) {
        return Err(format!("there is an entry of {version} already"));
    }
    let first = lines
        .iter()
        .position(|line| is_heading(line))
        .unwrap_or(lines.len());
    let open = lines.get(first).is_some_and(|line| is_open(line));
    let (intro, rest) = lines.split_at(first);
    let rest = if open { &rest[1..] } else { rest };
    let length = match open {
        true => rest
            .iter()
            .position(|line| is_heading(line))
            .unwrap_or(rest.len()),
        false => 0,
    };
    let (written, older) = rest.split_at(length);
    let heading = format!("## {version} - {date}");
    let texts = [
        intro.join("\n"),
        "## Unreleased".to_owned(),
        heading,
        // By hand first: what is to be known of the release as a whole.
        written.join("\n"),
        told.to_owned(),
        older.join("\n"),
    ];
    let texts: Vec<&str> = texts
        .iter()
        .map(|text| text.trim_matches('\n'))
        .filter(|text| !text.is_empty())
        .collect();
    Ok(format!("{}\n", texts.join("\n\n")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::entry;

    fn made(text: &str, told: &str) -> Result<String, String> {
        entry(text, "0.2.0".parse().unwrap(), "2026-01-02", told)
    }

    #[test]
    fn what_was_unreleased_becomes_the_entry() {
        let text = "# Changelog\n\nIntro.\n\n## Unreleased\n\n### Added\n\n- One.\n\n## 0.1.0 - 2025-01-01\n\n- First.\n";
        assert_eq!(
            made(text, "### Fixed\n\n- `a`: two.\n").unwrap(),
            "# Changelog\n\nIntro.\n\n## Unreleased\n\n## 0.2.0 - 2026-01-02\n\n### Added\n\n- One.\n\n\
             ### Fixed\n\n- `a`: two.\n\n## 0.1.0 - 2025-01-01\n\n- First.\n"
        );
        // Where the version stands there already, and where nothing was written.
        assert_eq!(
            made("# Changelog\n\n## 0.2.0 (unreleased)\n\n- One.\n", "").unwrap(),
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-01-02\n\n- One.\n"
        );
        assert_eq!(
            made("# Changelog\n\n## 0.1.0\n", "").unwrap(),
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-01-02\n\n## 0.1.0\n"
        );
    }

    #[test]
    fn a_version_has_one_entry() {
        assert_eq!(
            made(
                "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2025-01-01\n",
                ""
            ),
            Err("there is an entry of 0.2.0 already".to_owned())
        );
        assert!(made("# Changelog\n\n## 0.2.01\n", "").is_ok());
    }
}
