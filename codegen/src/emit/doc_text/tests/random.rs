//! Texts made of Markdown's own pieces, judged by the parser that rustdoc uses: no code block that
//! is not marked as `text`, no HTML, no image, and no link except to the web.

use super::judge::{PIECES, fault};
use crate::emit::doc_text::{code, doc_line, doc_lines};
use crate::emit::docs;

/// Numbers at random, the same for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end as u64) as usize
    }
}

fn text(numbers: &mut Numbers) -> String {
    let length = 1 + numbers.below(14);
    (0..length)
        .map(|_| PIECES[numbers.below(PIECES.len())])
        .collect()
}

/// One of the ways in which the text of a spec becomes documentation.
fn composed(way: usize, text: &str) -> Vec<String> {
    let line = || doc_line(text);
    match way {
        0 => {
            let mut lines = doc_lines(text);
            lines.extend([String::new(), "# Errors".to_owned(), String::new()]);
            lines.extend(doc_lines(text));
            lines
        }
        1 => vec![line()],
        2 => vec![format!("- `x`: {}", line()), format!("- {}", line())],
        3 => vec![docs::sentence(&line())],
        4 => vec![docs::summary(text, "x")],
        5 => vec![docs::case_line(&[200], Some("A::B"), None, text)],
        6 => docs::case(&[200, 404], text),
        7 => docs::with_notes(doc_lines(text), &["Deprecated.".to_owned(), line()]),
        8 => vec![format!("{} {} `x`", code(text), line()), code(text)],
        _ => doc_lines(text),
    }
}

#[test]
fn nothing_runs_and_nothing_breaks() {
    // `DOC_TEXTS=10000000` for longer; `DOC_SEED` for others.
    let from_env = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let count = from_env("DOC_TEXTS").unwrap_or(100_000);
    let mut numbers = Numbers(from_env("DOC_SEED").unwrap_or(0x9e37_79b9_7f4a_7c15) | 1);
    for index in 0..count {
        let text = text(&mut numbers);
        let lines = composed(numbers.below(14), &text);
        let fault = fault(&lines);
        assert!(fault.is_none(), "text {index}, {text:?}: {fault:?}");
    }
}

#[test]
fn the_judge_sees_what_runs() {
    for text in [
        "a\n\n    f()",
        "```\nf()\n```",
        "1. - - -\n   ```rust\n   f()",
        "> ~~~\n> f()",
        "<b>",
        "[a](javascript:x)",
        "![a](https://a.example)",
        "[^1]\n\n[^1]: x",
    ] {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!(fault(&lines).is_some(), "{text}");
    }
}
