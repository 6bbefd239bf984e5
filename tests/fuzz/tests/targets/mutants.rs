//! Texts that were good once.

use crate::choices::Choices;
use crate::words::{HARM, MARKS, WORDS};

/// A text with some of it changed.
pub(crate) fn mutant(original: &str, choices: &mut Choices<'_>) -> String {
    let mut text = original.to_owned();
    if choices.one_in(4) {
        reorder(&mut text, choices);
    }
    for _ in 0..choices.below(6) {
        match choices.below(8) {
            0 => put(&mut text, choices.pick(MARKS), 20, choices),
            1 => put(&mut text, choices.pick(WORDS), 1, choices),
            2 => put(&mut text, choices.pick(HARM), 1, choices),
            3 => put(&mut text, "", 40, choices),
            4 => repeat(&mut text, choices),
            _ => replace_word(&mut text, choices),
        }
    }
    text
}

/// Lines in another order: tables meet that never met.
fn reorder(text: &mut String, choices: &mut Choices<'_>) {
    let lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return;
    }
    let mut some = lines.clone();
    for _ in 0..=choices.below(6) {
        let at = choices.below(some.len() + 1);
        let line = choices.pick(&lines);
        match choices.below(3) {
            0 if at < some.len() => drop(some.remove(at)),
            1 if at < some.len() => some[at] = line,
            _ => some.insert(at, line),
        }
    }
    *text = some.join("\n");
}

/// A piece in the place of up to `cut` bytes.
fn put(text: &mut String, piece: &str, cut: usize, choices: &mut Choices<'_>) {
    let start = boundary(text, choices.below(text.len() + 1));
    let end = (start + choices.below(cut)).min(text.len());
    let end = boundary(text, end).max(start);
    text.replace_range(start..end, piece);
}

/// A piece of the text many times, or somewhere else.
fn repeat(text: &mut String, choices: &mut Choices<'_>) {
    let start = boundary(text, choices.below(text.len() + 1));
    let end = boundary(text, (start + choices.below(100)).min(text.len())).max(start);
    let times = choices.pick(&[1, 1, 2, 10, 200]);
    let piece = text[start..end].repeat(times);
    let at = boundary(text, choices.below(text.len() + 1));
    text.insert_str(at, &piece);
}

/// A word between quotes becomes another word of the text, or one that means something. Nearly
/// all of the results are still TOML or JSON, and get far.
fn replace_word(text: &mut String, choices: &mut Choices<'_>) {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if marks.len() < 4 {
        return;
    }
    let word = |index: usize| (marks[index * 2] + 1, marks[index * 2 + 1]);
    let (start, end) = word(choices.below(marks.len() / 2));
    let new = match choices.below(4) {
        0 => choices.pick(WORDS).to_owned(),
        1 => choices
            .pick(HARM)
            .replace(['"', '\\', '\n', '\t', '\0'], "'"),
        _ => {
            let (start, end) = word(choices.below(marks.len() / 2));
            text[start..end].to_owned()
        }
    };
    if start <= end {
        text.replace_range(start..end, &new);
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
