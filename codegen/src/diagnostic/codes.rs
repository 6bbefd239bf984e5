//! The codes of diagnostics. A code keeps its meaning for ever; one that is given up is not used
//! again.
//!
//! | range | what |
//! |-------|------|
//! | x01xx | reading TOML and JSON |
//! | x02xx | decoding specs |
//! | x03xx | references, schemas and types |
//! | x04xx | names |
//! | x05xx | operations |
//! | x06xx | examples |
//! | x07xx | files and paths |
//! | x08xx | warnings that a spec allows |
//!
//! `E` is an error, `W` a warning. Each file here has the codes of some ranges, from which
//! `docs/diagnostics.md` is made.

mod examples;
mod files;
mod names;
mod operations;
mod reading;
mod schemas;
mod specs;

pub use examples::*;
pub use files::*;
pub use names::*;
pub use operations::*;
pub use reading::*;
pub use schemas::*;
pub use specs::*;

/// A code and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// As messages show it: `E0101`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub title: &'static str,
    /// Why it matters and what to do, in Markdown.
    pub explanation: &'static str,
}

/// Warnings of what a spec could say beside what code is made from. `lint` tells them; what makes
/// code does not, build scripts least of all, whose warnings cargo repeats at each build.
pub const ADVICE: [&str; 2] = [NO_EXAMPLE, EMPTY_TEXT];

/// Every code, in their order: by range, errors before warnings.
pub fn all() -> Vec<Code> {
    let tables = [
        reading::ALL,
        specs::ALL,
        schemas::ALL,
        names::ALL,
        operations::ALL,
        examples::ALL,
        files::ALL,
    ];
    let mut all = tables.concat();
    all.sort_by_key(|code| (code.code[1..3].to_owned(), code.code));
    all
}

/// The code of that text, in any case.
pub fn find(code: &str) -> Option<Code> {
    all()
        .into_iter()
        .find(|known| known.code.eq_ignore_ascii_case(code))
}

/// Makes a constant for each code, and a table of them.
macro_rules! codes {
    ($($(#[doc = $title:literal])+ $name:ident = $code:literal: $explanation:literal;)*) => {
        $(
            $(#[doc = $title])+
            pub const $name: &str = $code;
        )*

        /// The codes of this file.
        pub(super) const ALL: &[super::Code] = &[
            $(super::Code {
                code: $code,
                title: concat!($($title),+),
                explanation: $explanation,
            },)*
        ];
    };
}

use codes;
