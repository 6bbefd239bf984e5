//! How a target is run: on its corpus and on inputs that it makes itself.
//!
//! Under `cargo test` that is a fixed number of inputs, the same in every run. `FUZZ_SECONDS=600`
//! makes new ones for so long, `FUZZ_INPUT=file` takes one; under libFuzzer the fuzzer makes them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::choices::Choices;

/// What is fuzzed.
pub(crate) struct Target {
    /// Its name, and that of the folder of its corpus.
    pub(crate) name: &'static str,
    /// How many inputs `cargo test` makes.
    pub(crate) inputs: u64,
    /// Makes one.
    pub(crate) make: fn(&mut Choices<'_>) -> Vec<u8>,
    /// Panics where what has to hold does not.
    pub(crate) property: fn(&[u8]),
}

/// As much as the main thread of a build script has on the smallest of systems.
const STACK: usize = 1 << 20;

/// What an input may take, so that one without end is noticed. The bounds themselves are work.
const HANG: Duration = Duration::from_secs(60);

/// Runs bolero over the corpus, or over what its engine makes: a macro, since bolero looks where it
/// is called.
macro_rules! fuzz {
    ($target:expr) => {{
        let target: &$crate::run::Target = &$target;
        if $crate::run::is_chosen(target) {
            let property = target.property;
            bolero::check!(name = target.name)
                .with_iterations(0)
                .for_each(move |input: &[u8]| property(input));
            #[cfg(not(fuzzing_libfuzzer))]
            $crate::run::made(target);
        }
    }};
}
pub(crate) use fuzz;

/// libFuzzer runs one target in a process.
pub(crate) fn is_chosen(target: &Target) -> bool {
    !cfg!(fuzzing_libfuzzer) || std::env::var("FUZZ_TARGET").is_ok_and(|name| name == target.name)
}

/// Runs the target on inputs that it makes.
#[cfg_attr(fuzzing_libfuzzer, allow(dead_code))]
pub(crate) fn made(target: &'static Target) {
    let thread = std::thread::Builder::new().stack_size(STACK);
    let done = thread.spawn(move || make_all(target)).unwrap().join();
    if let Err(panic) = done {
        std::panic::resume_unwind(panic);
    }
}

fn make_all(target: &Target) {
    if let Some(file) = std::env::var_os("FUZZ_INPUT") {
        (target.property)(&std::fs::read(file).unwrap());
        return;
    }
    let start = Instant::now();
    let seconds: Option<u64> = match std::env::var("FUZZ_SECONDS") {
        Ok(text) => Some(text.parse().expect("FUZZ_SECONDS is a whole number")),
        Err(_) => None,
    };
    // Other inputs than last time, and than those of every run.
    let first = seconds.map_or(0, |_| {
        let now = std::time::SystemTime::now();
        let now = now.duration_since(std::time::UNIX_EPOCH).unwrap();
        now.as_nanos() as u64
    });
    let mut slowest = Duration::ZERO;
    let mut count = 0;
    loop {
        match seconds {
            Some(seconds) if start.elapsed() >= Duration::from_secs(seconds) => break,
            None if count >= target.inputs => break,
            _ => {}
        }
        let seed = first.wrapping_add(count);
        let input = (target.make)(&mut Choices::seeded(seed));
        if seconds.is_some() {
            // What overflows the stack leaves no message, but this.
            std::fs::write(kept(target, "last"), &input).unwrap();
        }
        let before = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| (target.property)(&input)));
        let took = before.elapsed();
        if held.is_err() || took > HANG {
            let file = kept(target, &seed.to_string());
            std::fs::write(&file, &input).unwrap();
            panic!("{}: {} fails, after {took:?}", target.name, file.display());
        }
        slowest = slowest.max(took);
        count += 1;
    }
    eprintln!(
        "{}: {count} inputs in {:.0?}, the slowest in {slowest:.1?}",
        target.name,
        start.elapsed()
    );
}

/// Where an input is kept that is to be looked at.
fn kept(target: &Target, name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    folder.join(format!("{}-{name}", target.name))
}
