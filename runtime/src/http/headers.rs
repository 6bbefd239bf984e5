//! Header fields.

use std::fmt;

/// Header fields, in order. `Debug` shows no value of a sensitive one.
///
/// ```
/// use clientwright_runtime::Headers;
///
/// let headers = Headers::from_iter([("Content-Type", "application/pdf"), ("Set-Cookie", "s3cret")]);
/// assert_eq!(headers.get("content-type"), Some("application/pdf"));
/// assert!(!format!("{headers:?}").contains("s3cret"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<Header>);

#[derive(Clone, PartialEq, Eq)]
struct Header {
    name: String,
    value: String,
    sensitive: bool,
}

/// Headers whose values are never shown, whoever set them.
const SENSITIVE: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
];

impl Headers {
    /// No headers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a header after the others.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        let sensitive = SENSITIVE
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
        self.0.push(Header {
            name,
            value: value.into(),
            sensitive,
        });
    }

    /// Adds a header whose value `Debug` does not show.
    pub fn push_sensitive(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push(Header {
            name: name.into(),
            value: value.into(),
            sensitive: true,
        });
    }

    /// Takes the place of all headers of this name. What was sensitive stays so.
    pub(crate) fn replace(&mut self, name: &str, value: &str) {
        let same = |header: &Header| header.name.eq_ignore_ascii_case(name);
        if self.0.iter().any(|header| same(header) && header.sensitive) {
            self.0.retain(|header| !same(header));
            self.push_sensitive(name, value);
        } else {
            self.0.retain(|header| !same(header));
            self.push(name, value);
        }
    }

    /// The value of the first header of this name, in whatever case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.as_str())
    }

    /// The id that a service gave to the request, under one of the usual names.
    pub(crate) fn request_id(&self) -> Option<&str> {
        ["X-Request-Id", "Request-Id", "X-Correlation-Id"]
            .into_iter()
            .find_map(|name| self.get(name))
    }

    /// All headers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|header| (header.name.as_str(), header.value.as_str()))
    }

    /// How many headers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |header: &Header| {
            if header.sensitive {
                "[secret]".into()
            } else {
                header.value.clone()
            }
        };
        formatter
            .debug_map()
            .entries(self.0.iter().map(|it| (&it.name, shown(it))))
            .finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let mut all = Self::new();
        for (name, value) in headers {
            all.push(name, value);
        }
        all
    }
}
