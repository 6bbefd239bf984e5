//! Generates the models of the vendor's schemas twice, the second time with serde's own derives, and
//! a table of their types, each with the value that its examples make.

#[path = "../tests/generator/example_values.rs"]
mod example_values;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clientwright::ir::{Additional, Shape};
use clientwright::{Described, Generator};
use example_values::example;
use serde_json::Value;

const SCHEMAS: &str = "../../../shared/schemas";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={SCHEMAS}");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut files: Vec<PathBuf> = match fs::read_dir(SCHEMAS) {
        Ok(folder) => folder
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_, std::io::Error>>()?,
        // The benchmark says so.
        Err(_) => Vec::new(),
    };
    files.sort();
    let (mut ours, mut derived) = (String::new(), String::new());
    let mut table = String::from("&[\n");
    for file in &files {
        let generator = Generator::from_schema(file).shown("");
        let mut described = generator.describe()?;
        let module = module(&out, "ours", &generator, &described, &mut ours)?;
        // serde reads flattened maps slowly, and is not to be measured by that.
        close(&mut described);
        self::module(
            &out,
            "derived",
            &generator.serde_derives(),
            &described,
            &mut derived,
        )?;
        let schema: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        for def in described.apis.iter().flat_map(|api| &api.types) {
            let pointer = def
                .pointer
                .split_once('#')
                .map_or("", |(_, pointer)| pointer);
            let name = pointer.strip_prefix("/definitions/");
            let place = name
                .filter(|name| !name.contains('/'))
                .and_then(|_| schema.pointer(pointer));
            let Some(value @ Value::Object(_)) =
                place.and_then(|place| example(&schema, place, &mut Vec::new()))
            else {
                continue;
            };
            let path = format!("{module}::{}", def.path.name());
            let text = value.to_string();
            writeln!(
                table,
                "    case::<ours::{path}, derived::{path}>({module:?}, {text:?}),"
            )?;
        }
    }
    table.push(']');
    fs::write(out.join("table.rs"), table)?;
    fs::write(
        out.join("models.rs"),
        format!("pub mod ours {{\n{ours}}}\npub mod derived {{\n{derived}}}\n"),
    )?;
    Ok(())
}

/// Writes one schema's models, and the line that includes them; returns the module's name.
fn module(
    out: &Path,
    kind: &str,
    generator: &Generator,
    described: &Described,
    lines: &mut String,
) -> Result<String, Box<dyn std::error::Error>> {
    let mut files = described.emit(generator.options())?;
    let file = files.pop().ok_or("a schema makes one file")?;
    let module = file
        .path
        .strip_suffix(".rs")
        .ok_or("a file of Rust")?
        .to_owned();
    let path = out.join(format!("{kind}-{}", file.path));
    fs::write(&path, &file.text)?;
    writeln!(lines, "    #[path = {path:?}]\n    pub mod {module};")?;
    Ok(module)
}

/// Closes the objects whose documents do not mention other members.
fn close(described: &mut Described) {
    for def in described.apis.iter_mut().flat_map(|api| &mut api.types) {
        if let Shape::Struct(object) = &mut def.shape
            && object.additional == Additional::Undocumented
        {
            object.additional = Additional::Closed;
        }
    }
}
