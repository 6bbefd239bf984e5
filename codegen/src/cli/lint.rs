//! `lint`: all that is wrong or doubtful.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use super::input::{self, Input, arguments};
use super::{Outcome, Program, report};
use crate::Failure;
use crate::diagnostic::render;

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    let command = Command::new("lint")
        .about("Says what is wrong or doubtful in a description, and writes nothing")
        .long_about(
            "Says what is wrong or doubtful in a description, all of it at once, each with its \
             place, its code and what to write instead. Nothing is written. Warnings alone are no \
             failure; a spec may allow one, with a reason (`[[allow]]`). `explain CODE` says more of \
             a code.",
        )
        .after_help(format!(
            "Examples:\n  \
             {name} lint --spec specs/acme\n  \
             {name} lint --schema gear.schema.json\n  \
             {name} lint --spec specs/acme --format json\n\n{}",
            super::EXIT_STATUS
        ));
    arguments(command, program).arg(
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(["text", "json"])
            .default_value("text")
            .help("How to say it: for people, or as JSON on standard output, one object a line"),
    )
}

pub(super) fn run(program: &Program, matches: &ArgMatches) -> Outcome {
    let as_json = matches
        .get_one::<String>("format")
        .is_some_and(|format| format == "json");
    let generator = input::generator(matches, program);
    let failure = match generator.describe() {
        Ok(described) => match described.emit(generator.options()) {
            Ok(_) => {
                if as_json {
                    report::json(&described.sources, &described.warnings)?;
                } else {
                    let warnings = &described.warnings;
                    eprint!("{}", render(&described.sources, warnings, report::color()));
                    let counts = [described.files.len(), 0, described.warnings.len()];
                    summary(program, matches, counts);
                }
                return Ok(ExitCode::SUCCESS);
            }
            // What only shows when Rust is written.
            Err(error) => Failure {
                sources: described.sources,
                diagnostics: described.warnings,
                others: vec![error.to_string()],
                files: described.files,
            },
        },
        Err(failure) => failure,
    };
    if as_json {
        report::json(&failure.sources, &failure.diagnostics)?;
        report::json_of_others(&failure.others)?;
    } else {
        eprint!("{}", failure.render(report::color()));
        let warnings = failure.diagnostics.len() + failure.others.len() - failure.errors();
        summary(
            program,
            matches,
            [failure.files.len(), failure.errors(), warnings],
        );
    }
    Ok(ExitCode::FAILURE)
}

fn summary(program: &Program, matches: &ArgMatches, counts: [usize; 3]) {
    let [files, errors, warnings] = counts;
    if errors + warnings > 0 {
        eprintln!();
        eprintln!("`{} explain CODE` says more of a code.", program.name);
    }
    // Where no folder was given, it is said which one was meant.
    let meant = match input::input(matches, program) {
        Input::Specs(folder) if program.specs.as_deref() == Some(folder) => {
            format!(" in {}", folder.display())
        }
        _ => String::new(),
    };
    eprintln!(
        "{}{meant}: {}, {}",
        report::counted(files, "file"),
        report::counted(errors, "error"),
        report::counted(warnings, "warning")
    );
}
