//! What makes another crate is a change, and what makes the same is none: for every line of the
//! specs, left out, and for every two that follow each other, in the other order.

use clientwright::diff::compare;
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

/// Holds every state in which one of the files has other lines.
fn hold(change: impl Fn(&mut Vec<&str>, usize), least: usize) {
    let (old, lock) = before();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let room = Room { folder, old, lock };
    let (product, widgets) = edited(&[]);
    let (_, rust) = room.state(&product, &widgets).expect("the specs are right");
    let changed = |text: &str, number: usize| {
        let mut lines: Vec<&str> = text.lines().collect();
        change(&mut lines, number);
        lines.join("\n")
    };
    let states = (0..product.lines().count())
        .map(|number| (changed(&product, number), widgets.clone()))
        .chain(
            (0..widgets.lines().count()).map(|number| (product.clone(), changed(&widgets, number))),
        );
    let mut judged = 0;
    for (number, (product, widgets)) in states.enumerate() {
        if let Some((described, emitted)) = room.state(&product, &widgets) {
            let found = lines(&compare(&room.old, &described.apis));
            assert_eq!(
                found.is_empty(),
                emitted == rust,
                "of change {number}: {found:?}"
            );
            judged += 1;
        }
    }
    assert!(judged >= least, "{judged} states are right");
}

#[test]
fn a_line_less_is_a_change_where_the_rust_is_another() {
    hold(
        |lines, number| {
            lines.remove(number);
        },
        80,
    );
}

#[test]
fn so_are_lines_in_another_order() {
    hold(
        |lines, number| {
            // The order of values, of documented errors and of answers makes no difference.
            let is_set = |line: &str| line.contains("{ value = ") || line.contains("status = ");
            if number + 1 < lines.len() && !is_set(lines[number]) {
                lines.swap(number, number + 1);
            }
        },
        120,
    );
}
