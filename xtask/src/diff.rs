//! `cargo xtask diff`: what the working tree's specs change for consumers, against a git revision.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use clientwright::cli::{self, diff_options, report_differences};
use clientwright::diff::{Specs, compare_specs};

use crate::{SPECS, git, manifest};

/// Its arguments and help.
pub(crate) fn command() -> Command {
    let command = Command::new("diff")
        .about("Says what the specs change for those who use the generated crate")
        .long_about(
            "Says what the specs change for those who use the generated crate, since a revision of \
             git: a line for each change, which begins with its class (breaking, addition, fix), \
             and which version comes after the one of that revision's manifest.",
        )
        .after_help(format!(
            "Examples:\n  \
             cargo xtask diff\n  \
             cargo xtask diff --against v0.1.0 --format markdown\n  \
             cargo xtask diff --against origin/main --deny breaking\n\n{}",
            cli::EXIT_STATUS
        ))
        .arg(
            Arg::new("against")
                .long("against")
                .value_name("REVISION")
                .default_value("HEAD")
                .help("The revision whose specs are the old ones: a tag, a branch, a commit"),
        );
    diff_options(command)
}

/// Compares the specs of the working tree with those of a revision.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Result<ExitCode, Box<dyn Error>> {
    let revision = matches.get_one::<String>("against").map_or("HEAD", |it| it);
    let commit = git::commit(root, revision)?;
    let folder = tempfile::tempdir()?;
    git::extract(root, &commit, SPECS, folder.path())?;
    let current = match matches.contains_id("current") {
        true => None,
        false => manifest::version(|path| git::text(root, &commit, path))?,
    };
    let shown = format!("{revision}:{SPECS}/");
    let old = Specs {
        path: folder.path(),
        shown: &shown,
    };
    let new = Specs {
        path: &root.join(SPECS),
        shown: &format!("{SPECS}/"),
    };
    let differences = compare_specs(old, new)?;
    report_differences(&differences, current, matches)
}
