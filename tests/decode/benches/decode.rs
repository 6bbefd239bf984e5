//! Reading what the vendor's schemas show: the generated types against serde's own derives on the same
//! types.
//!
//! `cargo bench --package decode-bench`: both sides run in turns, so that what else the machine does
//! meets both alike, and each pair of turns gives one ratio. What both read is what ours wrote: the
//! examples as they stand are not all of their documented type, and the derives refuse them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a benchmark that cannot run fails by panicking"
)]

#[path = "../../benches/clients/measure.rs"]
mod measure;

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Our throughput by that of the derives, at least.
const TARGET: f64 = 0.95;

/// The models, as `build.rs` generates them.
#[allow(
    dead_code,
    unreachable_pub,
    clippy::all,
    reason = "generated for any crate, where its users see it"
)]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}
use models::{derived, ours};

/// A value of one type, and how both sides read it.
struct Case {
    schema: &'static str,
    text: String,
    ours: fn(&[u8]),
    derived: fn(&[u8]),
}

fn case<Ours: DeserializeOwned + Serialize, Derived: DeserializeOwned>(
    schema: &'static str,
    example: &str,
) -> Case {
    let value: Ours = serde_json::from_str(example).unwrap();
    Case {
        schema,
        text: serde_json::to_string(&value).unwrap(),
        ours: read::<Ours>,
        derived: read::<Derived>,
    }
}

fn read<T: DeserializeOwned>(text: &[u8]) {
    black_box(serde_json::from_slice::<T>(text).unwrap());
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let turns = if std::env::args().any(|argument| argument == "--bench") {
        measure::TURNS
    } else {
        1
    };
    let table: &[Case] = include!(concat!(env!("OUT_DIR"), "/table.rs"));
    if table.is_empty() {
        assert!(
            std::env::var_os("CI").is_none(),
            "../shared/schemas is missing"
        );
        eprintln!("SKIPPED: ../shared/schemas is missing");
        return;
    }
    println!(
        "schema                 values    bytes         ours       derive    ratio (target {TARGET})"
    );
    let mut schemas: Vec<&str> = table.iter().map(|case| case.schema).collect();
    schemas.dedup();
    for schema in schemas {
        let cases: Vec<&Case> = table.iter().filter(|case| case.schema == schema).collect();
        report(schema, &cases, turns);
    }
    report("all together", &table.iter().collect::<Vec<_>>(), turns);
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn report(what: &str, cases: &[&Case], turns: usize) {
    let each = |side: fn(&Case) -> fn(&[u8])| {
        move || {
            for case in cases {
                side(case)(case.text.as_bytes());
            }
        }
    };
    let pair = measure::pair(turns, each(|case| case.ours), each(|case| case.derived));
    let bytes: usize = cases.iter().map(|case| case.text.len()).sum();
    let speed = |nanoseconds: f64| bytes as f64 * 1e3 / nanoseconds;
    let mark = if pair.ratio < TARGET {
        "  short of the target"
    } else {
        ""
    };
    println!(
        "{what:<22} {:>6} {bytes:>8} {:>7.0} MB/s {:>7.0} MB/s    {:>5.2}{mark}",
        cases.len(),
        speed(pair.ours),
        speed(pair.theirs),
        pair.ratio
    );
}
