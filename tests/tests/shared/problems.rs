//! What the tests of all operations find, told as the generator tells what is wrong in a spec: with
//! the place in the spec, what was expected and what was found, all of it at once.

use std::fmt::Debug;

use clientwright::diagnostic::{Diagnostic, render};
use clientwright::ir::Place;
use clientwright::source::Sources;

/// What was found so far.
pub(crate) struct Problems<'a> {
    sources: &'a Sources,
    found: Vec<Diagnostic>,
}

impl<'a> Problems<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            found: Vec::new(),
        }
    }

    /// Tells something that is wrong with what stands at a place of a spec.
    pub(crate) fn tell(&mut self, place: &Place, message: impl Into<String>, notes: &[String]) {
        let diagnostic = Diagnostic::error("TEST", place.span, message);
        let diagnostic = notes
            .iter()
            .fold(diagnostic, |it, note| it.note(note.clone()));
        self.found.push(diagnostic);
    }

    /// Tells where two things differ that must be the same.
    pub(crate) fn same<T: PartialEq<U> + Debug, U: Debug>(
        &mut self,
        place: &Place,
        message: &str,
        found: T,
        expected: U,
    ) {
        if found != expected {
            let notes = [
                format!("expected: {expected:?}"),
                format!("found:    {found:?}"),
            ];
            self.tell(place, message, &notes);
        }
    }

    /// Fails with all that was found.
    pub(crate) fn finish(self) {
        assert!(
            self.found.is_empty(),
            "\n{}",
            render(self.sources, &self.found, false)
        );
    }
}
