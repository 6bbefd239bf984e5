//! Time: what waiting is done on, so that tests need not wait.

use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

/// A future that is ready when a moment has come.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells the time and waits for it. Everything that waits (repeats, limits) waits on the client's
/// clock.
///
/// `SystemClock` comes with the feature `reqwest`; [`ManualClock`] is for tests.
pub trait Clock: Send + Sync + 'static {
    /// The time for measuring: it never goes back.
    fn now(&self) -> Instant;

    /// The time of day: for what a server or another process said.
    fn today(&self) -> SystemTime;

    /// Waits until [`now`](Self::now) is `until`, or later.
    fn sleep_until(&self, until: Instant) -> Sleep;

    /// Waits as [`sleep_until`](Self::sleep_until) does, only to give up something else that is waited
    /// for. A clock whose time passes for those who sleep does not jump ahead for this.
    fn give_up_at(&self, until: Instant) -> Sleep {
        self.sleep_until(until)
    }
}

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> Instant {
        (**self).now()
    }

    fn today(&self) -> SystemTime {
        (**self).today()
    }

    fn sleep_until(&self, until: Instant) -> Sleep {
        (**self).sleep_until(until)
    }

    fn give_up_at(&self, until: Instant) -> Sleep {
        (**self).give_up_at(until)
    }
}

/// The system's time, waited for with Tokio's timer.
/// A transport of your own in a Tokio runtime may have it:
///
/// ```
/// use std::sync::Arc;
///
/// use clientwright_runtime::{Clock, HttpRequest, SystemClock, Transport, TransportFuture};
///
/// struct Logged<T>(T);
///
/// impl<T: Transport> Transport for Logged<T> {
///     fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
///         eprintln!("{} {}", request.method, request.url);
///         self.0.send(request)
///     }
///
///     fn clock(&self) -> Option<Arc<dyn Clock>> {
///         Some(Arc::new(SystemClock))
///     }
/// }
/// ```
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(feature = "reqwest")]
impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn today(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep_until(&self, until: Instant) -> Sleep {
        Box::pin(async move { tokio::time::sleep_until(until.into()).await })
    }
}

/// A client's clock, or none: then the time is the system's, and nothing waits.
#[derive(Clone, Default)]
pub(crate) struct Time(pub(crate) Option<Arc<dyn Clock>>);

impl Time {
    pub(crate) fn now(&self) -> Instant {
        self.0
            .as_ref()
            .map_or_else(Instant::now, |clock| clock.now())
    }

    /// `None` where there is nothing to wait on.
    pub(crate) fn sleep_until(&self, until: Instant) -> Option<Sleep> {
        self.0.as_ref().map(|clock| clock.sleep_until(until))
    }

    /// Waits for a future, but not past a deadline: `None` if that comes first.
    pub(crate) async fn within<F: Future>(
        &self,
        deadline: Option<Instant>,
        future: F,
    ) -> Option<F::Output> {
        let mut future = pin!(future);
        let mut limit = None;
        poll_fn(|context| {
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            // What is ready at once needs no timer.
            let (Some(clock), Some(deadline)) = (&self.0, deadline) else {
                return Poll::Pending;
            };
            let limit = limit.get_or_insert_with(|| clock.give_up_at(deadline));
            limit.as_mut().poll(context).map(|()| None)
        })
        .await
    }

    pub(crate) fn today(&self) -> SystemTime {
        self.0
            .as_ref()
            .map_or_else(SystemTime::now, |clock| clock.today())
    }
}

/// A clock for tests: its time passes when it is told to. Clones are one clock. It begins at
/// 2001-09-09T01:46:40Z.
///
/// ```
/// use std::time::Duration;
/// use clientwright_runtime::{Clock, ManualClock};
///
/// let clock = ManualClock::new();
/// let start = clock.now();
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now() - start, Duration::from_secs(60));
/// ```
#[derive(Clone)]
pub struct ManualClock {
    begin: Instant,
    state: Arc<Mutex<Passed>>,
}

#[derive(Default)]
struct Passed {
    time: Duration,
    jumps: bool,
    waits: Vec<Duration>,
    sleepers: Vec<Waker>,
}

/// A thousand million seconds after the epoch.
const BEGIN: Duration = Duration::from_secs(1_000_000_000);

impl ManualClock {
    /// A clock that stands still until it is [advanced](Self::advance).
    #[must_use]
    pub fn new() -> Self {
        Self {
            begin: Instant::now(),
            state: Arc::default(),
        }
    }

    /// A clock that jumps ahead to what is waited for: no wait takes any time.
    #[must_use]
    pub fn jumping() -> Self {
        let clock = Self::new();
        clock.state().jumps = true;
        clock
    }

    /// Lets time pass, and wakes who waited for it.
    pub fn advance(&self, time: Duration) {
        let sleepers = {
            let mut state = self.state();
            state.time = state.time.saturating_add(time);
            std::mem::take(&mut state.sleepers)
        };
        sleepers.into_iter().for_each(Waker::wake);
    }

    /// How long each wait was to take, in the order in which they began. What is only to give up
    /// something else is none.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, Passed> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ManualClock({:?})", self.state().time)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        self.begin + self.state().time
    }

    fn today(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + BEGIN + self.state().time
    }

    fn sleep_until(&self, until: Instant) -> Sleep {
        let mut state = self.state();
        let until = until.saturating_duration_since(self.begin);
        let wait = until.saturating_sub(state.time);
        state.waits.push(wait);
        let jumps = state.jumps;
        drop(state);
        Box::pin(ManualSleep {
            clock: self.clone(),
            until,
            jumps,
        })
    }

    fn give_up_at(&self, until: Instant) -> Sleep {
        Box::pin(ManualSleep {
            clock: self.clone(),
            until: until.saturating_duration_since(self.begin),
            jumps: false,
        })
    }
}

struct ManualSleep {
    clock: ManualClock,
    until: Duration,
    jumps: bool,
}

impl Future for ManualSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.state();
        if self.jumps {
            state.time = state.time.max(self.until);
        }
        if state.time >= self.until {
            return Poll::Ready(());
        }
        state.sleepers.push(context.waker().clone());
        Poll::Pending
    }
}
