//! What wants a name beside the types.

use smol_str::SmolStr;

use crate::lower::draft::DefId;
use crate::source::{Span, Spanned};

/// What a module wants names for, beside its types.
pub(crate) struct ModuleWishes {
    /// The type of its accessor, which nothing else may be called.
    pub(crate) accessor: SmolStr,
    pub(crate) operations: Vec<OperationWish>,
}

/// What an operation would like its struct to be called.
pub(crate) struct OperationWish {
    /// The key of `names.lock`.
    pub(crate) key: SmolStr,
    pub(crate) wish: SmolStr,
    /// The name that the spec gives.
    pub(crate) given: Option<Spanned<SmolStr>>,
    pub(crate) span: Span,
    /// The enums that stand beside it.
    pub(crate) enums: Vec<EnumWish>,
}

/// An enum of an operation: it is called as the struct is, and what it is.
pub(crate) struct EnumWish {
    /// The key of `names.lock`.
    pub(super) key: SmolStr,
    pub(super) suffix: &'static str,
}

impl EnumWish {
    pub(crate) fn new(key: SmolStr, suffix: &'static str) -> Self {
        Self { key, suffix }
    }
}

/// What the root of a document wants a name for, where no spec speaks of it.
pub(crate) struct RootWish {
    /// The key of `names.lock`.
    pub(crate) key: SmolStr,
    /// The name of the document.
    pub(crate) name: SmolStr,
    /// The definition that the root is or refers to.
    pub(crate) def: Option<DefId>,
    /// Whether it takes any value: then it says nothing, and whoever does comes first.
    pub(crate) is_any: bool,
    pub(crate) span: Span,
}
