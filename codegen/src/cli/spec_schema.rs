//! `spec-schema`: the format of specs, for editors.

use std::process::ExitCode;

use clap::Command;

use super::{Outcome, Program, report};
use crate::spec::spec_schema;

pub(super) const NAME: &str = "spec-schema";

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    Command::new(NAME)
        .about("Prints the JSON Schema of the spec format, for editors")
        .long_about(
            "Prints the JSON Schema of the spec format. Editors complete and check a spec whose first \
             line names it: `#:schema ../spec.schema.json`.",
        )
        .after_help(format!(
            "Examples:\n  {name} spec-schema > specs/spec.schema.json\n\n{}",
            super::EXIT_STATUS
        ))
}

pub(super) fn run() -> Outcome {
    report::print(spec_schema().trim_end())?;
    Ok(ExitCode::SUCCESS)
}
