//! The table of the results.

use std::collections::BTreeMap;

use crate::cases::{DRAFTS, Draft};

/// What the cases of one keyword came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) schemas: usize,
    /// Schemas whose type is any JSON, but for `true` and `{}`.
    pub(crate) any: usize,
    pub(crate) valid: usize,
    pub(crate) read: usize,
    pub(crate) same: usize,
    /// Valid instances of which something was noticed.
    pub(crate) alarms: usize,
    pub(crate) invalid: usize,
    pub(crate) refused: usize,
    pub(crate) noticed: usize,
    /// Schemas at which plain typify works.
    pub(crate) plain: usize,
    /// Invalid instances of these that it refuses, and that are rejected here.
    pub(crate) plain_rejected: usize,
    pub(crate) ours_rejected: usize,
}

impl Row {
    pub(crate) fn add(&mut self, other: &Self) {
        self.schemas += other.schemas;
        self.any += other.any;
        self.valid += other.valid;
        self.read += other.read;
        self.same += other.same;
        self.alarms += other.alarms;
        self.invalid += other.invalid;
        self.refused += other.refused;
        self.noticed += other.noticed;
        self.plain += other.plain;
        self.plain_rejected += other.plain_rejected;
        self.ours_rejected += other.ours_rejected;
    }
}

/// The rows, by draft and keyword.
pub(crate) type Rows = BTreeMap<(usize, String), Row>;

/// The sum of all rows.
pub(crate) fn total<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Row {
    let mut total = Row::default();
    rows.into_iter().for_each(|row| total.add(row));
    total
}

/// The table in Markdown.
pub(crate) fn markdown(rows: &Rows) -> String {
    let mut text = String::new();
    let of_draft = |draft: usize| rows.iter().filter(move |((of, _), _)| *of == draft);
    for (draft, Draft { name, whole, .. }) in DRAFTS.iter().enumerate() {
        if !whole {
            continue;
        }
        text.push_str(&format!(
            "\n#### {name}\n\n\
             | keyword | schemas | any JSON | valid | read | same again | falsely noticed | invalid | refused | noticed | typify works at | it rejects | of these here |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        ));
        for ((_, keyword), row) in of_draft(draft) {
            text.push_str(&line(&format!("`{keyword}`"), &figures(row)));
        }
        let all = total(of_draft(draft).map(|(_, row)| row));
        text.push_str(&line("all", &figures(&all)));
    }
    text.push_str(
        "\n#### Other drafts\n\n\
         | draft | schemas | any JSON | valid | read | same again | falsely noticed | invalid | refused | noticed |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (draft, Draft { name, whole, .. }) in DRAFTS.iter().enumerate() {
        if !whole {
            let all = total(of_draft(draft).map(|(_, row)| row));
            text.push_str(&line(name, &figures(&all)[..9]));
        }
    }
    text
}

fn figures(row: &Row) -> [usize; 12] {
    [
        row.schemas,
        row.any,
        row.valid,
        row.read,
        row.same,
        row.alarms,
        row.invalid,
        row.refused,
        row.noticed,
        row.plain,
        row.plain_rejected,
        row.ours_rejected,
    ]
}

/// A line of a table.
pub(crate) fn line(name: &str, figures: &[usize]) -> String {
    let figures: Vec<String> = figures.iter().map(ToString::to_string).collect();
    format!("| {name} | {} |\n", figures.join(" | "))
}
