//! `cargo xtask regenerate`: makes `generated/` and the files beside the specs what the specs say.

use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Arg, ArgAction, Command};
use clientwright::cli;
use clientwright::emit::emit_features;
use clientwright::output::{Change, Plan, owned_files};
use clientwright::source::{Sources, read_toml};
use clientwright::spec::spec_schema;
use clientwright::{Described, Generator};

const COMMAND: &str = "cargo xtask regenerate";

/// The repository's folder, whatever folder the command runs in.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

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
    let manifest = Manifest::read(root().join("generated/Cargo.toml"))?;
    let generator = Generator::from_products(specs_folder())
        .command(COMMAND)
        .crate_name(manifest.crate_name()?);
    let described = generator.describe()?;
    cli::warnings(&described);
    let plan = plan(&generator, &described, manifest)?;
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
    manifest: Manifest,
) -> Result<Plan, Box<dyn Error>> {
    let specs = specs_folder();
    let source = root().join("generated/src");
    let mut plan = Plan::default();
    let mut files = described.emit(generator.options())?;
    files.push(described.emit_crate_root(generator.options())?);
    plan.files.extend(
        files
            .into_iter()
            .map(|file| (source.join(&file.path), file.text)),
    );
    let features = emit_features(&described.apis, &manifest.text);
    plan.files.push((manifest.path, features));
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

/// The manifest of the generated crate. All of it is written by hand but its features.
struct Manifest {
    path: PathBuf,
    text: String,
}

impl Manifest {
    fn read(path: PathBuf) -> Result<Self, String> {
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Self { path, text }),
            Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
        }
    }

    /// The name of the crate, as its users write it.
    fn crate_name(&self) -> Result<String, String> {
        let mut sources = Sources::default();
        let file = sources.add(self.path.display().to_string(), &*self.text);
        let root = read_toml(&sources, file, &mut Vec::new());
        let name = root
            .as_ref()
            .and_then(|root| root.get("package")?.get("name")?.as_str());
        match name {
            Some(name) => Ok(name.replace('-', "_")),
            None => Err(format!(
                "{} has no `name` in `[package]`",
                self.path.display()
            )),
        }
    }
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
        let name = &api.product.name;
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
