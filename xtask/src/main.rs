//! The chores of this repository: `cargo xtask help` lists them.

mod arguments;
mod generate;
mod inspect;
mod regenerate;
mod report;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    let result = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help) => {
            print!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(Command::Regenerate { check }) => regenerate::run(check),
        Ok(Command::Inspect { product }) => inspect::run(product.as_deref()),
        Ok(Command::Generate { input, out }) => generate::run(input, &out),
        Err(error) => {
            eprintln!("error: {error}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprint!("{}", report::failure(&*error));
            ExitCode::FAILURE
        }
    }
}
