//! The limiter of one organization.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Permits;
use super::permits::Permit;
use crate::clock::Time;
use crate::product::Limits;

const MINUTE: Duration = Duration::from_secs(60);

/// Lets requests through as fast as the service allows, first come, first served.
pub(crate) struct Limiter {
    concurrent: Option<Arc<Permits>>,
    rate: Option<Rate>,
}

/// So many requests in any minute.
struct Rate {
    per_minute: usize,
    /// One caller at a time waits for the window, the others for their turn: who gives up has used
    /// nothing up.
    turn: Arc<Permits>,
    /// When the last requests began, `per_minute` of them at most.
    begun: Mutex<VecDeque<Instant>>,
}

/// A request that may be sent; it counts as running until this is dropped.
pub(crate) struct Admission(#[expect(dead_code, reason = "it is held, not read")] Option<Permit>);

impl Limiter {
    pub(crate) fn new(limits: Limits) -> Self {
        let rate = |per_minute| Rate {
            per_minute,
            turn: Permits::new(1),
            begun: Mutex::default(),
        };
        Self {
            concurrent: limits.concurrent.map(|it| Permits::new(it as usize)),
            rate: limits.per_minute.map(|it| rate(it as usize)),
        }
    }

    /// Waits until a request may be sent. Where that would be after the deadline, the error is how
    /// long it would take.
    pub(crate) async fn admit(
        &self,
        time: &Time,
        deadline: Option<Instant>,
    ) -> Result<Admission, Duration> {
        let late = |moment: Instant| deadline.is_some_and(|deadline| moment >= deadline);
        let permit = match &self.concurrent {
            Some(permits) => Some(permits.acquire().await),
            None => None,
        };
        if let Some(rate) = &self.rate {
            let _turn = rate.turn.acquire().await;
            if let Some(next) = rate.next(time.now()) {
                let wait = next.saturating_duration_since(time.now());
                if late(next) {
                    return Err(wait);
                }
                // Without a clock there is no waiting, so there is no limit either.
                if let Some(sleep) = time.sleep_until(next) {
                    sleep.await;
                }
            }
            if late(time.now()) {
                return Err(Duration::ZERO);
            }
            rate.begin(time.now());
        } else if late(time.now()) {
            return Err(Duration::ZERO);
        }
        Ok(Admission(permit))
    }

    /// Whether it has nothing to remember.
    pub(crate) fn is_idle(&self, now: Instant) -> bool {
        self.rate.as_ref().is_none_or(|rate| {
            let begun = rate.begun();
            begun
                .back()
                .is_none_or(|last| now.saturating_duration_since(*last) >= MINUTE)
        })
    }
}

impl Rate {
    fn begun(&self) -> MutexGuard<'_, VecDeque<Instant>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the next request may begin, if not now.
    fn next(&self, now: Instant) -> Option<Instant> {
        let begun = self.begun();
        if begun.len() < self.per_minute {
            return None;
        }
        let next = *begun.front()? + MINUTE;
        (next > now).then_some(next)
    }

    fn begin(&self, now: Instant) {
        let mut begun = self.begun();
        if begun.len() >= self.per_minute {
            begun.pop_front();
        }
        begun.push_back(now);
    }
}
