//! What holds of every message, whatever it is about.

use clientwright::diagnostic::{Diagnostic, Severity, one_line, render};
use clientwright::source::Sources;

/// Whether something is an error. Every place is one of the text, and nothing that a terminal would
/// obey is shown.
pub(crate) fn judge(sources: &Sources, found: &[Diagnostic]) -> bool {
    for diagnostic in found {
        for label in &diagnostic.labels {
            let range = label.span.start as usize..label.span.end as usize;
            let text = sources.get(label.span.file).map(|file| &file.text);
            assert!(
                text.is_some_and(|text| text.get(range).is_some()),
                "{diagnostic:?}"
            );
        }
        assert!(!one_line(sources, diagnostic).contains(char::is_control));
    }
    let report = render(sources, found, false);
    assert!(!report.contains(|ch: char| ch.is_control() && ch != '\n'));
    found.iter().any(|found| found.severity == Severity::Error)
}

/// What was emitted parses.
pub(crate) fn assert_rust(text: &str) {
    if let Err(error) = syn::parse_file(text) {
        panic!("{error}\n{text}");
    }
}
