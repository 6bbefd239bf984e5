//! What the walker knows while it goes through a body.

use serde::de;

use super::path::Path;
use super::{Drift, DriftKind, Watch};
use crate::value::JsonKind;

/// Goes through one body. With a hook it goes to the end and tells of everything; without one it goes
/// to the first member that cannot be read.
pub(super) struct Walker<'w> {
    pub(super) path: Path,
    /// How many unions are around the value.
    pub(super) unions: u32,
    watch: Option<Watch<'w>>,
    /// The path of the first member that could not be read.
    unreadable: Option<String>,
}

impl<'w> Walker<'w> {
    pub(super) fn new(watch: Option<Watch<'w>>) -> Self {
        Self {
            path: Path::default(),
            unions: 0,
            watch,
            unreadable: None,
        }
    }

    /// Tells of the member where the path stands.
    pub(super) fn tell(
        &self,
        kind: DriftKind,
        documented: Option<JsonKind>,
        found: Option<JsonKind>,
    ) {
        if let Some(watch) = self.watch {
            (watch.hook)(&Drift {
                operation: watch.operation,
                path: self.path.as_str(),
                kind,
                documented,
                found,
            });
        }
    }

    /// Notes that reading fails where the path stands.
    ///
    /// # Errors
    /// Nobody is to be told of more.
    pub(super) fn fail<E: de::Error>(&mut self) -> Result<(), E> {
        let path = &self.path;
        self.unreadable
            .get_or_insert_with(|| path.as_str().to_owned());
        match self.watch {
            Some(_) => Ok(()),
            None => Err(E::custom("the first member that cannot be read")),
        }
    }

    /// The path of the first member that could not be read; where the walk `ended` early, it stands
    /// there yet.
    pub(super) fn finish(self, ended: bool) -> String {
        match self.unreadable {
            Some(path) => path,
            None if ended => self.path.as_str().to_owned(),
            None => String::new(),
        }
    }
}
