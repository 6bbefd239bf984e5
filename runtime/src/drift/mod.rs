//! Where a body parts from the documents, and where one cannot be read: found by one walker over the
//! description of its type, on the body that is there anyway.

mod containers;
mod frame;
mod path;
mod slot;
mod walker;

use std::fmt;
use std::sync::Arc;

use crate::operation::OperationInfo;
use crate::value::JsonKind;

pub(crate) use frame::{Frame, Payload};

/// How a member differs from the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// No document knows the member.
    Unknown,
    /// It came as another kind of value than is documented, and was read all the same.
    Coerced,
    /// It is promised and did not come: the call failed.
    Missing,
    /// Its value is none of those that are documented.
    Unlisted,
    /// It came as something that the documented type cannot be read from: the call failed.
    Unreadable,
}

/// One member of an answer that is not as documented. It never holds the member's value.
///
/// Its `Display` says it in words: "widgets.list: `widgets[3].stock` is a string where an integer is
/// documented".
/// ```
/// use clientwright_runtime::{Drift, DriftKind};
///
/// /// For [`ClientBuilder::on_drift`](crate::ClientBuilder::on_drift): what is worth a look.
/// fn note(drift: &Drift<'_>) {
///     match drift.kind() {
///         // The vendor added something: nothing is lost.
///         DriftKind::Unknown => {}
///         _ => eprintln!("{} {drift}", drift.product()),
///     }
/// }
/// # let _: fn(&Drift<'_>) = note;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Drift<'d> {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) path: &'d str,
    pub(crate) kind: DriftKind,
    pub(crate) documented: Option<JsonKind>,
    pub(crate) found: Option<JsonKind>,
}

impl Drift<'_> {
    /// The product whose service answered.
    #[must_use]
    pub const fn product(&self) -> &'static str {
        self.operation.product.name
    }

    /// Module and function: `users.list`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// The path of the member in the body: `users[3].emails[0].primary`. Names that are no plain words
    /// stand in brackets: `totals["a b"]`; very long ones are cut.
    #[must_use]
    pub const fn path(&self) -> &str {
        self.path
    }

    /// How the member differs.
    #[must_use]
    pub const fn kind(&self) -> DriftKind {
        self.kind
    }

    /// The kind of value that is documented. `None` for members that are not documented, and where
    /// more than one kind is.
    #[must_use]
    pub const fn documented(&self) -> Option<JsonKind> {
        self.documented
    }

    /// The kind of value that came; `None` where none did, and for members that are not documented.
    #[must_use]
    pub const fn found(&self) -> Option<JsonKind> {
        self.found
    }
}

impl fmt::Display for Drift<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, kind, .. } = self;
        write!(formatter, "{}: `{path}` ", self.operation.name)?;
        match (kind, self.documented, self.found) {
            (DriftKind::Unknown, ..) => formatter.write_str("is in no document"),
            (DriftKind::Missing, ..) => formatter.write_str("is promised and did not come"),
            (DriftKind::Unlisted, ..) => formatter.write_str("has a value that no document lists"),
            (_, Some(documented), Some(found)) if documented != found => {
                write!(formatter, "is {found} where {documented} is documented")
            }
            _ => formatter.write_str("is not of the documented form"),
        }
    }
}

/// What an application registered to be told of drift.
pub(crate) type DriftHook = Arc<dyn Fn(&Drift<'_>) + Send + Sync>;

/// A hook together with the operation that it is told about.
#[derive(Clone, Copy)]
pub(crate) struct Watch<'w> {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) hook: &'w (dyn Fn(&Drift<'_>) + Send + Sync),
}
