//! JSON Schemas without a spec → IR.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::annotations::Annotations;
use super::build::{self, Builder, NewNames};
use super::context::Lowering;
use super::draft::Ty;
use super::naming::RootWish;
use super::{Lowered, naming, units};
use crate::diagnostic::Diagnostic;
use crate::ir::{Api, Product, Role, Root, TypeDef};
use crate::json_schema::{At, DEFINITION_TABLES, Documents, Spot};
use crate::names::NamesLock;
use crate::source::{Node, Sources, Span};

/// The IR of a JSON Schema without a spec: its definitions and itself, as types that are read.
/// `name` names the product and its one module of types.
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use std::path::Path;
///
/// use clientwright::Limits;
/// use clientwright::load::{Loaded, Outside};
/// use clientwright::lower::lower_schema;
/// use clientwright::names::NamesLock;
///
/// let file = Path::new("schemas/widgets.schema.json");
/// let (limits, outside) = (Limits::default(), Outside::default());
/// let (mut loaded, documents) = Loaded::schema(file, "schemas/", limits, &outside);
/// let names = NamesLock::default();
/// let diagnostics = &mut loaded.diagnostics;
/// let lowered = lower_schema(&loaded.sources, &documents, "widgets", &names, diagnostics);
/// assert_eq!(lowered.api.product.name, "widgets");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lower_schema(
    sources: &Sources,
    documents: &Documents,
    name: &str,
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lowered {
    read(sources, documents, name, lock, diagnostics, false)
}

/// The same with every schema read as it is written, not as it is meant: a schema without `type`
/// takes values of all kinds, and objects keep members that have no name in it.
pub fn lower_schema_to_the_letter(
    sources: &Sources,
    documents: &Documents,
    name: &str,
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lowered {
    read(sources, documents, name, lock, diagnostics, true)
}

fn read(
    sources: &Sources,
    documents: &Documents,
    name: &str,
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
    to_the_letter: bool,
) -> Lowered {
    let mut lowering = Lowering::new(documents, diagnostics, sources.limits().steps);
    lowering.to_the_letter = to_the_letter;
    lowering.trust_required = true;
    let mut roots: Vec<(Ty, Role)> = Vec::new();
    for spot in schema_roots(documents, 0) {
        roots.push((lowering.spot_type(None, &spot, 0).0, Role::Response));
    }
    // The document itself was among them, or what it refers to.
    let whole = documents.spot(At {
        document: 0,
        pointer: String::new(),
    });
    let (root_type, said) = match &whole {
        Some(spot) => lowering.spot_type(None, spot, 0),
        None => (Ty::Unknown, Annotations::default()),
    };
    let root_span = whole
        .as_ref()
        .map(|spot| spot.node.span)
        .unwrap_or_default();
    roots.push((root_type.clone(), Role::Response));
    lowering.read_open();
    lowering.read_letters();
    lowering.check_unions();
    // No operation says what is sent and what is received: a type has all members.
    lowering.draft.show_write_only();
    // Drop everything except the draft.
    let Lowering {
        draft,
        diagnostics: mut found,
        ..
    } = lowering;
    diagnostics.append(&mut found);
    let units = units::units(&draft, &roots, lock);
    let wish = whole.map(|spot| RootWish {
        key: documents.name(&spot.at).into(),
        name: naming::document_name(documents, 0),
        def: match root_type {
            Ty::Def(id) => Some(id),
            _ => None,
        },
        is_any: matches!(root_type, Ty::Any | Ty::Unknown),
        span: spot.node.span,
    });
    let key = wish.as_ref().map(|wish| wish.key.clone());
    let names = naming::choose(&draft, &units, &[], &[], wish, lock, diagnostics);
    let mut builder = Builder {
        sources,
        draft: &draft,
        units: &units,
        names: &names.types,
        paths: build::paths(&units, &names.types, &[]),
        old: lock,
        new: NewNames::default(),
        doubtful: false,
    };
    let mut types = builder.types();
    let numbers = build::numbers(&builder.paths);
    let boxes = super::lay_out(&mut types, &numbers, (&draft, &units), lock, diagnostics);
    let ty = builder.ty(&root_type, Role::Response);
    let root = names.root.map(|rust| Root {
        document: documents
            .document(0)
            .map_or_else(SmolStr::default, |it| it.path.clone()),
        rust,
        ty,
        doc: said.doc,
        constraints: said.rare.constraints.clone(),
        place: sources.place(root_span),
    });
    if let (Some(root), Some(key)) = (root.as_ref().filter(|root| root.is_alias()), key) {
        builder.new.names.push((key, root.rust.clone()));
    }
    let lock = builder.new.lock(Default::default(), boxes);
    let whole = documents.document(0).map(|document| &document.root);
    Lowered {
        api: bare_api(sources, whole, name, types, root),
        lock,
        // Without a spec, what a schema requires is promised.
        required: Default::default(),
        read_only: Default::default(),
    }
}

/// The places of a document whose types are wanted: every definition, then the document itself.
/// What is nothing but a reference stands for what it names: a chain of them is walked once, not
/// from each of its links. Of a circle, one place stays.
pub(crate) fn schema_roots(documents: &Documents, document: usize) -> Vec<Spot<'_>> {
    let whole = At {
        document,
        pointer: String::new(),
    };
    let Some(found) = documents.document(document) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for table in DEFINITION_TABLES {
        if let Some(definitions) = found.root.get(table).and_then(Node::as_object) {
            let table = whole.child(table);
            let names = definitions.iter();
            places.extend(names.map(|definition| Spot {
                at: table.child(&definition.name),
                node: &definition.value,
            }));
        }
    }
    places.push(Spot {
        at: whole,
        node: &found.root,
    });
    let target = |spot: &Spot<'_>| {
        let schema = spot.node.as_object()?;
        // What stands beside a reference counts in newer drafts.
        let reference = schema.get("$ref").filter(|_| schema.len() == 1)?.as_str()?;
        let (target, assumed) = documents.resolve_spot(&spot.at, reference).ok()?;
        assumed.is_none().then_some(target)
    };
    // By the address of what stands there: pointers are dear to hash and to keep.
    let mut walks: HashMap<*const Node, usize> = HashMap::new();
    let mut roots = Vec::with_capacity(places.len());
    for (walk, place) in places.into_iter().enumerate() {
        let mut spot = place;
        loop {
            if let Some(before) = walks.insert(spot.node, walk) {
                if before == walk {
                    roots.push(spot);
                }
                break;
            }
            match target(&spot) {
                Some(next) => spot = next,
                None => {
                    roots.push(spot);
                    break;
                }
            }
        }
    }
    roots
}

/// An API that is nothing but types.
fn bare_api(
    sources: &Sources,
    whole: Option<&Node>,
    name: &str,
    types: Vec<TypeDef>,
    root: Option<Root>,
) -> Api {
    let text = |key: &str| {
        let text = whole.and_then(|whole| whole.get(key)?.as_str());
        SmolStr::from(text.unwrap_or_default())
    };
    Api {
        product: Product {
            name: name.into(),
            title: text("title"),
            doc: text("description"),
            source: SmolStr::default(),
            servers: Vec::new(),
            auth: crate::ir::Auth::None,
            organization: None,
            headers: Vec::new(),
            envelope: crate::ir::Envelope::default(),
            error_body: crate::ir::ErrorBody::default(),
            errors: Vec::new(),
            limits: crate::ir::Limits::default(),
            place: sources.place(whole.map_or(Span::default(), |whole| whole.span)),
        },
        ids: Vec::new(),
        types,
        modules: Vec::new(),
        root,
        inferred: Vec::new(),
    }
}
