//! Scalars for which a caller has types of its own.

use super::{EmitError, EmitOptions};
use crate::ir::{Place, Scalar};
use std::collections::BTreeMap;

/// A scalar that a type of the caller's own may stand for.
///
/// Texts, flags and whole numbers stay what they are, since paging and names of members rely on
/// them; secrets stay the runtime's, since they must never be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ForeignScalar {
    /// `date`
    Date,
    /// `decimal`
    Decimal,
    /// `email`
    Email,
    /// `phone`
    Phone,
    /// `timestamp`
    Timestamp,
    /// `url`
    Url,
}

impl ForeignScalar {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Date,
        Self::Decimal,
        Self::Email,
        Self::Phone,
        Self::Timestamp,
        Self::Url,
    ];

    /// The word of specs for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Decimal => "decimal",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Timestamp => "timestamp",
            Self::Url => "url",
        }
    }

    /// The scalar of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scalar| scalar.word() == word)
    }

    pub(crate) fn of(scalar: &Scalar) -> Option<Self> {
        match scalar {
            Scalar::Date => Some(Self::Date),
            Scalar::Decimal => Some(Self::Decimal),
            Scalar::Email => Some(Self::Email),
            Scalar::Phone => Some(Self::Phone),
            Scalar::Timestamp => Some(Self::Timestamp),
            Scalar::Url => Some(Self::Url),
            _ => None,
        }
    }
}

/// The types of the options.
///
/// # Errors
/// One of them is no type.
pub(super) fn types(
    options: &EmitOptions,
) -> Result<BTreeMap<ForeignScalar, syn::Type>, EmitError> {
    let types = options.foreign.iter().map(|(scalar, text)| {
        let ty = syn::parse_str(text).map_err(|_| {
            let word = scalar.word();
            EmitError::new(
                &Place::default(),
                format!("{text:?}, which is to stand for `{word}`, is no type"),
            )
        })?;
        Ok((*scalar, ty))
    });
    types.collect()
}
