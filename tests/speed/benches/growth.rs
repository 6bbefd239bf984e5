//! How what the generator takes grows with its input: a schema of 10,000 definitions beside one of
//! 1,000, stage for stage, and what the vendor's schemas take; all in one run.
//!
//! Then inputs that are long in one way each (`families`), with so many rows and with four times as
//! many.
//!
//! `cargo bench -p speed-benches --bench growth` prints tables; with `-- --deny` it fails where a
//! bound is crossed. `-- --families WORD …` measures those families alone whose names have a word.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run stops with a panic"
)]

mod families;
#[path = "../../../codegen/tests/lower/synthetic.rs"]
mod synthetic;
#[path = "shared/vendor.rs"]
mod vendor;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use clientwright::diagnostic::render;
use clientwright::emit::EmitOptions;
use clientwright::load::{Loaded, Outside};
use clientwright::lower::lower_schema;
use clientwright::names::NamesLock;
use clientwright::output::Plan;
use clientwright::source::{Sources, read_json};
use clientwright::stages::{Shaped, check_schema};
use clientwright::{Generator, Limits};
use rustix::time::{ClockId, clock_gettime};
use synthetic::synthetic;
use wait4::Wait4 as _;

const SIZES: [usize; 2] = [1_000, 10_000];
/// The most that the whole may take of ten times the definitions.
const MOST: f64 = 11.0;
/// The most that a stage may: what is quadratic takes a hundred times as much, and a short stage that
/// finds its input in no cache some more than the whole.
const MOST_OF_STAGE: f64 = 20.0;
/// The most CPU that the vendor's eight schemas may take.
const MOST_VENDOR: Duration = Duration::from_millis(150);
const STAGES: [&str; 7] = [
    "read", "load", "lower", "check", "typify", "write", "output",
];
const RUNS: usize = 7;
/// The argument with which this program generates files, to be measured from outside.
const GENERATE: &str = "--generate";
/// The argument with which it does so whatever is wrong in them.
const TRY: &str = "--try";
/// The argument in front of words that the names of families have, which alone are measured.
const FAMILIES: &str = "--families";
/// How many rows or marks a family has, and how many times as many.
const ROWS: usize = 4_000;
const TIMES: usize = 4;
/// The most CPU of so many times the rows, as a multiple: what is quadratic takes 16 times as much.
const MOST_OF_FAMILY: f64 = 8.0;
/// What takes less than this is not compared.
const SHORT: Duration = Duration::from_millis(150);
/// The most memory: so many times the input, and so many bytes.
const MOST_MEMORY: (u64, u64) = (40, 64 << 20);
/// The longest report.
const MOST_REPORT: usize = 2 << 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.split_first();
    match command.map(|(it, rest)| (it.as_str(), rest)) {
        Some((GENERATE, files)) => {
            files.iter().for_each(|file| generate(Path::new(file)));
            return ExitCode::SUCCESS;
        }
        Some((TRY, inputs)) => {
            inputs.iter().for_each(|input| attempt(Path::new(input)));
            return ExitCode::SUCCESS;
        }
        Some((FAMILIES, words)) => {
            of_families(words);
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let deny = arguments.iter().any(|argument| argument == "--deny");
    // Before this process has grown: a child begins with its parent's peak.
    let within = [of_vendor(), grown(), of_families(&[])];
    match deny && within.contains(&false) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// CPU time of this process: others on the machine take none of it.
struct Watch {
    before: Duration,
}

impl Watch {
    fn start() -> Self {
        Self { before: cpu() }
    }

    /// What passed since the last lap.
    fn lap(&mut self) -> Duration {
        let now = cpu();
        now - std::mem::replace(&mut self.before, now)
    }
}

fn cpu() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// What each stage takes, and the whole.
fn grown() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let files = SIZES.map(|size| {
        let file = folder.path().join(format!("definitions{size}.json"));
        std::fs::write(&file, synthetic(size)).unwrap();
        file
    });
    let peaks = files
        .each_ref()
        .map(|file| measured(GENERATE, &[file.display().to_string()]).1);
    let mut least = SIZES.map(|_| [Duration::MAX; STAGES.len() + 1]);
    for _ in 0..RUNS {
        for ((file, size), least) in files.iter().zip(SIZES).zip(&mut least) {
            // As long for each: what else runs on the machine disturbs a short run less.
            let turns = SIZES[1] / size;
            let mut sums = [Duration::ZERO; STAGES.len() + 1];
            for _ in 0..turns {
                let times = stages(file, &folder.path().join("out"));
                for (sum, time) in sums.iter_mut().zip(times) {
                    *sum += time;
                }
            }
            for (least, sum) in least.iter_mut().zip(sums) {
                *least = (sum / turns as u32).min(*least);
            }
        }
    }
    let [small, large] = least;
    println!(
        "{:<8} {:>10} {:>10} {:>6}",
        "CPU ms",
        "1,000",
        "10,000",
        format!("ratio (the whole: at most {MOST})")
    );
    let mut within = true;
    for ((name, small), large) in STAGES.iter().chain(&["whole"]).zip(small).zip(large) {
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        let millis = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "{name:<8} {:>10.2} {:>10.2} {ratio:>6.2}",
            millis(small),
            millis(large)
        );
        within &= ratio
            <= match *name {
                "whole" => MOST,
                _ => MOST_OF_STAGE,
            };
    }
    println!(
        "{:<8} {:>10} {:>10}",
        "peak MB",
        peaks[0] / 1_000_000,
        peaks[1] / 1_000_000
    );
    within
}

/// Runs the stages by themselves and then the whole; the CPU time of each.
fn stages(file: &Path, out: &Path) -> [Duration; STAGES.len() + 1] {
    let text = std::fs::read_to_string(file).unwrap();
    let mut watch = Watch::start();
    let mut sources = Sources::default();
    let id = sources.add("schema", text);
    let node = read_json(&sources, id, &mut Vec::new());
    drop((node, sources));
    let read = watch.lap();
    let (mut loaded, documents) = Loaded::schema(file, "", Limits::default(), &Outside::default());
    let load = watch.lap();
    let lowered = lower_schema(
        &loaded.sources,
        &documents,
        "definitions",
        &NamesLock::default(),
        &mut loaded.diagnostics,
    );
    let lower = watch.lap();
    check_schema(&documents, &mut loaded.diagnostics);
    let check = watch.lap();
    let options = EmitOptions::new("cargo bench");
    let shaped = Shaped::new(&lowered.api, &options).unwrap();
    let typify = watch.lap();
    let text = shaped.write().unwrap();
    let write = watch.lap();
    let plan = Plan {
        files: vec![(out.join("definitions.rs"), text)],
        ..Plan::default()
    };
    plan.write().unwrap();
    let output = watch.lap();
    drop((plan, shaped));
    drop((lowered, documents, loaded));
    let mut watch = Watch::start();
    generate(file);
    let whole = watch.lap();
    [read, load, lower, check, typify, write, output, whole]
}

/// All of the line but writing files.
fn generate(file: &Path) {
    let generator = Generator::from_schema(file);
    let described = generator.describe().unwrap();
    let files = described.emit(generator.options()).unwrap();
    assert_eq!(files.len(), 1);
}

/// All of the line, of a schema or of a product's folder; what is wrong is reported in every form.
fn attempt(input: &Path) {
    let generator = match input.is_dir() {
        true => Generator::from_product(input),
        false => Generator::from_schema(input),
    };
    let report = match generator.describe() {
        Ok(described) => {
            described.emit(generator.options()).unwrap();
            render(&described.sources, &described.warnings, false)
        }
        Err(failure) => failure.to_string() + &failure.render(false),
    };
    assert!(
        report.len() <= MOST_REPORT,
        "a report of {} bytes",
        report.len()
    );
}

/// How what each family takes grows, and its memory.
fn of_families(words: &[String]) -> bool {
    println!(
        "{:<40} {:>9} {:>10} {:>6} {:>9}",
        "\nCPU ms", "", "", "ratio", "peak MB"
    );
    let folder = tempfile::tempdir().unwrap();
    let mut within = true;
    for (index, family) in families::all().into_iter().enumerate() {
        if !words.is_empty() && !words.iter().any(|word| family.name.contains(word.as_str())) {
            continue;
        }
        let [small, large] = [ROWS, ROWS * TIMES].map(|rows| {
            let input = (family.input)(rows);
            let path = input.write(&folder.path().join(format!("{index}-{rows}")));
            let path = [path.display().to_string()];
            // What takes long needs no second look.
            let first = measured(TRY, &path);
            let best = match first.0 < SHORT * 4 {
                true => first.min(measured(TRY, &path)),
                false => first,
            };
            (best.0, best.1, input.bytes() as u64)
        });
        let ratio = large.0.as_secs_f64() / small.0.as_secs_f64();
        let memory = MOST_MEMORY.0 * large.2 + MOST_MEMORY.1;
        let grows = large.0 > SHORT && ratio > MOST_OF_FAMILY;
        let fault = match (grows, large.1 > memory) {
            (false, false) => "",
            (true, _) => "  GROWS",
            (false, true) => "  MEMORY",
        };
        within &= fault.is_empty();
        println!(
            "{:<40} {:>8.1} {:>10.1} {ratio:>6.1} {:>9}{fault}",
            family.name,
            small.0.as_secs_f64() * 1e3,
            large.0.as_secs_f64() * 1e3,
            large.1 / 1_000_000,
        );
    }
    within
}

/// Generates files in one process of their own: its CPU time, and the most memory that it had.
fn measured(command: &str, files: &[String]) -> (Duration, u64) {
    let child = Command::new(std::env::current_exe().unwrap())
        .arg(command)
        .args(files)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let used = child.wait4().unwrap();
    assert!(used.status.success());
    (used.rusage.utime + used.rusage.stime, used.rusage.maxrss)
}

/// What the vendor's schemas take, all in one process.
fn of_vendor() -> bool {
    let files = vendor::schemas();
    if files.is_empty() {
        return true;
    }
    let runs = (0..RUNS).map(|_| measured(GENERATE, &files));
    let (cpu, peak) = runs.min().unwrap();
    println!(
        "{} schemas of the vendor: {:.3} s of CPU (at most {}), a peak of {} MB\n",
        files.len(),
        cpu.as_secs_f64(),
        MOST_VENDOR.as_secs_f64(),
        peak / 1_000_000
    );
    cpu <= MOST_VENDOR
}
