//! `cargo xtask release VERSION`: everything that a release changes in the repository, in one commit.

mod changelog;
mod places;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use clientwright::cli;
use clientwright::diff::{Bump, Specs, Version, compare_specs, markdown};
use clientwright::output::Plan;

use crate::{SPECS, git, manifest, regenerate};

/// Its arguments and help.
pub(crate) fn command() -> Command {
    Command::new("release")
        .about("Makes the commit of a release; publishes and pushes nothing")
        .long_about(
            "Makes the commit of a release: puts the version into the root manifest, both lock files \
             and the guides, and what changed for consumers into the changelogs. Refuses a version \
             that is too small for what changed since the last release, a working tree with changes, \
             and generated files that are not what the specs make. Publishes and pushes nothing, and \
             says what is left to do.",
        )
        .after_help(format!(
            "Examples:\n  \
             cargo xtask release 0.2.0\n  \
             cargo xtask release 0.2.0 --against v0.1.3\n\n{}",
            cli::EXIT_STATUS
        ))
        .arg(
            Arg::new("version")
                .value_name("VERSION")
                .required(true)
                .value_parser(|text: &str| text.parse::<Version>())
                .help("The version of the release"),
        )
        .arg(
            Arg::new("against")
                .long("against")
                .value_name("REVISION")
                .help(
                    "The revision of the last release [default: the tag of its version, such as \
                     v0.1.0; nothing where no release has a tag]",
                ),
        )
}

/// Checks, writes and commits.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Result<ExitCode, Box<dyn Error>> {
    let Some(version) = matches.get_one::<Version>("version").copied() else {
        return Err("no version was given".into());
    };
    let changed = git::status(root)?;
    if !changed.is_empty() {
        return Err(format!(
            "the working tree has changes that are not committed: commit or stash them first\n{changed}"
        )
        .into());
    }
    let read = |path: &str| match std::fs::read_to_string(root.join(path)) {
        Ok(text) => Ok(Some(text)),
        Err(error) => Err(format!("{path} cannot be read: {error}")),
    };
    let current = manifest::version(read)?.ok_or("the workspace has no version")?;
    if !regenerate::is_up_to_date(root)? {
        return Err("generated files are not what the specs make: run `cargo xtask regenerate` and commit what it changes".into());
    }
    let given = matches.get_one::<String>("against").cloned();
    let last = match given {
        Some(revision) => Some(revision),
        None => last_release(root, current)?,
    };
    let told = match &last {
        Some(revision) => since(root, revision, current, version)?,
        None if version < current => {
            return Err(format!("the manifest has {current} already: release that or more").into());
        }
        None => String::new(),
    };
    let date = git::date(root, "HEAD")?;
    let files = git::files(root)?;
    let plan = Plan {
        files: changelog::entries(root, version, &date, &told)?
            .into_iter()
            .chain(places::bumped(root, &files, current, version)?)
            .collect(),
        stale: Vec::new(),
        folders: vec![root.to_owned()],
    };
    let changes = plan.write()?;
    println!("in {}\n", root.display());
    for change in &changes {
        let path = change.path();
        println!("  {}", path.strip_prefix(root).unwrap_or(path).display());
    }
    git::commit_all(root, &format!("Release {version}"))?;
    println!(
        "\nCommitted as \"Release {version}\". What is left to do:\n  \
         .ci/run\n  \
         git tag v{version}\n  \
         git push --tags origin HEAD\n  \
         cargo publish --workspace"
    );
    Ok(ExitCode::SUCCESS)
}

/// The tag of the version that was released last; none where nothing was released yet.
fn last_release(root: &Path, current: Version) -> Result<Option<String>, String> {
    let tag = format!("v{current}");
    let tags = git::tags(root, "v*")?;
    match tags.contains(&tag) {
        true => Ok(Some(tag)),
        false if tags.is_empty() => Ok(None),
        false => Err(format!(
            "there is no tag `{tag}` of the version in the manifest: give the revision of the last \
             release by `--against`"
        )),
    }
}

/// What changed for consumers since a revision, as Markdown; an error where the version does not
/// say enough.
fn since(
    root: &Path,
    revision: &str,
    current: Version,
    version: Version,
) -> Result<String, Box<dyn Error>> {
    let commit = git::commit(root, revision)?;
    let folder = tempfile::tempdir()?;
    git::extract(root, &commit, SPECS, folder.path())?;
    let released = manifest::version(|path| git::text(root, &commit, path))?.unwrap_or(current);
    let old = Specs {
        path: folder.path(),
        shown: &format!("{revision}:{SPECS}/"),
    };
    let new = Specs {
        path: &root.join(SPECS),
        shown: &format!("{SPECS}/"),
    };
    let differences = compare_specs(old, new)?;
    // A release may have a reason that no spec shows: the runtime, the generator.
    let least = match released.bump(differences.worst()) {
        Bump::None => released.after(Bump::Patch),
        bump => released.after(bump),
    };
    if version < least {
        let why = match differences.worst() {
            Some(worst) => format!("the worst change since {revision} is of the class {worst}"),
            None => format!("{released} is released"),
        };
        return Err(format!(
            "{version} is too small: {why}, so that {least} is the least (`cargo xtask diff \
             --against {revision}` lists the changes)"
        )
        .into());
    }
    Ok(markdown(&differences))
}
