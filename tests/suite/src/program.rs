//! A program of generated modules that reads instances: written, compiled and run.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The modules of a program, by number.
pub(crate) type Modules = BTreeMap<usize, Module>;

/// A module with one schema's types.
#[derive(Debug)]
pub(crate) struct Module {
    /// The Rust.
    pub(crate) text: String,
    /// What reads an instance: a function of `&str`, as Rust.
    pub(crate) probe: String,
}

/// What the program says of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was not read.
    Refused,
    /// It was read, and something of it is not as documented.
    Noticed,
    /// It was read and is as documented.
    Taken,
}

/// What was written of an instance that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// The same JSON.
    Same,
    /// The same, but for members of objects that are missing.
    Fewer,
    /// Something else, or nothing.
    Other,
}

/// The outcome of an instance, and what was written again.
pub(crate) type Report = (Outcome, Written);

/// Compiles modules and returns the numbers of those that do not compile, with the first message of
/// each; these are taken out.
///
/// # Errors
/// The folder cannot be written, or cargo fails for another reason.
pub(crate) fn build(
    folder: &Path,
    manifest: &str,
    main: &str,
    modules: &mut Modules,
) -> Result<BTreeMap<usize, String>, Box<dyn Error>> {
    let sources = folder.join("src");
    std::fs::create_dir_all(&sources)?;
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut broken: BTreeMap<usize, String> = BTreeMap::new();
    loop {
        write(&sources, main, modules)?;
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--message-format", "json"])
            // Beside the program, whoever builds this one and where.
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .current_dir(folder)
            .stderr(Stdio::inherit())
            .output()?;
        let mut found: BTreeMap<usize, String> = BTreeMap::new();
        for line in output.stdout.split(|byte| *byte == b'\n') {
            let Ok(line) = serde_json::from_slice::<Value>(line) else {
                continue;
            };
            let message = &line["message"];
            if message["level"] != "error" && message["level"] != "warning" {
                continue;
            }
            let file = message["spans"][0]["file_name"]
                .as_str()
                .unwrap_or_default();
            let number = file
                .rsplit_once("/s")
                .and_then(|(_, name)| name.strip_suffix(".rs"));
            if let Some(number) = number.and_then(|number| number.parse().ok()) {
                let text = message["rendered"].as_str().unwrap_or_default();
                found.entry(number).or_insert_with(|| text.to_owned());
            }
        }
        if found.is_empty() && output.status.success() {
            return Ok(broken);
        }
        if found.is_empty() {
            return Err("the program does not compile, and no module is to blame".into());
        }
        modules.retain(|number, _| !found.contains_key(number));
        broken.extend(found);
    }
}

fn write(sources: &Path, main: &str, modules: &Modules) -> std::io::Result<()> {
    let mut text = main.to_owned();
    for number in modules.keys() {
        text.push_str(&format!("mod s{number};\n"));
    }
    text.push_str("fn probe(number: usize, text: &str) -> Answer {\n    match number {\n");
    for (number, module) in modules {
        text.push_str(&format!("        {number} => {},\n", module.probe));
        let file = sources.join(format!("s{number}.rs"));
        if std::fs::read_to_string(&file).is_ok_and(|known| known == module.text) {
            continue;
        }
        std::fs::write(file, &module.text)?;
    }
    text.push_str("        _ => Answer::Unknown,\n    }\n}\n");
    std::fs::write(sources.join("main.rs"), text)
}

/// Has a compiled program read instances: a line each, the number of the module and the JSON.
///
/// # Errors
/// The program fails, or says something else.
pub(crate) fn run(
    program: &Path,
    instances: &[(usize, String)],
) -> Result<Vec<Option<Report>>, Box<dyn Error>> {
    let lines: Vec<String> = instances
        .iter()
        .map(|(number, text)| format!("{number} {text}\n"))
        .collect();
    let input = tempfile::NamedTempFile::new()?;
    std::fs::write(input.path(), lines.concat())?;
    let output = Command::new(program)
        .arg(input.path())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", program.display(), output.status).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let reports: Vec<Option<Report>> = text
        .lines()
        .map(|line| {
            Some(match line {
                "refused" => (Outcome::Refused, Written::Other),
                "noticed same" => (Outcome::Noticed, Written::Same),
                "noticed fewer" => (Outcome::Noticed, Written::Fewer),
                "noticed other" => (Outcome::Noticed, Written::Other),
                "taken same" => (Outcome::Taken, Written::Same),
                "taken fewer" => (Outcome::Taken, Written::Fewer),
                "taken other" => (Outcome::Taken, Written::Other),
                _ => return None,
            })
        })
        .collect();
    if reports.len() != instances.len() {
        return Err("the program did not say something of every instance".into());
    }
    Ok(reports)
}
