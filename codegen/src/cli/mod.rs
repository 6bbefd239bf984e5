//! The command line: `clientwright`, and what other commands take over from it.
//!
//! Each subcommand is a module with its arguments, its help and what it does. A [`Program`] says
//! under which name they run, and which specs are meant where none are given.

mod completions;
mod diff;
mod explain;
mod generate;
mod input;
mod inspect;
mod lint;
mod lock;
mod report;
mod spec_schema;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Command};

pub use diff::{diff_options, report_differences};
pub use report::{failure, warnings};

/// How the subcommands exit, for the help.
pub const EXIT_STATUS: &str = "\
Exit status:
  0  it is done, or there is nothing to complain of
  1  something is wrong with the input, a file cannot be read or written, or `--check` found a difference
  2  the command line is wrong
  3  `diff` found a change of a class that `--deny` names, or of a worse one";

/// The program that the subcommands are part of.
#[derive(Clone, Debug)]
pub struct Program {
    /// As one calls it: `clientwright`.
    pub name: &'static str,
    /// The folder of specs, a folder a product, that is meant where none is given. Without one,
    /// one has to be given.
    pub specs: Option<PathBuf>,
}

/// What a subcommand does.
pub type Outcome = Result<ExitCode, Box<dyn Error>>;

/// The subcommands that other commands take over. Of `diff` they take over [`diff_options`].
pub fn commands(program: &Program) -> [Command; 5] {
    [
        generate::command(program),
        lint::command(program),
        inspect::command(program),
        lock::command(program),
        explain::command(program),
    ]
}

/// Runs a subcommand; none where it is none of these.
pub fn run(program: &Program, name: &str, matches: &ArgMatches) -> Option<Outcome> {
    Some(match name {
        "generate" => generate::run(program, matches),
        "lint" => lint::run(program, matches),
        "inspect" => inspect::run(program, matches),
        "lock" => lock::run(program, matches),
        "explain" => explain::run(matches),
        _ => return None,
    })
}

/// Runs the command `clientwright`.
pub fn main() -> ExitCode {
    let program = Program {
        name: "clientwright",
        specs: None,
    };
    let command = Command::new(program.name)
        .version(env!("CARGO_PKG_VERSION"))
        .about("Turns descriptions of APIs into typed Rust clients")
        .long_about(
            "Turns descriptions of APIs into typed Rust clients.\n\n\
             A description is a folder of specs (product.toml and a TOML file for each module), or a \
             JSON Schema, which gives types alone. A crate that generates in its build script needs \
             no command: there, `clientwright::Build` does the same.",
        )
        .after_help(EXIT_STATUS)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(commands(&program))
        .subcommand(spec_schema::command(&program))
        .subcommand(diff::command(&program))
        .subcommand(completions::command(&program));
    let matches = command.clone().get_matches();
    let Some((name, matches)) = matches.subcommand() else {
        return ExitCode::SUCCESS;
    };
    let outcome = run(&program, name, matches);
    finish(outcome.unwrap_or_else(|| match name {
        "diff" => diff::run(matches),
        spec_schema::NAME => spec_schema::run(),
        _ => completions::run(&program, matches, command),
    }))
}

/// Says on standard error why nothing was done, and gives the status to exit with.
pub fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprint!("{}", failure(&*error));
            ExitCode::FAILURE
        }
    }
}
