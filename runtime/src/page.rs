//! One page of a list.

/// One page of a list: its items, and what the service says about the page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Page<T, C = ()> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What the service says about the page, if it does.
    pub context: Option<C>,
}

impl<T, C> Page<T, C> {
    /// A page, as a service would answer it.
    pub const fn new(items: Vec<T>, context: Option<C>) -> Self {
        Self { items, context }
    }
}

impl<T, C> IntoIterator for Page<T, C> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T, C> IntoIterator for &'a Page<T, C> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// Moves a page number on. The list ends with an empty page, where the service says so, and where it
/// does not say with a page that is not full. For generated code.
pub fn next_number<T, C>(
    number: &mut Option<i64>,
    page: &Page<T, C>,
    per_page: i64,
    more: Option<bool>,
) -> bool {
    let full = i64::try_from(page.items.len()).is_ok_and(|items| items >= per_page);
    if page.items.is_empty() || !more.unwrap_or(full) {
        return false;
    }
    match number.unwrap_or(1).checked_add(1) {
        Some(next) => {
            *number = Some(next);
            true
        }
        None => false,
    }
}

/// Moves a cursor on. The list ends where there is no next one, or the service says that this page
/// is the last. For generated code.
pub fn next_cursor<T, C>(
    cursor: &mut Option<String>,
    page: &Page<T, C>,
    next: Option<String>,
    last: Option<bool>,
) -> bool {
    let _ = page;
    match next {
        Some(next) if !next.is_empty() && last != Some(true) => {
            *cursor = Some(next);
            true
        }
        _ => false,
    }
}
