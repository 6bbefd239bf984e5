//! `generate`: Rust modules for any API.

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::input::{self, Input, arguments, only};
use super::{Outcome, Program, report};
use crate::Generator;
use crate::output::Plan;

pub(super) fn command(program: &Program) -> Command {
    let name = program.name;
    let command = Command::new("generate")
        .about("Writes Rust for an API into a folder")
        .long_about(
            "Writes Rust for an API into a folder: `<product>.rs`, `<product>/<module>.rs`, and a \
             `mod.rs` above them that makes the folder a module of any crate; of a JSON Schema \
             `<name>.rs` with its types. The crate needs the dependency `clientwright-runtime`. \
             Files that hold the text already are not touched, and no file is replaced that was \
             made by hand, by another command or from another document.",
        )
        .after_help(format!(
            "Examples:\n  \
             {name} generate --spec specs/acme --out src/api\n  \
             {name} generate --schema gear.schema.json --out src/gears --type-prefix Gear\n  \
             {name} generate --spec specs/acme --out src/api --only widgets --only parts.get\n  \
             {name} generate --spec specs/acme --out src/api --scalar timestamp=jiff::Timestamp\n\n\
             {}",
            super::EXIT_STATUS
        ));
    only(arguments(command, program))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("Where to write"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Write nothing; exit with 1 and a list if something would change"),
        )
        .arg(
            Arg::new("models-only")
                .long("models-only")
                .action(ArgAction::SetTrue)
                .help("Types alone, without client and operations"),
        )
        .arg(
            Arg::new("type-prefix")
                .long("type-prefix")
                .value_name("PREFIX")
                .help("What stands before the names of models and identifiers: `Acme` makes `AcmeWidget`"),
        )
        .arg(
            Arg::new("derive")
                .long("derive")
                .value_name("PATH")
                .action(ArgAction::Append)
                .help("A trait that models derive beside what they always do; may be given more than once"),
        )
        .arg(
            Arg::new("scalar")
                .long("scalar")
                .value_name("SCALAR=TYPE")
                .action(ArgAction::Append)
                .value_parser(scalar)
                .help("A Rust type for date, decimal, email, phone, timestamp or url"),
        )
        .arg(
            Arg::new("runtime-path")
                .long("runtime-path")
                .value_name("PATH")
                .help("The path of the runtime crate [default: clientwright_runtime]"),
        )
        .arg(
            Arg::new("crate-name")
                .long("crate-name")
                .value_name("NAME")
                .help("The crate that the folder is the root of: functions get an example that its doc tests compile"),
        )
}

/// The two sides of a scalar's type.
fn scalar(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((scalar, ty)) => Ok((scalar.to_owned(), ty.to_owned())),
        None => Err("write `SCALAR=TYPE`, such as `timestamp=jiff::Timestamp`".to_owned()),
    }
}

pub(super) fn run(program: &Program, matches: &ArgMatches) -> Outcome {
    let out = matches
        .get_one::<PathBuf>("out")
        .cloned()
        .unwrap_or_default();
    let generator = settings(input::generator(matches, program), matches);
    let generator = generator
        .command(format!("{} generate", program.name))
        .source(source(&out, &input::input(matches, program))?);
    let described = generator.describe()?;
    report::warnings(&described);
    let files = described.emit_modules(generator.options())?;
    let plan = Plan {
        files: files
            .into_iter()
            .map(|file| (out.join(&file.path), file.text))
            .collect(),
        stale: Vec::new(),
        folders: vec![out],
    };
    // Before anything is read through a link.
    let changes = plan.changes()?;
    if let Some(conflict) = plan.conflicts()?.first() {
        return Err(conflict.to_string().into());
    }
    if matches.get_flag("check") {
        return Ok(report::differences(&changes));
    }
    let changes = plan.write()?;
    for (path, text) in &plan.files {
        let changed = changes.iter().any(|change| change.path() == path);
        let what = if changed { "written" } else { "unchanged" };
        let lines = text.lines().count();
        report::print(&format!("{} ({lines} lines, {what})", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The source that the first line of each file names: the input, as it is reached from the folder that is
/// written to. That is the same whatever folder the command runs in, and another one for a file of
/// the same name elsewhere.
fn source(out: &Path, input: &Input<'_>) -> std::io::Result<String> {
    let (Input::Spec(path) | Input::Specs(path) | Input::Schema(path)) = input;
    let (from, to) = (plain(out)?, plain(path)?);
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // Nothing leads from one drive to another.
    if shared == 0 {
        return Ok(path.display().to_string());
    }
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let down = to[shared..].iter().cloned();
    let parts: Vec<String> = up.chain(down).collect();
    Ok(match parts.is_empty() {
        true => ".".to_owned(),
        false => parts.join("/"),
    })
}

/// The parts of an absolute path, without `.` and `..`.
fn plain(path: &Path) -> std::io::Result<Vec<String>> {
    let mut parts = Vec::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    Ok(parts)
}

fn settings(mut generator: Generator, matches: &ArgMatches) -> Generator {
    let one = |name: &str| matches.get_one::<String>(name);
    if matches.get_flag("models-only") {
        generator = generator.models_only();
    }
    if let Some(prefix) = one("type-prefix") {
        generator = generator.type_prefix(prefix);
    }
    if let Some(path) = one("runtime-path") {
        generator = generator.runtime_path(path);
    }
    if let Some(name) = one("crate-name") {
        generator = generator.crate_name(name);
    }
    for path in matches.get_many::<String>("derive").into_iter().flatten() {
        generator = generator.derive(path);
    }
    let scalars = matches.get_many::<(String, String)>("scalar");
    for (scalar, ty) in scalars.into_iter().flatten() {
        generator = generator.scalar(scalar, ty);
    }
    generator
}
