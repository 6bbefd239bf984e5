//! Lines, columns, and the order of messages.

use clientwright::diagnostic::{Diagnostic, Severity, sort};
use clientwright::source::{FileId, Sources, Span};

#[test]
fn columns_count_characters() {
    let mut sources = Sources::default();
    // Longer than what is counted at a time, with characters of one to four bytes.
    let line = "aé€😀".repeat(1_000);
    let text = format!("{line}\r\n\n{line}");
    let file = sources.add("x", text.as_str());
    for (at, line, column) in [
        (0, 1, 1),
        (1, 1, 2),
        (3, 1, 3),
        (10_000, 1, 4_001),
        (10_002, 2, 1),
        (10_003, 3, 1),
        (10_003 + 1_030, 3, 413),
        (20_003, 3, 4_001),
        (99_999, 3, 4_001),
    ] {
        let place = sources.place(Span::point(file, at));
        assert_eq!((place.line, place.column), (line, column), "{at}");
    }
    let empty = sources.add("empty", "");
    let place = sources.place(Span::point(empty, 0));
    assert_eq!((&*place.file, place.line, place.column), ("empty", 1, 1));
    let place = sources.place(Span::point(FileId(9), 0));
    assert_eq!((&*place.file, place.line, place.column), ("", 0, 0));
}

#[test]
fn messages_are_ordered_by_place_and_code() {
    let error = |file, at, code, message: &str| {
        Diagnostic::error(code, Span::point(FileId(file), at), message)
    };
    let mut diagnostics = vec![
        error(1, 0, "E0101", "a"),
        error(0, 7, "E0201", "b"),
        error(0, 7, "E0101", "c"),
        error(0, 3, "E0900", "d"),
        error(0, 7, "E0101", "e"),
    ];
    sort(&mut diagnostics);
    let order: String = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(order, "dceba");
    assert_eq!(diagnostics[0].severity, Severity::Error);
}
