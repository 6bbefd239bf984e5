//! How often tokens were asked for, by refresh token, for the whole process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::product::TokenLimit;

/// When tokens were asked for by one refresh token. All credentials of the process that hold it share
/// one ledger, and it outlives them: the token server counts on.
#[derive(Default)]
pub(super) struct Ledger(Mutex<Vec<SystemTime>>);

static LEDGERS: Mutex<BTreeMap<String, Arc<Ledger>>> = Mutex::new(BTreeMap::new());

impl Ledger {
    /// The ledger of a refresh token.
    pub(super) fn of(refresh_token: &str) -> Arc<Self> {
        let mut ledgers = LEDGERS.lock().unwrap_or_else(PoisonError::into_inner);
        ledgers.entry(refresh_token.to_owned()).or_default().clone()
    }

    fn times(&self) -> MutexGuard<'_, Vec<SystemTime>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        let mut times = self.times();
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
        self.times().pop();
    }

    /// The attempts, for other processes.
    pub(super) fn noted(&self) -> Vec<SystemTime> {
        self.times().clone()
    }
}
