//! The manifest of the generated crate. All of it is written by hand but its features.

use clientwright::diff::Version;
use clientwright::source::{Node, Sources, read_toml};

/// Where it lies, from the repository's folder.
pub(crate) const PATH: &str = "generated/Cargo.toml";

/// That of the workspace.
const WORKSPACE: &str = "Cargo.toml";

/// The name of the crate, as its users write it.
pub(crate) fn crate_name(text: &str) -> Result<String, String> {
    let root = read(PATH, text);
    let name = root
        .as_ref()
        .and_then(|root| root.get("package")?.get("name")?.as_str());
    match name {
        Some(name) => Ok(name.replace('-', "_")),
        None => Err(format!("{PATH} has no `name` in `[package]`")),
    }
}

/// The version of the crate, which it may take over from the workspace; `files` gives the texts of
/// both. None where there is no crate yet, or none with a version.
pub(crate) fn version(
    files: impl Fn(&str) -> Result<Option<String>, String>,
) -> Result<Option<Version>, String> {
    let Some(text) = files(PATH)? else {
        return Ok(None);
    };
    let own = read(PATH, &text);
    let package = own.as_ref().and_then(|root| root.get("package"));
    let written = package.and_then(|package| package.get("version")?.as_str().map(str::to_owned));
    let version = match written {
        Some(version) => Some(version),
        None => files(WORKSPACE)?.and_then(|text| {
            let root = read(WORKSPACE, &text)?;
            let package = root.get("workspace")?.get("package")?;
            Some(package.get("version")?.as_str()?.to_owned())
        }),
    };
    let version = version.map(|version| version.parse());
    version
        .transpose()
        .map_err(|error: String| format!("{PATH}: {error} by `--current`"))
}

fn read(path: &str, text: &str) -> Option<Node> {
    let mut sources = Sources::default();
    let file = sources.add(path.to_owned(), text);
    read_toml(&sources, file, &mut Vec::new())
}

#[cfg(test)]
mod tests {
    use super::{PATH, WORKSPACE, version};

    fn found(own: Option<&str>, workspace: Option<&str>) -> Result<Option<String>, String> {
        let files = |path: &str| {
            let text = match path {
                PATH => own,
                WORKSPACE => workspace,
                _ => None,
            };
            Ok(text.map(str::to_owned))
        };
        version(files).map(|version| version.map(|version| version.to_string()))
    }

    #[test]
    fn the_version_is_the_crates_own_or_the_workspaces() {
        let workspace = "[workspace.package]\nversion = \"0.3.1\"\n";
        assert_eq!(
            found(Some("[package]\nversion = \"1.2.3\"\n"), Some(workspace)),
            Ok(Some("1.2.3".to_owned()))
        );
        assert_eq!(
            found(
                Some("[package]\nversion.workspace = true\n"),
                Some(workspace)
            ),
            Ok(Some("0.3.1".to_owned()))
        );
        assert_eq!(found(None, Some(workspace)), Ok(None));
        assert_eq!(found(Some("[package]\n"), None), Ok(None));
        assert_eq!(
            found(Some("[package]\nversion = \"1.0.0-rc.1\"\n"), None),
            Err(
                "generated/Cargo.toml: `1.0.0-rc.1` is a pre-release, which promises nothing: give \
                 that of the last release by `--current`"
                    .to_owned()
            )
        );
    }
}
