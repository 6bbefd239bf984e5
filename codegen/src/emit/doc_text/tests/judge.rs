//! Markdown's own pieces, and what rustdoc's parser makes of documentation. The random tests of
//! this crate and those of whole specs (`tests/fuzz`) share it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Pieces of text that Markdown gives a meaning to, and plain ones.
pub(crate) const PIECES: &[&str] = &[
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

/// The first fault of emitted documentation, if it has one: a code block that is not marked as
/// `text`, HTML, an image, a link that does not lead to the web.
pub(crate) fn fault(lines: &[String]) -> Option<String> {
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
