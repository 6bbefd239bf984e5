//! Runs the official test suite of JSON Schema against the types that the generator makes.

mod cases;
mod ours;
mod program;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cases::DRAFTS;
use program::{Module, Modules, Outcome};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

fn run() -> Result<(), Box<dyn Error>> {
    let suite = PathBuf::from(std::env::args().nth(1).unwrap_or_default());
    let mut cases = cases::read(&suite)?;
    if let Ok(only) = std::env::var("ONLY") {
        cases.retain(|case| only.split(',').any(|one| one == case.keyword));
    }
    let work = tempfile::tempdir()?;
    let mut remotes = vec![("http://localhost:1234/".to_owned(), suite.join("remotes"))];
    remotes.extend(
        std::env::args()
            .nth(2)
            .map(|folder| ("http://json-schema.org/".to_owned(), PathBuf::from(&folder))),
    );
    remotes.extend(std::env::args().nth(2).map(|folder| {
        (
            "https://json-schema.org/".to_owned(),
            PathBuf::from(&folder),
        )
    }));
    let mut modules = Modules::new();
    let mut failed: BTreeMap<usize, String> = BTreeMap::new();
    let mut any: Vec<usize> = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let folder = work.path().join(format!("in/{number}"));
        match ours::generate(case, &folder, &remotes) {
            Ok(made) => {
                if made.is_any {
                    any.push(number);
                }
                let text = format!("#![allow(dead_code)]\n{}", made.text);
                let probe = format!("judge_ours::<s{number}::{}>(text)", made.name);
                modules.insert(number, Module { text, probe });
            }
            Err(error) => {
                failed.insert(number, error.to_string());
            }
        }
    }
    println!(
        "{} generated, {} failed, {} any",
        modules.len(),
        failed.len(),
        any.len()
    );
    for (n, e) in &failed {
        println!(
            "FAILED {n} {} / {}: {e}",
            cases[*n].keyword, cases[*n].description
        );
    }
    let runtime = root().join("runtime");
    let manifest = format!(
        "[package]\nname = \"suite-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nclientwright-runtime = {{ path = {:?}, default-features = false, features = [\"testing\"] }}\nserde = \"1\"\nserde_json = \"1\"\n\n[profile.dev]\ndebug = 0\n\n[workspace]\n",
        runtime
    );
    let main = format!(
        "{}{}{}",
        "#![allow(dead_code)]\nuse serde::{Serialize, de::DeserializeOwned};\nuse serde_json::Value;\n",
        include_str!("template.rs"),
        OURS
    );
    let folder = root().join("target/schema-suite");
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let broken = program::build(&folder, &manifest, &main, &mut modules)?;
    for (n, e) in &broken {
        println!(
            "BROKEN {n} {} / {}: {e}",
            cases[*n].keyword, cases[*n].description
        );
    }
    let mut lines = Vec::new();
    let mut which = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        for instance in &case.instances {
            lines.push((number, format!("{{\"value\":{}}}", instance.data)));
            which.push((case, instance, number));
        }
    }
    let target = std::env::var("CARGO_TARGET_DIR").map_or(folder.join("target"), PathBuf::from);
    std::fs::write(
        "/tmp/suite/lines.txt",
        lines
            .iter()
            .map(|(n, t)| format!("{n} {t}\n"))
            .collect::<String>(),
    )?;
    let reports = program::run(&target.join("debug/suite-program"), &lines)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ((case, instance, number), report) in which.into_iter().zip(reports) {
        let key = format!(
            "{} {} {:?}",
            DRAFTS[case.draft].0,
            if instance.valid { "valid" } else { "invalid" },
            report
        );
        if instance.valid && !matches!(report, Some((Outcome::Taken, true))) {
            println!(
                "BAD {number} {} / {} / {}: {report:?} {} {}",
                case.keyword, case.description, instance.description, case.schema, instance.data
            );
        }
        *counts.entry(key).or_insert(0) += 1;
    }
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for n in any {
        *by.entry(&cases[n].keyword).or_insert(0) += 1;
        println!("ANY {n} {} {}", cases[n].keyword, cases[n].schema);
    }
    println!("{by:?}");
    println!("{counts:#?}");
    Ok(())
}

const OURS: &str = "
fn judge_ours<T: DeserializeOwned + Serialize + clientwright_runtime::__private::v1::Field>(text: &str) -> Answer {
    judge::<T>(text, || {
        clientwright_runtime::testing::differences::<T>(text.as_bytes()).map_or(true, |found| !found.is_empty())
    })
}
";
