//! `diff`: what changes for those who use the generated crate.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::{Outcome, Program, report};
use crate::diff::{Class, Differences, Format, Specs, Version, compare_specs, render};

/// How it exits where a change is denied.
const DENIED: u8 = 3;

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    let folder = |long: &'static str, which: &str| {
        Arg::new(long)
            .long(long)
            .value_name("PATH")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(format!(
                "The specs {which}: a folder that holds a folder for each product, the folder of \
                 one, or a JSON Schema without a spec"
            ))
    };
    let command = Command::new("diff")
        .about("Says what changes of specs do to those who use the generated crate")
        .long_about(
            "Says what changes of specs do to those who use the generated crate: a line for each \
             change, which begins with its class (breaking, addition, fix), with the Rust path of \
             the item, what happened to it, and the place in the spec. Names that `names.lock` \
             keeps are no change.",
        )
        .after_help(format!(
            "Examples:\n  \
             {name} diff --old released/acme --new specs/acme\n  \
             {name} diff --old released --new specs --current 0.1.0 --deny breaking\n  \
             {name} diff --old released --new specs --format json | jq '.changes[].path'\n\n{}",
            super::EXIT_STATUS
        ))
        .args([folder("old", "before"), folder("new", "after")]);
    diff_options(command)
}

/// Adds the arguments that say how differences are reported, for other programs' `diff`.
pub fn diff_options(command: Command) -> Command {
    command
        .arg(
            Arg::new("current")
                .long("current")
                .value_name("VERSION")
                .value_parser(|text: &str| text.parse::<Version>())
                .help("The version that was released of the old specs, to be told which comes next"),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .default_value("text")
                .value_parser(|text: &str| text.parse::<Format>())
                .help("text (a line a change), markdown (for a changelog) or json (one document)"),
        )
        .arg(
            Arg::new("deny")
                .long("deny")
                .value_name("CLASS")
                .value_parser(|text: &str| text.parse::<Class>())
                .help("Exit with 3 if a change is of this class or a worse one: breaking, addition or fix"),
        )
}

/// Prints differences as [`diff_options`] say, and gives the status to exit with. `current` is the
/// version that was released of the old specs, where the options do not say.
///
/// # Errors
/// Standard output cannot be written.
pub fn report_differences(
    differences: &Differences,
    current: Option<Version>,
    matches: &ArgMatches,
) -> Outcome {
    let current = matches.get_one("current").copied().or(current);
    let format = matches.get_one::<Format>("format").copied();
    let text = render(differences, current, format.unwrap_or_default());
    report::print(text.trim_end())?;
    let denied = matches.get_one::<Class>("deny").copied();
    let is_denied = denied.is_some_and(|denied| differences.worst() >= Some(denied));
    Ok(match is_denied {
        true => ExitCode::from(DENIED),
        false => ExitCode::SUCCESS,
    })
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let path = |name: &str| {
        matches
            .get_one::<PathBuf>(name)
            .cloned()
            .unwrap_or_default()
    };
    let (old, new) = (path("old"), path("new"));
    let (old_shown, new_shown) = (shown(&old), shown(&new));
    let old = Specs {
        path: &old,
        shown: &old_shown,
    };
    let new = Specs {
        path: &new,
        shown: &new_shown,
    };
    let differences = compare_specs(old, new)?;
    report_differences(&differences, None, matches)
}

/// What stands before the paths of files: the folder, as it was given.
fn shown(path: &Path) -> String {
    let folder = match path.is_file() {
        true => path.parent().unwrap_or(Path::new("")),
        false => path,
    };
    match folder.display().to_string() {
        folder if folder.is_empty() => folder,
        folder => format!("{}/", folder.trim_end_matches(['/', '\\'])),
    }
}
