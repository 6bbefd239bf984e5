//! The chores of this repository: `cargo xtask help` lists them.
//!
//! All but `regenerate`, `diff`, `release` and `bench-compile` are those of the command `clientwright`, on the
//! specs of this repository.

mod bench_compile;
mod diff;
mod git;
mod manifest;
mod regenerate;
mod release;
mod repository;

use std::process::ExitCode;

use clap::Command;
use clientwright::cli::{EXIT_STATUS, Program, commands, finish, run};

/// The folder of the specs, from the repository's.
const SPECS: &str = "specs";

fn main() -> ExitCode {
    let root = match repository::root() {
        Ok(root) => root,
        Err(error) => return finish(Err(error.into())),
    };
    let program = Program {
        name: "cargo xtask",
        specs: Some(root.join(SPECS)),
    };
    let command = Command::new("xtask")
        .bin_name(program.name)
        .about("The chores of this repository")
        .after_help(EXIT_STATUS)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(regenerate::command())
        .subcommand(diff::command())
        .subcommand(release::command())
        .subcommand(bench_compile::command())
        .subcommands(commands(&program));
    let matches = command.get_matches();
    let Some((name, matches)) = matches.subcommand() else {
        return ExitCode::SUCCESS;
    };
    match run(&program, name, matches) {
        Some(outcome) => finish(outcome),
        None if name == "diff" => finish(diff::run(&root, matches)),
        None if name == "release" => finish(release::run(&root, matches)),
        None if name == "bench-compile" => finish(bench_compile::run(&root, matches)),
        None => finish(regenerate::run(&root, matches.get_flag("check"))),
    }
}
