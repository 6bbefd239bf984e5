//! `completions`: what a shell needs to complete the command.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::{Outcome, Program, report};

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    Command::new("completions")
        .about("Prints what a shell needs to complete this command")
        .after_help(format!(
            "Examples:\n  \
             {name} completions bash > ~/.local/share/bash-completion/completions/{name}\n  \
             {name} completions zsh > ~/.zfunc/_{name}\n  \
             {name} completions fish > ~/.config/fish/completions/{name}.fish\n\n{}",
            super::EXIT_STATUS
        ))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(Shell)),
        )
}

pub(super) fn run(program: &Program, matches: &ArgMatches, mut whole: Command) -> Outcome {
    let Some(shell) = matches.get_one::<Shell>("shell").copied() else {
        return Ok(ExitCode::SUCCESS);
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut whole, program.name, &mut script);
    report::print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(ExitCode::SUCCESS)
}
