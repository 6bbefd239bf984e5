//! Unions that are alternatives of themselves: reading one would never end.

use super::context::Lowering;
use super::draft::{Def, DefId, DraftShape, Ty};
use super::graph;
use crate::diagnostic::{Diagnostic, codes};

impl Lowering<'_> {
    /// Reports unions that lead back to themselves through nothing but unions.
    pub(crate) fn check_unions(&mut self) {
        let alternatives: Vec<Vec<usize>> = self.draft.all().map(alternatives).collect();
        let mut circles: Vec<usize> = Vec::new();
        graph::depth_first(&alternatives, |_, to| circles.push(to));
        circles.sort_unstable();
        circles.dedup();
        for id in circles.into_iter().map(DefId) {
            let span = self.draft.get(id).span;
            self.report(
                Diagnostic::error(
                    codes::REFERENCE_CIRCLE,
                    span,
                    "this union is one of its own alternatives, through nothing but unions",
                )
                .label("the union")
                .help("take that alternative out, or put a list, map or object between"),
            );
        }
    }
}

/// The definitions that are alternatives of a union; none of anything else.
fn alternatives(def: &Def) -> Vec<usize> {
    let DraftShape::Union { variants } = &def.shape else {
        return Vec::new();
    };
    variants
        .iter()
        .filter_map(|variant| match variant.ty.clone().split_null().0 {
            Ty::Def(id) => Some(id.0),
            _ => None,
        })
        .collect()
}
