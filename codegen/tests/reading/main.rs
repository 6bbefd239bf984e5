//! Reading specs, from text to structs and messages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod decode;
mod json;
#[cfg(feature = "render")]
mod mistakes;
#[cfg(feature = "render")]
mod mutants;
mod places;
#[cfg(feature = "spec-schema")]
#[cfg(feature = "spec-schema")]
mod schema;
mod toml;
mod type_expr;

use clientwright::diagnostic::{Diagnostic, one_line, sort};
use clientwright::source::{Node, Sources, read_json, read_toml};

/// A text read as JSON or TOML, with what was reported as lines.
fn read(path: &str, text: &str) -> (Option<Node>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    let mut diagnostics = Vec::new();
    let node = if path.ends_with(".json") {
        read_json(&sources, file, &mut diagnostics)
    } else {
        read_toml(&sources, file, &mut diagnostics)
    };
    (node, lines(&sources, diagnostics))
}

fn lines(sources: &Sources, mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
    sort(&mut diagnostics);
    diagnostics
        .iter()
        .map(|diagnostic| one_line(sources, diagnostic))
        .collect()
}

/// The value as compact JSON, in the order of the document.
fn compact(node: &Node) -> String {
    serde_json::to_string(&node.to_literal()).unwrap()
}
