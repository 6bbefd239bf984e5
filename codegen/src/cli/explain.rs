//! `explain`: what a code means.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use super::{Outcome, Program, report};
use crate::diagnostic::{explain, explain_all};

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    Command::new("explain")
        .about("Says what the code of an error or warning means, with an example")
        .after_help(format!(
            "Examples:\n  \
             {name} explain E0201\n  \
             {name} explain\n\n{}",
            super::EXIT_STATUS
        ))
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .help("The code, as messages show it; all of them, where none is given"),
        )
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let text = match matches.get_one::<String>("code") {
        Some(code) => explain(code)?,
        None => explain_all(),
    };
    report::print(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
