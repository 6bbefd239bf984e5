//! What is doubtful in a description that could be read: one file a check.
//!
//! The checks look at the IR and at what the specs say, and change neither. What is wrong in a
//! file that people write by hand is an error, what is doubtful in a vendor's file a warning, which
//! a spec can allow with a reason. Where reading or lowering found errors, what depends on the
//! tables with the errors is not checked: it would only be told again in other words.

mod allow;
mod disagreements;
mod documents;
mod examples;
mod exprs;
mod faults;
mod fit;
mod found;
mod keywords;
mod malformed;
mod meeting_names;
mod operations;
mod placeholders;
mod required;
mod scalars;
mod stale_names;
mod unused;
mod unused_definitions;
mod unused_examples;
mod values;
mod vendor_values;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use faults::Faults;
use found::Found;

use crate::diagnostic::{Diagnostic, Severity, codes, suggestion};
use crate::ir::{Api, IdType, IdWire, Role, TypeDef, TypePath};
use crate::json_schema::Documents;
use crate::load::{LoadedModule, LoadedProduct, is_syntax};
use crate::lower::Lowered;
use crate::names::NamesLock;
use crate::source::{FileId, Node, Span};

/// What is checked.
pub(crate) struct Subject<'a> {
    pub(crate) product: &'a LoadedProduct,
    pub(crate) api: &'a Api,
    pub(crate) lock: &'a NamesLock,
    pub(crate) types: HashMap<&'a TypePath, &'a TypeDef>,
    /// Where errors were found before.
    faults: Faults,
    /// The types of identifiers, by the names that specs give them.
    pub(crate) ids: HashMap<&'a str, &'a IdType>,
    /// How they are written, by their Rust names.
    pub(crate) wires: Wires<'a>,
    /// Where members stand that a schema requires and no spec promises.
    required: &'a HashSet<Span>,
    /// Required members that bodies do not send, which was told.
    read_only: HashSet<(Span, &'a str)>,
    /// The files of schemas.
    schemas: HashSet<FileId>,
    /// The types, by what they were in the documents.
    by_pointer: HashMap<&'a str, &'a TypeDef>,
    suggestions: Cell<u32>,
    steps: Cell<u32>,
    most_steps: u32,
    /// Where the steps ran out.
    spent: Cell<Option<Span>>,
}

/// How identifiers are written, by the names of their Rust types.
pub(crate) type Wires<'a> = HashMap<&'a str, IdWire>;

/// How many findings are told with the word that was probably meant: each takes a look at all that
/// are known.
const MOST_SUGGESTIONS: u32 = 50;

/// Checks a product, within so many steps. `diagnostics` holds what was found before; warnings
/// that the specs allow leave it, those of earlier stages too.
pub(crate) fn check(
    product: &LoadedProduct,
    lowered: &Lowered,
    most_steps: u32,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let subject = Subject::new(product, lowered, most_steps, diagnostics);
    let mut found = Found::default();
    for tree in subject.spec_trees() {
        placeholders::check_spec(tree, &mut found);
    }
    for module in &product.modules {
        operations::check_texts(module, &mut found);
    }
    operations::check_product(product, &mut found);
    check_documents(&product.documents, &mut found);
    for (module, ir) in product.modules.iter().zip(&subject.api.modules) {
        if subject.is_faulty(module) {
            continue;
        }
        operations::check(&subject, module, ir, &mut found);
        operations::check_accept(module, ir, &mut found);
        examples::check(&subject, module, ir, &mut found);
        disagreements::check(&subject, module, &mut found);
    }
    values::check(&subject, &mut found);
    meeting_names::check(&subject, &mut found);
    placeholders::check_examples(product, &mut found);
    if subject.faults.is_empty() {
        unused::check(&subject, &mut found);
        unused_definitions::check(&subject, &mut found);
        unused_examples::check(&subject, &mut found);
        stale_names::check(&subject, &mut found);
    }
    // What stands in for a text that could not be read says nothing.
    let told: HashSet<Span> = diagnostics.iter().map(Diagnostic::span).collect();
    let torn = diagnostics.iter().filter(|known| is_syntax(known));
    let torn: HashSet<FileId> = torn.map(|known| known.span().file).collect();
    let mut found = found.finish();
    found.retain(|one| {
        let is_told = told.contains(&one.span()) || torn.contains(&one.span().file);
        one.code != codes::EMPTY_TEXT || !is_told
    });
    diagnostics.append(&mut found);
    let unchecked = subject.unchecked();
    // What may stand is found with steps of its own: without, more would seem to be wrong.
    subject.steps.set(0);
    diagnostics.extend(unchecked);
    allow::apply(&subject, diagnostics);
}

/// Checks a JSON Schema without a spec.
pub(crate) fn check_schema(documents: &Documents, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Found::without_spec();
    check_documents(documents, &mut found);
    diagnostics.append(&mut found.finish());
}

/// What is checked of a vendor's schemas, whatever uses them.
fn check_documents(documents: &Documents, found: &mut Found) {
    documents::for_each(documents, &mut |place| {
        vendor_values::check(documents, &place, found);
        required::check(&place, found);
        keywords::check(&place, found);
        malformed::check(documents, &place, found);
        placeholders::check_schema(place.schema, found);
    });
}

impl<'a> Subject<'a> {
    fn new(
        product: &'a LoadedProduct,
        lowered: &'a Lowered,
        most_steps: u32,
        before: &[Diagnostic],
    ) -> Self {
        let types = lowered.api.types.iter();
        let ids = lowered.api.ids.iter();
        let read_only = lowered.read_only.iter();
        let documents = (0..).map_while(|index| product.documents.document(index));
        let mut by_pointer: HashMap<&str, &TypeDef> = HashMap::new();
        for def in types.clone() {
            // A type of several roles: what it is made of is the same.
            by_pointer.entry(&def.pointer).or_insert(def);
        }
        let mut subject = Self {
            product,
            api: &lowered.api,
            lock: &lowered.lock,
            types: types.map(|def| (&def.path, def)).collect(),
            faults: Faults::default(),
            ids: ids.clone().map(|id| (id.name.as_str(), id)).collect(),
            wires: ids.map(|id| (id.rust.as_str(), id.wire)).collect(),
            required: &lowered.required,
            read_only: read_only.map(|(of, name)| (*of, name.as_str())).collect(),
            schemas: documents.map(|document| document.file).collect(),
            by_pointer,
            suggestions: Cell::new(0),
            steps: Cell::new(0),
            most_steps,
            spent: Cell::new(None),
        };
        let errors = before
            .iter()
            .filter(|known| known.severity == Severity::Error);
        let errors = errors.filter(|error| {
            let mut labels = error.labels.iter();
            labels.any(|label| product.files.contains(&label.span.file.0))
        });
        let documents = (0..).map_while(|index| product.documents.document(index));
        let documents = documents.map(|document| &document.root);
        subject.faults = Faults::new(errors, product.trees.values().chain(documents));
        subject
    }

    /// Whether a schema requires the member at a place. What a spec requires, it requires of requests.
    pub(crate) fn is_required_by_schema(&self, member: Span) -> bool {
        self.schemas.contains(&member.file) && self.required.contains(&member)
    }

    /// Whether it was told of a type that is sent that a member is required and only ever received.
    pub(crate) fn is_read_only(&self, def: &TypeDef, member: &str) -> bool {
        def.role != Role::Response && self.read_only.contains(&(def.place.span, member))
    }

    /// Counts steps of work at a place; false once there were too many: what is left is not
    /// checked.
    pub(crate) fn spend(&self, steps: usize, span: Span) -> bool {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        let spent = self.steps.get().saturating_add(steps);
        self.steps.set(spent);
        let in_time = spent <= self.most_steps;
        if !in_time && self.spent.get().is_none() {
            self.spent.set(Some(span));
        }
        in_time
    }

    /// Says that the steps ran out, where they did.
    fn unchecked(&self) -> Option<Diagnostic> {
        let message = format!(
            "checking this product takes more than {} steps",
            self.most_steps
        );
        Some(
            Diagnostic::warning(codes::UNCHECKED, self.spent.get()?, message)
                .label("the last that was checked")
                .note("what comes behind it was not compared with its type")
                .help("take out what is there many times, or raise `Limits::check_steps`"),
        )
    }

    /// The word that was probably meant, while suggestions are still to be had.
    fn suggest<'w>(&self, word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
        let before = self.suggestions.get();
        self.suggestions.set(before.saturating_add(1));
        match before {
            ..MOST_SUGGESTIONS => suggestion(word, known),
            _ => None,
        }
    }

    /// The TOML files that people write.
    fn spec_trees(&self) -> impl Iterator<Item = &'a Node> + use<'a> {
        let trees = self.product.trees.iter();
        trees
            .filter(|(path, _)| *path != crate::load::LOCK_FILE)
            .map(|(_, tree)| tree)
    }

    /// Whether errors leave in doubt all that a module is made of.
    fn is_faulty(&self, module: &LoadedModule) -> bool {
        let schema = module
            .schema
            .and_then(|schema| self.product.documents.document(schema));
        // A schema that is named and not there could not be read.
        (module.spec.schema.is_some() && schema.is_none())
            || self.faults.is_whole(module.spec.span.file)
            || self.faults.is_whole(self.product.spec.span.file)
            || schema.is_some_and(|schema| self.faults.is_whole(schema.file))
    }
}
