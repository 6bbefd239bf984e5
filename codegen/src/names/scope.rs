//! A scope of names: who has which, and what a newcomer gets.

use std::collections::{HashMap, HashSet};

/// The names of one scope: a module's types, a struct's fields, an enum's variants.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    // The number to try next behind a name: thousands may want one.
    numbers: HashMap<String, u32>,
}

impl Scope {
    /// A scope in which these names are given away already.
    pub(crate) fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: names.into_iter().map(str::to_owned).collect(),
            numbers: HashMap::new(),
        }
    }

    /// Takes a name; false where somebody has it.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes the first of the wishes that is free, or else the last with a number behind it.
    pub(crate) fn take_first(&mut self, wishes: &[String], separator: &str) -> String {
        for wish in wishes {
            if self.take(wish) {
                return wish.clone();
            }
        }
        let last = wishes.last().map_or("", String::as_str);
        let stem = format!("{last}{separator}");
        let mut number = self.numbers.get(&stem).copied().unwrap_or(2);
        loop {
            let name = format!("{stem}{number}");
            number += 1;
            if self.take(&name) {
                self.numbers.insert(stem, number);
                return name;
            }
        }
    }
}
