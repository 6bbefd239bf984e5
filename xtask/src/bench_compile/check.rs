//! A crate for each side, and what checking it costs.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait4::Wait4 as _;

/// One of those that are compared.
pub(super) struct Side {
    /// Whose output it is, and the name of its crate.
    pub(super) name: &'static str,
    modules: Vec<String>,
}

impl Side {
    pub(super) fn new(name: &'static str, modules: Vec<String>) -> Self {
        Self { name, modules }
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        self.modules.iter().map(|text| text.lines().count()).sum()
    }
}

/// What a check costs.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// Of cargo and all that it starts.
    pub(super) cpu: Duration,
    /// Of the largest process, in bytes.
    pub(super) peak: u64,
}

impl Cost {
    fn least(self, other: Self) -> Self {
        Self {
            cpu: self.cpu.min(other.cpu),
            peak: self.peak.min(other.peak),
        }
    }
}

/// A workspace with a crate for each side.
pub(super) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes it below the target folder, so that what the crates depend on is checked once.
    ///
    /// # Errors
    ///
    /// A file cannot be written.
    pub(super) fn write(root: &Path, sides: [&Side; 2]) -> std::io::Result<Self> {
        let target = std::env::var_os("CARGO_TARGET_DIR");
        let target = target.map_or_else(|| root.join("target"), PathBuf::from);
        let folder = std::path::absolute(target)?.join("bench-compile");
        let members = sides.map(|side| format!("{:?}", side.name)).join(", ");
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        write(&folder.join("Cargo.toml"), &workspace)?;
        // The same versions as here.
        std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        for side in sides {
            write_crate(root, &folder.join(side.name), side)?;
        }
        Ok(Self { folder })
    }

    /// What a check of each costs: the least of some runs, in turns.
    ///
    /// # Errors
    ///
    /// cargo cannot be started, or what was generated does not compile.
    pub(super) fn costs(&self, sides: [&Side; 2], runs: u32) -> Result<[Cost; 2], Box<dyn Error>> {
        let mut costs = [None, None];
        // The first round checks the dependencies too.
        for round in 0..=runs {
            for (side, least) in sides.iter().zip(&mut costs) {
                let cost = self.check(side)?;
                if round > 0 {
                    *least = Some(least.map_or(cost, |least: Cost| least.least(cost)));
                }
            }
        }
        match costs {
            [Some(first), Some(second)] => Ok([first, second]),
            _ => Err("nothing was measured".into()),
        }
    }

    fn check(&self, side: &Side) -> Result<Cost, Box<dyn Error>> {
        let clean = self.cargo("clean", side).status()?;
        if !clean.success() {
            return Err("`cargo clean` failed".into());
        }
        let child = self.cargo("check", side).spawn()?;
        let used = child.wait4()?;
        if !used.status.success() {
            return Err(format!(
                "what {} made does not compile: see {}",
                side.name,
                self.folder.display()
            )
            .into());
        }
        Ok(Cost {
            cpu: used.rusage.utime + used.rusage.stime,
            peak: used.rusage.maxrss,
        })
    }

    fn cargo(&self, command: &str, side: &Side) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([command, "--quiet", "--package", side.name])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null());
        cargo
    }
}

fn write_crate(root: &Path, folder: &Path, side: &Side) -> std::io::Result<()> {
    let sources = folder.join("src");
    let mut library = String::from("#![allow(warnings)]\n");
    for (number, text) in side.modules.iter().enumerate() {
        library.push_str(&format!("pub mod schema{number};\n"));
        write(&sources.join(format!("schema{number}.rs")), text)?;
    }
    write(&sources.join("lib.rs"), &library)?;
    write(&folder.join("Cargo.toml"), &manifest(root, side))
}

fn manifest(root: &Path, side: &Side) -> String {
    let mut text = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n",
        side.name
    );
    let runtime = root.join("runtime").display().to_string();
    let known = [
        (
            "clientwright_runtime::",
            format!("clientwright-runtime = {{ path = {runtime:?}, default-features = false }}"),
        ),
        (
            "serde::",
            "serde = { version = \"1\", features = [\"derive\"] }".to_owned(),
        ),
        ("serde_json::", "serde_json = \"1\"".to_owned()),
        ("regress::", "regress = \"0.12\"".to_owned()),
        (
            "chrono::",
            "chrono = { version = \"0.4\", features = [\"serde\"] }".to_owned(),
        ),
        (
            "uuid::",
            "uuid = { version = \"1\", features = [\"serde\"] }".to_owned(),
        ),
    ];
    for (path, dependency) in known {
        if side.modules.iter().any(|text| text.contains(path)) {
            text.push_str(&dependency);
            text.push('\n');
        }
    }
    text
}

/// Writes a file that does not hold the text already.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if std::fs::read_to_string(file).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, text)
}
