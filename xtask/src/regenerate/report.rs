//! What `regenerate` tells of its changes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use clientwright::Described;
use clientwright::output::{Change, Plan};

use super::{COMMAND, SOURCE};
use crate::SPECS;

/// What is told of.
pub(super) struct Report<'a> {
    /// The repository's folder.
    pub(super) root: &'a Path,
    pub(super) described: &'a Described,
    pub(super) plan: &'a Plan,
}

impl Report<'_> {
    /// What would change, and the status to exit with.
    pub(super) fn differences(&self, changes: &[Change]) -> ExitCode {
        if changes.is_empty() {
            println!("{}: the files are what the specs make", self.root.display());
            return ExitCode::SUCCESS;
        }
        for change in changes {
            println!("{change}");
        }
        self.gone("would be removed");
        println!(
            "\nThe files in {} are not what the specs make: run `{COMMAND}` and commit what it changes.",
            self.root.display()
        );
        ExitCode::FAILURE
    }

    /// What was made, a line a product.
    pub(super) fn table(&self, changes: &[Change], time: Duration) {
        println!("in {}\n", self.root.display());
        println!(
            "{:<16} {:>7} {:>10} {:>5} {:>7}",
            "product", "modules", "operations", "types", "changed"
        );
        let mut rest = changes.len();
        for api in &self.described.apis {
            let name = api.product.name.as_str();
            let of_product = |change: &&Change| self.product_of(change.path()) == Some(name);
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
        self.gone("were removed");
        println!(
            "\n{} files changed in {:.2} s",
            changes.len(),
            time.as_secs_f64()
        );
        for change in changes {
            let path = change.path();
            let shown = path.strip_prefix(self.root).unwrap_or(path).display();
            match change {
                Change::Remove(_) | Change::Leftover(_) => println!("  {shown} (removed)"),
                Change::Add(_) | Change::Edit(..) => println!("  {shown}"),
            }
        }
    }

    /// The products whose code goes because there is no spec of them.
    fn gone(&self, what: &str) {
        let mut gone: BTreeMap<&str, usize> = BTreeMap::new();
        for path in &self.plan.stale {
            let name = self.product_of(path).unwrap_or_default();
            let apis = self.described.apis.iter();
            if !name.is_empty() && apis.clone().all(|api| api.product.name != name) {
                *gone.entry(name).or_default() += 1;
            }
        }
        for (name, files) in gone {
            println!(
                "\nThe product `{name}` is gone, since there is no {SPECS}/{name}/product.toml: its \
                 feature and {files} files of code {what}."
            );
        }
    }

    /// The product that a file is of: what it is called, or the folder that it is in.
    fn product_of<'p>(&self, path: &'p Path) -> Option<&'p str> {
        let source = self.root.join(SOURCE);
        let below = path.strip_prefix(source);
        let below = below.or_else(|_| path.strip_prefix(self.root.join(SPECS)));
        let first = below.ok()?.iter().next()?.to_str()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }
}
