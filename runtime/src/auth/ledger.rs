//! How often tokens were asked for, by refresh token, for the whole process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::identity::{Identity, identity};
use crate::product::TokenLimit;

/// When tokens were asked for by one refresh token. All credentials of the process that hold it share
/// one ledger, and it outlives them: the token server counts on.
#[derive(Default)]
pub(super) struct Ledger(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    times: Vec<SystemTime>,
    /// When the token server has forgotten them all, by the system's clock: a client's own may stand
    /// still.
    forgotten: Option<Instant>,
}

/// The ledgers of the process.
struct Ledgers {
    known: BTreeMap<Identity, Arc<Ledger>>,
    /// At this many, look for those that nobody needs.
    full: usize,
}

/// How many ledgers there may be before those that nobody needs are forgotten.
const FEW: usize = 64;

static LEDGERS: Mutex<Ledgers> = Mutex::new(Ledgers::new());

impl Ledgers {
    const fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            full: FEW,
        }
    }

    fn of(&mut self, refresh_token: &str, now: Instant) -> Arc<Ledger> {
        let identity = identity(&[refresh_token]);
        if let Some(ledger) = self.known.get(&identity) {
            return ledger.clone();
        }
        if self.known.len() >= self.full {
            self.known
                .retain(|_, ledger| Arc::strong_count(ledger) > 1 || ledger.is_needed(now));
            self.full = FEW.max(self.known.len() * 2);
        }
        self.known.entry(identity).or_default().clone()
    }
}

impl Ledger {
    /// The ledger of a refresh token.
    pub(super) fn of(refresh_token: &str) -> Arc<Self> {
        let mut ledgers = LEDGERS.lock().unwrap_or_else(PoisonError::into_inner);
        ledgers.of(refresh_token, Instant::now())
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_needed(&self, now: Instant) -> bool {
        let noted = self.noted();
        noted.forgotten.is_some_and(|forgotten| now < forgotten)
    }

    /// Adds what other processes noted, and notes an attempt now; or says how long to wait for one.
    pub(super) fn begin(
        &self,
        limit: Option<TokenLimit>,
        others: &[SystemTime],
        now: SystemTime,
    ) -> Result<(), Duration> {
        let Some(TokenLimit { tokens, seconds }) = limit else {
            return Ok(());
        };
        let window = Duration::from_secs(seconds.into());
        let mut noted = self.noted();
        noted.forgotten = Some(Instant::now() + window);
        let times = &mut noted.times;
        times.extend(others);
        times.sort_unstable();
        times.dedup();
        // What lies further ahead than a window was noted by a clock that has been put back since.
        times.retain(|time| match now.duration_since(*time) {
            Ok(ago) => ago < window,
            Err(ahead) => ahead.duration() < window,
        });
        let excess = (times.len() + 1).saturating_sub(tokens as usize);
        if let Some(oldest) = excess.checked_sub(1).and_then(|at| times.get(at)) {
            return Err((*oldest + window).duration_since(now).unwrap_or_default());
        }
        // As exact as a store keeps it. Two attempts of one moment are two.
        let since = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let mut moment = now - Duration::from_nanos((since.subsec_nanos() % 1000).into());
        while times.contains(&moment) {
            moment += Duration::from_micros(1);
        }
        times.push(moment);
        Ok(())
    }

    /// Forgets the last attempt: it never reached the token server.
    pub(super) fn take_back(&self) {
        self.noted().times.pop();
    }

    /// The attempts, for other processes.
    pub(super) fn attempts(&self) -> Vec<SystemTime> {
        self.noted().times.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_nothing_to_remember_is_forgotten() {
        let limit = Some(TokenLimit {
            tokens: 10,
            seconds: 600,
        });
        let begun = Instant::now();
        let mut ledgers = Ledgers::new();
        let held = ledgers.of("held", begun);
        let today = SystemTime::UNIX_EPOCH;
        assert_eq!(ledgers.of("asked", begun).begin(limit, &[], today), Ok(()));
        for at in 0..1000 {
            let _ = ledgers.of(&format!("unused {at}"), begun);
            assert!(ledgers.known.len() <= FEW);
        }
        // It is the same one as long as its attempts count.
        let asked = ledgers.of("asked", begun);
        assert_eq!(asked.attempts(), [today]);
        drop(asked);
        let later = Instant::now() + Duration::from_secs(601);
        for at in 0..1000 {
            let _ = ledgers.of(&format!("unused {at}"), later);
        }
        assert!(ledgers.of("asked", later).attempts().is_empty());
        assert!(Arc::ptr_eq(&held, &ledgers.of("held", later)));
    }
}
