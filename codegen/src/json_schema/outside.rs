//! What references name outside of their document.

use smol_str::SmolStr;

use super::documents::{Document, Documents};
use super::noted::Outward;
use super::uri::{folder, has_scheme, percent_decoded, resolved};
use crate::source::Span;

/// What a reference names that nothing has read yet.
#[derive(Debug)]
pub(crate) struct Missing {
    /// The URI, which a file may stand for.
    pub(crate) uri: Option<String>,
    /// The files that it may be, by their paths from the spec's folder, the likeliest first.
    pub(crate) files: Vec<String>,
    /// The file beside the document that a relative path means.
    pub(crate) beside: Option<String>,
    /// Of the first such reference.
    pub(crate) span: Span,
}

impl Documents {
    /// What references in a document name and nothing has read yet.
    pub(crate) fn missing_files(&self, index: usize) -> Vec<Missing> {
        let Some(document) = self.document(index) else {
            return Vec::new();
        };
        let missing = document.outward.iter().filter_map(|outward| {
            let Outward { base, path, span } = outward;
            if self.resolve_from(index, base, path).is_ok() {
                return None;
            }
            let path = percent_decoded(path);
            let uri = resolved(base, &path).filter(|uri| has_scheme(uri));
            let beside = match is_uri(&path) || path.starts_with('/') {
                true => None,
                false => resolved(&document.path, &path).filter(|file| !is_uri(file)),
            };
            let names = named_by(document, base, &path).into_iter();
            let files = names.filter(|name| !is_uri(name) && !name.starts_with('/'));
            Some(Missing {
                uri,
                files: files.collect(),
                beside,
                span: *span,
            })
        });
        missing.collect()
    }
}

/// What the part of a reference before `#` may name, as seen from a base in a document: the
/// identifier of a schema; a file beside the document, whatever that calls itself; and of an
/// absolute path, or of what lies beside the document by its identifier, the file in the folder.
pub(super) fn named_by(document: &Document, base: &SmolStr, path: &str) -> Vec<String> {
    let identifier = resolved(base, path);
    let mut names: Vec<String> = identifier.iter().cloned().collect();
    names.extend(resolved(&document.path, path));
    let whole = document.bases.get("");
    let siblings = whole
        .map(|whole| folder(whole))
        .filter(|folder| folder.len() > 1);
    if let (Some(siblings), Some(identifier)) = (siblings, &identifier)
        && let Some(rest) = identifier.strip_prefix(siblings)
    {
        names.extend(resolved(&document.path, rest));
    }
    if let Some(inner) = path
        .strip_prefix('/')
        .filter(|inner| !inner.starts_with('/'))
    {
        names.extend(resolved("", inner));
    }
    names
}

/// Whether a text is a URI, and not the path of a file.
fn is_uri(text: &str) -> bool {
    text.contains(':') || text.starts_with("//")
}
