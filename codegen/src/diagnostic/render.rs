//! Diagnostics with their source lines, for people at a terminal.

use super::Diagnostic;
use crate::source::Sources;

/// Renders.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], _color: bool) -> String {
    diagnostics
        .iter()
        .map(|d| super::one_line(sources, d) + "\n")
        .collect()
}
