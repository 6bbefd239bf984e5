//! Dynamic anchors: the places that a `$dynamicRef` or `$recursiveRef` may mean.

use std::collections::{HashMap, HashSet};

use super::At;

/// The schemas with a dynamic anchor, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct DynamicAnchors {
    by_name: HashMap<String, Places>,
}

#[derive(Clone, Debug, Default)]
struct Places {
    all: Vec<At>,
    documents: HashSet<usize>,
    // The index in `all` of the one whose document was added first.
    first: usize,
}

impl DynamicAnchors {
    pub(super) fn add(&mut self, name: String, at: At) {
        self.by_name.entry(name).or_default().add(at);
    }

    /// Forgets the anchors of a document.
    pub(super) fn remove(&mut self, document: usize) {
        for places in self.by_name.values_mut() {
            if places.documents.contains(&document) {
                let all = std::mem::take(places).all.into_iter();
                all.filter(|at| at.document != document)
                    .for_each(|at| places.add(at));
            }
        }
    }

    /// The places that a reference to the anchor may mean. Of documents that have one each, the
    /// first counts: it led to the others.
    pub(super) fn places(&self, name: &str) -> Option<&[At]> {
        let places = self.by_name.get(name)?;
        let first = places.all.get(places.first)?;
        if places.documents.len() == places.all.len() {
            return Some(std::slice::from_ref(first));
        }
        Some(&places.all)
    }
}

impl Places {
    fn add(&mut self, at: At) {
        let first = self.all.get(self.first);
        if first.is_some_and(|first| at.document < first.document) {
            self.first = self.all.len();
        }
        self.documents.insert(at.document);
        self.all.push(at);
    }
}
