//! Texts made of Markdown's own pieces, judged by the parser that rustdoc uses: no code block that
//! is not marked as `text`, no HTML, no image, and no link except to the web.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::emit::doc_text::{code, doc_line, doc_lines};
use crate::emit::docs;

/// What Markdown gives a meaning to, and some text.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{2028}",
    " ",
    " ",
    " ",
    "  ",
    "   ",
    "    ",
    "     ",
    "\t",
    "\u{a0}",
    "\u{2003}",
    "- ",
    "-",
    "--",
    "---",
    "- - -",
    "* ",
    "*",
    "**",
    "***",
    "* * *",
    "+ ",
    "+",
    "+++",
    "_",
    "__",
    "___",
    "_ _ _",
    "1. ",
    "1.",
    "1) ",
    "2. ",
    "10. ",
    "123456789. ",
    "1234567890. ",
    "7",
    ".",
    "> ",
    ">",
    ">>",
    "# ",
    "#",
    "###### ",
    "####### ",
    "=",
    "==",
    "===",
    "`",
    "``",
    "```",
    "````",
    "```rust\n",
    "```\n",
    "~~~",
    "~~~~\n",
    "~~",
    "~",
    "|",
    "|",
    "| ",
    "|-|",
    "|---|---|",
    "-|-",
    ":-:",
    ":--|--:",
    ":",
    "a|b\n-|-\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<pre>\n",
    "</pre>",
    "<!--",
    "-->",
    "<!A",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<a href='x'>",
    "<br/>",
    "<div\n",
    "<https://a.example>",
    "<https://a.example/`>",
    "<mailto:a@b.c>",
    "<a@b.c>",
    "[",
    "]",
    "[]",
    "(",
    ")",
    "](",
    "][",
    "]:",
    "[a]",
    "[a]: ",
    "[a]: https://a.example\n",
    "[^a]",
    "[^a]: ",
    "[ ] ",
    "[x] ",
    "[a](https://a.example)",
    "[a](x)",
    "[`a`](https://a.example)",
    "![",
    "![a](https://a.example)",
    "!",
    "http://",
    "https://a.example",
    "https://a.example/b_c*",
    "HTTPS://A.example",
    "\\",
    "\\\\",
    "\\`",
    "\\<",
    "\\\n",
    "&",
    "&lt;b&gt;",
    "&#96;",
    "&#x3c;",
    "&nbsp;",
    "$",
    "$$",
    "^",
    "%%%",
    "std::process::exit(1);",
    "fn main() {}",
    "a",
    "b",
    "word",
    "é",
    "\u{200b}",
    "\u{1}",
    "\u{0}",
    "\"",
    "'",
    "{#a}",
    "::: a\n",
];

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

/// The options of rustdoc's doc tests (none) and of its pages, and all that the parser has but
/// formulas: they take precedence over code spans.
fn options() -> [Options; 3] {
    let pages = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    [
        Options::empty(),
        pages,
        Options::all().difference(Options::ENABLE_MATH),
    ]
}

/// What is wrong with emitted documentation, if something is.
fn fault(lines: &[String]) -> Option<String> {
    let text = lines.join("\n");
    for options in options() {
        for event in Parser::new_ext(&text, options) {
            let is_right = match &event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => &**info == "text",
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    dest_url.starts_with("http://") || dest_url.starts_with("https://")
                }
                Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
                Event::Start(
                    Tag::HtmlBlock
                    | Tag::Image { .. }
                    | Tag::FootnoteDefinition(_)
                    | Tag::MetadataBlock(_),
                ) => false,
                _ => true,
            };
            if !is_right {
                return Some(format!("{event:?} with {options:?} in\n{text}"));
            }
        }
    }
    unclosed(lines)
}

/// The rule that the result does not depend on a parser: outside of our fences no line is
/// indented like code or starts with a fence.
fn unclosed(lines: &[String]) -> Option<String> {
    let mut fence: Option<&str> = None;
    for line in lines {
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if line.starts_with("```") => fence = Some(line.strip_suffix("text")?),
            None if line.starts_with("    ") || line.starts_with("~~~") => {
                return Some(format!("the line {line:?}"));
            }
            None => {}
        }
    }
    fence.map(|fence| format!("{fence} does not end"))
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
        if let Some(fault) = fault(&lines) {
            panic!("text {index}, {text:?}: {fault}");
        }
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
