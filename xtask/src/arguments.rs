//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
Usage: cargo xtask <COMMAND>

Commands:
  regenerate            Make `generated/` and the files beside the specs what the specs say
    --check             Write nothing; exit with 1 and a list if something would change
  inspect               Print the resolved description of every product as JSON
    --product <NAME>    Of this product only
  generate              Generate Rust from other descriptions
    --spec <FOLDER>     From a folder of doc specs (product.toml and modules)
    --schema <FILE>     From a JSON Schema without a spec: types alone
    --out <FOLDER>      Where to write
  help                  Print this

Exit status: 0 done, 1 something is wrong with the input or differs, 2 the command line is wrong.
";

/// A chore.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Make `generated/` what the specs say.
    Regenerate {
        /// Only compare.
        check: bool,
    },
    /// Print the IR.
    Inspect {
        /// Of one product.
        product: Option<String>,
    },
    /// Generate from other descriptions.
    Generate {
        /// From what.
        input: Input,
        /// Where to.
        out: PathBuf,
    },
}

/// What `generate` reads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A folder of doc specs.
    Spec(PathBuf),
    /// A JSON Schema.
    Schema(PathBuf),
}

/// Reads the command line.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match command.as_str() {
        "help" => Ok(Command::Help),
        "regenerate" => regenerate(parser),
        "inspect" => inspect(parser),
        "generate" => generate(parser),
        other => Err(format!("there is no command `{other}`").into()),
    }
}

fn regenerate(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut check = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("check") => check = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Regenerate { check })
}

fn inspect(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut product = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("product") => product = Some(parser.value()?.string()?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Inspect { product })
}

fn generate(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut input = None;
    let mut out = None;
    while let Some(argument) = parser.next()? {
        let given = match argument {
            Long("spec") => Input::Spec(parser.value()?.into()),
            Long("schema") => Input::Schema(parser.value()?.into()),
            Long("out") => {
                out = Some(parser.value()?.into());
                continue;
            }
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        };
        if input.replace(given).is_some() {
            return Err("give one `--spec` or one `--schema`".into());
        }
    }
    match (input, out) {
        (Some(input), Some(out)) => Ok(Command::Generate { input, out }),
        (None, _) => Err("`generate` needs `--spec <FOLDER>` or `--schema <FILE>`".into()),
        (_, None) => Err("`generate` needs `--out <FOLDER>`".into()),
    }
}
