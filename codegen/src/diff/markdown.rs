//! Differences as an entry of a changelog.

use super::{Class, Differences};
use crate::diagnostic::printable;

/// Differences as Markdown, for a changelog: a heading for each class that there is, and below it
/// a line for each change.
pub fn markdown(differences: &Differences) -> String {
    let mut text = String::new();
    for class in Class::ALL {
        let mut changes = differences.changes.iter().filter(|it| it.class == class);
        let Some(first) = changes.next() else {
            continue;
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let heading = match class {
            Class::Breaking => "Breaking",
            Class::Addition => "Added",
            Class::Fix => "Fixed",
        };
        text.push_str(&format!("### {heading}\n\n"));
        for change in std::iter::once(first).chain(changes) {
            let line = format!("- `{}`: {}.", change.path, change.what);
            text.push_str(&printable(&line));
            text.push('\n');
        }
    }
    text
}
