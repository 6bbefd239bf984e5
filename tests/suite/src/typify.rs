//! What plain typify makes of the schemas: each in a process of its own, since it may panic, end the
//! process or go on without end.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cases::Case;
use crate::program::Module;

/// How long one schema may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The argument with which this program generates one schema.
pub(crate) const ONE: &str = "typify-one";

/// Prints the Rust of one schema: the name of its type, and the code behind that line.
///
/// # Errors
/// typify's own, and a schema that becomes no type.
pub(crate) fn one(file: &Path) -> Result<(), Box<dyn Error>> {
    let schema: schemars08::schema::RootSchema = serde_json::from_slice(&std::fs::read(file)?)?;
    let mut space = typify_impl::TypeSpace::new(&typify_impl::TypeSpaceSettings::default());
    let id = space.add_root_schema(schema)?.ok_or("no type")?;
    let name = space.get_type(&id)?.ident().to_string();
    let text = space.to_stream();
    println!("{name}\n{text}");
    Ok(())
}

/// The module of a schema, if typify makes one.
pub(crate) fn module(
    number: usize,
    case: &Case,
    folder: &Path,
) -> Result<Option<Module>, Box<dyn Error>> {
    let mut schema = case.schema.clone();
    // What has no title becomes no type of its own.
    if let Value::Object(members) = &mut schema {
        members.insert("title".to_owned(), Value::from("Subject"));
    }
    let file = folder.join("typify.json");
    std::fs::write(&file, schema.to_string())?;
    let printed = folder.join("typify.rs");
    let mut child = Command::new(std::env::current_exe()?)
        .arg(ONE)
        .arg(&file)
        .stdout(std::fs::File::create(&printed)?)
        .stderr(Stdio::null())
        .spawn()?;
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = std::fs::read_to_string(&printed)?;
    let Some((name, text)) = text.split_once('\n').filter(|_| status.success()) else {
        return Ok(None);
    };
    let name = name.replace(' ', "");
    let path = match name.starts_with(':') || !name.starts_with(|ch: char| ch.is_uppercase()) {
        true => name,
        false => format!("s{number}::{name}"),
    };
    Ok(Some(Module {
        text: format!("#![allow(warnings)]\n{text}"),
        probe: format!("judge::<{path}>(text, || false)"),
    }))
}

/// The figures that are kept: how many invalid instances plain typify's type of a schema refuses,
/// for the schemas where the type compiles and reads every valid one.
pub(crate) type Figures = BTreeMap<String, usize>;

/// The name of a case among the figures.
pub(crate) fn key(case: &Case) -> String {
    let draft = crate::cases::DRAFTS[case.draft].folder;
    format!("{draft}/{}/{}", case.keyword, case.description)
}

/// Reads the figures.
///
/// # Errors
/// The file cannot be read, or is not as `write` writes it.
pub(crate) fn read(file: &Path) -> Result<Figures, Box<dyn Error>> {
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (count, key) = line.split_once(' ').ok_or("a line without a space")?;
            Ok((key.to_owned(), count.parse()?))
        })
        .collect()
}

/// Writes the figures.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write(file: &Path, figures: &Figures) -> std::io::Result<()> {
    let mut text = String::from(
        "# Invalid instances that plain typify refuses, by schema, where its type compiles and reads\n\
         # every valid one. Made by `cargo run -p schema-suite -- --typify`.\n",
    );
    for (key, count) in figures {
        text.push_str(&format!("{count} {key}\n"));
    }
    std::fs::write(file, text)
}
