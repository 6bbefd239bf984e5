//! A number of permits, given out first come, first served. With one permit it is a lock.
//!
//! Waiting belongs to no async runtime. A crate for it would bring four more into every build.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Gives out permits.
pub(crate) struct Permits(Mutex<Queue>);

struct Queue {
    free: usize,
    next: u64,
    waiting: VecDeque<(u64, Waker)>,
    /// Who waited and was given a permit, and has not taken it yet.
    given: Vec<u64>,
}

impl Permits {
    pub(crate) fn new(permits: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Queue {
            free: permits,
            next: 0,
            waiting: VecDeque::new(),
            given: Vec::new(),
        })))
    }

    /// Waits for a permit.
    pub(crate) fn acquire(self: &Arc<Self>) -> Acquire {
        Acquire {
            permits: self.clone(),
            place: None,
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a permit to who waits longest.
    fn release(&self) {
        let waker = {
            let mut queue = self.queue();
            match queue.waiting.pop_front() {
                Some((place, waker)) => {
                    queue.given.push(place);
                    Some(waker)
                }
                None => {
                    queue.free += 1;
                    None
                }
            }
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// One permit: it goes back when it is dropped.
pub(crate) struct Permit(Arc<Permits>);

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.release();
    }
}

/// Waits for a permit. Dropped, it leaves the queue.
pub(crate) struct Acquire {
    permits: Arc<Permits>,
    place: Option<u64>,
}

impl Future for Acquire {
    type Output = Permit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Permit> {
        let this = &mut *self;
        let mut queue = this.permits.queue();
        match this.place {
            None if queue.free > 0 => queue.free -= 1,
            None => {
                let place = queue.next;
                queue.next += 1;
                queue.waiting.push_back((place, context.waker().clone()));
                this.place = Some(place);
                return Poll::Pending;
            }
            Some(place) => {
                let Some(at) = queue.given.iter().position(|given| *given == place) else {
                    if let Some((_, waker)) = queue.waiting.iter_mut().find(|it| it.0 == place) {
                        waker.clone_from(context.waker());
                    }
                    return Poll::Pending;
                };
                queue.given.swap_remove(at);
                this.place = None;
            }
        }
        drop(queue);
        Poll::Ready(Permit(this.permits.clone()))
    }
}

impl Drop for Acquire {
    fn drop(&mut self) {
        let Some(place) = self.place else { return };
        let mut queue = self.permits.queue();
        queue.waiting.retain(|waiting| waiting.0 != place);
        let given = queue.given.iter().position(|given| *given == place);
        if let Some(at) = given {
            queue.given.swap_remove(at);
            drop(queue);
            self.permits.release();
        }
    }
}
