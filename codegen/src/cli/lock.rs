//! `lock`: remembers names.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::input::{self, Input, arguments};
use super::{Outcome, Program, report};
use crate::Described;
use crate::load::LOCK_FILE;
use crate::output::Plan;

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    let command = Command::new("lock")
        .about(
            "Remembers the Rust names that were chosen, so that a later addition renames nothing",
        )
        .long_about(
            "Remembers the Rust names that were chosen, in `names.lock` beside the specs: a type \
             that is added later and competes for a name gets the longer one. Build scripts read \
             the file and never write it. Run this after each change of the specs, and commit what \
             it writes.",
        )
        .after_help(format!(
            "Examples:\n  \
             {name} lock --spec specs/acme\n  \
             {name} lock --spec specs/acme --check\n\n{}",
            super::EXIT_STATUS
        ));
    arguments(command, program)
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Write nothing; exit with 1 if a name is not remembered"),
        )
        .arg(
            Arg::new("prune")
                .long("prune")
                .action(ArgAction::SetTrue)
                .help("Drop the names of what is gone (W0402); without it they stay"),
        )
}

pub(super) fn run(program: &Program, matches: &ArgMatches) -> Outcome {
    let described = input::generator(matches, program).describe()?;
    let files = lock_files(&described, matches).into_iter();
    let (folder, files): (&Path, Vec<(PathBuf, String)>) = match input::input(matches, program) {
        Input::Schema(_) => {
            return Err(
                "a JSON Schema without a spec has no place for names: write a spec that names it"
                    .into(),
            );
        }
        Input::Spec(folder) => {
            let files = files.map(|(_, text)| (folder.join(LOCK_FILE), text));
            (folder, files.collect())
        }
        Input::Specs(folder) => {
            let files = files.map(|(path, text)| (folder.join(path), text));
            (folder, files.collect())
        }
    };
    let plan = Plan {
        files,
        stale: Vec::new(),
        // No link in it is followed.
        folders: vec![folder.to_owned()],
    };
    if let Some(conflict) = plan.conflicts()?.first() {
        return Err(conflict.to_string().into());
    }
    if matches.get_flag("check") {
        return Ok(report::differences(&plan.changes()?));
    }
    for change in plan.write()? {
        report::print(&format!("{} (written)", change.path().display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lock_files(described: &Described, matches: &ArgMatches) -> Vec<(PathBuf, String)> {
    match matches.get_flag("prune") {
        true => described.pruned_lock_files().collect(),
        false => described.lock_files().collect(),
    }
}
