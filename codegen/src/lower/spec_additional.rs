//! What doc specs say of members that a type does not list: TOML → draft.

use super::context::Lowering;
use super::draft::{Others, ScopeId};
use crate::diagnostic::{Diagnostic, codes};
use crate::spec::TypeSpec;

impl<'a> Lowering<'a> {
    /// What is said of members that are not listed is about an object, and is said once.
    pub(super) fn check_others(&mut self, spec: &TypeSpec) {
        let closed = spec.closed.as_ref().filter(|closed| closed.value);
        let additional = spec.additional.as_ref().map(|ty| ty.span);
        if let (Some(closed), Some(additional)) = (closed, additional) {
            self.report(
                Diagnostic::error(
                    codes::TYPE_KIND,
                    additional,
                    "a closed type has no additional members",
                )
                .label("the type of additional members")
                .help("take `closed` or `additional` out")
                .also(closed.span, "closed here"),
            );
            return;
        }
        let said = additional.map(|span| ("additional", span));
        let said = said.or(closed.map(|closed| ("closed", closed.span)));
        let is_other = !spec.values.is_empty() || !spec.one_of.is_empty() || spec.is.is_some();
        if let Some((key, span)) = said
            && is_other
        {
            self.report(
                Diagnostic::error(
                    codes::TYPE_KIND,
                    span,
                    format!("`{key}` is about members, and this type has none"),
                )
                .label("about members")
                .help("take it out; an object whose members all have one type is a `map<…>`"),
            );
        }
    }

    /// The members that a type does not list.
    pub(super) fn others_by_spec(&mut self, scope: ScopeId, spec: &'a TypeSpec) -> Others {
        let closed = spec.closed.as_ref().is_some_and(|closed| closed.value);
        match &spec.additional {
            Some(ty) => Others::Documented(self.expr(scope, ty, 0)),
            None if closed => Others::Closed,
            None => Others::Undocumented,
        }
    }
}
