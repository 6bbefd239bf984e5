//! What is read, and what is made of it: arguments that subcommands share.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};

use super::Program;
use crate::Generator;

/// Adds the arguments that say what is read.
pub(super) fn arguments(command: Command, program: &Program) -> Command {
    let spec = Arg::new("spec")
        .long("spec")
        .value_name("FOLDER")
        .value_parser(value_parser!(PathBuf))
        .help("The folder of one product: product.toml and a TOML file for each module");
    let specs = Arg::new("specs")
        .long("specs")
        .value_name("FOLDER")
        .value_parser(value_parser!(PathBuf))
        .help(match &program.specs {
            None => "A folder that holds a folder for each product",
            Some(_) => {
                "A folder that holds a folder for each product [default: that of this repository]"
            }
        });
    let schema = Arg::new("schema")
        .long("schema")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help("A JSON Schema without a spec");
    let letter = Arg::new("to-the-letter")
        .long("to-the-letter")
        .action(ArgAction::SetTrue)
        .requires("schema")
        .help("Read the JSON Schema as it is written, not as it is meant")
        .long_help(
            "Read the JSON Schema as it is written, not as it is meant: what has no `type` takes values \
             of all kinds, and objects keep members that have no name in it.",
        );
    let remote = Arg::new("remote")
        .long("remote")
        .value_name("URI=PATH")
        .action(ArgAction::Append)
        .value_parser(remote)
        .help("Where copies of what URIs of this beginning name lie; may be given more than once")
        .long_help(
            "Where copies of what URIs name lie: a folder for the URIs of a beginning, or a file for \
             one URI. Nothing is ever fetched. May be given more than once; the first whose \
             beginning fits is taken.",
        );
    let allow = Arg::new("allow-folder")
        .long("allow-folder")
        .value_name("FOLDER")
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .help("A folder that references may lead to with `../`; may be given more than once");
    command
        .args([spec, specs, schema, letter, remote, allow])
        .group(
            ArgGroup::new("input")
                .args(["spec", "specs", "schema"])
                .required(program.specs.is_none()),
        )
}

/// The two sides of a remote.
fn remote(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((base, path)) => Ok((base.to_owned(), path.into())),
        None => {
            Err("write `URI=PATH`, such as `https://schemas.acme.example/=vendor/acme`".to_owned())
        }
    }
}

/// Adds the arguments that choose a part.
pub(super) fn only(command: Command) -> Command {
    command.arg(
        Arg::new("only")
            .long("only")
            .value_name("NAME")
            .action(ArgAction::Append)
            .help("Only this module (`widgets`) or operation (`widgets.list`), and the types that it needs")
            .long_help(
                "Only this module (`widgets`) or operation (`widgets.list`), and the types that it \
                 needs. With --specs the product stands in front: `acme`, `acme.widgets`. May be \
                 given more than once.",
            ),
    )
}

/// What was given.
pub(super) enum Input<'m> {
    Spec(&'m Path),
    Specs(&'m Path),
    Schema(&'m Path),
}

pub(super) fn input<'m>(matches: &'m ArgMatches, program: &'m Program) -> Input<'m> {
    let given = |name: &str| matches.get_one::<PathBuf>(name).map(PathBuf::as_path);
    if let Some(folder) = given("spec") {
        return Input::Spec(folder);
    }
    if let Some(file) = given("schema") {
        return Input::Schema(file);
    }
    let default = program.specs.as_deref().unwrap_or(Path::new("specs"));
    Input::Specs(given("specs").unwrap_or(default))
}

/// The generator of what was given; messages show paths as they were given.
pub(super) fn generator(matches: &ArgMatches, program: &Program) -> Generator {
    let (generator, folder) = match input(matches, program) {
        Input::Spec(folder) => (Generator::from_product(folder), Some(folder)),
        Input::Specs(folder) => (Generator::from_products(folder), Some(folder)),
        Input::Schema(file) => (Generator::from_schema(file), file.parent()),
    };
    let is_default = program.specs.as_deref() == folder;
    let generator = match folder.map(|folder| folder.display().to_string()) {
        Some(folder) if !folder.is_empty() && !is_default => {
            generator.shown(format!("{}/", folder.trim_end_matches(['/', '\\'])))
        }
        _ => generator,
    };
    let mut generator = generator;
    if matches.try_get_one::<bool>("to-the-letter").ok().flatten() == Some(&true) {
        generator = generator.to_the_letter();
    }
    let remotes = matches
        .try_get_many::<(String, PathBuf)>("remote")
        .ok()
        .flatten();
    for (base, path) in remotes.into_iter().flatten() {
        generator = generator.remote(base, path);
    }
    let folders = matches.try_get_many::<PathBuf>("allow-folder");
    for folder in folders.ok().flatten().into_iter().flatten() {
        generator = generator.allow_folder(folder);
    }
    let only = matches.try_get_many::<String>("only").ok().flatten();
    let only = only.into_iter().flatten();
    only.fold(generator, |generator, name| generator.only(name))
}
