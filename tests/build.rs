//! Generates the four products' models with serde's own derives: the oracle of the tests.

use std::path::Path;
use std::{env, fs, io};

use clientwright::Generator;

const SPECS: &str = "../specs";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={SPECS}");
    let generator = Generator::from_products(SPECS)
        .command("cargo test")
        .serde_derives();
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let folder = Path::new(&out).join("derived");
    for file in generator.describe()?.emit_modules(generator.options())? {
        write(&folder.join(&file.path), &file.text)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
