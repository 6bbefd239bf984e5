//! `inspect`: what was understood, as JSON.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use super::input::{self, Input, arguments, only};
use super::{Outcome, Program, report};
use crate::diagnostic::meant;

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    let command = Command::new("inspect")
        .about("Prints the resolved description of an API as JSON")
        .long_about(
            "Prints the resolved description of an API as JSON: every type and operation with the \
             Rust name that was chosen, every reference bound, each with its place. It is what code \
             is generated from. With --specs it is an array, a product an item.",
        )
        .after_help(format!(
            "Examples:\n  \
             {name} inspect --spec specs/acme\n  \
             {name} inspect --spec specs/acme | jq '.types[].path'\n\n{}",
            super::EXIT_STATUS
        ));
    only(arguments(command, program)).arg(
        Arg::new("product")
            .long("product")
            .value_name("NAME")
            .help("Of a folder of products, this one only"),
    )
}

pub(super) fn run(program: &Program, matches: &ArgMatches) -> Outcome {
    let described = input::generator(matches, program).describe()?;
    report::warnings(&described);
    let apis = &described.apis;
    let several = matches!(input::input(matches, program), Input::Specs(_));
    let text = match matches.get_one::<String>("product") {
        Some(name) => {
            let found = apis.iter().find(|api| api.product.name == *name);
            let Some(api) = found else {
                let known: Vec<&str> = apis.iter().map(|api| &*api.product.name).collect();
                return Err(
                    format!("there is no product `{name}`: {}", meant(name, &known)).into(),
                );
            };
            serde_json::to_string_pretty(api)?
        }
        None if several => serde_json::to_string_pretty(apis)?,
        None => serde_json::to_string_pretty(&apis.first())?,
    };
    report::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
