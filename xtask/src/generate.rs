//! `cargo xtask generate`: Rust modules for any API.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clientwright::Generator;
use clientwright::output::Plan;

use crate::arguments::Input;
use crate::report;

/// Writes the modules of a description into a folder.
pub(crate) fn run(input: Input, out: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let generator = match input {
        Input::Spec(folder) => Generator::from_product(folder),
        Input::Schema(file) => Generator::from_schema(file),
    };
    let generator = generator.command("cargo xtask generate");
    let described = generator.describe()?;
    report::warnings(&described);
    let files = described.emit_modules(generator.options())?;
    let plan = Plan {
        files: files
            .into_iter()
            .map(|file| (out.join(&file.path), file.text))
            .collect(),
        stale: Vec::new(),
    };
    if let Some(path) = plan.foreign()?.first() {
        return Err(format!(
            "{} is not of a generator's making: move it, or choose another `--out`",
            path.display()
        )
        .into());
    }
    let changes = plan.write()?;
    for (path, text) in &plan.files {
        let changed = changes.iter().any(|change| change.path() == path);
        let what = if changed { "written" } else { "unchanged" };
        println!(
            "{} ({} lines, {what})",
            path.display(),
            text.lines().count()
        );
    }
    Ok(ExitCode::SUCCESS)
}
