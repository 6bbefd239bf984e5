//! Unions that are alternatives of themselves: reading one would never end.

use super::context::Lowering;
use super::draft::{Def, DefId, DraftShape, Ty};
use crate::diagnostic::{Diagnostic, codes};

impl Lowering<'_> {
    /// Reports unions that lead back to themselves through nothing but unions.
    pub(crate) fn check_unions(&mut self) {
        let alternatives: Vec<Vec<DefId>> = self.draft.all().map(alternatives).collect();
        let mut state = vec![Walk::New; alternatives.len()];
        let mut circles: Vec<DefId> = Vec::new();
        // Depth first, with a stack of our own: a chain of unions may be as long as a document.
        for start in 0..alternatives.len() {
            let mut stack = vec![(start, 0)];
            while let Some((at, next)) = stack.pop() {
                if next == 0 {
                    if state[at] != Walk::New {
                        continue;
                    }
                    state[at] = Walk::Open;
                }
                match alternatives[at].get(next) {
                    Some(&to) => {
                        stack.push((at, next + 1));
                        match state[to.0] {
                            Walk::New => stack.push((to.0, 0)),
                            Walk::Open => circles.push(to),
                            Walk::Done => {}
                        }
                    }
                    None => state[at] = Walk::Done,
                }
            }
        }
        circles.sort_unstable();
        circles.dedup();
        for id in circles {
            let span = self.draft.get(id).span;
            self.report(
                Diagnostic::error(
                    codes::REFERENCE_CIRCLE,
                    span,
                    "this union is one of its own alternatives, through nothing but unions",
                )
                .help("take that alternative out, or put a list, map or object between"),
            );
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Walk {
    New,
    Open,
    Done,
}

/// The definitions that are alternatives of a union; none of anything else.
fn alternatives(def: &Def) -> Vec<DefId> {
    let DraftShape::Union { variants } = &def.shape else {
        return Vec::new();
    };
    variants
        .iter()
        .filter_map(|variant| match variant.ty.clone().split_null().0 {
            Ty::Def(id) => Some(id),
            _ => None,
        })
        .collect()
}
