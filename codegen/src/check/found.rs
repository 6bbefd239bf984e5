//! What the checks of one product find.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, suggestion};
use crate::source::Span;

/// How many findings of one product are told. A file made by a machine has one on every line.
const MOST: usize = 500;

/// How many findings are told with the word that was probably meant: each takes a look at all that
/// are known.
const MOST_SUGGESTIONS: u32 = 50;

/// Findings, each told once: a place that many lead to is doubtful for all of them.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) diagnostics: Vec<Diagnostic>,
    told: HashSet<(&'static str, Span, String)>,
    suggestions: u32,
}

impl Found {
    /// Whether more can be told.
    pub(crate) fn is_open(&self) -> bool {
        self.diagnostics.len() < MOST
    }

    /// The word that was probably meant, while suggestions are still to be had.
    pub(crate) fn suggest<'w>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.suggestions = self.suggestions.saturating_add(1);
        match self.suggestions {
            ..=MOST_SUGGESTIONS => suggestion(word, known),
            _ => None,
        }
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
