//! Reports end: how much is told of what is wrong.

use super::{Diagnostic, Severity, codes};

/// How many bytes of a message, a label, a note or a help are told: a document may have names as
/// long as itself.
const MOST_TEXT: usize = 2_000;
/// Of these, how many are the end of the text.
const TAIL: usize = 500;
/// How many places of a diagnostic are told.
const MOST_LABELS: usize = 20;
/// How many bytes of text a whole report has.
pub(crate) const MOST_REPORT: usize = 1 << 20;

/// A text without its middle, where it is too long to be read.
pub(super) fn shortened(text: String) -> String {
    if text.len() <= MOST_TEXT {
        return text;
    }
    let boundary = |from: usize| (0..=from).rev().find(|at| text.is_char_boundary(*at));
    let head = boundary(MOST_TEXT - TAIL).unwrap_or(0);
    let tail = boundary(text.len() - TAIL).unwrap_or(text.len());
    format!("{} … {}", &text[..head], &text[tail..])
}

/// The first `most` errors and the first `most` warnings, in their order; what was left out is
/// told at the place of the first of it.
pub(crate) fn limit(diagnostics: &mut Vec<Diagnostic>, most: usize) {
    let mut counts = [0, 0];
    diagnostics.retain_mut(|diagnostic| {
        let count = match diagnostic.severity {
            Severity::Error => &mut counts[0],
            Severity::Warning => &mut counts[1],
        };
        *count += 1;
        if *count == most + 1 {
            *diagnostic = more(diagnostic, most);
        }
        *count <= most + 1
    });
    for diagnostic in diagnostics {
        diagnostic.labels.truncate(MOST_LABELS);
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.text);
        let texts = labels
            .chain(&mut diagnostic.notes)
            .chain(&mut diagnostic.help)
            .chain([&mut diagnostic.message]);
        for text in texts {
            *text = shortened(std::mem::take(text));
        }
    }
}

fn more(next: &Diagnostic, most: usize) -> Diagnostic {
    let (code, what) = match next.severity {
        Severity::Error => (codes::MORE_ERRORS, "errors"),
        Severity::Warning => (codes::UNCHECKED, "warnings"),
    };
    let message = format!("there are more than {most} {what} in all; the first are shown");
    Diagnostic::new(next.severity, code, next.span(), message)
        .label("the next one is here")
        .help(format!(
            "put those right first: they are likely to have one cause; `Limits::diagnostics` is \
             how many {what} are shown"
        ))
}

#[cfg(test)]
mod tests {
    use super::{limit, shortened};
    use crate::diagnostic::{Diagnostic, codes};
    use crate::source::Span;

    #[test]
    fn texts_lose_their_middle() {
        assert_eq!(shortened("é".repeat(1_000)), "é".repeat(1_000));
        let short = shortened(format!("a{}b", "é".repeat(100_000)));
        assert!(short.starts_with("aé") && short.ends_with("éb"));
        assert!(short.len() <= 2_010, "{}", short.len());
    }

    #[test]
    fn errors_and_warnings_are_counted_apart() {
        let span = Span::default();
        let mut all: Vec<Diagnostic> = Vec::new();
        for index in 0..10 {
            all.push(Diagnostic::warning(
                codes::UNCHECKED,
                span,
                index.to_string(),
            ));
            all.push(Diagnostic::error(codes::FILE, span, "x".repeat(1 << 20)).also(span, "y"));
        }
        let few = &mut all.clone();
        limit(few, 10);
        assert_eq!(few.len(), 20);
        assert!(few.iter().all(|one| one.message.len() <= 2_010));
        limit(&mut all, 3);
        let codes: Vec<&str> = all.iter().map(|one| one.code).collect();
        let (warning, error) = (codes::UNCHECKED, codes::FILE);
        let told = [warning, error].repeat(3);
        assert_eq!(codes[..6], told);
        assert_eq!(codes[6..], [warning, codes::MORE_ERRORS]);
        assert_eq!(
            all[6].message,
            "there are more than 3 warnings in all; the first are shown"
        );
    }
}
