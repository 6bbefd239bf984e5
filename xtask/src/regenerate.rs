//! `cargo xtask regenerate`: makes `generated/` and the files beside the specs what the specs say.

use std::collections::HashSet;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Arg, ArgAction, Command};
use clientwright::cli;
use clientwright::emit::emit_features;
use clientwright::output::{Change, Plan, owned_files};
use clientwright::spec::spec_schema;
use clientwright::{Described, Generator};

use crate::{manifest, root};

const COMMAND: &str = "cargo xtask regenerate";

/// The folder of the specs.
pub(crate) fn specs_folder() -> PathBuf {
    root().join("specs")
}

/// Its arguments and help.
pub(crate) fn command() -> Command {
    Command::new("regenerate")
        .about("Makes `generated/` and the files beside the specs what the specs say")
        .after_help(cli::EXIT_STATUS)
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Write nothing; exit with 1 and a list if something would change"),
        )
}

/// Makes the files what the specs say, or with `check` says in what they are not.
pub(crate) fn run(check: bool) -> Result<ExitCode, Box<dyn Error>> {
    let start = Instant::now();
    let path = root().join(manifest::PATH);
    let manifest = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Err(format!("{} cannot be read: {error}", path.display()).into()),
    };
    let generator = Generator::from_products(specs_folder())
        .command(COMMAND)
        .crate_name(manifest::crate_name(&manifest)?);
    let described = generator.describe()?;
    cli::warnings(&described);
    let plan = plan(&generator, &described, &manifest)?;
    if check {
        let changes = plan.changes()?;
        return Ok(differences(&changes));
    }
    let changes = plan.write()?;
    table(&described, &changes, start);
    Ok(ExitCode::SUCCESS)
}

fn plan(
    generator: &Generator,
    described: &Described,
    manifest: &str,
) -> Result<Plan, Box<dyn Error>> {
    let specs = specs_folder();
    let source = root().join("generated/src");
    let mut plan = Plan {
        folders: vec![root().join("generated"), specs.clone()],
        ..Plan::default()
    };
    let mut files = described.emit(generator.options())?;
    files.push(described.emit_crate_root(generator.options())?);
    plan.files.extend(
        files
            .into_iter()
            .map(|file| (source.join(&file.path), file.text)),
    );
    let features = emit_features(&described.apis, manifest);
    plan.files.push((root().join(manifest::PATH), features));
    plan.files
        .push((specs.join("spec.schema.json"), spec_schema()));
    plan.files.extend(
        described
            .lock_files()
            .map(|(path, text)| (specs.join(path), text)),
    );
    let made: HashSet<&PathBuf> = plan.files.iter().map(|(path, _)| path).collect();
    let owned = owned_files(&source, COMMAND)?.into_iter();
    plan.stale = owned.filter(|path| !made.contains(path)).collect();
    Ok(plan)
}

fn differences(changes: &[Change]) -> ExitCode {
    if changes.is_empty() {
        return ExitCode::SUCCESS;
    }
    for change in changes {
        println!("{change}");
    }
    println!(
        "\nThe files are not what the specs make: run `{COMMAND}` and commit what it changes."
    );
    ExitCode::FAILURE
}

/// What was made, a line a product.
fn table(described: &Described, changes: &[Change], start: Instant) {
    println!(
        "{:<16} {:>7} {:>10} {:>5} {:>7}",
        "product", "modules", "operations", "types", "changed"
    );
    let specs = specs_folder();
    let source = root().join("generated/src");
    let mut rest = changes.len();
    for api in &described.apis {
        let name = api.product.name.as_str();
        let homes = [
            specs.join(name),
            source.join(name),
            source.join(format!("{name}.rs")),
        ];
        let of_product =
            |change: &&Change| homes.iter().any(|home| change.path().starts_with(home));
        let changed = changes.iter().filter(of_product).count();
        rest -= changed;
        let operations: usize = api
            .modules
            .iter()
            .map(|module| module.operations.len())
            .sum();
        println!(
            "{name:<16} {:>7} {operations:>10} {:>5} {changed:>7}",
            api.modules.len(),
            api.types.len() + api.ids.len(),
        );
    }
    println!("{:<16} {:>32}", "all products", rest);
    println!(
        "\n{} files changed in {:.2} s",
        changes.len(),
        start.elapsed().as_secs_f64()
    );
    for change in changes {
        let path = change.path();
        println!("  {}", path.strip_prefix(root()).unwrap_or(path).display());
    }
}
