//! `cargo xtask regenerate`: makes `generated/` and the files beside the specs what the specs say.

mod report;

use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Arg, ArgAction, Command};
use clientwright::cli;
use clientwright::emit::emit_features;
use clientwright::output::{Plan, owned_files};
use clientwright::spec::spec_schema;
use clientwright::{Described, Generator};

use crate::{SPECS, manifest};
use report::Report;

const COMMAND: &str = "cargo xtask regenerate";
/// The folder of the generated sources, from the repository's.
const SOURCE: &str = "generated/src";
/// The schema of the format, in the folder of the specs.
const SCHEMA: &str = "spec.schema.json";

/// Its arguments and help.
pub(crate) fn command() -> Command {
    Command::new("regenerate")
        .about("Makes `generated/` and the files beside the specs what the specs say")
        .long_about(
            "Makes `generated/` and the files beside the specs what the specs say, in the repository \
             that the current folder is in. Files that it did not make are not replaced; the code of a \
             product or module whose spec is gone is removed, and named.",
        )
        .after_help(cli::EXIT_STATUS)
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Write nothing; exit with 1 and a list if something would change"),
        )
}

/// Makes the files what the specs say, or with `check` says in what they are not.
pub(crate) fn run(root: &Path, check: bool) -> Result<ExitCode, Box<dyn Error>> {
    let start = Instant::now();
    let (described, plan) = prepare(root)?;
    cli::warnings(&described);
    // Before anything is read through a link.
    let changes = plan.changes()?;
    refuse_foreign(&plan)?;
    let report = Report {
        root,
        described: &described,
        plan: &plan,
    };
    if check {
        return Ok(report.differences(&changes));
    }
    report.table(&plan.write()?, start.elapsed());
    Ok(ExitCode::SUCCESS)
}

/// Whether `regenerate` would change nothing.
pub(crate) fn is_up_to_date(root: &Path) -> Result<bool, Box<dyn Error>> {
    let (_, plan) = prepare(root)?;
    Ok(plan.changes()?.is_empty())
}

/// What the specs say, and the files that it makes.
fn prepare(root: &Path) -> Result<(Described, Plan), Box<dyn Error>> {
    let path = root.join(manifest::PATH);
    let manifest = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Err(format!("{} cannot be read: {error}", path.display()).into()),
    };
    let generator = Generator::from_products(root.join(SPECS))
        .command(COMMAND)
        .crate_name(manifest::crate_name(&manifest)?);
    let described = generator.describe()?;
    let plan = plan(root, &generator, &described, &manifest)?;
    Ok((described, plan))
}

fn plan(
    root: &Path,
    generator: &Generator,
    described: &Described,
    manifest: &str,
) -> Result<Plan, Box<dyn Error>> {
    let specs = root.join(SPECS);
    let source = root.join(SOURCE);
    let mut plan = Plan {
        folders: vec![root.join("generated"), specs.clone()],
        ..Plan::default()
    };
    let mut files = described.emit(generator.options())?;
    files.push(described.emit_crate_root(generator.options())?);
    let files = files.into_iter();
    plan.files
        .extend(files.map(|file| (source.join(&file.path), file.text)));
    let features = emit_features(&described.apis, manifest)?;
    plan.files.push((root.join(manifest::PATH), features));
    plan.files.push((specs.join(SCHEMA), spec_schema()));
    let locks = described.lock_files();
    plan.files
        .extend(locks.map(|(path, text)| (specs.join(path), text)));
    let made: HashSet<&PathBuf> = plan.files.iter().map(|(path, _)| path).collect();
    let owned = owned_files(&source, COMMAND)?.into_iter();
    plan.stale = owned.filter(|path| !made.contains(path)).collect();
    Ok(plan)
}

/// Fails where a file stands in the way that this command did not make.
fn refuse_foreign(plan: &Plan) -> Result<(), Box<dyn Error>> {
    if let Some(conflict) = plan.conflicts()?.first() {
        return Err(conflict.to_string().into());
    }
    // JSON has no comments: what the schema of the format is called says that it is one.
    let schemas = plan.files.iter().filter(|(path, _)| path.ends_with(SCHEMA));
    for (path, text) in schemas {
        let title = text.lines().find(|line| line.starts_with("  \"title\": "));
        let found = std::fs::read_to_string(path).unwrap_or_default();
        if !found.is_empty() && !found.lines().any(|line| Some(line) == title) {
            let path = path.display();
            return Err(format!(
                "{path} is not the schema of the spec format, and is not replaced: move the file \
                 and run this again"
            )
            .into());
        }
    }
    Ok(())
}
