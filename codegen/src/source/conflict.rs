//! Conflicts that a merge left in a text: git writes both sides of each between lines of markers.

use std::borrow::Cow;

use super::{FileId, Sources, Span};
use crate::diagnostic::{Diagnostic, codes};

/// Which part of a conflict a line is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Ours,
    Theirs,
}

/// The text of a file without the markers of conflicts and without what they say of the other
/// side, which is as long as the text: the rest can be read, and places stay what they are. That
/// there are conflicts is reported once.
pub(super) fn ours<'t>(
    sources: &Sources,
    file: FileId,
    text: &'t str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'t, str> {
    // Next to no text has any of these, and to look for them costs little.
    if !["<<<<<<<", ">>>>>>>", "|||||||"]
        .iter()
        .any(|marker| text.contains(marker))
    {
        return Cow::Borrowed(text);
    }
    let mut side = Side::None;
    let mut markers = 0;
    let mut first = None;
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let next = match side {
            _ if is_marker(bare, '<') => Some(Side::Ours),
            _ if is_marker(bare, '|') => Some(Side::Theirs),
            _ if is_marker(bare, '>') => Some(Side::None),
            Side::Ours | Side::Theirs if bare == "=======" => Some(Side::Theirs),
            _ => None,
        };
        if let Some(next) = next {
            first = first.or(Some(Span::new(file, at, at + bare.len())));
            markers += usize::from(next == Side::Ours);
        }
        match next.is_some() || side == Side::Theirs {
            true => {
                kept.extend(std::iter::repeat_n(' ', bare.len()));
                kept.push_str(&line[bare.len()..]);
            }
            false => kept.push_str(line),
        }
        side = next.unwrap_or(side);
        at += line.len();
    }
    let Some(first) = first else {
        return Cow::Borrowed(text);
    };
    diagnostics.push(diagnostic(sources, file, first, markers));
    Cow::Owned(kept)
}

/// Whether a line is seven times the character, alone or with a name behind it.
fn is_marker(line: &str, ch: char) -> bool {
    let rest = line.trim_start_matches(ch);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

fn diagnostic(sources: &Sources, file: FileId, first: Span, conflicts: usize) -> Diagnostic {
    let name = sources.get(file).map_or("", |file| &*file.path);
    let what = match conflicts {
        0 | 1 => "a conflict of a merge".to_owned(),
        _ => format!("{conflicts} conflicts of a merge"),
    };
    let diagnostic = Diagnostic::error(
        codes::CONFLICT,
        first,
        format!("`{name}` still has {what} in it"),
    )
    .label("a marker of the first one");
    if name.ends_with(crate::load::LOCK_FILE) {
        return diagnostic.help(
            "keep the lines of both sides and remove the markers; then write the file anew \
             (`regenerate`, or `clientwright lock`)",
        );
    }
    diagnostic.help(
        "resolve it and remove the lines that begin with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`",
    )
}

#[cfg(test)]
mod tests {
    use super::ours;
    use crate::source::Sources;

    fn read(text: &str) -> (String, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let mut found = Vec::new();
        let kept = ours(&sources, file, text, &mut found).into_owned();
        assert_eq!(kept.len(), text.len());
        (kept, found.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn our_side_is_kept_and_nothing_moves() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 2\n||||||| base\nb = 0\n=======\nb = \"ü\"\n>>>>>>> other\nc = 3\n";
        let (kept, told) = read(text);
        let lines: Vec<&str> = kept
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        assert_eq!(lines, ["a = 1", "b = 2", "c = 3"]);
        assert_eq!(kept.find("c = 3"), text.find("c = 3"));
        assert_eq!(told, ["`a.toml` still has a conflict of a merge in it"]);
    }

    #[test]
    fn conflicts_are_counted_and_a_marker_that_was_left_is_one() {
        let two =
            "<<<<<<< a\r\nx\r\n=======\r\n>>>>>>> b\r\n<<<<<<< a\r\n=======\r\ny\r\n>>>>>>> b\r\n";
        let (kept, told) = read(two);
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["x"]);
        assert_eq!(told, ["`a.toml` still has 2 conflicts of a merge in it"]);
        assert_eq!(read("a = 1\n>>>>>>> b\n").1.len(), 1);
    }

    #[test]
    fn what_only_looks_like_a_marker_is_text() {
        for text in [
            "Title\n=======\n",
            "<<<<<<<< eight\n",
            "  <<<<<<< indented\n",
            ">>>>>>>quoted\n",
            "a = \"<<<<<<< HEAD\"\n",
        ] {
            assert_eq!(read(text), (text.to_owned(), Vec::new()));
        }
    }
}
