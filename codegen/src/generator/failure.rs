//! What is wrong, all of it.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, MOST_REPORT, Severity, one_line, printable};
use crate::source::Sources;

/// Descriptions in which something is wrong.
/// Its `Display` has a line for each error, and [`render`](Self::render) the source lines beside them:
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
///
/// let spec = std::fs::read_to_string("specs/acme/widgets.toml")?;
/// std::fs::write("specs/acme/widgets.toml", spec.replace("\"decimal\"", "\"decimel\""))?;
///
/// let failure = Generator::from_product("specs/acme").shown("specs/acme/").describe().unwrap_err();
/// assert_eq!(failure.errors(), 1);
/// assert!(failure.to_string().starts_with("specs/acme/widgets.toml:11:29: error[E"));
/// assert!(failure.diagnostics[0].help.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Failure {
    /// The files that were read.
    pub sources: Sources,
    /// What is wrong and what is doubtful, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong elsewhere, a line each: a folder that cannot be read, a setting of the
    /// generator, what Rust cannot say.
    pub others: Vec<String>,
    /// Where the files lie that were read.
    pub files: Vec<PathBuf>,
}

impl Failure {
    /// What is wrong is none of the files.
    pub(crate) fn of_others(others: Vec<String>) -> Self {
        Self {
            sources: Sources::default(),
            diagnostics: Vec::new(),
            others,
            files: Vec::new(),
        }
    }

    pub(super) fn of_path(path: &Path, error: &std::io::Error) -> Self {
        Self::of_others(vec![format!("{} cannot be read: {error}", path.display())])
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let errors = self.diagnostics.iter();
        let errors = errors
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        errors + self.others.len()
    }

    /// The whole report for people, with source lines; in colour on request.
    #[cfg(feature = "render")]
    pub fn render(&self, color: bool) -> String {
        let mut text = crate::diagnostic::render(&self.sources, &self.diagnostics, color);
        for error in &self.others {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("error: {}\n", printable(error)));
        }
        text
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let diagnostics = self.diagnostics.iter();
        let diagnostics = diagnostics.map(|diagnostic| one_line(&self.sources, diagnostic));
        let others = self
            .others
            .iter()
            .map(|error| printable(error).into_owned());
        let mut left = MOST_REPORT;
        for (index, line) in diagnostics.chain(others).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            if left == 0 {
                let all = self.diagnostics.len() + self.others.len();
                return write!(f, "the report ends here: there are {} more", all - index);
            }
            f.write_str(&line)?;
            left = left.saturating_sub(line.len());
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
