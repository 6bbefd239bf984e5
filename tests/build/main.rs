//! Generates what the tests include: the products' models with serde's own derives, the tests'
//! oracle; a call of every operation; and the client of the integrators' guide, as the guide says to.

mod calls;
mod nesting;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use clientwright::build::Visibility;
use clientwright::ir::{Additional, Shape};
use clientwright::{Build, Described, Generator};

const SPECS: &str = "../specs";
const FIXTURES: &str = "fixtures/spec";
const GUIDE: &str = "fixtures/guide/acme";

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        // What is wrong in the specs, with its places.
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={SPECS}");
    let generator = Generator::from_products(SPECS)
        .command("cargo test")
        .serde_derives();
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let mut described = generator.describe()?;
    let folder = Path::new(&out).join("derived");
    for file in described.emit_modules(generator.options())? {
        write(&folder.join(&file.path), &file.text)?;
    }
    fs::write(
        Path::new(&out).join("calls.rs"),
        calls::calls(&described.apis)?,
    )?;
    // For the benchmarks: serde reads flattened maps slowly, and is not to be measured by that.
    close(&mut described);
    let folder = Path::new(&out).join("closed");
    for file in described.emit_modules(generator.options())? {
        write(&folder.join(&file.path), &file.text)?;
    }
    Build::from_spec(GUIDE).generate();
    Build::from_spec(GUIDE)
        .scalar("timestamp", "crate::Moment")
        .file_stem("mapped")
        .generate();
    // Every setting at once.
    Build::from_spec(GUIDE)
        .module("vendor")
        .visibility(Visibility::Crate)
        .only("widgets.list")
        .only("widgets.create")
        .type_prefix("Acme")
        .derive("std::hash::Hash")
        .derive("Eq")
        .scalar("timestamp", "crate::Moment")
        .scalar("decimal", "crate::built::Cents")
        .runtime_path("crate::built::runtime")
        .file_stem("settings")
        .generate();
    // All that the format can say, with a type of the tests' own wherever one can stand.
    let everything = ["date", "decimal", "email", "phone", "timestamp", "url"]
        .into_iter()
        .fold(Build::from_specs(FIXTURES), |build, scalar| {
            build.scalar(scalar, "crate::Moment")
        });
    // Without cargo, whom some of them would have warnings for.
    println!("cargo::rerun-if-changed={FIXTURES}");
    everything.file_stem("everything").run(&out)?;
    Build::from_spec("../codegen/tests/build/specs/acme")
        .scalar("url", "crate::Moment")
        .scalar("decimal", "crate::Moment")
        .file_stem("cursors")
        .generate();
    Build::from_schema("fixtures/schema/recursion.schema.json")
        .file_stem("schema")
        .generate();
    let deep = Path::new(&out).join("nesting.schema.json");
    write(&deep, &nesting::schema().to_string())?;
    // Without cargo: what it warns of is meant.
    Build::from_schema(&deep).file_stem("nesting").run(&out)?;
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
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
