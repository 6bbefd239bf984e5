//! What decoding says only because a text is not TOML.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, codes};

/// Takes out of what decoding found what the mistakes in the syntax of the same file explain: what
/// stands in the same line, and keys that are missing in a table where something could not be read.
pub(super) fn drop_follow_ups(text: &str, syntax: &[Diagnostic], decoded: &mut Vec<Diagnostic>) {
    let syntax = syntax.iter().filter(|error| is_syntax(error));
    let places: Vec<usize> = syntax.map(|error| error.span().start as usize).collect();
    if places.is_empty() || decoded.is_empty() {
        return;
    }
    // Where lines and tables begin: a header begins a line.
    let lines = || {
        text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
    };
    let starts: Vec<usize> = lines().map(|(start, _)| start).collect();
    let headers = lines().filter(|(_, line)| line.trim_start().starts_with('['));
    let tables: Vec<usize> = headers.map(|(start, _)| start).collect();
    let nth = |starts: &[usize], at: usize| starts.partition_point(|start| *start <= at);
    let in_lines: HashSet<usize> = places.iter().map(|at| nth(&starts, *at)).collect();
    let in_tables: HashSet<usize> = places.iter().map(|at| nth(&tables, *at)).collect();
    decoded.retain(|error| {
        let at = error.span().start as usize;
        let missing = error.code == codes::MISSING_KEY && in_tables.contains(&nth(&tables, at));
        !missing && !in_lines.contains(&nth(&starts, at))
    });
}

/// Whether an error says that a text is not TOML: what could not be read may be what is missing.
pub(crate) fn is_syntax(error: &Diagnostic) -> bool {
    error.code == codes::TOML_SYNTAX
}
