//! What makes another crate is a change, and what makes the same is no more than a fix: for every
//! line of the specs left out, or moved, every key left out, every type replaced by others.

use clientwright::diff::{Class, compare};
use clientwright::ir::Api;
use clientwright::{Described, Generator};

use crate::support::{before, edited, lines, write};

/// The product before any change, and room for another state of it.
struct Room {
    folder: tempfile::TempDir,
    old: Vec<Api>,
    lock: String,
}

impl Room {
    /// What the specs of two texts say, if they are right.
    fn state(&self, product: &str, widgets: &str) -> Option<(Described, String)> {
        let files = [
            ("acme", "product.toml", product),
            ("acme", "widgets.toml", widgets),
            ("acme", "names.lock", &*self.lock),
        ];
        write(self.folder.path(), &files);
        let generator = Generator::from_products(self.folder.path()).crate_name("acme_clients");
        let described = generator.describe().ok()?;
        let files = described.emit(generator.options()).expect("Rust");
        let rust = files.into_iter().map(|file| file.text).collect();
        Some((described, rust))
    }
}

/// Holds every state that `others` makes of one of the files.
fn hold(others: impl Fn(&str) -> Vec<String>, least: usize) {
    let (old, lock) = before();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let room = Room { folder, old, lock };
    let (product, widgets) = edited(&[]);
    let (_, rust) = room.state(&product, &widgets).expect("the specs are right");
    let products = others(&product).into_iter();
    let states = products.map(|product| (product, widgets.clone()));
    let modules = others(&widgets).into_iter();
    let states = states.chain(modules.map(|widgets| (product.clone(), widgets)));
    let mut judged = 0;
    for (number, (product, widgets)) in states.enumerate() {
        if let Some((described, emitted)) = room.state(&product, &widgets) {
            let found = compare(&room.old, &described.apis);
            let right = match emitted == rust {
                // What texts mean and what is documented of them need not show.
                true => found.worst() <= Some(Class::Fix),
                false => found.worst().is_some(),
            };
            let found = lines(&found);
            assert!(right, "of state {number}: {found:?}");
            judged += 1;
        }
    }
    assert!(judged >= least, "{judged} states are right");
}

/// The text with other lines, for each of its lines.
fn by_lines(text: &str, change: impl Fn(&mut Vec<&str>, usize)) -> Vec<String> {
    let numbers = 0..text.lines().count();
    let texts = numbers.map(|number| {
        let mut lines: Vec<&str> = text.lines().collect();
        change(&mut lines, number);
        lines.join("\n")
    });
    texts.collect()
}

#[test]
fn a_line_less_is_a_change_where_the_rust_is_another() {
    let without = |lines: &mut Vec<&str>, number| {
        lines.remove(number);
    };
    hold(|text| by_lines(text, without), 80);
}

#[test]
fn so_are_lines_in_another_order() {
    let swapped = |lines: &mut Vec<&str>, number: usize| {
        // The order of values, of documented errors and of answers makes no difference.
        let is_set = |line: &str| line.contains("{ value = ") || line.contains("status = ");
        if number + 1 < lines.len() && !is_set(lines[number]) {
            lines.swap(number, number + 1);
        }
    };
    hold(|text| by_lines(text, swapped), 120);
}

#[test]
fn so_is_a_key_less_in_a_row() {
    // From one comma of a line to the next, or to the bracket behind it.
    let others = |text: &str| {
        let commas = text.match_indices(", ").map(|(at, _)| at);
        let texts = commas.filter_map(|at| {
            let rest = &text[at + 2..];
            let length = rest.find([',', '}', ']', '\n'])?;
            Some(format!("{}{}", &text[..at], &rest[length..]))
        });
        texts.collect()
    };
    hold(others, 40);
}

#[test]
fn so_is_another_type() {
    let types = ["string", "url", "decimal", "nullable<string>"];
    let others = |text: &str| {
        let mut texts = Vec::new();
        for (at, found) in text.match_indices(" type = \"") {
            let start = at + found.len();
            let Some(length) = text[start..].find('"') else {
                continue;
            };
            for ty in types {
                texts.push(format!("{}{ty}{}", &text[..start], &text[start + length..]));
            }
        }
        texts
    };
    hold(others, 100);
}
