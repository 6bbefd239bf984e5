//! The path of a member, kept while a body is walked.

use std::fmt::Write;

/// No name takes more characters of a path than this: paths go into logs, and names come from the
/// body.
const NAME_LIMIT: usize = 100;

/// The path so far: `users[3].emails`.
#[derive(Default)]
pub(super) struct Path(String);

/// A place on the path to go back to.
pub(super) struct Mark(usize);

impl Path {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Steps into a member. Names that are no plain words come quoted.
    pub(super) fn enter(&mut self, name: &str) -> Mark {
        let mark = Mark(self.0.len());
        let end = name.char_indices().nth(NAME_LIMIT);
        let (name, rest) = name.split_at(end.map_or(name.len(), |(at, _)| at));
        let plain = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '$');
        if !name.is_empty() && rest.is_empty() && name.chars().all(plain) {
            if !self.0.is_empty() {
                self.0.push('.');
            }
            self.0.push_str(name);
        } else {
            let cut = if rest.is_empty() { "" } else { "…" };
            // Writing into a string cannot fail.
            let _ = write!(self.0, "[{name:?}{cut}]");
        }
        mark
    }

    /// Steps into an item of a list.
    pub(super) fn index(&mut self, index: usize) -> Mark {
        let mark = Mark(self.0.len());
        let _ = write!(self.0, "[{index}]");
        mark
    }

    /// Steps back.
    pub(super) fn leave(&mut self, Mark(length): Mark) {
        self.0.truncate(length);
    }
}
