//! Measuring two ways of doing the same.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often each side has its turn.
pub(crate) const TURNS: usize = 101;

/// How long a turn takes, about.
const TURN: Duration = Duration::from_millis(4);

/// What a pair of sides takes.
pub(crate) struct Pair {
    /// Nanoseconds of one run of ours, in the median.
    pub(crate) ours: f64,
    /// Nanoseconds of one run of the other side, in the median.
    pub(crate) theirs: f64,
    /// The other side's time by ours, in the median of the pairs of turns: above 1, ours is faster.
    pub(crate) ratio: f64,
}

/// Runs both sides in turns.
pub(crate) fn pair<A, B>(
    turns: usize,
    mut ours: impl FnMut() -> A,
    mut theirs: impl FnMut() -> B,
) -> Pair {
    let runs = runs(&mut theirs);
    let mut times = Vec::new();
    for turn in 0..turns {
        // Whoever goes second finds the caches warm.
        let (mine, other) = if turn % 2 == 0 {
            let mine = time(runs, &mut ours);
            (mine, time(runs, &mut theirs))
        } else {
            let other = time(runs, &mut theirs);
            (time(runs, &mut ours), other)
        };
        times.push((mine, other));
    }
    let each = |of: fn(&(f64, f64)) -> f64| median(times.iter().map(of).collect());
    Pair {
        ours: each(|(ours, _)| *ours),
        theirs: each(|(_, theirs)| *theirs),
        ratio: each(|(ours, theirs)| theirs / ours),
    }
}

/// How many runs make a turn.
fn runs<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut runs = 1;
    loop {
        let start = Instant::now();
        for _ in 0..runs {
            black_box(work());
        }
        if start.elapsed() >= TURN || runs > 1 << 20 {
            return runs;
        }
        runs *= 2;
    }
}

/// Nanoseconds of one run.
fn time<T>(runs: u32, work: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..runs {
        black_box(work());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(runs)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
