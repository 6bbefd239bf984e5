//! A scope of names: who has which, and what a newcomer gets.

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

/// The names of one scope: a struct's fields, an enum's variants, an operation's parameters.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<SmolStr>,
    numbers: Numbers,
}

impl Scope {
    /// A scope in which these names are given away already.
    pub(crate) fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: names.into_iter().map(SmolStr::from).collect(),
            numbers: Numbers::default(),
        }
    }

    /// Takes a name; false where somebody has it.
    pub(crate) fn take(&mut self, name: &SmolStr) -> bool {
        self.taken.insert(name.clone())
    }

    /// Takes the first of the wishes that is free, or else the last with a number behind it.
    pub(crate) fn take_first(&mut self, wishes: &[SmolStr], separator: &str) -> SmolStr {
        let Self { taken, numbers } = self;
        numbers.first_free(wishes, separator, |name| taken.insert(name.clone()))
    }
}

/// The numbers that names got, so that a thousand equal wishes cost a thousand steps.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    next: HashMap<SmolStr, u32>,
}

impl Numbers {
    /// The first of the wishes that can be taken, or else the last with a number behind it.
    pub(crate) fn first_free(
        &mut self,
        wishes: &[SmolStr],
        separator: &str,
        mut take: impl FnMut(&SmolStr) -> bool,
    ) -> SmolStr {
        if let Some(free) = wishes.iter().find(|wish| take(wish)) {
            return free.clone();
        }
        let last = wishes.last().map_or("", SmolStr::as_str);
        let next = self.next.entry(last.into()).or_insert(2);
        loop {
            let name = format_smolstr!("{last}{separator}{next}");
            *next = next.saturating_add(1);
            if take(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, SmolStr};

    #[test]
    fn a_newcomer_gets_its_next_wish_and_then_a_number() {
        let mut scope = Scope::reserving(["Item"]);
        let wishes = ["Item".into(), "OrderItem".into()];
        let taken: Vec<SmolStr> = (0..4).map(|_| scope.take_first(&wishes, "")).collect();
        assert_eq!(
            taken,
            ["OrderItem", "OrderItem2", "OrderItem3", "OrderItem4"]
        );
        assert!(!scope.take(&"OrderItem3".into()));
        assert_eq!(scope.take_first(&["page".into()], "_"), "page");
        assert_eq!(scope.take_first(&["page".into()], "_"), "page_2");
    }
}
