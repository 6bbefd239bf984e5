//! Every schema of the vendor's documents.

use crate::json_schema::{At, Documents, for_each_schema};
use crate::source::{FileId, Object};

/// A schema and where it stands.
pub(crate) struct SchemaPlace<'a, 'p> {
    pub(crate) document: usize,
    pub(crate) pointer: &'p str,
    pub(crate) schema: &'a Object,
}

impl SchemaPlace<'_, '_> {
    pub(crate) fn at(&self) -> At {
        At {
            document: self.document,
            pointer: self.pointer.to_owned(),
        }
    }
}

/// The file of the document that a schema stands in.
pub(super) fn own(documents: &Documents, place: &SchemaPlace<'_, '_>) -> Option<FileId> {
    let document = documents.document(place.document);
    document.map(|document| document.file)
}

/// Shows every schema of all documents, in their order.
pub(crate) fn for_each<'a>(documents: &'a Documents, each: &mut impl FnMut(SchemaPlace<'a, '_>)) {
    let indices = (0..).map_while(|index| Some((index, documents.document(index)?)));
    for (index, document) in indices {
        for_each_schema(&document.root, |pointer, schema| {
            each(SchemaPlace {
                document: index,
                pointer,
                schema,
            });
        });
    }
}
