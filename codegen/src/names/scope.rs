//! A scope of names: who has which, and what a newcomer gets.

use std::collections::HashMap;

/// The names of one scope: a module's types, a struct's fields, an enum's variants.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashMap<String, ()>,
}

impl Scope {
    /// A scope in which these names are given away already.
    pub(crate) fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: names
                .into_iter()
                .map(|name| (name.to_owned(), ()))
                .collect(),
        }
    }

    /// Takes a name; false where somebody has it.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned(), ()).is_none()
    }

    /// Takes the first of the wishes that is free, or else the last with a number behind it.
    pub(crate) fn take_first(&mut self, wishes: &[String], separator: &str) -> String {
        for wish in wishes {
            if self.take(wish) {
                return wish.clone();
            }
        }
        let last = wishes.last().map_or("", String::as_str);
        let mut number = 2u32;
        loop {
            let name = format!("{last}{separator}{number}");
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}
