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
    /// Until when the service asked to be left alone.
    paused: Mutex<Option<Instant>>,
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
            paused: Mutex::default(),
        }
    }

    /// Waits until a request may be sent. Where that would be after the deadline, the error is how
    /// long it would take.
    pub(crate) async fn admit(
        &self,
        time: &Time,
        deadline: Option<Instant>,
    ) -> Result<Admission, Duration> {
        // Who cannot be in time does not stand in line.
        self.in_time(time.now(), deadline)?;
        let permit = acquire(self.concurrent.as_ref(), time, deadline).await?;
        let turn = self.rate.as_ref().map(|rate| &rate.turn);
        let _turn = acquire(turn, time, deadline).await?;
        while let Some(next) = self.in_time(time.now(), deadline)? {
            // Without a clock there is no waiting, so there is no limit either.
            let Some(sleep) = time.sleep_until(next) else {
                break;
            };
            sleep.await;
        }
        if is_late(time.now(), deadline) {
            return Err(Duration::ZERO);
        }
        if let Some(rate) = &self.rate {
            rate.begin(time.now());
        }
        Ok(Admission(permit))
    }

    /// Lets nothing through until then.
    pub(crate) fn pause(&self, until: Instant) {
        let mut paused = self.paused();
        *paused = (*paused).max(Some(until));
    }

    fn paused(&self) -> MutexGuard<'_, Option<Instant>> {
        self.paused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the next request may begin, if not now. Where that is after the deadline, the error is how
    /// long it would take.
    fn in_time(
        &self,
        now: Instant,
        deadline: Option<Instant>,
    ) -> Result<Option<Instant>, Duration> {
        let paused = self.paused().filter(|until| *until > now);
        let next = paused.max(self.rate.as_ref().and_then(|rate| rate.next(now)));
        match next {
            Some(next) if is_late(next, deadline) => Err(next.saturating_duration_since(now)),
            next => Ok(next),
        }
    }

    /// Whether it has nothing to remember.
    pub(crate) fn is_idle(&self, now: Instant) -> bool {
        let paused = self.paused().is_some_and(|until| until > now);
        let idle = self.rate.as_ref().is_none_or(|rate| {
            let begun = rate.begun();
            begun
                .back()
                .is_none_or(|last| now.saturating_duration_since(*last) >= MINUTE)
        });
        idle && !paused
    }
}

fn is_late(moment: Instant, deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| moment >= deadline)
}

/// Waits for a permit, where one is needed, until the deadline.
async fn acquire(
    permits: Option<&Arc<Permits>>,
    time: &Time,
    deadline: Option<Instant>,
) -> Result<Option<Permit>, Duration> {
    let Some(permits) = permits else {
        return Ok(None);
    };
    let permit = time.within(deadline, permits.acquire()).await;
    permit.map(Some).ok_or(Duration::ZERO)
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
