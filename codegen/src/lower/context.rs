//! What all parts of the lowering share.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::draft::{DefId, Draft, ScopeId};
use super::letter::{Letter, OpenObject};
use super::meaning::Progress;
use super::naming::Branches;
use crate::diagnostic::{Diagnostic, Severity, codes, suggestion};
use crate::json_schema::{At, Documents, Spot};
use crate::source::{FileId, Node, Span, Spanned};
use crate::spec::{Overlay, TypeExpr, TypeSpec};

/// How many bytes of text may be copied for a step.
const STEP_BYTES: usize = 64;
/// What a member costs: all later stages write it down.
pub(crate) const MEMBER_STEPS: u32 = 8;
/// How deep schemas may nest without a name between, of whatever keyword: reading them recurses.
pub(crate) const DEPTH_LIMIT: u32 = 64;
/// How many lists, maps and tuples may stand inside each other without a name between. Typify
/// recurses with large frames: no more than this fits a stack of a megabyte.
pub(crate) const CONTAINER_LIMIT: u32 = 16;
/// How many errors of one product are told. A file made by a machine has one on every line.
const MOST_REPORTS: usize = 500;
/// How many errors are told with the word that was probably meant: each takes a look at all that
/// are known.
const MOST_SUGGESTIONS: u32 = 50;

/// The lowering of one product: the draft that grows, and what it grows from.
pub(crate) struct Lowering<'a> {
    pub(crate) documents: &'a Documents,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) draft: Draft,
    /// What specs say about places of a schema.
    pub(crate) overlays: HashMap<At, PlacedOverlay<'a>>,
    /// Tables of definitions that specs name places in and that have moved, which was told.
    pub(crate) moved: HashSet<At>,
    /// The places of `overlays` that something led to.
    pub(crate) reached: HashSet<At>,
    /// The types of specs that have names, by scope.
    pub(crate) named: HashMap<(ScopeId, &'a str), NamedType<'a>>,
    /// The aliases that are being read, outermost first.
    pub(crate) aliases: Vec<&'a TypeSpec>,
    /// Aliases that lead too deep, which was told.
    pub(crate) deep_aliases: HashSet<*const TypeSpec>,
    /// The schema that a module takes types from; `None` where it could not be read.
    pub(crate) schemas: HashMap<usize, Option<usize>>,
    /// The scope that the types of a document belong to, whoever uses them.
    pub(crate) homes: HashMap<usize, ScopeId>,
    /// The identifiers that the product declares.
    pub(crate) ids: HashSet<&'a str>,
    /// Schemas that are in the draft already, by the address of their nodes.
    pub(crate) by_node: HashMap<*const Node, DefId>,
    /// The same of several that one value has to fit.
    pub(crate) by_places: HashMap<Vec<At>, DefId>,
    /// The places of both; none where no spec says anything of a place.
    pub(crate) defined: Vec<At>,
    /// Unions of what several schemas say in turn, by these.
    pub(crate) by_choice: HashMap<Vec<At>, DefId>,
    /// The names of the branches of choices.
    pub(crate) branches: Branches,
    /// What schemas turned out to mean, by the address of their nodes: those stay where they are,
    /// and a pointer's text is dear to hash.
    pub(crate) meanings: HashMap<*const Node, Progress>,
    /// How many lists, maps and tuples there are around what is being read.
    pub(crate) containers: u32,
    /// Definitions of schemas whose members are still to be read, with their places and scope.
    pub(crate) open: Vec<(DefId, Vec<Spot<'a>>, ScopeId)>,
    /// Whether `required` in a schema is a promise: only where no spec says what is promised.
    pub(crate) trust_required: bool,
    /// What was read to the letter; whether all is.
    pub(crate) letter: Letter,
    pub(crate) to_the_letter: bool,
    /// Structs to the letter whose members are still to be read.
    pub(crate) open_letters: Vec<(DefId, OpenObject)>,
    work: u32,
    /// How much work it may be.
    most_work: u32,
    suggestions: u32,
    reported: HashSet<(Span, String)>,
    overflowed: bool,
    /// Where reading found errors before: what hangs on them is no news.
    faults: Vec<Span>,
    /// The files of specs of which parts could not be read at all.
    torn: HashSet<FileId>,
    /// `product.toml`, where there is one.
    pub(crate) header: Option<FileId>,
    /// Bases that were assumed already: one warning a document.
    pub(crate) assumed: HashSet<(usize, String)>,
}

/// What a spec says about a place of a schema.
#[derive(Clone, Copy)]
pub(crate) struct PlacedOverlay<'a> {
    /// The module that says it: the names in it are that module's.
    pub(crate) scope: ScopeId,
    pub(crate) pointer: Span,
    pub(crate) says: &'a Overlay,
}

/// A type that a spec gives a name to.
#[derive(Clone, Copy)]
pub(crate) enum NamedType<'a> {
    /// A struct, enum or union.
    Def(DefId, &'a TypeSpec),
    /// Another name for a type expression.
    Alias(&'a TypeSpec, &'a TypeExpr),
}

impl<'a> Lowering<'a> {
    /// A lowering of documents in which reading found `before`, of so many steps at most.
    pub(crate) fn new(documents: &'a Documents, before: &[Diagnostic], most_work: u32) -> Self {
        let errors = before
            .iter()
            .filter(|known| known.severity == Severity::Error);
        let mut faults: Vec<Span> = errors.map(Diagnostic::span).collect();
        faults.sort();
        let torn = before.iter().filter(|known| crate::load::is_syntax(known));
        Self {
            documents,
            diagnostics: Vec::new(),
            draft: Draft::default(),
            overlays: HashMap::new(),
            moved: HashSet::new(),
            reached: HashSet::new(),
            named: HashMap::new(),
            aliases: Vec::new(),
            deep_aliases: HashSet::new(),
            schemas: HashMap::new(),
            homes: HashMap::new(),
            ids: HashSet::new(),
            by_node: HashMap::new(),
            by_places: HashMap::new(),
            defined: Vec::new(),
            by_choice: HashMap::new(),
            branches: Branches::default(),
            meanings: HashMap::new(),
            containers: 0,
            open: Vec::new(),
            trust_required: false,
            letter: Letter::default(),
            to_the_letter: false,
            open_letters: Vec::new(),
            work: 0,
            most_work,
            suggestions: 0,
            reported: HashSet::new(),
            overflowed: false,
            faults,
            torn: torn.map(|error| error.span().file).collect(),
            header: None,
            assumed: HashSet::new(),
        }
    }

    /// Reports what is wrong, once: a place that many lead to is wrong for all of them.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if self.overflowed {
            return;
        }
        let (span, message) = (diagnostic.span(), diagnostic.message.clone());
        if !self.reported.insert((span, message)) {
            return;
        }
        if self.reported.len() <= MOST_REPORTS {
            self.diagnostics.push(diagnostic);
        } else if !self.overflowed {
            self.overflowed = true;
            self.diagnostics.push(
                Diagnostic::error(
                    codes::MORE_ERRORS,
                    span,
                    format!(
                        "there is more to tell than {MOST_REPORTS} messages; the first are shown"
                    ),
                )
                .label("the next one is here")
                .help("put those right first: they are likely to have one cause"),
            );
        }
    }

    /// Whether suggestions are still to be had: this counts as one.
    pub(crate) fn may_suggest(&mut self) -> bool {
        self.suggestions = self.suggestions.saturating_add(1);
        self.suggestions <= MOST_SUGGESTIONS
    }

    /// The word that was probably meant, while suggestions are still to be had.
    pub(crate) fn suggest<'w>(
        &mut self,
        word: &str,
        known: impl FnOnce(&Self) -> Vec<&'w str>,
    ) -> Option<&'w str> {
        if !self.may_suggest() {
            return None;
        }
        suggestion(word, known(self))
    }

    /// Whether reading found an error inside these bytes.
    pub(crate) fn is_faulty(&self, span: Span) -> bool {
        let from = self
            .faults
            .partition_point(|fault| *fault < Span { end: 0, ..span });
        let first = self.faults.get(from);
        first.is_some_and(|fault| fault.file == span.file && fault.start <= span.end)
    }

    /// Whether a text stands in for one that could not be read, which was reported.
    pub(crate) fn is_unread(&self, text: &Spanned<SmolStr>) -> bool {
        text.value.is_empty() && (self.is_faulty(text.span) || self.is_torn([text.span.file]))
    }

    /// Whether reading found an error anywhere in a file.
    pub(crate) fn is_faulty_file(&self, file: FileId) -> bool {
        self.is_faulty(Span {
            file,
            start: 0,
            end: u32::MAX,
        })
    }

    /// Whether parts of one of these files could not be read.
    pub(crate) fn is_torn(&self, files: impl IntoIterator<Item = FileId>) -> bool {
        let mut files = files.into_iter();
        files.any(|file| self.torn.contains(&file))
    }

    /// Counts one step of work; false once there were too many, which is reported once.
    pub(crate) fn step(&mut self, span: Span) -> bool {
        self.steps(1, span)
    }

    /// Counts the copying of text that is said of a place.
    pub(crate) fn copied(&mut self, bytes: usize, at: &At) {
        let steps = u32::try_from(bytes / STEP_BYTES).unwrap_or(u32::MAX);
        match self.work.checked_add(steps) {
            Some(work) if work < self.most_work => self.work = work,
            _ => {
                let node = self.documents.node(at);
                self.steps(steps, node.map(|node| node.span).unwrap_or_default());
            }
        }
    }

    /// Counts steps of work; false once there were too many, which is reported once.
    pub(crate) fn steps(&mut self, steps: u32, span: Span) -> bool {
        let (before, most) = (self.work, self.most_work);
        self.work = before.saturating_add(steps);
        if before < most && self.work >= most {
            self.report(
                Diagnostic::error(
                    codes::WORK_LIMIT,
                    span,
                    format!("the specs expand to more than {most} schemas and references"),
                )
                .label("the last that was looked at")
                .help("take out what expands, name it where it is copied, or raise `Limits::steps`")
                .note("a reference inside `allOf` or a tuple copies what it names; copies of copies double"),
            );
        }
        self.work < most
    }

    /// The bound that a type of that height would be beyond, so deep.
    pub(crate) fn nests(&self, depth: u32, height: u32) -> Option<u32> {
        let bounds = [(depth, DEPTH_LIMIT), (self.containers, CONTAINER_LIMIT)];
        let mut bounds = bounds.into_iter();
        let beyond = bounds.find(|(at, most)| at.saturating_add(height) >= *most);
        beyond.map(|(_, most)| most)
    }

    /// Whether a type of that height may stand so deep; where not, it is reported.
    pub(crate) fn may_nest(&mut self, depth: u32, height: u32, span: Span) -> bool {
        let beyond = self.nests(depth, height);
        if let Some(most) = beyond {
            self.report(
                Diagnostic::error(
                    codes::DEPTH_LIMIT,
                    span,
                    format!("types nest deeper than {most} here without a name between"),
                )
                .label("too deep")
                .help("put an object between, which becomes a type of its own"),
            );
        }
        beyond.is_none()
    }
}
