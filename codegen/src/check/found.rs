//! What the checks of one product find.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity, codes, suggestion};
use crate::source::Span;

/// How many findings of one product are told, errors and warnings each. A file made by a machine
/// has one on every line.
const MOST: usize = 500;

/// How many findings are told with the word that was probably meant: each takes a look at all that
/// are known.
const MOST_SUGGESTIONS: u32 = 50;

/// Findings, each told once: a place that many lead to is doubtful for all of them.
#[derive(Default)]
pub(crate) struct Found {
    diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    /// The first that was not told.
    untold: Option<Span>,
    told: HashSet<(&'static str, Span, String)>,
    suggestions: u32,
    /// Whether the schema stands alone, without a spec that could correct it.
    bare: bool,
}

impl Found {
    /// The findings of a schema without a spec.
    pub(crate) fn without_spec() -> Self {
        Self {
            bare: true,
            ..Self::default()
        }
    }

    /// The remedy for a vendor's schema: `by_spec` where a spec stands beside it, whose corrections
    /// and overlays can put it right; `alone` where there is none.
    pub(crate) fn remedy<'t>(&self, by_spec: &'t str, alone: &'t str) -> &'t str {
        match self.bare {
            true => alone,
            false => by_spec,
        }
    }

    /// What was found, and whether there was more.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        if let Some(span) = self.untold {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::UNCHECKED,
                    span,
                    format!("there is more to tell than {MOST} findings; the first are shown"),
                )
                .label("the next one is here")
                .help("put those right first: they are likely to have one cause"),
            );
        }
        self.diagnostics
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
        // Errors are told however many warnings a vendor's file gives.
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if *count == MOST {
            self.untold.get_or_insert(diagnostic.span());
        } else if self.told.insert(key) {
            *count += 1;
            self.diagnostics.push(diagnostic);
        }
    }
}
