//! What two states of specs differ in for those who use the generated crate.
//!
//! [`compare`] holds two IRs against each other and says of each difference what it does to a
//! consumer. It judges by Rust's public API as it is generated: what emission makes no difference
//! of is none. [`Version::bump`] says which version comes next.
#![doc = include_str!("semver.md")]

mod answers;
mod auth;
mod enums;
mod folders;
mod log;
mod markdown;
mod members;
mod operations;
mod paging;
mod pairs;
mod parameters;
mod payload;
mod product;
mod render;
mod rust_types;
mod servers;
mod structs;
mod two;
mod types;
mod version;
mod words;

use std::fmt;

use serde::Serialize;

use crate::ir::{Api, Place};
use log::Log;

pub use folders::{Specs, compare_specs};
pub use markdown::markdown;
pub use render::{Format, json, render, text};
pub use version::{Bump, Version};

/// What a change does to a consumer; the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// What is written on the wire, how answers are read, documentation: all code still compiles.
    Fix,
    /// There is more to use.
    Addition,
    /// Code that compiled may not compile any more, or fails when it runs.
    Breaking,
}

impl Class {
    /// All, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Addition, Self::Fix];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Addition => "addition",
            Self::Fix => "fix",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl std::str::FromStr for Class {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|class| class.as_str() == text);
        known.ok_or_else(|| format!("`{text}` is none of: breaking, addition, fix"))
    }
}

/// Which state a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The one before.
    Old,
    /// The one after.
    New,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does to a consumer.
    pub class: Class,
    /// The item, as a consumer knows it, from the crate's root on: `acme::widgets::Widget::price`.
    /// An item that was renamed goes by its old name.
    pub path: String,
    /// What happened to it, in words that follow its name: ``is `Decimal`, was `f64` ``.
    pub what: String,
    /// Where the spec says so.
    pub place: Place,
    /// Which state's spec: the old one's where there is nothing in the new one to point at.
    pub state: State,
}

/// All that two states differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The worst first; of a class in the order of the new documents, what is gone before the rest
    /// of its kind.
    pub changes: Vec<Change>,
}

impl Differences {
    /// The worst that happened; `None` where nothing did.
    pub fn worst(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).max()
    }

    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        let of_class = self.changes.iter().filter(|change| change.class == class);
        of_class.count()
    }
}

/// What has changed for consumers from one state of the products to another. Products are known by
/// their names; see [the rules](self).
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::diff::{Class, compare};
///
/// let generator = Generator::from_product("specs/acme");
/// let old = generator.describe()?;
///
/// let spec = std::fs::read_to_string("specs/acme/widgets.toml")?;
/// std::fs::write("specs/acme/widgets.toml", spec.replace("\"decimal\"", "\"integer\""))?;
/// let new = generator.describe()?;
///
/// let differences = compare(&old.apis, &new.apis);
/// assert_eq!(differences.worst(), Some(Class::Breaking));
/// assert_eq!(differences.changes[0].path, "acme::widgets::Widget::price");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(old: &[Api], new: &[Api]) -> Differences {
    let mut log = Log::default();
    product::compare_all(old, new, &mut log);
    log.differences()
}
