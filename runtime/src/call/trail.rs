//! Lists that never end, because the service repeats itself.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use serde::Serialize;

use crate::http::{HttpRequest, Upload};

/// How often something comes again, by Brent's method: one mark, moved on at each power of two, so
/// that memory stays flat, and a circle of any length is found once the mark stands in it.
struct Circle {
    mark: Option<u64>,
    /// How often the mark was met.
    met: u32,
    steps: u64,
    limit: u64,
}

impl Circle {
    const fn new() -> Self {
        Self {
            mark: None,
            met: 0,
            steps: 0,
            limit: 1,
        }
    }

    /// Takes one step, and says how often the mark was met since it stands.
    fn step(&mut self, to: u64) -> u32 {
        self.met += u32::from(self.mark == Some(to));
        let met = self.met;
        self.steps += 1;
        if self.steps == self.limit {
            self.mark = Some(to);
            self.met = 0;
            self.limit *= 2;
            self.steps = 0;
        }
        met
    }
}

/// Notices requests that lead back to one that was already made.
pub(super) struct Trail(Circle);

impl Trail {
    pub(super) const fn new() -> Self {
        Self(Circle::new())
    }

    /// Marks the first request.
    pub(super) fn start(&mut self, request: &HttpRequest) {
        self.0.mark.get_or_insert_with(|| fingerprint(request));
    }

    /// Whether the next request is the one that is marked.
    pub(super) fn leads_back(&mut self, request: &HttpRequest) -> bool {
        self.0.step(fingerprint(request)) > 0
    }
}

fn fingerprint(request: &HttpRequest) -> u64 {
    let mut hasher = DefaultHasher::new();
    request.url.hash(&mut hasher);
    let body = request.body.as_ref().and_then(Upload::as_bytes);
    body.hash(&mut hasher);
    hasher.finish()
}

/// So many pages that hold the same are the last straw: a service counts pages up, or makes up new
/// cursors, and gives nothing new. Honest lists have pages without items, where a filter finds
/// nothing for long, but not so many in a row.
const SAME_ITEMS: u32 = 1000;

/// Notices answers that repeat earlier ones. What was answered is not kept: only hashes are.
pub(super) struct Repeats {
    answer: Option<u64>,
    items: Option<u64>,
    same: u32,
    circle: Circle,
}

impl Repeats {
    pub(super) const fn new() -> Self {
        Self {
            answer: None,
            items: None,
            same: 0,
            circle: Circle::new(),
        }
    }

    /// Whether this answer, to another request than those before, says that the service repeats
    /// itself: it is the one before, byte for byte, or the same items came for the thousandth time,
    /// one page after the other or in turn with others.
    pub(super) fn repeats<T: Serialize>(&mut self, body: &[u8], items: &[T]) -> bool {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let answer = hasher.finish();
        let ends = ends(items);
        if self.items.replace(ends) == Some(ends) {
            self.same += 1;
        } else {
            self.same = 1;
        }
        let in_a_row = self.answer.replace(answer) == Some(answer) || self.same >= SAME_ITEMS;
        // Pages without items may be alike, wherever they stand.
        let in_a_circle = !items.is_empty() && self.circle.step(ends) >= SAME_ITEMS;
        in_a_row || in_a_circle
    }
}

/// A hash of how many items there are, and of the first and the last: to hash all would be to write
/// them all.
fn ends<T: Serialize>(items: &[T]) -> u64 {
    let mut hasher = Hashing(DefaultHasher::new());
    items.len().hash(&mut hasher.0);
    for item in items.first().into_iter().chain(items.last()) {
        // What cannot be written is told apart by what comes before that.
        let _ = serde_json::to_writer(&mut hasher, item);
    }
    hasher.0.finish()
}

/// Hashes what is written.
struct Hashing(DefaultHasher);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
