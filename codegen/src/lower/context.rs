//! What all parts of the lowering share.

use std::collections::{HashMap, HashSet};

use super::draft::{DefId, Draft, ScopeId};
use super::schema_union::UnionState;
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::{At, Documents};
use crate::source::Span;
use crate::spec::{Overlay, TypeSpec};

/// How much work one product may cost: schemas looked at. The vendor's largest file takes some
/// thousands; only an input that was made to expand without end takes more than this.
pub(crate) const WORK_LIMIT: u32 = 250_000;
/// How deep types may nest without a name between: lists in lists in lists.
pub(crate) const DEPTH_LIMIT: u32 = 64;

/// The lowering of one product: the draft that grows, and what it grows from.
pub(crate) struct Lowering<'a> {
    pub(crate) documents: &'a Documents,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) draft: Draft,
    /// What specs say about places of a schema.
    pub(crate) overlays: HashMap<At, &'a Overlay>,
    /// The types of specs that have names, by scope.
    pub(crate) named: HashMap<(ScopeId, &'a str), NamedType<'a>>,
    /// The schema that a module takes types from.
    pub(crate) schemas: HashMap<usize, usize>,
    /// The identifiers that the product declares.
    pub(crate) ids: HashSet<&'a str>,
    /// Definitions of schemas that are in the draft already.
    pub(crate) by_place: HashMap<At, DefId>,
    /// Definitions of schemas whose members are still to be read, with their scope.
    pub(crate) open: Vec<(DefId, At, ScopeId)>,
    /// Unions of schemas: what was read of them.
    pub(crate) unions: HashMap<At, UnionState>,
    /// Whether `required` in a schema is a promise: only where no spec says what is promised.
    pub(crate) trust_required: bool,
    pub(crate) work: u32,
    /// Bases that were assumed already: one warning a document.
    pub(crate) assumed: HashSet<(usize, String)>,
    /// Places that were reported as too deep: many ways may lead to one.
    too_deep: HashSet<Span>,
}

/// A type that a spec gives a name to.
#[derive(Clone, Copy)]
pub(crate) enum NamedType<'a> {
    /// A struct, enum or union.
    Def(DefId, &'a TypeSpec),
    /// Another name for a type expression.
    Alias(&'a TypeSpec),
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(documents: &'a Documents) -> Self {
        Self {
            documents,
            diagnostics: Vec::new(),
            draft: Draft::default(),
            overlays: HashMap::new(),
            named: HashMap::new(),
            schemas: HashMap::new(),
            ids: HashSet::new(),
            by_place: HashMap::new(),
            open: Vec::new(),
            unions: HashMap::new(),
            trust_required: false,
            work: 0,
            assumed: HashSet::new(),
            too_deep: HashSet::new(),
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Counts one step of work; false once there were too many, which is reported once.
    pub(crate) fn step(&mut self, span: Span) -> bool {
        self.work = self.work.saturating_add(1);
        if self.work == WORK_LIMIT {
            self.report(
                Diagnostic::error(
                    codes::WORK_LIMIT,
                    span,
                    format!("the schema expands to more than {WORK_LIMIT} schemas"),
                )
                .note(
                    "each reference inside `allOf` copies what it names; copies of copies double",
                ),
            );
        }
        self.work < WORK_LIMIT
    }

    /// Whether a type may nest deeper; where not, it is reported.
    pub(crate) fn may_nest(&mut self, depth: u32, span: Span) -> bool {
        if depth == DEPTH_LIMIT && self.too_deep.insert(span) {
            self.report(
                Diagnostic::error(
                    codes::DEPTH_LIMIT,
                    span,
                    format!("types nest deeper than {DEPTH_LIMIT} here without a name between"),
                )
                .label("too deep")
                .help("a list or map that contains itself needs an object between"),
            );
        }
        depth < DEPTH_LIMIT
    }
}
