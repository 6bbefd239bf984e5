//! What few schemas say beside their type: it stands apart, since what is said of a schema is
//! handed on and copied all over.

use crate::ir::{Constraints, Extensions, Literal};

/// What few schemas say, or nothing of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rare(Option<Box<Said>>);

/// What a [`Rare`] holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) default: Option<Literal>,
    pub(crate) example: Option<Literal>,
    pub(crate) constraints: Constraints,
    pub(crate) extensions: Extensions,
}

static NOTHING: Said = Said {
    default: None,
    example: None,
    constraints: Constraints { notes: Vec::new() },
    extensions: Extensions::new(),
};

impl Rare {
    /// Whether nothing of it is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// To add to it.
    pub(crate) fn make(&mut self) -> &mut Said {
        self.0.get_or_insert_default()
    }
}

impl std::ops::Deref for Rare {
    type Target = Said;

    fn deref(&self) -> &Said {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}
