//! Lists that never end, because the service repeats itself.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use serde::Serialize;

use crate::http::{HttpRequest, Upload};

/// Notices requests that lead back to one that was already made, by Brent's method: one mark, moved
/// on at each power of two, so that memory stays flat.
pub(super) struct Trail {
    mark: Option<u64>,
    steps: u64,
    limit: u64,
}

impl Trail {
    pub(super) const fn new() -> Self {
        Self {
            mark: None,
            steps: 0,
            limit: 1,
        }
    }

    /// Marks the first request.
    pub(super) fn start(&mut self, request: &HttpRequest) {
        self.mark.get_or_insert_with(|| fingerprint(request));
    }

    /// Whether the next request is the one that is marked.
    pub(super) fn leads_back(&mut self, request: &HttpRequest) -> bool {
        let next = fingerprint(request);
        if self.mark == Some(next) {
            return true;
        }
        self.steps += 1;
        if self.steps == self.limit {
            self.mark = Some(next);
            self.limit *= 2;
            self.steps = 0;
        }
        false
    }
}

fn fingerprint(request: &HttpRequest) -> u64 {
    let mut hasher = DefaultHasher::new();
    request.url.hash(&mut hasher);
    let body = request.body.as_ref().and_then(Upload::as_bytes);
    body.hash(&mut hasher);
    hasher.finish()
}

/// So many pages in a row that hold the same are the last straw: a service counts pages up, or makes
/// up new cursors, and gives nothing new. Honest lists have pages without items, where a filter finds
/// nothing for long, but not so many.
const SAME_IN_A_ROW: u32 = 1000;

/// Notices answers that repeat the one before. What was answered earlier is not kept: only hashes are.
pub(super) struct Repeats {
    answer: Option<u64>,
    items: Option<u64>,
    same: u32,
}

impl Repeats {
    pub(super) const fn new() -> Self {
        Self {
            answer: None,
            items: None,
            same: 0,
        }
    }

    /// Whether this answer, to another request than the one before, says that it is the same: byte
    /// for byte, or for the thousandth time with the same items in something else around them.
    pub(super) fn repeats<T: Serialize>(&mut self, body: &[u8], items: &[T]) -> bool {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let answer = hasher.finish();
        let items = ends(items);
        if self.items.replace(items) == Some(items) {
            self.same += 1;
        } else {
            self.same = 1;
        }
        self.answer.replace(answer) == Some(answer) || self.same >= SAME_IN_A_ROW
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
