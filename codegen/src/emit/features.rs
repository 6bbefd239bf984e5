//! The features of the manifest of a crate with a feature for each product.

use super::EmitError;
use crate::ir::{Api, Place, Product};
use crate::source::{Node, Sources, Value, read_toml};
use smol_str::SmolStr;
use std::collections::HashSet;

/// How the line above the generated features begins.
const MARK: &str = "# @generated";
/// That line.
const MARKER: &str = "# @generated: one feature per product. What stands above this line is kept.";
/// The feature that switches all products on. No product has a hyphen in its name.
pub(super) const ALL_PRODUCTS: &str = "all-products";

/// The manifest with a feature for each product in its `[features]`, and one for all of them
/// together, `all-products`; the rest of it stays. Features above the marker line are the
/// maintainer's and stay too.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::emit::emit_features;
///
/// let described = Generator::from_products("specs").describe()?;
/// let manifest = emit_features(&described.apis, "[package]\nname = \"clients\"\n\n[features]\n")?;
/// assert!(manifest.ends_with("acme = []\nall-products = [\"acme\"]\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A product goes by the name of one of the maintainer's features or optional dependencies, or
/// below the marker line stands what the generator did not write.
pub fn emit_features(apis: &[Api], existing_cargo_toml: &str) -> Result<String, EmitError> {
    let written = own_features(existing_cargo_toml)?;
    for Product { name, place, .. } in apis.iter().map(|api| &api.product) {
        if written.contains(name) {
            let message = format!(
                "the product `{name}` cannot have a feature of its name: the manifest has another \
                 feature or an optional dependency that is called so; call the folder `{name}_api`"
            );
            return Err(EmitError::new(place, message));
        }
    }
    let lines: Vec<&str> = existing_cargo_toml.lines().collect();
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let header = lines.iter().position(|line| {
        let line = line.split('#').next().unwrap_or_default();
        line.split_whitespace().collect::<String>() == "[features]"
    });
    let (before, section, after) = match header {
        Some(at) => {
            let end = lines[at + 1..].iter().position(|line| is_header(line));
            let end = end.map_or(lines.len(), |length| at + 1 + length);
            (&lines[..at], &lines[at + 1..end], &lines[end..])
        }
        None => (&lines[..], &[][..], &[][..]),
    };
    let kept: Vec<&str> = section
        .iter()
        .take_while(|line| !line.starts_with(MARK))
        .copied()
        .collect();
    let kept = kept.join("\n");
    let mut text = before.join("\n").trim_end().to_owned();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str("[features]\n");
    if !kept.trim().is_empty() {
        text.push_str(kept.trim_matches('\n'));
        text.push('\n');
    }
    text.push_str(MARKER);
    text.push('\n');
    let names = apis.iter().map(|api| &api.product.name);
    for name in names.clone() {
        text.push_str(&format!("{} = []\n", key(name)));
    }
    let names: Vec<String> = names
        .map(|name| serde_json::Value::from(&**name).to_string())
        .collect();
    text.push_str(&format!("{ALL_PRODUCTS} = [{}]\n", names.join(", ")));
    if !after.is_empty() {
        text.push('\n');
        text.push_str(&after.join("\n"));
        text.push('\n');
    }
    Ok(text)
}

/// The features of a manifest that the maintainer wrote, and those that its optional dependencies
/// make.
fn own_features(manifest: &str) -> Result<HashSet<SmolStr>, EmitError> {
    let mut sources = Sources::default();
    let file = sources.add("Cargo.toml", manifest);
    // Of what is no TOML cargo has told already.
    let root = read_toml(&sources, file, &mut Vec::new());
    let table = |name: &str| root.as_ref()?.get(name)?.as_object();
    let marker = manifest.match_indices(MARK).find(|(at, _)| {
        let before = &manifest[..*at];
        before.is_empty() || before.ends_with('\n')
    });
    let marker = marker.map_or(usize::MAX, |(at, _)| at);
    let mut own = HashSet::new();
    for feature in table("features").into_iter().flatten() {
        let is_generated = feature.name_span.start as usize > marker;
        let is_empty = feature.value.as_array().is_some_and(<[Node]>::is_empty);
        if !is_generated {
            own.insert(feature.name.clone());
        } else if !is_empty && feature.name != ALL_PRODUCTS {
            let place = &feature.name_span;
            let line = 1 + manifest[..place.start as usize].matches('\n').count();
            return Err(EmitError {
                place: Place::default(),
                message: format!(
                    "line {line} of the manifest: the feature `{}` stands below `{MARK}`, where \
                     nothing is kept: put it above that line",
                    feature.name
                ),
                internal: false,
            });
        }
    }
    for dependency in table("dependencies").into_iter().flatten() {
        let optional = dependency.value.get("optional");
        if optional.is_some_and(|optional| matches!(optional.value, Value::Bool(true))) {
            own.insert(dependency.name.clone());
        }
    }
    Ok(own)
}

/// A key of TOML: bare where it can be.
fn key(name: &str) -> String {
    let is_bare = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) {
        return name.to_owned();
    }
    // A string of JSON is one of TOML.
    serde_json::Value::from(name).to_string()
}
