//! A limiter for each organization.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Limiter;
use crate::product::Limits;

/// How many organizations there may be before those that are idle are forgotten.
const FEW: usize = 256;

/// The limiters of a client's organizations, which all clients that were made of it share.
pub(crate) struct Limiters {
    limits: Limits,
    known: Mutex<Known>,
}

struct Known {
    limiters: BTreeMap<Option<Arc<str>>, Arc<Limiter>>,
    /// At this many, look for idle ones.
    full: usize,
}

impl Limiters {
    pub(crate) const fn new(limits: Limits) -> Self {
        Self {
            limits,
            known: Mutex::new(Known {
                limiters: BTreeMap::new(),
                full: FEW,
            }),
        }
    }

    /// The limiter of an organization.
    pub(crate) fn of(&self, organization: Option<&Arc<str>>, now: Instant) -> Arc<Limiter> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let organization = organization.cloned();
        if let Some(limiter) = known.limiters.get(&organization) {
            return limiter.clone();
        }
        if known.limiters.len() >= known.full {
            known
                .limiters
                .retain(|_, limiter| Arc::strong_count(limiter) > 1 || !limiter.is_idle(now));
            known.full = FEW.max(known.limiters.len() * 2);
        }
        let limiter = Arc::new(Limiter::new(self.limits));
        known.limiters.insert(organization, limiter.clone());
        limiter
    }
}
