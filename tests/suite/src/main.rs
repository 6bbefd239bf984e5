//! Runs the official test suite of JSON Schema against the types that the generator makes.
//!
//! `cargo run -p schema-suite -- --suite DIR`: for each schema of each draft a module is generated; all
//! are compiled into one program, which reads every instance and writes it again.

mod cases;
mod meant;
mod ours;
mod program;
mod table;
mod typify;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cases::{Case, DRAFTS, Draft};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use ours::Reading;
use program::{Module, Modules, Outcome, Report, Written};
use table::{Row, Rows};

/// The places in the document between which the tables stand.
const MARKS: [&str; 2] = ["<!-- suite: begin -->\n", "<!-- suite: end -->\n"];
const MEANT_MARKS: [&str; 2] = ["<!-- as meant: begin -->\n", "<!-- as meant: end -->\n"];

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let outcome = match (arguments.next(), arguments.next()) {
        (Some(word), Some(file)) if word == typify::ONE => typify::one(Path::new(&file)),
        _ => run(&command().get_matches()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Command {
    let folder = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FOLDER")
            .required(true)
            .value_parser(value_parser!(PathBuf))
    };
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("schema-suite")
        .about("Runs the official test suite of JSON Schema against the types that the generator makes")
        .arg(folder("suite").help("The suite: has `tests` and `remotes`"))
        .arg(folder("metaschemas").help(
            "The schemas of JSON Schema itself: `schemas` of the Python package jsonschema-specifications",
        ))
        .arg(flag("write").help("Write the table into docs/json-schema.md, instead of checking it"))
        .arg(flag("typify").help("Measure plain typify anew: tests/suite/typify.txt"))
        .arg(flag("as-meant").help("Read schemas as the generator does unasked, not to the letter"))
        .arg(flag("list").help("List what is not as it should be, and schemas that are any JSON"))
}

/// The repository's folder. Asked for at run time: a program in a target folder that two copies of
/// the repository share must work on the one that it is run for.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let repository = package
        .as_deref()
        .and_then(|package| package.ancestors().nth(2));
    repository.unwrap_or(Path::new(".")).to_owned()
}

fn run(matches: &ArgMatches) -> Result<(), Box<dyn Error>> {
    let given = |name: &str| {
        matches
            .get_one::<PathBuf>(name)
            .cloned()
            .unwrap_or_default()
    };
    let suite = given("suite");
    let cases = cases::read(&suite)?;
    let work = tempfile::tempdir()?;
    let figures = root().join("tests/suite/typify.txt");
    if matches.get_flag("typify") {
        typify::write(&figures, &plain(&cases, work.path())?)?;
    }
    let figures = typify::read(&figures)?;
    let mut remotes = metaschemas(&given("metaschemas"), &work.path().join("metaschemas"))?;
    remotes.push(("http://localhost:1234/".to_owned(), suite.join("remotes")));
    if matches.get_flag("as-meant") {
        let judged = judged(&cases, work.path(), &remotes, Reading::Meant)?;
        return as_meant(&cases, &judged, matches);
    }
    let judged = judged(&cases, work.path(), &remotes, Reading::Letter)?;
    let mut wrong: Vec<String> = Vec::new();
    let mut rows = Rows::new();
    for (number, case) in cases.iter().enumerate() {
        let row = row(case, &judged, number, &figures, &mut wrong);
        let place = (case.draft, case.keyword.clone());
        rows.entry(place).or_default().add(&row);
        if matches.get_flag("list") && row.ours_rejected < row.plain_rejected {
            println!(
                "plain typify rejects more: {}: {}",
                typify::key(case),
                case.schema
            );
        }
        if matches.get_flag("list") && row.any > 0 {
            println!("any JSON: {}: {}", typify::key(case), case.schema);
        }
    }
    if matches.get_flag("list") {
        wrong.iter().for_each(|line| println!("{line}"));
    }
    let total = table::total(rows.values());
    println!("{total:#?}");
    document(MARKS, &table::markdown(&rows), matches.get_flag("write"))?;
    for (draft, Draft { name, .. }) in DRAFTS.iter().enumerate() {
        let of_draft = rows.iter().filter(|((of, _), _)| *of == draft);
        let row = table::total(of_draft.map(|(_, row)| row));
        if row.ours_rejected < row.plain_rejected {
            wrong.push(format!(
                "{name}: plain typify rejects {} invalid instances, here {} of them are",
                row.plain_rejected, row.ours_rejected
            ));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{} things are wrong", wrong.join("\n"), wrong.len()).into())
}

/// Reports how the reading that is not to the letter fares.
fn as_meant(cases: &[Case], judged: &Judged, matches: &ArgMatches) -> Result<(), Box<dyn Error>> {
    let table = meant::markdown(cases, judged);
    if matches.get_flag("list") {
        meant::list(cases, judged);
    }
    println!("{table}");
    document(MEANT_MARKS, &table, matches.get_flag("write"))?;
    match judged.failed.iter().next() {
        None => Ok(()),
        Some((number, why)) => Err(format!(
            "{} schemas became no types: {}: {why}",
            judged.failed.len(),
            typify::key(&cases[*number])
        )
        .into()),
    }
}

/// What became of all schemas and instances.
struct Judged {
    /// By case: why there is no module.
    failed: BTreeMap<usize, String>,
    /// The cases whose type is any JSON.
    any: BTreeSet<usize>,
    /// By case, for each instance.
    reports: BTreeMap<usize, Vec<Option<Report>>>,
}

fn judged(
    cases: &[Case],
    work: &Path,
    remotes: &[(String, PathBuf)],
    reading: Reading,
) -> Result<Judged, Box<dyn Error>> {
    let mut modules = Modules::new();
    let mut failed = BTreeMap::new();
    let mut any = BTreeSet::new();
    for (number, case) in cases.iter().enumerate() {
        let folder = work.join(format!("ours/{number}"));
        match ours::generate(case, &folder, remotes, reading) {
            Ok(made) => {
                if made.is_any && !is_true(case) {
                    any.insert(number);
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
    let wrap = |data: &serde_json::Value| format!("{{\"value\":{data}}}");
    let name = match reading {
        Reading::Letter => "ours",
        Reading::Meant => "meant",
    };
    let (broken, reports) = tried(name, OURS, &mut modules, cases, wrap)?;
    failed.extend(broken);
    Ok(Judged {
        failed,
        any,
        reports,
    })
}

/// What plain typify comes to.
fn plain(cases: &[Case], work: &Path) -> Result<typify::Figures, Box<dyn Error>> {
    let mut modules = Modules::new();
    for (number, case) in cases.iter().enumerate() {
        if !DRAFTS[case.draft].whole {
            continue;
        }
        let folder = work.join(format!("typify/{number}"));
        std::fs::create_dir_all(&folder)?;
        if let Some(module) = typify::module(number, case, &folder)? {
            modules.insert(number, module);
        }
    }
    let (_, reports) = tried("typify", "", &mut modules, cases, ToString::to_string)?;
    let mut figures = typify::Figures::new();
    for (number, reports) in reports {
        let case = &cases[number];
        let judged = || case.instances.iter().zip(&reports);
        let refused = |report: &Option<Report>| matches!(report, Some((Outcome::Refused, _)));
        if !modules.contains_key(&number)
            || judged().any(|(instance, report)| instance.valid && refused(report))
        {
            continue;
        }
        let count = judged().filter(|(instance, report)| !instance.valid && refused(report));
        figures.insert(typify::key(case), count.count());
    }
    Ok(figures)
}

type Tried = (
    BTreeMap<usize, String>,
    BTreeMap<usize, Vec<Option<Report>>>,
);

/// Compiles modules and has them read all instances.
fn tried(
    name: &str,
    more: &str,
    modules: &mut Modules,
    cases: &[Case],
    wrap: impl Fn(&serde_json::Value) -> String,
) -> Result<Tried, Box<dyn Error>> {
    let target = std::env::var("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from);
    let folder = target.join("schema-suite").join(name);
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let manifest = include_str!("manifest.toml").replace(
        "\"RUNTIME\"",
        &format!("{:?}", root().join("runtime").display().to_string()),
    );
    let main = format!("{}{more}", include_str!("template.rs"));
    let broken = program::build(&folder, &manifest, &main, modules)?;
    let mut lines = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let instances = case.instances.iter();
        lines.extend(instances.map(|instance| (number, wrap(&instance.data))));
    }
    let found = program::run(&folder.join("target/debug/suite-program"), &lines)?;
    let mut reports: BTreeMap<usize, Vec<Option<Report>>> = BTreeMap::new();
    for ((number, _), report) in lines.iter().zip(found) {
        reports.entry(*number).or_default().push(report);
    }
    Ok((broken, reports))
}

fn is_true(case: &Case) -> bool {
    match &case.schema {
        serde_json::Value::Bool(flag) => *flag,
        serde_json::Value::Object(members) => members.keys().all(|name| name == "$schema"),
        _ => false,
    }
}

fn row(
    case: &Case,
    judged: &Judged,
    number: usize,
    figures: &typify::Figures,
    wrong: &mut Vec<String>,
) -> Row {
    let key = typify::key(case);
    let mut row = Row {
        schemas: 1,
        any: usize::from(judged.any.contains(&number)),
        ..Row::default()
    };
    if let Some(why) = judged.failed.get(&number) {
        wrong.push(format!("{key}: {why}"));
    }
    let none = Vec::new();
    let reports = judged.reports.get(&number).unwrap_or(&none);
    for (instance, report) in case.instances.iter().zip(reports) {
        let Some((outcome, written)) = report else {
            continue;
        };
        let same = *written == Written::Same;
        if instance.valid {
            row.valid += 1;
            row.read += usize::from(*outcome != Outcome::Refused);
            row.same += usize::from(same);
            row.alarms += usize::from(*outcome == Outcome::Noticed);
            if !same {
                let what = match outcome {
                    Outcome::Refused => "is not read",
                    _ => "is written otherwise",
                };
                wrong.push(format!(
                    "{key}: {} {what}: {}",
                    instance.description, instance.data
                ));
            }
        } else {
            row.invalid += 1;
            row.refused += usize::from(*outcome == Outcome::Refused);
            row.noticed += usize::from(*outcome == Outcome::Noticed);
        }
    }
    if let Some(rejected) = figures.get(&key) {
        row.plain = 1;
        row.plain_rejected = *rejected;
        row.ours_rejected = row.refused + row.noticed;
    }
    row
}

/// The schemas of JSON Schema itself, laid out as their URIs are.
fn metaschemas(given: &Path, folder: &Path) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let put = |from: PathBuf, to: &str| -> Result<(), Box<dyn Error>> {
        let to = folder.join(to);
        std::fs::create_dir_all(to.parent().unwrap_or(folder))?;
        std::fs::copy(&from, to).map_err(|error| format!("{}: {error}", from.display()))?;
        Ok(())
    };
    for old in ["4", "6", "7"] {
        let from = given.join(format!("draft{old}/metaschema.json"));
        put(from, &format!("draft-0{old}/schema"))?;
    }
    for (folder, new) in [("draft201909", "2019-09"), ("draft202012", "2020-12")] {
        let newer = given.join(folder);
        put(
            newer.join("metaschema.json"),
            &format!("draft/{new}/schema"),
        )?;
        for entry in std::fs::read_dir(newer.join("vocabularies"))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            put(entry.path(), &format!("draft/{new}/meta/{name}"))?;
        }
    }
    let bases = ["http://json-schema.org/", "https://json-schema.org/"];
    Ok(bases
        .map(|base| (base.to_owned(), folder.to_owned()))
        .into())
}

/// Puts the table into the document, or compares it with the one that is there.
fn document(marks: [&str; 2], table: &str, write: bool) -> Result<(), Box<dyn Error>> {
    let file = root().join("docs/json-schema.md");
    let text = std::fs::read_to_string(&file)?;
    let [begin, end] = marks;
    let (before, rest) = text
        .split_once(begin)
        .ok_or("docs/json-schema.md has no place for the table")?;
    let (_, after) = rest
        .split_once(end)
        .ok_or("docs/json-schema.md has no end of the table")?;
    let new = format!("{before}{begin}{table}\n{end}{after}");
    if write {
        std::fs::write(&file, new)?;
    } else if new != text {
        return Err("docs/json-schema.md is not up to date: run this with `--write`".into());
    }
    Ok(())
}

/// What reads a value and asks what of it is not as documented.
const OURS: &str = "
fn judge_ours<T: DeserializeOwned + Serialize + Field>(text: &str) -> Answer {
    judge::<T>(text, || {
        differences::<T>(text.as_bytes()).map_or(true, |found| !found.is_empty())
    })
}
";
