//! What the schemas of a document are called, and what its references name outside of it: one walk
//! when it is added.

use std::collections::{BTreeMap, HashSet};

use smol_str::SmolStr;

use super::uri::{percent_decoded, resolved};
use super::walk::for_each_schema;
use crate::source::{Node, Object, Span};

/// What was noted of a document. Schemas are named by their pointers, in the order of the document.
#[derive(Default)]
pub(super) struct Noted {
    /// Identifiers: of two schemas that claim one, the first has it.
    pub(super) uris: Vec<(String, SmolStr)>,
    /// The same, by pointer: each is the base of what is inside.
    pub(super) bases: BTreeMap<String, SmolStr>,
    /// Anchors.
    pub(super) names: Vec<(String, String)>,
    /// Dynamic anchors.
    pub(super) dynamic: Vec<(String, String)>,
    /// The files and URIs that references name, each once for each base that they are seen from.
    pub(super) outward: Vec<Outward>,
    /// Whether it is too much to say where the schemas stand; then nothing else here is whole.
    pub(super) sprawls: bool,
}

/// What references name before their `#`.
#[derive(Clone, Debug)]
pub(super) struct Outward {
    pub(super) base: SmolStr,
    pub(super) path: SmolStr,
    /// Of the first of them.
    pub(super) span: Span,
}

/// How long the pointers of all schemas of a document may be together. Each may be as long as the
/// document, and most are written down somewhere.
const MOST_POINTER_BYTES: usize = 128 << 20;

/// Notes what a document with that path says.
pub(super) fn note(root: &Node, path: &SmolStr, ignores_siblings: bool) -> Noted {
    let draft = root.get("$schema").and_then(Node::as_str);
    let old = draft.is_some_and(|draft| draft.contains("draft-04"));
    let mut noted = Noted::default();
    let mut known: HashSet<(SmolStr, SmolStr)> = HashSet::new();
    let mut pointer_bytes = 0;
    for_each_schema(root, |pointer, schema| {
        pointer_bytes += pointer.len();
        if pointer_bytes > MOST_POINTER_BYTES {
            return;
        }
        let mut has_name = false;
        let mut references: [Option<&Node>; 2] = [None; 2];
        for keyword in schema {
            match keyword.name.as_str() {
                "$anchor" | "$dynamicAnchor" | "$id" | "$recursiveAnchor" | "id" => {
                    has_name = true;
                }
                "$ref" => references[0] = Some(&keyword.value),
                "$dynamicRef" => references[1] = Some(&keyword.value),
                _ => {}
            }
        }
        if has_name {
            let id = match draft {
                Some(_) => schema.get(if old { "id" } else { "$id" }),
                None => schema.get("$id").or_else(|| old_identifier(schema)),
            };
            let id = id.and_then(Node::as_str);
            // Where nothing beside a reference counts, no identifier does.
            let id = id.filter(|_| !ignores_siblings || references[0].is_none());
            let (uri, fragment) = id.map_or(("", ""), |id| id.split_once('#').unwrap_or((id, "")));
            // As references are: what is compared has no escapes.
            let (uri, fragment) = (percent_decoded(uri), percent_decoded(fragment));
            let outer = base_of(&noted.bases, path, pointer);
            pointer_bytes += outer.len();
            if !uri.is_empty()
                && let Some(uri) = resolved(outer, &uri)
            {
                let uri = SmolStr::from(uri);
                noted.uris.push((pointer.to_owned(), uri.clone()));
                noted.bases.insert(pointer.to_owned(), uri);
            }
            let text = |keyword: &str| schema.get(keyword).and_then(Node::as_str);
            let found = text("$anchor")
                .into_iter()
                .chain(text("$dynamicAnchor"))
                .chain(Some(fragment.as_str()));
            for name in found.filter(|name| !name.is_empty() && !name.starts_with('/')) {
                noted.names.push((pointer.to_owned(), name.to_owned()));
            }
            if let Some(name) = dynamic_anchor(schema) {
                noted.dynamic.push((pointer.to_owned(), name.to_owned()));
            }
        }
        for reference in references.into_iter().flatten() {
            let named = reference.as_str().and_then(|text| text.split('#').next());
            let Some(named) = named.filter(|named| !named.is_empty()) else {
                continue;
            };
            let base = base_of(&noted.bases, path, pointer).clone();
            let path = SmolStr::from(named);
            if known.insert((base.clone(), path.clone())) {
                let span = reference.span;
                noted.outward.push(Outward { base, path, span });
            }
        }
    });
    noted.sprawls = pointer_bytes > MOST_POINTER_BYTES;
    noted
}

/// The identifier of a schema as draft 4 has it, where the document does not name its draft: what may
/// as well be data has to look like one.
fn old_identifier(schema: &Object) -> Option<&Node> {
    let id = schema.get("id")?;
    let text = id.as_str()?;
    let is_uri = text.starts_with('#') || text.starts_with("urn:") || text.contains("://");
    is_uri.then_some(id)
}

/// The anchor of a schema that references find by who came there. In 2019-09 it has no name.
pub(super) fn dynamic_anchor(schema: &Object) -> Option<&str> {
    let recursive = schema.get("$recursiveAnchor").and_then(Node::as_bool);
    match schema.get("$dynamicAnchor") {
        Some(name) => name.as_str(),
        None => recursive.unwrap_or_default().then_some(""),
    }
}

/// The identifier of the innermost schema around a place that has one; the path of the document
/// where there is none.
pub(super) fn base_of<'a>(
    bases: &'a BTreeMap<String, SmolStr>,
    path: &'a SmolStr,
    pointer: &str,
) -> &'a SmolStr {
    if bases.is_empty() {
        return path;
    }
    let mut pointer = pointer;
    loop {
        if let Some(base) = bases.get(pointer) {
            return base;
        }
        match pointer.rsplit_once('/') {
            Some((outer, _)) => pointer = outer,
            None => return path,
        }
    }
}
