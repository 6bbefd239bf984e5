//! A scope of names: who has which, and what a newcomer gets.

use std::collections::{HashMap, HashSet};

/// The names of one scope: a struct's fields, an enum's variants, an operation's parameters.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    numbers: Numbers,
}

impl Scope {
    /// A scope in which these names are given away already.
    pub(crate) fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: names.into_iter().map(str::to_owned).collect(),
            numbers: Numbers::default(),
        }
    }

    /// Takes a name; false where somebody has it.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes the first of the wishes that is free, or else the last with a number behind it.
    pub(crate) fn take_first(&mut self, wishes: &[String], separator: &str) -> String {
        let Self { taken, numbers } = self;
        numbers.first_free(wishes, separator, |name| taken.insert(name.to_owned()))
    }
}

/// The numbers that names got, so that a thousand equal wishes cost a thousand steps.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    next: HashMap<String, u32>,
}

impl Numbers {
    /// The first of the wishes that can be taken, or else the last with a number behind it.
    pub(crate) fn first_free(
        &mut self,
        wishes: &[String],
        separator: &str,
        mut take: impl FnMut(&str) -> bool,
    ) -> String {
        if let Some(free) = wishes.iter().find(|wish| take(wish)) {
            return free.clone();
        }
        let last = wishes.last().map_or("", String::as_str);
        let next = self.next.entry(last.to_owned()).or_insert(2);
        loop {
            let name = format!("{last}{separator}{next}");
            *next = next.saturating_add(1);
            if take(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_newcomer_gets_its_next_wish_and_then_a_number() {
        let mut scope = Scope::reserving(["Item"]);
        let wishes = ["Item".to_owned(), "OrderItem".to_owned()];
        let taken: Vec<String> = (0..4).map(|_| scope.take_first(&wishes, "")).collect();
        assert_eq!(
            taken,
            ["OrderItem", "OrderItem2", "OrderItem3", "OrderItem4"]
        );
        assert!(!scope.take("OrderItem3"));
        assert_eq!(scope.take_first(&["page".to_owned()], "_"), "page");
        assert_eq!(scope.take_first(&["page".to_owned()], "_"), "page_2");
    }
}
