//! The blocks of a Markdown text, each rendered anew.

use std::iter::Peekable;
use std::str::Lines;

use super::inline::{inline, is_delimiter_row, line_text, longest_run};
use super::printable;

/// Lines that continue a list item are indented by no more than this: four columns may be code.
const MOST_INDENT: usize = 3;

/// The lines of a Markdown text, without the `///`. None where there is no text.
pub(in crate::emit) fn doc_lines(text: &str) -> Vec<String> {
    let clean = printable(text);
    let mut blocks = Blocks {
        lines: Vec::new(),
        open: Open::Nothing,
    };
    let mut rest = clean.lines().peekable();
    while let Some(line) = rest.next() {
        blocks.line(line.trim(), &mut rest);
    }
    let mut lines = blocks.lines;
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The block that is open, which the next line may continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// A paragraph of that many lines.
    Paragraph(usize),
    /// The text of a list item; its lines are indented so far.
    Item(usize),
}

struct Blocks {
    lines: Vec<String>,
    open: Open,
}

impl Blocks {
    fn line(&mut self, line: &str, rest: &mut Peekable<Lines<'_>>) {
        if let Some(fence) = fence_of(line) {
            self.text_block(rest.take_while(|line| !closes(line, fence)));
        } else if line.is_empty() || is_rule(line) {
            self.blank();
        } else if line.bytes().all(|byte| byte == b'=') && self.open == Open::Paragraph(1) {
            self.underline();
        } else if let Some((hashes, title)) = heading_of(line) {
            self.lines.push(format!("{hashes} {}", inline(title)));
            self.open = Open::Nothing;
        } else if let Some((marker, text)) = marker_of(line) {
            self.lines.push(format!("{marker} {}", line_text(text)));
            self.open = Open::Item((marker.len() + 1).min(MOST_INDENT));
        } else if let Some(columns) = self.table_of(line, rest) {
            self.table(line, columns, rest);
        } else {
            self.text(line);
        }
    }

    fn blank(&mut self) {
        self.open = Open::Nothing;
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Makes a heading of the paragraph, which is one line that `===` underlines.
    fn underline(&mut self) {
        if let Some(title) = self.lines.last_mut() {
            title.insert_str(0, "# ");
        }
        self.open = Open::Nothing;
    }

    fn text(&mut self, line: &str) {
        let text = line_text(line);
        match self.open {
            Open::Item(indent) => self.lines.push(format!("{:indent$}{text}", "")),
            Open::Paragraph(lines) => {
                self.lines.push(text);
                self.open = Open::Paragraph(lines + 1);
            }
            Open::Nothing => {
                self.lines.push(text);
                self.open = Open::Paragraph(1);
            }
        }
    }

    /// A block of text that rustdoc takes for nothing else, whatever is in it.
    fn text_block<'a>(&mut self, block: impl Iterator<Item = &'a str>) {
        let first = self.lines.len();
        self.lines.push(String::new());
        self.lines
            .extend(block.map(|line| line.trim_end().to_owned()));
        let block = self.lines.get(first..).unwrap_or_default();
        let longest = block.iter().map(|line| longest_run(line)).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        if let Some(open) = self.lines.get_mut(first) {
            *open = format!("{fence}text");
        }
        self.lines.push(fence);
        self.open = Open::Nothing;
    }

    /// How many columns the table has whose head is this line, if a delimiter row follows.
    fn table_of(&self, line: &str, rest: &mut Peekable<Lines<'_>>) -> Option<usize> {
        let delimiters = rest.peek().map(|next| next.trim())?;
        let is_table = line.contains('|') && is_delimiter_row(delimiters);
        if !is_table || matches!(self.open, Open::Item(_)) {
            return None;
        }
        let columns = cells(line).len();
        let fits = |cell: &str| {
            let dashes = cell.trim().trim_start_matches(':').trim_end_matches(':');
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        };
        let delimiters = cells(delimiters);
        (delimiters.len() == columns && delimiters.into_iter().all(fits)).then_some(columns)
    }

    /// A table, apart from what is before and behind it. A `|` ends a cell even inside a code
    /// span, so each cell is escaped by itself.
    fn table(&mut self, head: &str, columns: usize, rest: &mut Peekable<Lines<'_>>) {
        self.blank();
        self.lines.push(row(head));
        let delimiters = rest.next().unwrap_or_default();
        let delimiters = cells(delimiters.trim());
        let delimiters: Vec<&str> = delimiters.into_iter().map(str::trim).collect();
        self.lines.push(format!("|{}|", delimiters.join("|")));
        let is_row = |line: &str| {
            let line = line.trim();
            line.contains('|') && fence_of(line).is_none() && cells(line).len() <= columns
        };
        while let Some(line) = rest.next_if(|line| is_row(line)) {
            self.lines.push(row(line.trim()));
        }
        self.blank();
    }
}

/// A row of a table.
fn row(line: &str) -> String {
    let cells: Vec<String> = cells(line)
        .into_iter()
        .map(|cell| inline(cell.trim()))
        .collect();
    format!("| {} |", cells.join(" | "))
}

/// The cells of a row: what stands between the bars that no backslash escapes.
fn cells(line: &str) -> Vec<&str> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(&line[start..at]);
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < line.len() {
        cells.push(&line[start..]);
    }
    cells
}

/// The mark that opens a fenced block, with its length.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|ch| matches!(ch, '`' | '~'))?;
    let length = line.chars().take_while(|ch| *ch == mark).count();
    // A code span may open a line too; then there is another tick in it.
    let opens = length >= 3 && !(mark == '`' && line[length..].contains('`'));
    opens.then_some((mark, length))
}

fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let line = line.trim();
    line.chars().all(|ch| ch == mark) && line.len() >= length
}

/// A line across the page, which would look like a list of nothing.
fn is_rule(line: &str) -> bool {
    ['-', '*', '_'].into_iter().any(|mark| {
        line.chars().all(|ch| ch == mark || ch == ' ') && line.matches(mark).count() >= 3
    })
}

/// The hashes of a heading, and its title.
fn heading_of(line: &str) -> Option<(&str, &str)> {
    let title = line.trim_start_matches('#');
    let (hashes, _) = line.split_at(line.len() - title.len());
    let title = title.strip_prefix(' ')?.trim();
    let has_title = title.bytes().any(|byte| byte != b'#');
    ((1..=6).contains(&hashes.len()) && has_title).then_some((hashes, title))
}

/// The marker of a list item, and its text.
fn marker_of(line: &str) -> Option<(&str, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let length = match line.as_bytes().get(digits)? {
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        b'-' | b'*' | b'+' if digits == 0 => 1,
        _ => return None,
    };
    let (marker, text) = line.split_at(length);
    Some((marker, text.strip_prefix(' ')?.trim_start()))
}
