//! The text of a line, escaped. Each function looks at a character a bounded number of times:
//! descriptions may be megabytes of one mark.

use std::collections::HashMap;

/// The text of a line or of a list item: inline text that starts no block.
pub(super) fn line_text(text: &str) -> String {
    let mut out = inline(text);
    if let Some(at) = block_mark(&out) {
        out.insert(at, '\\');
    }
    out
}

/// Where a backslash keeps escaped inline text from starting a block.
fn block_mark(text: &str) -> Option<usize> {
    let first = text.bytes().next()?;
    let ends_marker = |at: usize| matches!(text.as_bytes().get(at), None | Some(b' '));
    let only = |marks: &[u8]| text.bytes().all(|byte| marks.contains(&byte));
    let starts = match first {
        b'>' => true,
        b'#' => {
            let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
            hashes <= 6 && ends_marker(hashes)
        }
        b'-' | b'*' | b'+' | b'_' | b'=' => {
            (ends_marker(1) && !matches!(first, b'_' | b'=')) || only(&[first, b' '])
        }
        b'~' => text.starts_with("~~~"),
        // A definition, to parsers that know them.
        b':' => true,
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let ends = matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
            return (ends && ends_marker(digits + 1)).then_some(digits);
        }
        _ => false,
    };
    (starts || is_delimiter_row(text)).then_some(0)
}

/// Whether a line below another may make a table of both.
pub(super) fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| b"|:- ".contains(&byte))
}

/// A line's text with HTML, links and bare URLs made safe. Code spans stay as they are.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let ticks = Ticks::of(text);
    let mut at = 0;
    while let Some(ch) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match ch {
            '`' => ticks.span(text, at, &mut out),
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
    }
    out
}

/// The most backticks that stand together.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|ch| ch != '`').map(str::len).max().unwrap_or(0)
}

/// Where the runs of backticks of a text begin, by their lengths, in order.
struct Ticks {
    runs: HashMap<usize, Vec<usize>>,
}

impl Ticks {
    fn of(text: &str) -> Self {
        let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut length = 0;
        for (at, byte) in text.bytes().chain([b' ']).enumerate() {
            if byte == b'`' {
                length += 1;
            } else if length > 0 {
                runs.entry(length).or_default().push(at - length);
                length = 0;
            }
        }
        Self { runs }
    }

    /// A code span that closes on its line, or backticks that mean nothing. Those that could open
    /// a block at the start of the line never mean anything.
    fn span(&self, text: &str, at: usize, out: &mut String) -> usize {
        let rest = &text[at..];
        let length = rest.bytes().take_while(|byte| *byte == b'`').count();
        let runs = self.runs.get(&length).map_or(&[][..], Vec::as_slice);
        let next = runs.partition_point(|start| *start < at + length);
        match runs.get(next) {
            Some(close) if at > 0 || length < 3 => {
                let taken = close + length - at;
                out.push_str(&rest[..taken]);
                taken
            }
            _ => {
                out.push_str(&"\\`".repeat(length));
                length
            }
        }
    }
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
    let address = web_characters(&rest[1..]);
    if rest[1 + address.len()..].starts_with('>') && is_web(address) {
        let length = address.len() + 2;
        out.push_str(&rest[..length]);
        return length;
    }
    out.push_str("\\<");
    1
}

/// `[text](https://…)`, or a sign.
fn bracket(rest: &str, out: &mut String) -> usize {
    let title = rest[1..].find(['[', ']', '<', '`', '\\', '!']);
    let title = title.map_or("", |end| &rest[1..=end]);
    if let Some(target) = rest[1 + title.len()..].strip_prefix("](") {
        let address = web_characters(target);
        if target[address.len()..].starts_with(')') && is_web(address) && !title.contains("://") {
            let length = title.len() + address.len() + 4;
            out.push_str(&rest[..length]);
            return length;
        }
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
pub(super) fn is_web(url: &str) -> bool {
    let host = match url.split_once("://") {
        Some(("http" | "https", host)) => host,
        _ => return false,
    };
    host.starts_with(|ch: char| ch.is_ascii_alphanumeric()) && web_characters(url) == url
}

/// The beginning of a text, as far as it may be an address.
fn web_characters(text: &str) -> &str {
    let end =
        text.find(|ch: char| !(ch.is_ascii_alphanumeric() || "-._~:/?#@!$&'+,;=%{}".contains(ch)));
    &text[..end.unwrap_or(text.len())]
}
