//! Which of the old items is which of the new.

use std::collections::{HashMap, VecDeque};

use smol_str::SmolStr;

use super::State;

/// An item of both states.
pub(super) struct Pair<'a, T> {
    pub(super) old: &'a T,
    pub(super) new: &'a T,
    /// Its number among the old ones.
    pub(super) was: usize,
}

/// Items of two states.
pub(super) struct Pairs<'a, T> {
    /// In the order of the new ones.
    pub(super) both: Vec<Pair<'a, T>>,
    /// Only of the old state, in its order.
    pub(super) gone: Vec<&'a T>,
    /// Only of the new state, in its order.
    pub(super) fresh: Vec<&'a T>,
}

/// What an item of one of the states is known by, if by anything.
pub(super) type Key<'k, T> = &'k dyn Fn(State, &T) -> Option<SmolStr>;

/// Pairs what has the same first key; of what is left, what has the same second; and so on. What
/// shares a key is paired in order.
pub(super) fn pairs<'a, T>(old: &'a [T], new: &'a [T], keys: &[Key<'_, T>]) -> Pairs<'a, T> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_gone = vec![true; old.len()];
    for key in keys {
        let mut waiting: HashMap<SmolStr, VecDeque<usize>> = HashMap::new();
        for (at, item) in old.iter().enumerate().filter(|(at, _)| is_gone[*at]) {
            if let Some(key) = key(State::Old, item) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (item, partner) in new.iter().zip(&mut partner) {
            if partner.is_none()
                && let Some(was) = key(State::New, item)
                    .and_then(|key| waiting.get_mut(&key))
                    .and_then(VecDeque::pop_front)
            {
                *partner = Some(was);
                is_gone[was] = false;
            }
        }
    }
    let mut pairs = Pairs {
        both: Vec::new(),
        gone: Vec::new(),
        fresh: Vec::new(),
    };
    for (new, partner) in new.iter().zip(partner) {
        match partner {
            Some(was) => pairs.both.push(Pair {
                old: &old[was],
                new,
                was,
            }),
            None => pairs.fresh.push(new),
        }
    }
    let gone = old.iter().zip(is_gone).filter(|(_, is_gone)| *is_gone);
    pairs.gone = gone.map(|(item, _)| item).collect();
    pairs
}

/// Whether items of both states, given in their new order, stood in another.
pub(super) fn is_reordered<'a, 'p, T: 'a>(both: impl Iterator<Item = &'p Pair<'a, T>>) -> bool
where
    'a: 'p,
{
    !both.is_sorted_by_key(|pair| pair.was)
}
