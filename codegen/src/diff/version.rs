//! Versions, and which comes next.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::Class;

/// The version of a release: three numbers.
///
/// ```
/// use clientwright::diff::{Bump, Class, Version};
///
/// let current: Version = "0.1.3".parse()?;
/// assert_eq!(current.bump(Some(Class::Breaking)), Bump::Minor);
/// assert_eq!(current.after(Bump::Minor).to_string(), "0.2.0");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

/// Which of a version's numbers grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bump {
    /// None: there is nothing to release.
    None,
    /// The third.
    Patch,
    /// The second.
    Minor,
    /// The first.
    Major,
}

impl Bump {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Version {
    /// Which number has to grow after a release of this version, for changes of which that is the
    /// worst. As cargo takes versions for compatible: below 1.0 the second number says what the
    /// first does later, and below 0.1 every version stands for itself.
    pub fn bump(self, worst: Option<Class>) -> Bump {
        match (worst, self.major, self.minor) {
            (None, ..) => Bump::None,
            (Some(_), 0, 0) => Bump::Patch,
            (Some(Class::Breaking), 0, _) => Bump::Minor,
            (Some(_), 0, _) => Bump::Patch,
            (Some(Class::Breaking), ..) => Bump::Major,
            (Some(Class::Addition), ..) => Bump::Minor,
            (Some(Class::Fix), ..) => Bump::Patch,
        }
    }

    /// The version in which that number has grown.
    pub fn after(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let (major, minor, patch) = match bump {
            Bump::None => (major, minor, patch),
            Bump::Patch => (major, minor, patch.saturating_add(1)),
            Bump::Minor => (major, minor.saturating_add(1), 0),
            Bump::Major => (major.saturating_add(1), 0, 0),
        };
        Self {
            major,
            minor,
            patch,
        }
    }
}

impl FromStr for Version {
    type Err = String;

    /// Reads `1.2.3`; what stands behind a `+` is passed over.
    ///
    /// # Errors
    /// It is no such version, or that of a pre-release, which promises nothing.
    fn from_str(text: &str) -> Result<Self, String> {
        let release = text.split('+').next().unwrap_or_default();
        if release.contains('-') {
            return Err(format!(
                "`{text}` is a pre-release, which promises nothing: give that of the last release"
            ));
        }
        let number = |part: Option<&str>| {
            let digits = part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse().ok())
        };
        let mut parts = release.split('.');
        let parts = [(); 4].map(|()| parts.next());
        match (parts.map(number), parts[3]) {
            ([Some(major), Some(minor), Some(patch), _], None) => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(format!("`{text}` is no version: write it like `1.2.3`")),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
