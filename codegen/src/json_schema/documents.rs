//! The documents of a product, and what a reference in one of them means.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use super::dynamic::DynamicAnchors;
use super::noted::{Outward, base_of, dynamic_anchor, note};
use super::outside::named_by;
use super::pointer::{child, index, last, segments};
use super::ref_bases::RefBases;
use super::uri::percent_decoded;
use crate::source::{FileId, Node, Object, Value};

/// A place in [`Documents`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// Which document.
    pub document: usize,
    /// The JSON pointer into it.
    pub pointer: String,
}

impl At {
    /// The place of a member of what stands here.
    pub fn child(&self, name: &str) -> Self {
        Self {
            document: self.document,
            pointer: child(&self.pointer, name),
        }
    }

    /// The place of an item of what stands here.
    pub fn item(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// A place and what stands there: who has both need not look for it again.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'d> {
    pub(crate) at: At,
    pub(crate) node: &'d Node,
}

/// A JSON Schema document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path from the folder of the spec.
    pub path: SmolStr,
    /// Its text.
    pub file: FileId,
    /// What it says, after corrections.
    pub root: Node,
    /// What the beginning of a reference means here, from the spec.
    pub(crate) refs: RefBases,
    /// The pointers of corrections that could not be made.
    pub(crate) uncorrected: HashSet<SmolStr>,
    // The schemas that have an identifier of their own, by pointer: it is the base of what is
    // inside.
    pub(super) bases: BTreeMap<String, SmolStr>,
    // The files and URIs that references name, each once for each base that they are seen from.
    pub(super) outward: Vec<Outward>,
    // Whether it was too much to say where its schemas stand; then it is empty.
    sprawls: bool,
    // Whether the keywords beside a reference count for nothing.
    ignores_siblings: bool,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The place.
    pub at: At,
    /// The base that was taken instead of the one that is written, where the document lacks that
    /// one: `#/definitions/`.
    pub assumed: Option<String>,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It names a file that could not be read, which was reported.
    Unread,
    /// In words.
    Because(String),
}

/// The JSON Schema documents of a product.
/// ```
/// use clientwright::json_schema::{At, Documents};
/// use clientwright::source::{Sources, read_json};
///
/// let mut sources = Sources::default();
/// let text = r##"{ "definitions": { "widget": { "type": "object" } } }"##;
/// let file = sources.add("widgets.schema.json", text);
/// let root = read_json(&sources, file, &mut Vec::new()).expect("it is JSON");
///
/// let mut documents = Documents::default();
/// let document = documents.add("widgets.schema.json", file, root, Vec::new());
/// let here = At { document, pointer: String::new() };
/// let target = documents.resolve(&here, "#/definitions/widget").expect("it is there");
/// assert_eq!(documents.name(&target.at), "widgets.schema.json#/definitions/widget");
/// assert!(documents.node(&target.at).is_some());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Documents {
    documents: Vec<Document>,
    by_path: HashMap<String, usize>,
    // The paths of files that references name and that could not be read.
    unread: HashSet<String>,
    // Schemas with an identifier of their own, and documents by their paths.
    by_uri: HashMap<String, At>,
    // Schemas with an anchor, by the identifier of what they stand in and the anchor.
    anchors: HashMap<(String, String), At>,
    dynamic: DynamicAnchors,
}

/// The tables that definitions stand in, by the drafts of JSON Schema.
pub(crate) const DEFINITION_TABLES: [&str; 2] = ["definitions", "$defs"];

impl Documents {
    /// The document of that path.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Adds a document. See [`Documents::sprawls`].
    pub fn add(
        &mut self,
        path: &str,
        file: FileId,
        root: Node,
        refs: Vec<(SmolStr, SmolStr)>,
    ) -> usize {
        let index = self.documents.len();
        self.by_path.insert(path.to_owned(), index);
        let draft = root.get("$schema").and_then(Node::as_str);
        let old = ["draft-03", "draft-04", "draft-06", "draft-07"];
        let mut bases = RefBases::default();
        bases.extend(refs);
        self.documents.push(Document {
            path: path.into(),
            file,
            refs: bases,
            uncorrected: HashSet::new(),
            bases: BTreeMap::new(),
            outward: Vec::new(),
            sprawls: false,
            ignores_siblings: draft.is_some_and(|draft| old.iter().any(|old| draft.contains(old))),
            root,
        });
        self.note_names(index);
        index
    }

    /// Notes a file that references name and that could not be read.
    pub(crate) fn add_unread(&mut self, path: String) {
        self.unread.insert(path);
    }

    /// Whether a file could not be read.
    pub(crate) fn is_unread(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    /// Changes a document: what references in it mean, and, where `change` says so, its schemas.
    pub(crate) fn change(&mut self, index: usize, change: impl FnOnce(&mut Document) -> bool) {
        if let Some(document) = self.documents.get_mut(index)
            && change(document)
        {
            self.by_uri.retain(|_, at| at.document != index);
            self.anchors.retain(|_, at| at.document != index);
            self.dynamic.remove(index);
            self.note_names(index);
        }
    }

    /// Notes the identifiers and anchors in a document, and the references that lead out of it.
    fn note_names(&mut self, index: usize) {
        let Self {
            documents,
            by_uri,
            anchors,
            dynamic,
            ..
        } = self;
        let Some(document) = documents.get_mut(index) else {
            return;
        };
        let at = |pointer: &str| At {
            document: index,
            pointer: pointer.to_owned(),
        };
        by_uri.entry(document.path.to_string()).or_insert(at(""));
        let noted = note(&document.root, &document.path, document.ignores_siblings);
        if noted.sprawls {
            document.sprawls = true;
            document.root.value = Value::Object(Object::default());
            return;
        }
        for (pointer, uri) in noted.uris {
            by_uri.entry(uri.into()).or_insert(at(&pointer));
        }
        for (pointer, name) in noted.names {
            let base = base_of(&noted.bases, &document.path, &pointer).to_string();
            anchors.entry((base, name)).or_insert(at(&pointer));
        }
        for (pointer, name) in noted.dynamic {
            dynamic.add(name, at(&pointer));
        }
        document.bases = noted.bases;
        document.outward = noted.outward;
    }

    /// The places that a `$dynamicRef` or `$recursiveRef` to a place may mean, depending on which
    /// schemas led there: those with the same `$dynamicAnchor` or `$recursiveAnchor`, or the place
    /// itself.
    pub(crate) fn dynamic<'s>(&'s self, at: &'s At) -> &'s [At] {
        let schema = self.node(at).and_then(Node::as_object);
        let places = schema.and_then(|schema| self.dynamic.places(dynamic_anchor(schema)?));
        places.unwrap_or(std::slice::from_ref(at))
    }

    /// Whether a document was too much to say where its schemas stand: names of its members that are as
    /// long as texts, around many schemas. It is empty then.
    pub fn sprawls(&self, index: usize) -> bool {
        self.document(index)
            .is_some_and(|document| document.sprawls)
    }

    /// The document of that number.
    pub fn document(&self, index: usize) -> Option<&Document> {
        self.documents.get(index)
    }

    /// Whether the keywords beside a reference count for nothing in a document, as they do up to
    /// draft 7.
    pub(crate) fn ignores_siblings(&self, document: usize) -> bool {
        let document = self.documents.get(document);
        document.is_some_and(|document| document.ignores_siblings)
    }

    /// Whether a correction of a place, or of what it stands in, could not be made.
    pub(crate) fn is_uncorrected(&self, at: &At) -> bool {
        let Some(document) = self.documents.get(at.document) else {
            return false;
        };
        if document.uncorrected.is_empty() {
            return false;
        }
        let slashes = at.pointer.match_indices('/').map(|(slash, _)| slash);
        let mut around = slashes.chain([at.pointer.len()]);
        around.any(|end| document.uncorrected.contains(&at.pointer[..end]))
    }

    /// What stands at a place.
    pub fn node(&self, at: &At) -> Option<&Node> {
        let mut node = &self.documents.get(at.document)?.root;
        for segment in segments(&at.pointer)? {
            node = match &node.value {
                Value::Object(object) => object.get(&segment)?,
                Value::Array(items) => items.get(index(&segment)?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// A place with what stands there.
    pub(crate) fn spot(&self, at: At) -> Option<Spot<'_>> {
        let node = self.node(&at)?;
        Some(Spot { at, node })
    }

    /// The name of a place for people and for `names.lock`: `users.schema.json#/definitions/user`.
    pub fn name(&self, at: &At) -> String {
        let document = self.documents.get(at.document);
        let path = document.map_or("", |document| &document.path);
        format!("{path}#{}", at.pointer)
    }

    /// Where a reference leads that stands in the schema at a place.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve(&self, from: &At, reference: &str) -> Result<Target, Lost> {
        let (spot, assumed) = self.resolve_spot(from, reference)?;
        Ok(Target {
            at: spot.at,
            assumed,
        })
    }

    /// As `resolve`, with what stands there; the base that was assumed beside it.
    pub(crate) fn resolve_spot(
        &self,
        from: &At,
        reference: &str,
    ) -> Result<(Spot<'_>, Option<String>), Lost> {
        let document = self.documents.get(from.document);
        let document =
            document.ok_or_else(|| Lost::Because("the document is not known".to_owned()))?;
        let base = base_of(&document.bases, &document.path, &from.pointer);
        self.resolve_from(from.document, base, reference)
    }

    /// As `resolve`, from the base that holds at a place of a document.
    pub(super) fn resolve_from(
        &self,
        from: usize,
        base: &SmolStr,
        reference: &str,
    ) -> Result<(Spot<'_>, Option<String>), Lost> {
        let because = |why: &str| Lost::Because(why.to_owned());
        let document = self.documents.get(from);
        let document = document.ok_or_else(|| because("the document is not known"))?;
        let mapped = document.refs.find(reference).map(|(written, meant)| {
            let rest = reference.get(written.len()..).unwrap_or_default();
            format!("{meant}{rest}")
        });
        let reference = mapped.as_deref().unwrap_or(reference);
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let home = self.home(document, from, base, path)?;
        let fragment = percent_decoded(fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            // A pointer begins at the schema whose identifier is the base; people mean the
            // document's beginning all the same.
            let inside = At {
                pointer: format!("{}{fragment}", home.pointer),
                ..home
            };
            if let Some(found) = self.spot(inside) {
                return Ok((found, None));
            }
            let whole = At {
                pointer: fragment,
                ..home
            };
            if let Some(node) = self.node(&whole) {
                return Ok((Spot { at: whole, node }, None));
            }
            return self.assume(whole);
        }
        let there = self.documents.get(home.document);
        let base = there.map(|there| base_of(&there.bases, &there.path, &home.pointer));
        let key = (base.map(SmolStr::to_string).unwrap_or_default(), fragment);
        let anchor = self.anchors.get(&key);
        let found = anchor.and_then(|at| self.spot(at.clone()));
        found.map(|found| (found, None)).ok_or_else(|| {
            let (_, fragment) = key;
            because(&format!(
                "no schema of the document has the anchor `{fragment}`"
            ))
        })
    }

    /// The schema that the part of a reference before `#` names.
    fn home(
        &self,
        document: &Document,
        from: usize,
        base: &SmolStr,
        path: &str,
    ) -> Result<At, Lost> {
        if path.is_empty() {
            let own = self.by_uri.get(base.as_str());
            // Two documents may claim one identifier.
            let own = own.filter(|own| own.document == from).cloned();
            return Ok(own.unwrap_or(At {
                document: from,
                pointer: String::new(),
            }));
        }
        let named = named_by(document, base, &percent_decoded(path));
        let mut names = named.iter();
        match names.clone().find_map(|name| self.by_uri.get(name)) {
            Some(found) => Ok(found.clone()),
            None if names.any(|name| self.unread.contains(name)) => Err(Lost::Unread),
            None => Err(Lost::Because(
                "it names no file inside the folder of the spec".to_owned(),
            )),
        }
    }

    /// A reference whose base the document lacks: the definition of that name, where the document
    /// has exactly one table of definitions and nothing stands at the base that is written.
    fn assume(&self, target: At) -> Result<(Spot<'_>, Option<String>), Lost> {
        let nothing = || Lost::Because(format!("nothing stands at `{}`", target.pointer));
        let document = self.documents.get(target.document).ok_or_else(nothing)?;
        let tables: Vec<&str> = DEFINITION_TABLES
            .into_iter()
            .filter(|table| document.root.get(table).is_some())
            .collect();
        let [table] = tables[..] else {
            return Err(nothing());
        };
        let base = target.pointer.rsplit_once('/').map_or("", |(base, _)| base);
        let there = At {
            document: target.document,
            pointer: base.to_owned(),
        };
        let meant = At {
            document: target.document,
            pointer: child(&child("", table), &last(&target.pointer)),
        };
        if self.node(&there).is_some() {
            return Err(nothing());
        }
        let meant = self.spot(meant).ok_or_else(nothing)?;
        Ok((meant, Some(format!("#/{table}/"))))
    }
}
