//! The members of a large object, to be found by name.

use super::Property;

/// The places of members, by the hash of their names.
///
/// A document may have tens of thousands of definitions, which refer to each other all over: a
/// search must look at few of them. So the first bits of a hash say where to search.
#[derive(Clone, Debug)]
pub(super) struct ByName {
    // Hashes and places, sorted by hash, then by name, then by place.
    entries: Vec<(u32, u32)>,
    // Where the entries begin whose hashes begin with each of the bits; the end comes last.
    starts: Vec<u32>,
}

impl ByName {
    pub(super) fn new(members: &[Property]) -> Self {
        let hashes = members.iter().map(|member| hash(&member.name));
        let mut entries: Vec<(u32, u32)> = hashes.zip(0..).collect();
        entries.sort_unstable_by(|a, b| {
            let name = |at: u32| &members[at as usize].name;
            (a.0, name(a.1), a.1).cmp(&(b.0, name(b.1), b.1))
        });
        Self::of(entries)
    }

    fn of(entries: Vec<(u32, u32)>) -> Self {
        let bits = (entries.len() | 1).ilog2().clamp(1, 24);
        let shift = u32::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for (hash, _) in &entries {
            starts[(hash >> shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { entries, starts }
    }

    /// The places of members, equal names beside each other and in the order of their places.
    pub(super) fn places(&self) -> impl Iterator<Item = u32> {
        self.entries.iter().map(|(_, at)| *at)
    }

    /// The place of a member.
    pub(super) fn find(&self, members: &[Property], name: &str) -> Option<usize> {
        let key = hash(name);
        // There is a power of two of them, and one more.
        let shift = u32::BITS - self.starts.len().ilog2();
        let bucket = (key >> shift) as usize;
        let [start, end, ..] = self.starts.get(bucket..)? else {
            return None;
        };
        let entries = self.entries.get(*start as usize..*end as usize)?;
        let found = entries.binary_search_by(|(hash, at)| {
            let order = hash.cmp(&key);
            order.then_with(|| members[*at as usize].name.as_str().cmp(name))
        });
        let (_, at) = entries.get(found.ok()?)?;
        Some(*at as usize)
    }

    /// Takes in a member that comes behind the others.
    pub(super) fn insert(&mut self, members: &[Property], name: &str) {
        let entry = (hash(name), members.len() as u32);
        let mut entries = std::mem::take(&mut self.entries);
        let place = entries.partition_point(|known| {
            let order = known.0.cmp(&entry.0);
            let known = || members[known.1 as usize].name.as_str();
            order.then_with(|| known().cmp(name)).is_lt()
        });
        entries.insert(place, entry);
        *self = Self::of(entries);
    }

    /// Takes out a member; those behind it move up.
    pub(super) fn remove(&mut self, removed: usize) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.retain(|(_, at)| *at as usize != removed);
        for (_, at) in &mut entries {
            *at -= u32::from(*at as usize > removed);
        }
        *self = Self::of(entries);
    }
}

/// FNV-1a. Names that were made to collide only make a search compare names.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
