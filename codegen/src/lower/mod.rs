//! Specs → IR.
//!
//! In order: types get their places in a draft and are read, with every reference bound
//! (`spec_*`, `schema*`, `follow`, `meaning`, `by_type`; objects with alternatives and conditions:
//! `flat`, `choices`, `ways`, `pieces`; to the letter: `letter`); operations name what they use (`operations`,
//! `bodies`, `payload`, `answers`); what is used becomes Rust types, one a role, inline objects of one shape together
//! (`units`, `merge`); names are chosen (`naming`, and `parts` for members); the IR is made
//! (`build`, `operation_ir`); members that no blank value can hold become optional (`blanks`);
//! references are boxed that would make a type contain itself (`boxes`) or grow too large (`layout`).

mod accounts;
mod annotations;
mod answer_ir;
mod answers;
mod bare;
mod blanks;
mod bodies;
mod boxes;
mod build;
mod by_type;
mod chains;
mod choices;
mod context;
mod discriminator;
mod draft;
mod flat;
mod follow;
mod graph;
mod headers;
mod http_line;
mod implied;
mod inferred;
mod keywords;
mod layout;
mod letter;
mod meaning;
mod merge;
mod naming;
mod numbers;
mod operation_ir;
mod operations;
mod overlays;
mod pages;
mod paging;
mod parts;
mod payload;
mod pieces;
mod product;
mod rare;
mod read_only;
mod schema;
mod schema_enum;
mod schema_struct;
mod spec_additional;
mod spec_enum;
mod spec_expr;
mod spec_types;
mod tags;
mod trust;
mod type_headers;
mod union_circles;
mod units;
mod untyped;
mod uses;
mod ways;

use std::collections::{BTreeMap, HashSet};

use smol_str::SmolStr;

use bare::schema_roots;
use build::{Builder, NewNames};
use context::Lowering;
use draft::{Draft, Ty};
use operations::{DraftOperation, Seen};
use paging::Types;
use units::Units;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::ir::{Api, Module, Role, TypeDef};
use crate::load::{LoadedModule, LoadedProduct};
use crate::names::{NamesLock, type_name};
use crate::source::{Sources, Span, Spanned};

pub(crate) use naming::renamed;

pub use bare::{lower_schema, lower_schema_to_the_letter};

/// What lowering makes.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The description of the API.
    pub api: Api,
    /// The names that it goes by, to be remembered.
    pub lock: NamesLock,
    /// Where members stand that a schema requires and no spec promises.
    pub required: HashSet<Span>,
    /// Required members that are only ever received, which was told: where the types of the bodies
    /// stand that do not send them, and their names.
    pub read_only: HashSet<(Span, SmolStr)>,
}

/// Makes the IR of a product. What is wrong is reported; where there is an error, the IR is
/// incomplete and nothing should be emitted from it. What `diagnostics` holds already was found
/// when the specs were read: nothing that only follows from it is reported.
pub fn lower(
    sources: &Sources,
    loaded: &LoadedProduct,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lowered {
    let product = product::product(sources, loaded, diagnostics);
    let ids = product::ids(sources, loaded, diagnostics);
    let mut lowering = Lowering::new(&loaded.documents, diagnostics, sources.limits().steps);
    lowering.read_types(loaded);
    let mut seen = Seen::of(loaded);
    let operations: Vec<Vec<DraftOperation<'_>>> = loaded
        .modules
        .iter()
        .enumerate()
        .map(|(index, module)| lowering.operations(loaded, Some(index), module, &mut seen))
        .collect();
    lowering.read_open();
    let roots = lowering.roots(loaded, &operations);
    lowering.check_overlays();
    lowering.check_unions();
    let homes = lowering.homes_by_name(loaded);
    // All but the draft has done its work, and goes.
    let Lowering {
        draft,
        diagnostics: mut found,
        ..
    } = lowering;
    diagnostics.append(&mut found);
    let units = units::units(&draft, &roots, &loaded.lock);
    let read_only = read_only::check(&draft, &units, diagnostics);
    let wishes: Vec<_> = loaded
        .modules
        .iter()
        .zip(&operations)
        .map(|(module, operations)| operations::wishes(module, operations))
        .collect();
    let id_names: Vec<SmolStr> = ids.iter().map(|id| id.rust.clone()).collect();
    let names = naming::choose(
        &draft,
        &units,
        &wishes,
        &id_names,
        None,
        &loaded.lock,
        diagnostics,
    );
    merge::check_splits(&draft, &units, &names.types, &loaded.lock, diagnostics);
    let modules: Vec<SmolStr> = loaded
        .modules
        .iter()
        .map(|module| module.name.as_str().into())
        .collect();
    let required = required(&draft);
    let mut builder = Builder {
        sources,
        draft: &draft,
        units: &units,
        names: &names.types,
        paths: build::paths(&units, &names.types, &modules),
        old: &loaded.lock,
        new: NewNames::default(),
        doubtful: diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error),
    };
    let mut types = builder.types();
    let numbers = build::numbers(&builder.paths);
    let boxes = lay_out(
        &mut types,
        &numbers,
        (&draft, &units),
        &loaded.lock,
        diagnostics,
    );
    let by_path: Types<'_> = types.iter().map(|def| (&def.path, def)).collect();
    let mut of_operations: Vec<Diagnostic> = Vec::new();
    let modules = loaded
        .modules
        .iter()
        .zip(&operations)
        .zip(&names.operations);
    let modules = modules.map(|((module, operations), names)| {
        let operations = operations.iter().zip(names).map(|(operation, names)| {
            let found = &mut of_operations;
            operation_ir::build(
                &mut builder,
                &by_path,
                loaded,
                module,
                operation,
                names,
                found,
            )
        });
        ir_module(sources, module, operations.collect())
    });
    let modules = modules.collect();
    // A way of paging that does not fit is wrong for every operation that pages so.
    let mut told: HashSet<(Span, String)> = HashSet::new();
    of_operations.retain(|found| told.insert((found.span(), found.message.clone())));
    diagnostics.append(&mut of_operations);
    let lock = builder.new.lock(homes, boxes);
    let mut api = Api {
        product,
        ids,
        types,
        modules,
        root: None,
        inferred: Vec::new(),
    };
    inferred::note(&mut api, loaded, sources.limits().check_steps, diagnostics);
    Lowered {
        api,
        lock,
        required,
        read_only,
    }
}

/// Decides how types hold each other, and warns of what becomes any JSON. What an earlier run boxed stays
/// boxed; the boxes that the next one has to remember are returned.
fn lay_out(
    types: &mut [TypeDef],
    numbers: &build::TypeNumbers,
    (draft, units): (&Draft, &Units),
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SmolStr, SmolStr> {
    let cut = chains::cut(types, numbers);
    let has_errors = diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error);
    // What is cut of an API with errors says nothing yet.
    if let Some((from, to)) = cut.first().filter(|_| !has_errors) {
        let span = draft.get(units.all[*from].def).span;
        let names = cut.iter().map(|(_, to)| types[*to].path.name());
        diagnostics.push(chains::warning(span, types[*to].path.name(), names));
    }
    layout::box_remembered(types, lock);
    boxes::box_cycles(types, numbers);
    blanks::break_circles(types, numbers);
    blanks::bound(types, numbers);
    layout::box_large(types, numbers, lock);
    layout::boxes(types)
}

fn required(draft: &draft::Draft) -> HashSet<Span> {
    let shapes = draft.all().map(|def| &def.shape);
    let members = shapes.flat_map(|shape| match shape {
        draft::DraftShape::Struct { members, .. } => members.as_slice(),
        _ => &[],
    });
    members
        .filter(|member| member.required && !member.promised)
        .map(|member| member.span)
        .collect()
}

fn ir_module(
    sources: &Sources,
    module: &LoadedModule,
    operations: Vec<crate::ir::Operation>,
) -> Module {
    let header = &module.spec.module;
    Module {
        name: module.name.as_str().into(),
        rust: type_name(&module.name),
        title: header.title.value.clone(),
        doc: header.doc.value.clone(),
        source: header.source.value.clone(),
        operations,
        place: sources.place(header.span),
    }
}

impl<'a> Lowering<'a> {
    /// Reads the types of a product and its modules, and notes which schemas these use.
    fn read_types(&mut self, loaded: &'a LoadedProduct) {
        let ids = loaded.spec.ids.iter();
        self.header = Some(loaded.spec.span.file);
        self.ids = ids.map(|(name, _)| name.value.as_str()).collect();
        self.declare_types(None, crate::load::PRODUCT_FILE, &loaded.spec.types);
        for (index, module) in loaded.modules.iter().enumerate() {
            self.declare_types(Some(index), &module.file, &module.spec.types);
            if module.spec.schema.is_some() {
                self.schemas.insert(index, module.schema);
            }
            if let Some(document) = module.schema {
                self.homes.entry(document).or_insert(Some(index));
                self.add_overlays(Some(index), document, module);
            }
        }
        // What an earlier run put into a module stays there, whoever uses it now.
        for (path, home) in &loaded.lock.homes {
            let home = loaded
                .modules
                .iter()
                .position(|module| module.name == *home);
            if let (Some(document), Some(home)) = (loaded.documents.find(path), home) {
                self.homes.insert(document, Some(home));
            }
        }
        self.define_types(None, &loaded.spec.types);
        for (index, module) in loaded.modules.iter().enumerate() {
            self.define_types(Some(index), &module.spec.types);
        }
        self.read_open();
    }

    /// The modules that the types of schemas belong to, for the next run.
    fn homes_by_name(&self, loaded: &LoadedProduct) -> BTreeMap<SmolStr, SmolStr> {
        let homes = self.homes.iter().filter_map(|(document, home)| {
            let document = loaded.documents.document(*document)?;
            let module = loaded.modules.get((*home)?)?;
            Some((document.path.clone(), module.name.as_str().into()))
        });
        homes.collect()
    }

    /// The types that are wanted: what operations name, or all in a folder of types alone.
    fn roots(
        &mut self,
        loaded: &'a LoadedProduct,
        operations: &[Vec<DraftOperation<'_>>],
    ) -> Vec<(Ty, Role)> {
        let modules = &loaded.modules;
        if modules
            .iter()
            .any(|module| !module.spec.operations.is_empty())
        {
            let operations = operations.iter().flatten();
            return operations.flat_map(DraftOperation::roots).collect();
        }
        let scopes = std::iter::once(None).chain((0..modules.len()).map(Some));
        let named = scopes.flat_map(|scope| self.named_defs(scope));
        let mut roots: Vec<Ty> = named.map(Ty::Def).collect();
        for (index, module) in modules.iter().enumerate() {
            let Some(document) = module.schema else {
                continue;
            };
            for spot in schema_roots(&loaded.documents, document) {
                roots.push(self.spot_type(Some(index), &spot, 0).0);
            }
        }
        self.read_open();
        roots.into_iter().map(|ty| (ty, Role::Response)).collect()
    }
}

/// The names that are there more than once.
fn repeated(names: &[SmolStr]) -> HashSet<&SmolStr> {
    let mut seen = HashSet::with_capacity(names.len());
    names.iter().filter(|name| !seen.insert(*name)).collect()
}

/// Two names that a spec gives and that are one in Rust.
fn collision(name: &Spanned<SmolStr>, rust: &str, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::NAME_COLLISION,
        name.span,
        format!("`{}` becomes `{rust}` in Rust, like another", name.value),
    )
    .label(format!("`{rust}` in Rust"))
    .also(first, "the other is here")
    .help("give one of them another name")
}
