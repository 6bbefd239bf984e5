//! Text from specs as documentation: Markdown in which nothing runs and nothing breaks.
//!
//! Specs come from strangers, and rustdoc runs every code block that it takes for Rust. So
//! fenced blocks become `text`, indentation never makes a block, HTML shows as it is written,
//! brackets are no links but to the web, bare URLs are marked as such, and what does not print
//! (controls, bidirectional marks) is left out. Emphasis, lists, headings and code spans stay.

use proc_macro2::TokenStream;
use quote::quote;

/// The lines of a Markdown text, without the `///`. None where there is no text.
pub(super) fn doc_lines(text: &str) -> Vec<String> {
    let clean = printable(text);
    let mut lines: Vec<String> = Vec::new();
    // How far a line must be indented to belong to the list item above it.
    let mut indent = 0;
    let mut rest = clean.lines();
    while let Some(line) = rest.next() {
        let line = line.trim();
        if let Some(fence) = fence_of(line) {
            let block = rest.by_ref().take_while(|line| !closes(line, fence));
            push_block(&mut lines, block);
            indent = 0;
        } else if line.is_empty() || is_rule(line) {
            indent = 0;
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
        } else {
            let (marker, content) = split_marker(line);
            if !marker.is_empty() {
                indent = marker.len();
                lines.push(format!("{marker}{}", block_start(content, true)));
            } else {
                let content = block_start(content, false);
                lines.push(format!("{:indent$}{content}", ""));
            }
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A text as one line of Markdown, for the middle of a sentence or a list.
pub(super) fn doc_line(text: &str) -> String {
    let line = printable(text).replace('\n', " ");
    let words: Vec<&str> = line.split_whitespace().collect();
    block_start(&words.join(" "), true)
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

/// The `#[doc]` attributes of lines.
pub(super) fn doc_attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// The text without what does not print; all line ends are `\n`, tabs are spaces.
pub(super) fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .filter_map(|ch| match ch {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' | '\u{a0}' => Some(' '),
            // Marks that turn the direction of text, or that nobody sees.
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' => None,
            '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
            '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
            ch if ch.is_control() => None,
            ch => Some(ch),
        })
        .collect()
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

/// A block of text that rustdoc takes for nothing else, whatever is in it.
fn push_block<'a>(lines: &mut Vec<String>, block: impl Iterator<Item = &'a str>) {
    let block: Vec<&str> = block.map(str::trim_end).collect();
    let longest = block.iter().map(|line| longest_run(line)).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    lines.push(format!("{fence}text"));
    lines.extend(block.into_iter().map(str::to_owned));
    lines.push(fence);
}

fn longest_run(text: &str) -> usize {
    text.split(|ch| ch != '`').map(str::len).max().unwrap_or(0)
}

/// The list markers in front of a line, each with one space behind it, and what follows.
fn split_marker(line: &str) -> (String, &str) {
    let mut markers = String::new();
    let mut rest = line;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = match rest.as_bytes().get(digits) {
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            _ => break,
        };
        let Some(after) = rest[length..].strip_prefix(' ') else {
            break;
        };
        markers.push_str(&rest[..=length]);
        rest = after.trim_start();
    }
    (markers, rest)
}

/// A line's text, made safe, with what would open another kind of block at its start escaped.
fn block_start(content: &str, in_list: bool) -> String {
    let text = inline(content);
    let fence = in_list && (text.starts_with("```") || text.starts_with("~~~"));
    if text.starts_with('>') || fence {
        return format!("\\{text}");
    }
    text
}

/// A line's text with HTML, links and bare URLs made safe. Code spans stay as they are.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let taken = match ch {
            '`' => code_span(rest, &mut out),
            '\\' => escape(rest, &mut out),
            '<' => angle(rest, &mut out),
            '[' => bracket(rest, &mut out),
            // No pictures: a page of documentation loads nothing from elsewhere.
            '!' if rest.starts_with("![") => {
                out.push_str("\\!");
                1
            }
            ']' => {
                out.push_str("\\]");
                1
            }
            'h' | 'H' if starts_url(rest) => bare_url(rest, &mut out),
            _ => {
                out.push(ch);
                ch.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// A code span that closes on its line, or ticks that mean nothing.
fn code_span(rest: &str, out: &mut String) -> usize {
    let length = rest.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = length;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let run = rest[start..]
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        at = start + run;
        if run == length {
            out.push_str(&rest[..at]);
            return at;
        }
    }
    out.push_str(&"\\`".repeat(length));
    length
}

/// A backslash and what it escapes.
fn escape(rest: &str, out: &mut String) -> usize {
    let escaped = rest[1..].chars().next();
    match escaped.filter(char::is_ascii_punctuation) {
        Some(_) => {
            out.push_str(&rest[..2]);
            2
        }
        None => {
            out.push_str("\\\\");
            1
        }
    }
}

/// `<https://…>`, or a sign.
fn angle(rest: &str, out: &mut String) -> usize {
    if let Some(end) = rest.find('>')
        && is_web(&rest[1..end])
    {
        out.push_str(&rest[..=end]);
        return end + 1;
    }
    out.push_str("\\<");
    1
}

/// `[text](https://…)`, or a sign.
fn bracket(rest: &str, out: &mut String) -> usize {
    if let Some(middle) = rest.find("](")
        && let Some(length) = rest[middle + 2..].find(')')
        && is_web(&rest[middle + 2..middle + 2 + length])
        && !rest[1..middle].contains(['[', ']', '<', '`', '\\', '!'])
        && !rest[1..middle].contains("://")
    {
        let end = middle + 2 + length + 1;
        out.push_str(&rest[..end]);
        return end;
    }
    out.push_str("\\[");
    1
}

fn starts_url(rest: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        rest.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

fn bare_url(rest: &str, out: &mut String) -> usize {
    let end = rest
        .find(|ch: char| ch.is_whitespace() || "<>\"`\\[]()|*".contains(ch))
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_']);
    if is_web(url) {
        out.push_str(&format!("<{url}>"));
    } else {
        out.push_str(&url.replace("://", ":&#47;/"));
    }
    url.len()
}

/// Whether it is an address of the web, of characters that mean nothing in Markdown.
fn is_web(url: &str) -> bool {
    let host = match url.split_once("://") {
        Some(("http" | "https", host)) => host,
        _ => return false,
    };
    host.starts_with(|ch: char| ch.is_ascii_alphanumeric())
        && host
            .chars()
            .all(|ch| ch.is_ascii_alphanumeric() || "-._~:/?#@!$&'+,;=%{}".contains(ch))
}

#[cfg(test)]
mod tests;
