//! Diagnostics with their source lines, for people at a terminal.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::line::printable;
use super::{Diagnostic, Label, MOST_REPORT, Severity};
use crate::source::{FileId, SourceFile, Sources, Span};

// A vendor's JSON may be one line of megabytes: of a line, so much is shown before and after the
// place. In bytes.
const BEFORE: usize = 100;
const AFTER: usize = 200;

// Places that are further apart are shown each for itself. In bytes.
const TOGETHER: usize = 8 * 1024;

/// Diagnostics as text with source lines, in the order given, a blank line between; colours are
/// ANSI escapes, and need the feature `color`. Nothing of a spec reaches the terminal but printable
/// text. After a megabyte of text, only the number of the rest is said.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color && cfg!(feature = "color") {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for (told, diagnostic) in diagnostics.iter().enumerate() {
        if !text.is_empty() {
            text.push('\n');
        }
        if text.len() > MOST_REPORT {
            let more = diagnostics.len() - told;
            text.push_str(&format!("the report ends here: there are {more} more\n"));
            break;
        }
        // A place in the middle of a long line has its origin written out, and the renderer an
        // empty one for the snippet.
        for line in renderer.render(&[report(sources, diagnostic)]).lines() {
            if !is_empty_origin(line) {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text
}

/// Whether a line says that another file begins, and not which: `:::` and colours.
fn is_empty_origin(line: &str) -> bool {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let shown = parts.map(|part| part.split_once('m').map_or(part, |(_, shown)| shown));
    let shown: String = std::iter::once(first).chain(shown).collect();
    shown.trim() == ":::"
}

fn report<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(printable(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.code));
    for window in windows(sources, &diagnostic.labels) {
        group = window.show(sources, group);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

// A part of a file that is shown, and what is marked in it.
struct Window<'a> {
    file: FileId,
    start: usize,
    end: usize,
    labels: Vec<(usize, &'a Label)>,
}

fn windows<'a>(sources: &Sources, labels: &'a [Label]) -> Vec<Window<'a>> {
    let mut windows: Vec<Window<'a>> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some(file) = sources.get(label.span.file) else {
            continue;
        };
        let (start, end) = around(&file.text, label.span);
        let near = windows.iter_mut().find(|window| {
            window.file == label.span.file
                && window.end.max(end) - window.start.min(start) <= TOGETHER
        });
        match near {
            Some(window) => {
                window.start = window.start.min(start);
                window.end = window.end.max(end);
                window.labels.push((index, label));
            }
            None => windows.push(Window {
                file: label.span.file,
                start,
                end,
                labels: vec![(index, label)],
            }),
        }
    }
    windows
}

// The line that a place begins in, or what is shown of it.
fn around(text: &str, span: Span) -> (usize, usize) {
    let at = floor(text, span.start as usize);
    let line = line_start(text, at);
    let start = floor(text, line.max(at.saturating_sub(BEFORE)));
    let end = floor(text, line_end(text, at).min(at + AFTER));
    // A short line is shown whole.
    if at - line <= BEFORE {
        (line, end)
    } else {
        (start, end)
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..length).unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

// The last boundary of a character that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'a> Window<'a> {
    fn show(&self, sources: &'a Sources, group: Group<'a>) -> Group<'a> {
        let (Some(file), Some((_, first))) = (sources.get(self.file), self.labels.first()) else {
            return group;
        };
        let start_of_window = Span::point(self.file, self.start);
        let mut snippet = Snippet::<Annotation<'_>>::source(self.source(file))
            .line_start(sources.place(start_of_window).line as usize)
            .annotations(self.labels.iter().map(|(index, label)| {
                let kind = if *index == 0 {
                    AnnotationKind::Primary
                } else {
                    AnnotationKind::Context
                };
                let text = (!label.text.is_empty()).then(|| printable(&label.text));
                kind.span(self.range(&file.text, label.span)).label(text)
            }));
        let path = printable(&file.path);
        if !file.is_read() {
            return group.element(Origin::path(path));
        }
        if self.start == line_start(&file.text, self.start) {
            snippet = snippet.path(path);
            return group.element(snippet);
        }
        // The column would be counted from the start of the window.
        let place = sources.place(first.span);
        let origin = Origin::path(path)
            .line(place.line as usize)
            .char_column(place.column as usize);
        group.element(origin).element(snippet)
    }

    // Tabs and the like are made visible by the renderer; it lets pass the second set of control
    // characters, which some terminals obey. Their stand-in is as long as they are.
    fn source(&self, file: &SourceFile) -> String {
        let text = file.text.get(self.start..self.end).unwrap_or_default();
        text.replace(|char| ('\u{80}'..='\u{9f}').contains(&char), "\u{b7}")
    }

    // Where a label is in the window: of several lines, the first is marked.
    fn range(&self, text: &str, span: Span) -> std::ops::Range<usize> {
        let start = floor(text, span.start as usize);
        let end = floor(text, span.end as usize)
            .min(line_end(text, start))
            .clamp(start, self.end.max(start));
        start - self.start..end - self.start
    }
}
