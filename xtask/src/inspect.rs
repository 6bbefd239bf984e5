//! `cargo xtask inspect`: the IR as JSON.

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use clientwright::Generator;

use crate::regenerate::specs_folder;
use crate::report;

/// Prints the description of one product, or an array of all.
pub(crate) fn run(product: Option<&str>) -> Result<ExitCode, Box<dyn Error>> {
    let described = Generator::from_products(specs_folder()).describe()?;
    report::warnings(&described);
    let text = match product {
        None => serde_json::to_string_pretty(&described.apis)?,
        Some(name) => {
            let found = described.apis.iter().find(|api| api.product.name == name);
            let Some(api) = found else {
                let known: Vec<&str> = described
                    .apis
                    .iter()
                    .map(|api| api.product.name.as_str())
                    .collect();
                return Err(format!(
                    "there is no product `{name}`: there are {}",
                    known.join(", ")
                )
                .into());
            };
            serde_json::to_string_pretty(api)?
        }
    };
    // A reader that has seen enough (`| head`) is no failure.
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
