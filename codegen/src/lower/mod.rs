//! Specs → IR.
//!
//! In order: types get their places in a draft and are read, with every reference bound
//! (`spec_types`, `schema*`); operations name what they use (`operation*`); what is used becomes
//! Rust types, one a role, inline objects of one shape together (`units`); names are chosen
//! (`type_names`, and `build` for members); references that would make a type contain itself are
//! boxed (`boxes`), and members that would need a value of their own type first are made optional
//! (`blanks`).

mod annotations;
mod blanks;
mod boxes;
mod build;
mod context;
mod draft;
mod http_line;
mod operation_build;
mod operation_names;
mod operations;
mod paging;
mod product;
mod schema;
mod schema_enum;
mod schema_struct;
mod schema_union;
mod spec_types;
mod type_names;
mod units;
mod wish;

use std::collections::HashMap;

use build::Builder;
use context::Lowering;
use draft::{ScopeId, Ty};

use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Api, IdType, Module, Product, Role, TypeDef};
use crate::json_schema::{At, DEFINITION_TABLES, Documents};
use crate::load::LoadedProduct;
use crate::names::{NamesLock, type_name};
use crate::source::{Node, Sources, Span};

/// What lowering makes.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The description of the API.
    pub api: Api,
    /// The names that it goes by, to be remembered.
    pub lock: NamesLock,
}

/// Makes the IR of a product. What is wrong is reported; where there is an error, the IR is
/// incomplete and nothing should be emitted from it.
pub fn lower(
    sources: &Sources,
    loaded: &LoadedProduct,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lowered {
    let product = product::product(sources, loaded, diagnostics);
    let ids = product::ids(sources, loaded);
    let mut lowering = Lowering::new(&loaded.documents);
    lowering.ids = loaded
        .spec
        .ids
        .iter()
        .map(|(name, _)| name.value.as_str())
        .collect();
    lowering.declare_types(None, crate::load::PRODUCT_FILE, &loaded.spec.types);
    for (index, module) in loaded.modules.iter().enumerate() {
        lowering.declare_types(Some(index), &module.file, &module.spec.types);
        if let Some(document) = module.schema {
            lowering.schemas.insert(index, document);
            add_overlays(&mut lowering, document, module);
        }
    }
    lowering.define_types(None, &loaded.spec.types);
    for (index, module) in loaded.modules.iter().enumerate() {
        lowering.define_types(Some(index), &module.spec.types);
    }
    lowering.read_open();
    let mut operations = Vec::with_capacity(loaded.modules.len());
    for (index, module) in loaded.modules.iter().enumerate() {
        operations.push(lowering.operations(loaded, Some(index), module));
    }
    lowering.read_open();
    let mut roots: Vec<(Ty, Role)> = operations
        .iter()
        .flatten()
        .flat_map(operations::DraftOperation::roots)
        .collect();
    if operations.iter().all(Vec::is_empty) {
        // A folder of types alone: all of them are wanted.
        let scopes = std::iter::once(None).chain((0..loaded.modules.len()).map(Some));
        let named = scopes.flat_map(|scope| lowering.named_defs(scope));
        roots.extend(named.map(|id| (Ty::Def(id), Role::Response)));
    }
    lowering.check_unions();
    diagnostics.append(&mut lowering.diagnostics);
    let draft = lowering.draft;
    let old = &loaded.lock;
    let units = units::units(&draft, &roots, old);
    let modules: Vec<String> = loaded
        .modules
        .iter()
        .map(|module| module.name.clone())
        .collect();
    let mut taken: HashMap<ScopeId, Vec<String>> = HashMap::new();
    taken.insert(None, ids.iter().map(|id| id.rust.clone()).collect());
    let mut operation_names = Vec::with_capacity(operations.len());
    for (index, (module, operations)) in loaded.modules.iter().zip(&operations).enumerate() {
        let mut of_module: Vec<String> = vec![type_name(&module.name)];
        of_module.extend(ids.iter().map(|id| id.rust.clone()));
        let names = operation_names::choose_names(module, operations, old, &of_module);
        of_module.extend(names.iter().cloned());
        operation_names.push(names);
        taken.insert(Some(index), of_module);
    }
    let names = type_names::choose(&draft, &units, old, &taken);
    let mut builder = Builder {
        sources,
        draft: &draft,
        units: &units,
        names: &names,
        modules: &modules,
        old,
        new: NamesLock::default(),
    };
    let mut types = builder.types();
    boxes::box_cycles(&mut types);
    blanks::break_circles(&mut types);
    let mut api = Api {
        product,
        ids,
        types,
        modules: Vec::new(),
    };
    for ((module, operations), names) in
        loaded.modules.iter().zip(&operations).zip(&operation_names)
    {
        let header = &module.spec.module;
        let operations = operations.iter().zip(names).map(|(operation, name)| {
            operation_build::build(
                &mut builder,
                &api,
                loaded,
                module,
                operation,
                name,
                diagnostics,
            )
        });
        let operations = operations.collect();
        api.modules.push(Module {
            name: module.name.clone(),
            rust: type_name(&module.name),
            title: header.title.value.clone(),
            doc: header.doc.value.clone(),
            source: header.source.value.clone(),
            operations,
            place: sources.place(header.span),
        });
    }
    Lowered {
        api,
        lock: builder.new,
    }
}

/// The IR of a JSON Schema without a spec: its definitions and itself, as types that are read.
/// `name` names the product and its one module of types.
pub fn lower_schema(
    sources: &Sources,
    documents: &Documents,
    name: &str,
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lowered {
    let mut lowering = Lowering::new(documents);
    lowering.trust_required = true;
    let mut roots: Vec<(Ty, Role)> = Vec::new();
    let document = documents.document(0);
    let wanted = document
        .map(|document| schema_roots(&document.root))
        .unwrap_or_default();
    for at in without_other_names(documents, wanted) {
        if let Some(id) = lowering.root(None, &at) {
            roots.push((Ty::Def(id), Role::Response));
        }
    }
    lowering.read_open();
    lowering.check_unions();
    diagnostics.append(&mut lowering.diagnostics);
    let draft = lowering.draft;
    let units = units::units(&draft, &roots, lock);
    let names = type_names::choose(&draft, &units, lock, &HashMap::new());
    let mut builder = Builder {
        sources,
        draft: &draft,
        units: &units,
        names: &names,
        modules: &[],
        old: lock,
        new: NamesLock::default(),
    };
    let mut types = builder.types();
    boxes::box_cycles(&mut types);
    blanks::break_circles(&mut types);
    let lock = builder.new;
    Lowered {
        api: bare_api(
            sources,
            document.map(|document| &document.root),
            name,
            types,
        ),
        lock,
    }
}

/// The places of a document whose types are wanted: every definition, then the document itself.
fn schema_roots(root: &Node) -> Vec<At> {
    let whole = At {
        document: 0,
        pointer: String::new(),
    };
    let mut roots = Vec::new();
    for table in DEFINITION_TABLES {
        if let Some(definitions) = root.get(table).and_then(Node::as_object) {
            let table = whole.child(table);
            roots.extend(
                definitions
                    .iter()
                    .map(|definition| table.child(&definition.name)),
            );
        }
    }
    roots.push(whole);
    roots
}

/// Places with what they refer to in the place of those that are nothing but a reference: a chain
/// of them is walked once, not from each of its links. Of a circle, one place stays.
fn without_other_names(documents: &Documents, places: Vec<At>) -> Vec<At> {
    let target = |at: &At| {
        let reference = documents.node(at)?.get("$ref")?.as_str()?;
        let target = documents.resolve(at.document, reference).ok()?;
        target.assumed.is_none().then_some(target.at)
    };
    let mut walks: HashMap<At, usize> = HashMap::new();
    let mut ends = Vec::with_capacity(places.len());
    for (walk, place) in places.into_iter().enumerate() {
        let mut at = place;
        loop {
            if let Some(before) = walks.insert(at.clone(), walk) {
                if before == walk {
                    ends.push(at);
                }
                break;
            }
            match target(&at) {
                Some(next) => at = next,
                None => {
                    ends.push(at);
                    break;
                }
            }
        }
    }
    ends
}

/// An API that is nothing but types.
fn bare_api(sources: &Sources, root: Option<&Node>, name: &str, types: Vec<TypeDef>) -> Api {
    let text = |key: &str| {
        let text = root.and_then(|root| root.get(key)?.as_str());
        text.unwrap_or_default().to_owned()
    };
    Api {
        product: Product {
            name: name.to_owned(),
            title: text("title"),
            doc: text("description"),
            source: String::new(),
            servers: Vec::new(),
            auth: crate::ir::Auth::None,
            organization: None,
            headers: Vec::new(),
            envelope: crate::ir::Envelope::default(),
            error_body: crate::ir::ErrorBody::default(),
            errors: Vec::new(),
            limits: crate::ir::Limits::default(),
            place: sources.place(root.map_or(Span::default(), |root| root.span)),
        },
        ids: Vec::<IdType>::new(),
        types,
        modules: Vec::new(),
    }
}

fn add_overlays<'a>(
    lowering: &mut Lowering<'a>,
    document: usize,
    module: &'a crate::load::LoadedModule,
) {
    for (pointer, overlay) in module.spec.overlay.iter() {
        let at = At {
            document,
            pointer: pointer.value.clone(),
        };
        if lowering.documents.node(&at).is_none() {
            lowering.report(
                Diagnostic::error(
                    codes::OVERLAY,
                    pointer.span,
                    format!("nothing stands at `{}` in the schema", pointer.value),
                )
                .help("bring the pointer up to date with the schema"),
            );
        }
        lowering.overlays.insert(at, overlay);
    }
}
