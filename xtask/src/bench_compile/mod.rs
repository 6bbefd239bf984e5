//! `cargo xtask bench-compile`: what it costs to compile what is generated, beside what plain typify
//! makes of the same schemas.

mod check;
mod inputs;
mod typify;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clientwright::{Generator, cli};

use check::{Cost, Project, Side};
use inputs::Inputs;

/// The most that our CPU may be of typify's, and our lines of its lines.
const MOST_CPU: f64 = 0.20;
const MOST_LINES: f64 = 0.40;

/// Its arguments and help.
pub(crate) fn command() -> Command {
    Command::new("bench-compile")
        .about("Measures what it costs to compile what is generated, beside plain typify's output")
        .long_about(
            "Generates types from JSON Schemas, and the same with plain typify (serde's derives; \
             without the titles of the documents, with which some of its outputs do not compile). \
             Each becomes a crate with a module a schema. Prints how many lines they have, and the \
             CPU seconds and the peak memory of `cargo check` of each from scratch, the crates that \
             they depend on checked before: the least of some runs, in turns.",
        )
        .after_help(format!(
            "Examples:\n  \
             cargo xtask bench-compile\n  \
             cargo xtask bench-compile specs/acme/widgets.schema.json --runs 9\n  \
             cargo xtask bench-compile --deny\n\n{}",
            cli::EXIT_STATUS
        ))
        .arg(
            Arg::new("input")
                .value_name("INPUT")
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help("JSON Schemas, or folders of them [default: ../shared/schemas]"),
        )
        .arg(
            Arg::new("runs")
                .long("runs")
                .value_name("COUNT")
                .default_value("5")
                .value_parser(value_parser!(u32).range(1..))
                .help("How often each is checked"),
        )
        .arg(
            Arg::new("deny")
                .long("deny")
                .action(ArgAction::SetTrue)
                .help(format!(
                    "Exit with 1 where more than {MOST_CPU} of typify's CPU or {MOST_LINES} of its lines are needed"
                )),
        )
}

/// Generates, checks and prints.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Result<ExitCode, Box<dyn Error>> {
    let given: Vec<PathBuf> = matches
        .get_many::<PathBuf>("input")
        .map(|paths| paths.cloned().collect())
        .unwrap_or_default();
    let files = match inputs::find(root, &given)? {
        Inputs::Files(files) => files,
        Inputs::Missing(folder) => {
            eprintln!("SKIPPED: {} is missing", folder.display());
            return Ok(ExitCode::SUCCESS);
        }
    };
    let runs = matches.get_one::<u32>("runs").copied().unwrap_or(1);
    let ours = files.iter().map(|file| ours(file));
    let ours = Side::new("clientwright", ours.collect::<Result<_, _>>()?);
    let theirs = files.iter().map(|file| typify::models(file));
    let theirs = Side::new("typify", theirs.collect::<Result<_, _>>()?);
    let project = Project::write(root, [&ours, &theirs])?;
    let [our_cost, their_cost] = project.costs([&ours, &theirs], runs)?;

    println!("{} schemas, the least of {runs} runs", files.len());
    println!("{:<14} {:>8} {:>7} {:>9}", "", "lines", "CPU s", "peak MB");
    row(&ours, our_cost);
    row(&theirs, their_cost);
    let lines = ours.lines() as f64 / theirs.lines() as f64;
    let cpu = our_cost.cpu.as_secs_f64() / their_cost.cpu.as_secs_f64();
    let peak = our_cost.peak as f64 / their_cost.peak as f64;
    println!("{:<14} {lines:>8.3} {cpu:>7.3} {peak:>9.3}", "ratio");
    let missed = cpu > MOST_CPU || lines > MOST_LINES;
    Ok(match missed && matches.get_flag("deny") {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn row(side: &Side, cost: Cost) {
    println!(
        "{:<14} {:>8} {:>7.2} {:>9.0}",
        side.name,
        side.lines(),
        cost.cpu.as_secs_f64(),
        cost.peak as f64 / 1e6
    );
}

/// The types of a schema, as this generator writes them.
fn ours(file: &Path) -> Result<String, Box<dyn Error>> {
    let generator = Generator::from_schema(file).command("cargo xtask bench-compile");
    let described = generator.describe()?;
    let files = described.emit(generator.options())?;
    Ok(files.into_iter().map(|file| file.text).collect())
}
