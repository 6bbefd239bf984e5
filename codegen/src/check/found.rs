//! What the checks of one product find.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// How many findings of one product are told. A file made by a machine has one on every line.
const MOST: usize = 500;

/// Findings, each told once: a place that many lead to is doubtful for all of them.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) diagnostics: Vec<Diagnostic>,
    told: HashSet<(&'static str, Span, String)>,
}

impl Found {
    /// Whether more can be told.
    pub(crate) fn is_open(&self) -> bool {
        self.diagnostics.len() < MOST
    }

    pub(crate) fn tell(&mut self, diagnostic: Diagnostic) {
        let key = (
            diagnostic.code,
            diagnostic.span(),
            diagnostic.message.clone(),
        );
        if self.is_open() && self.told.insert(key) {
            self.diagnostics.push(diagnostic);
        }
    }
}
