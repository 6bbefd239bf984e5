//! Writing changes down.

use super::{Change, Class, Differences, State};
use crate::ir::Place;

/// Where the spec says so, and in which state.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Old(&'a Place),
    New(&'a Place),
}

/// The changes that were found so far.
#[derive(Default)]
pub(super) struct Log {
    changes: Vec<Change>,
}

impl Log {
    pub(super) fn breaking(&mut self, path: &str, what: impl Into<String>, at: At<'_>) {
        self.add(Class::Breaking, path, what.into(), at);
    }

    pub(super) fn addition(&mut self, path: &str, what: impl Into<String>, at: At<'_>) {
        self.add(Class::Addition, path, what.into(), at);
    }

    pub(super) fn fix(&mut self, path: &str, what: impl Into<String>, at: At<'_>) {
        self.add(Class::Fix, path, what.into(), at);
    }

    /// What is not code: descriptions, links, documented values.
    pub(super) fn documentation(&mut self, changed: bool, path: &str, at: &Place) {
        if changed {
            self.fix(path, "documentation changed", At::New(at));
        }
    }

    fn add(&mut self, class: Class, path: &str, what: String, at: At<'_>) {
        let (place, state) = match at {
            At::Old(place) => (place.clone(), State::Old),
            At::New(place) => (place.clone(), State::New),
        };
        self.changes.push(Change {
            class,
            path: path.to_owned(),
            what,
            place,
            state,
        });
    }

    pub(super) fn differences(mut self) -> Differences {
        // Stable: of a class they stay in the order in which they were found.
        self.changes
            .sort_by_key(|change| std::cmp::Reverse(change.class));
        Differences {
            changes: self.changes,
        }
    }
}
