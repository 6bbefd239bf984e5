//! Text from specs as documentation: Markdown in which nothing runs and nothing breaks.
//!
//! Specs come from strangers, and rustdoc runs every code block that it takes for Rust. The text
//! is therefore parsed into a few kinds of blocks (`blocks`), each of which is rendered anew, and
//! the text inside a line is escaped (`inline`). Whether something runs does not depend on how
//! Markdown nests blocks, since the following holds for each line by itself:
//!
//! - No line is indented by more than three columns, so there is no indented code block.
//! - No line starts with three backticks or tildes, behind a list marker or not, except the fences
//!   of `text` blocks, which end where this module ends them.
//! - Behind a list marker stands one space and then text that starts no block of its own.
//! - Every `<` is escaped, except in code spans, which end on their line, and in links to the web.
//!
//! `tests` holds the result against the parser that rustdoc uses.

mod blocks;
mod inline;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use blocks::doc_lines;
use inline::{is_web, line_text, longest_run};

/// A text as one line of Markdown, for the middle of a sentence or a list.
pub(super) fn doc_line(text: &str) -> String {
    let line = printable(text);
    let words: Vec<&str> = line.split_whitespace().collect();
    line_text(&words.join(" "))
}

/// A text as a code span.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace('\n', " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let edge = text.starts_with([' ', '`']) || text.ends_with([' ', '`']) || text.is_empty();
    let pad = if edge { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A link to the web, if the address is one that can stand in Markdown.
pub(super) fn link(title: &str, url: &str) -> Option<String> {
    is_web(url).then(|| format!("[{title}]({url})"))
}

/// Ends a line inside a `#[doc]` attribute, until [`split_doc_lines`] puts each on its own.
/// [`printable`] removes it from the text of specs.
const LINE_END: char = '\u{1}';

/// The lines as one `#[doc]` attribute. An attribute for each line would cost a kilobyte of tokens
/// and syntax tree, which is hundreds of times the text where lines are short.
pub(super) fn doc_attributes(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(LINE_END);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    quote!(#[doc = #text])
}

/// The printed text of items, with the lines of their documentation as `///` comments.
pub(super) fn split_doc_lines(text: String) -> String {
    if !text.contains(LINE_END) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        let Some((first, others)) = line.split_once(LINE_END) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        out.push_str(first.trim_end());
        for other in others.split(LINE_END) {
            out.push('\n');
            out.push_str(indent);
            out.push_str("///");
            out.push_str(other.trim_end());
        }
        out.push('\n');
    }
    out
}

/// The text without what does not print; all line ends are `\n`, tabs are spaces.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{a0}' => out.push(' '),
            // Marks that change the direction of text, or that nobody sees.
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {}
            '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => {}
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests;
