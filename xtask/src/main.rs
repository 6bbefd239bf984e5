//! The chores of this repository: `cargo xtask help` lists them.
//!
//! All but `regenerate`, `diff` and `bench-compile` are those of the command `clientwright`, on the
//! specs of this repository.

mod bench_compile;
mod diff;
mod git;
mod manifest;
mod regenerate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Command;
use clientwright::cli::{EXIT_STATUS, Program, commands, finish, run};

/// The repository's folder, whatever folder the command runs in.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn main() -> ExitCode {
    let program = Program {
        name: "cargo xtask",
        specs: Some(regenerate::specs_folder()),
    };
    let command = Command::new("xtask")
        .bin_name(program.name)
        .about("The chores of this repository")
        .after_help(EXIT_STATUS)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(regenerate::command())
        .subcommand(diff::command())
        .subcommand(bench_compile::command())
        .subcommands(commands(&program));
    let matches = command.get_matches();
    let Some((name, matches)) = matches.subcommand() else {
        return ExitCode::SUCCESS;
    };
    match run(&program, name, matches) {
        Some(outcome) => finish(outcome),
        None if name == "diff" => finish(diff::run(matches)),
        None if name == "bench-compile" => finish(bench_compile::run(matches)),
        None => finish(regenerate::run(matches.get_flag("check"))),
    }
}
