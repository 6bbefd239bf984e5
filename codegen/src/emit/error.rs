//! What emission cannot write.

use crate::ir::Place;
use std::fmt;

/// Why an API cannot be written as Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitError {
    /// Where in the spec it comes from; the default where no one place is to blame.
    pub place: Place,
    /// What is wrong, and what to write instead.
    pub message: String,
    /// Whether the generator is at fault, and not the spec.
    pub internal: bool,
}

impl EmitError {
    /// The spec asks for what Rust cannot say.
    pub(super) fn new(place: &Place, message: impl Into<String>) -> Self {
        Self {
            place: place.clone(),
            message: message.into(),
            internal: false,
        }
    }

    /// Two stages of the generator disagree.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self {
            place: Place::default(),
            message: message.into(),
            internal: true,
        }
    }

    /// The same error, at a place.
    pub(super) fn at(mut self, place: &Place) -> Self {
        self.place = place.clone();
        self
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.file.is_empty() {
            let Place {
                file, line, column, ..
            } = &self.place;
            write!(f, "{file}:{line}:{column}: ")?;
        }
        if self.internal {
            write!(f, "a fault of the generator, please report it: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for EmitError {}
