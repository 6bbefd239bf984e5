//! `oneOf`, `anyOf` and lists of types: one of several types.

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DefId, DraftShape, DraftVariant, ScopeId, Ty};
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::At;
use crate::names;
use crate::source::{Node, Span};

/// How far the reading of a union is.
pub(crate) enum UnionState {
    /// Its alternatives are being read; whether null is one of them.
    Open(bool),
    /// Its alternatives are being read, and one of them leads back to it.
    Recursive(DefId, bool),
    /// The type that it is, and whether null is one of its values.
    Done(Ty, bool),
}

impl<'a> Lowering<'a> {
    /// The type of a schema with `oneOf` or `anyOf`.
    pub(crate) fn union(
        &mut self,
        scope: ScopeId,
        at: &At,
        keyword: &str,
        branches: &'a [Node],
        depth: u32,
        annotations: &mut Annotations,
    ) -> Ty {
        let span = self
            .documents
            .node(at)
            .map_or(Span::default(), |node| node.span);
        let is_null = |branch: &Node| branch.get("type").and_then(Node::as_str) == Some("null");
        let null = branches.iter().any(is_null);
        self.union_at(scope, at, span, null, annotations, |this, annotations| {
            let mut variants: Vec<DraftVariant> = Vec::new();
            for (index, branch) in branches.iter().enumerate() {
                if is_null(branch) {
                    continue;
                }
                let place = at.child(keyword).item(index);
                let (ty, said) = this.schema_type(scope, &place, depth + 1);
                let (ty, null) = ty.split_null();
                annotations.nullable |= null;
                if variants.iter().any(|variant| variant.ty == ty) {
                    continue;
                }
                variants.push(DraftVariant {
                    name: branch
                        .get("title")
                        .and_then(Node::as_str)
                        .map(names::type_name),
                    ty,
                    doc: said.doc,
                });
            }
            variants
        })
    }

    /// The union of what `read` finds at a place, and of null on request. It is read once however
    /// often the place is used, and where an alternative leads back to it, it goes by its
    /// definition.
    pub(crate) fn union_at(
        &mut self,
        scope: ScopeId,
        at: &At,
        span: Span,
        null: bool,
        annotations: &mut Annotations,
        read: impl FnOnce(&mut Self, &mut Annotations) -> Vec<DraftVariant>,
    ) -> Ty {
        match self.unions.get(at) {
            Some(UnionState::Done(ty, null)) => {
                annotations.nullable |= null;
                return ty.clone();
            }
            Some(UnionState::Recursive(id, null)) => {
                annotations.nullable |= null;
                return Ty::Def(*id);
            }
            Some(UnionState::Open(null)) => {
                let null = *null;
                let none = DraftShape::Union {
                    variants: Vec::new(),
                };
                let ty = self.define(scope, at, span, annotations, Some(none));
                if let Ty::Def(id) = ty {
                    let state = UnionState::Recursive(id, null);
                    self.unions.insert(at.clone(), state);
                }
                annotations.nullable |= null;
                return ty;
            }
            None => {}
        }
        self.unions.insert(at.clone(), UnionState::Open(null));
        // What is said around the union holds for this use of it alone.
        let around = std::mem::replace(&mut annotations.nullable, null);
        let mut variants = read(self, annotations);
        let null = annotations.nullable;
        let ty = match self.unions.get(at) {
            // What leads back names the definition, so it is one, whatever its alternatives are.
            // A union keeps what fits none of them, so `any` among others says nothing.
            Some(UnionState::Recursive(id, _)) => {
                let id = *id;
                if variants.iter().any(|variant| variant.ty != Ty::Any) {
                    variants.retain(|variant| variant.ty != Ty::Any);
                }
                if variants.is_empty() {
                    variants.push(DraftVariant {
                        name: None,
                        ty: Ty::Any,
                        doc: String::new(),
                    });
                }
                self.draft.get_mut(id).shape = DraftShape::Union { variants };
                Ty::Def(id)
            }
            _ if variants.iter().any(|variant| variant.ty == Ty::Any) => Ty::Any,
            _ if variants.len() < 2 => variants.pop().map_or(Ty::Any, |only| only.ty),
            _ => {
                let shape = DraftShape::Union { variants };
                self.define(scope, at, span, annotations, Some(shape))
            }
        };
        let done = UnionState::Done(ty.clone(), null);
        self.unions.insert(at.clone(), done);
        annotations.nullable |= around;
        ty
    }

    /// Reports unions that are alternatives of themselves through nothing but unions: reading one
    /// would never end.
    pub(crate) fn check_unions(&mut self) {
        let alternatives: Vec<Vec<DefId>> = self.draft.all().map(unions_in).collect();
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
fn unions_in(def: &super::draft::Def) -> Vec<DefId> {
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
