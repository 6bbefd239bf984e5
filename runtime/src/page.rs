//! One page of a list, and where the list goes on.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One page of a list: its items, and what the service says about the page.
/// ```
#[doc = include_str!("doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// # let client = acme::client();
/// let first = client.widgets().list().await?;
/// assert_eq!(first.items.len(), 2);
///
/// let next = first.next.expect("there are more");
/// for widget in client.widgets().list().starting_at(next).await? {
///     assert_eq!(widget["name"], "Gear");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Page<T, C = ()> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What the service says about the page, if it does.
    pub context: Option<C>,
    /// Where the list goes on; `None` after the last page. A call of the same operation with the same
    /// parameters can start from it, now or later: `starting_at`.
    pub next: Option<Continuation>,
}

impl<T, C> Page<T, C> {
    /// A page, as a service would answer it: where the list goes on is not known yet.
    pub const fn new(items: Vec<T>, context: Option<C>) -> Self {
        Self {
            items,
            context,
            next: None,
        }
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

/// Where a list goes on: the number of a page, or the service's cursor, as text.
///
/// It can be stored, as text or with serde, and given to a call of the same operation with the same
/// parameters in another process. How long a service knows its cursors is the service's affair. What
/// is no continuation of the operation is an error before anything is sent.
///
/// ```
/// use clientwright_runtime::Continuation;
///
/// let stored = Continuation::new("3").to_string();
/// assert_eq!(Continuation::from(stored).as_str(), "3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Continuation(String);

impl Continuation {
    /// A continuation of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Continuation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for Continuation {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Continuation {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&Self> for Continuation {
    fn from(continuation: &Self) -> Self {
        continuation.clone()
    }
}

impl From<Continuation> for String {
    fn from(continuation: Continuation) -> Self {
        continuation.0
    }
}

impl Serialize for Continuation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Continuation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// Why a call cannot start from a continuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContinuationError(&'static str);

impl ContinuationError {
    /// An error that says what the continuation would have to be: `no page number`, `empty`.
    #[must_use]
    pub const fn new(problem: &'static str) -> Self {
        Self(problem)
    }
}

impl fmt::Display for ContinuationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the continuation is {}: start from one that a page of this operation showed",
            self.0
        )
    }
}

impl std::error::Error for ContinuationError {}

/// The number of the next page. The list ends with an empty page, where the service says so, and where
/// it does not say with a page that is not full. For generated code.
pub fn next_number<T, C>(
    number: Option<i64>,
    page: &Page<T, C>,
    per_page: i64,
    more: Option<bool>,
) -> Option<Continuation> {
    let full = i64::try_from(page.items.len()).is_ok_and(|items| items >= per_page);
    if page.items.is_empty() || !more.unwrap_or(full) {
        return None;
    }
    let next = number.unwrap_or(1).checked_add(1)?;
    Some(Continuation(next.to_string()))
}

/// The next cursor. The list ends where there is none, or the service says that this page is the last.
/// For generated code.
pub fn next_cursor(next: Option<String>, last: Option<bool>) -> Option<Continuation> {
    next.filter(|next| !next.is_empty() && last != Some(true))
        .map(Continuation)
}

/// Goes on with the page of this number. For generated code.
///
/// # Errors
/// The continuation is no page number.
pub fn resume_number(
    number: &mut Option<i64>,
    continuation: &Continuation,
) -> Result<(), ContinuationError> {
    let parsed = continuation.0.parse::<i64>().ok();
    let parsed = parsed.filter(|number| *number > 0);
    *number = Some(parsed.ok_or(ContinuationError("no page number"))?);
    Ok(())
}

/// Goes on at this cursor. For generated code.
///
/// # Errors
/// The continuation is empty.
pub fn resume_cursor(
    cursor: &mut Option<String>,
    continuation: &Continuation,
) -> Result<(), ContinuationError> {
    if continuation.0.is_empty() {
        return Err(ContinuationError("empty"));
    }
    *cursor = Some(continuation.0.clone());
    Ok(())
}
