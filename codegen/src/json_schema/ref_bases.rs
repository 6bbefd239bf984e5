//! What the beginning of a reference means, by what a spec says of it.

use smol_str::SmolStr;

/// The beginnings of references that a spec says something of, each with what it means. Looking
/// one up takes time in the length of the reference and not in the number of beginnings: a spec
/// may have as many as its schema has references.
#[derive(Clone, Debug, Default)]
pub(crate) struct RefBases {
    // By what is written, sorted.
    sorted: Vec<Base>,
}

#[derive(Clone, Debug)]
struct Base {
    written: SmolStr,
    meant: SmolStr,
    // Which one it is of those that the spec has.
    order: usize,
    // The bases that this one starts with form a chain: the longest of them, one further along the
    // chain (as in a skip list), and the length of the chain.
    parent: usize,
    jump: usize,
    depth: usize,
    // The one that comes first in the spec, of the chain and this one.
    first: usize,
}

impl RefBases {
    /// Adds what comes after the rest in the spec.
    pub(crate) fn extend(&mut self, more: impl IntoIterator<Item = (SmolStr, SmolStr)>) {
        let more = more.into_iter().map(|(written, meant)| Base {
            written,
            meant,
            order: 0,
            parent: 0,
            jump: 0,
            depth: 0,
            first: 0,
        });
        let known = self.sorted.len();
        self.sorted.extend(more);
        for (order, base) in self.sorted.iter_mut().enumerate().skip(known) {
            base.order = order;
        }
        // Of two that are the same the first counts: the sort keeps their order.
        self.sorted
            .sort_by(|a, b| a.written.cmp(&b.written).then(a.order.cmp(&b.order)));
        self.sorted
            .dedup_by(|later, first| later.written == first.written);
        self.link();
    }

    fn link(&mut self) {
        let mut chain: Vec<usize> = Vec::new();
        for index in 0..self.sorted.len() {
            let written = self.sorted[index].written.clone();
            while let Some(outer) = chain.last()
                && !written.starts_with(self.sorted[*outer].written.as_str())
            {
                chain.pop();
            }
            let order = self.sorted[index].order;
            let (parent, jump, depth, first) = match chain.last() {
                None => (index, index, 0, index),
                Some(outer) => {
                    let parent = &self.sorted[*outer];
                    let over = &self.sorted[parent.jump];
                    let far = &self.sorted[over.jump];
                    let level = parent.depth - over.depth == over.depth - far.depth;
                    let jump = if level { over.jump } else { *outer };
                    let is_first = order < self.sorted[parent.first].order;
                    let first = if is_first { index } else { parent.first };
                    (*outer, jump, parent.depth + 1, first)
                }
            };
            let base = &mut self.sorted[index];
            (base.parent, base.jump) = (parent, jump);
            (base.depth, base.first) = (depth, first);
            chain.push(index);
        }
    }

    /// The first base of the spec that a reference starts with: what is written and what it means.
    pub(crate) fn find(&self, reference: &str) -> Option<(&SmolStr, &SmolStr)> {
        let behind = self
            .sorted
            .partition_point(|base| *base.written <= *reference);
        let mut index = behind.checked_sub(1)?;
        // Every base that the reference starts with is in the chain of the one before it.
        let near = self.sorted[index].written.bytes().zip(reference.bytes());
        let common = near.take_while(|(a, b)| a == b).count();
        while self.sorted[index].written.len() > common {
            let Base { parent, jump, .. } = self.sorted[index];
            let next = match self.sorted[jump].written.len() > common {
                true => jump,
                false => parent,
            };
            if next == index {
                return None;
            }
            index = next;
        }
        let first = &self.sorted[self.sorted[index].first];
        Some((&first.written, &first.meant))
    }
}

#[cfg(test)]
mod tests {
    use super::RefBases;

    #[test]
    fn the_first_that_fits_is_found() {
        // Chains, branches and equals: compared with looking at each in turn.
        let mut all: Vec<(String, String)> = Vec::new();
        for base in ["#/b/", "a", "", "#/", "#/b", "ab", "aab", "aaaa", "#/b/c/d"] {
            all.push((base.to_owned(), format!("1{base}")));
        }
        for length in (1..40).rev().step_by(3) {
            all.push(("a".repeat(length), format!("2{length}")));
            all.push((format!("{}b", "a".repeat(length)), format!("3{length}")));
        }
        for skip in 0..all.len() {
            let all = all.get(skip..).unwrap_or_default();
            let mut bases = RefBases::default();
            let (some, rest) = all.split_at(all.len() / 2);
            for part in [some, rest] {
                bases.extend(part.iter().map(|(a, b)| (a.into(), b.into())));
            }
            for reference in all
                .iter()
                .flat_map(|(base, _)| ["", "a", "b", "/x"].map(|more| format!("{base}{more}")))
            {
                let slow = all
                    .iter()
                    .find(|(base, _)| reference.starts_with(base.as_str()));
                let slow = slow.map(|(base, meant)| (base.as_str(), meant.as_str()));
                let found = bases.find(&reference);
                assert_eq!(
                    found.map(|(a, b)| (a.as_str(), b.as_str())),
                    slow,
                    "{reference}"
                );
            }
        }
    }
}
