//! Differences as text for people, and as JSON for tools.

use std::fmt::Write as _;
use std::str::FromStr;

use serde::Serialize;

use super::{Bump, Change, Class, Differences, State, Version, markdown};
use crate::diagnostic::printable;

/// How differences are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// [`text`].
    #[default]
    Text,
    /// [`markdown`].
    Markdown,
    /// [`json`].
    Json,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            _ => Err(format!("`{text}` is none of: text, markdown, json")),
        }
    }
}

/// Differences in one of the formats. `current` is the version that was released of the old state;
/// without it none says which version comes next.
pub fn render(differences: &Differences, current: Option<Version>, format: Format) -> String {
    match format {
        Format::Text => text(differences, current),
        Format::Markdown => markdown(differences),
        Format::Json => json(differences, current),
    }
}

/// Differences for people and `grep`: a line each, which begins with the class, and a last line
/// that counts them and says which version comes next.
///
/// ```text
/// breaking  acme::widgets::Widget::price: is `Decimal`, was `f64` (acme/widgets.toml:12:3)
/// ```
///
/// The place is the spec's in the new state, or, where the line says `before`, in the old one.
/// What of a spec's text is not printable is escaped.
pub fn text(differences: &Differences, current: Option<Version>) -> String {
    let mut text = String::new();
    for change in &differences.changes {
        text.push_str(&line(change));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&summary(differences, current));
    text
}

fn line(change: &Change) -> String {
    let before = match change.state {
        State::Old => ", before",
        State::New => "",
    };
    let place = &change.place;
    let line = format!(
        "{:<9} {}: {} ({}:{}:{}{before})",
        change.class, change.path, change.what, place.file, place.line, place.column
    );
    format!("{}\n", printable(&line))
}

fn summary(differences: &Differences, current: Option<Version>) -> String {
    let mut text = match differences.worst() {
        None => "Nothing changed for consumers.".to_owned(),
        Some(_) => {
            let counted = [
                (Class::Breaking, "breaking", "breaking"),
                (Class::Addition, "addition", "additions"),
                (Class::Fix, "fix", "fixes"),
            ];
            let counted = counted.map(|(class, one, many)| match differences.count(class) {
                1 => format!("1 {one}"),
                count => format!("{count} {many}"),
            });
            format!("{}.", counted.join(", "))
        }
    };
    if let Some(current) = current {
        let bump = current.bump(differences.worst());
        if bump != Bump::None {
            // Writing to a string does not fail.
            let _ = write!(
                text,
                " After {current} comes {} ({}).",
                current.after(bump),
                bump.as_str()
            );
        }
    }
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bump: Option<Bump>,
    breaking: usize,
    additions: usize,
    fixes: usize,
    changes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    class: Class,
    path: &'a str,
    what: &'a str,
    state: State,
    file: &'a str,
    line: u32,
    column: u32,
}

/// Differences as one JSON document:
///
/// | Member | |
/// |---|---|
/// | `format` | `1`; it grows when a member changes or goes |
/// | `current` | the version of the old state, where it is known |
/// | `next` | the version that comes next, where `current` is there; the same where nothing changed |
/// | `bump` | which number grows: `none`, `patch`, `minor`, `major`; where `current` is there |
/// | `breaking`, `additions`, `fixes` | how many there are |
/// | `changes` | the changes in the order of [`Differences::changes`], an object each |
///
/// A change has `class` (`breaking`, `addition`, `fix`), `path`, `what`, and its place: `state`
/// (`old` or `new`), `file`, `line`, `column`.
pub fn json(differences: &Differences, current: Option<Version>) -> String {
    let bump = current.map(|current| (current, current.bump(differences.worst())));
    let rows = differences.changes.iter().map(|change| Row {
        class: change.class,
        path: &change.path,
        what: &change.what,
        state: change.state,
        file: &change.place.file,
        line: change.place.line,
        column: change.place.column,
    });
    let document = Document {
        format: 1,
        current: current.map(|current| current.to_string()),
        next: bump.map(|(current, bump)| current.after(bump).to_string()),
        bump: bump.map(|(_, bump)| bump),
        breaking: differences.count(Class::Breaking),
        additions: differences.count(Class::Addition),
        fixes: differences.count(Class::Fix),
        changes: rows.collect(),
    };
    // Numbers and strings: none of it can fail to be written.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
