//! The first line in which two texts differ.

/// Where a text begins to differ from what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line, from 1.
    pub line: usize,
    /// What stands there; `None` past the end.
    pub found: Option<String>,
    /// What is wanted there; `None` past the end.
    pub wanted: Option<String>,
}

impl Difference {
    /// The first difference of two texts that are not the same.
    pub fn first(found: &str, wanted: &str) -> Self {
        // Unlike `lines`, this keeps an end of line that only one of them has.
        let mut found = found.split('\n');
        let mut wanted = wanted.split('\n');
        let mut line = 1;
        loop {
            match (found.next(), wanted.next()) {
                (Some(a), Some(b)) if a == b => line += 1,
                (a, b) => {
                    return Self {
                        line,
                        found: a.map(str::to_owned),
                        wanted: b.map(str::to_owned),
                    };
                }
            }
        }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let (Some(found), Some(wanted)) = (&self.found, &self.wanted)
            && found.strip_suffix('\r') == Some(wanted)
        {
            return write!(
                f,
                "{}: ends with CR LF, not with LF: check the file out with LF (git's \
                 `core.autocrlf` and `.gitattributes` decide it)",
                self.line
            );
        }
        // Of two lines that differ only in what is not seen, that is shown.
        let plain = |text: &Option<String>| {
            let text = text.as_ref()?;
            Some(
                text.trim_matches(|ch: char| ch.is_whitespace() || ch == '\u{feff}')
                    .to_owned(),
            )
        };
        let is_hidden = plain(&self.found) == plain(&self.wanted);
        let show = |text: &Option<String>| match text {
            Some(text) if is_hidden => format!("`{}`", text.escape_debug()),
            Some(text) => format!("`{}`", text.trim()),
            None => "the end of the file".to_owned(),
        };
        write!(
            f,
            "{}: holds {}, not {}",
            self.line,
            show(&self.found),
            show(&self.wanted)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Difference;

    #[test]
    fn the_first_difference_is_found_with_its_line() {
        let cases = [
            ("a\nb\n", "a\nc\n", "2: holds `b`, not `c`"),
            ("a\n", "a\nb\n", "2: holds ``, not `b`"),
            ("a", "a\n", "2: holds the end of the file, not ``"),
            (
                "a\r\n",
                "a\n",
                "1: ends with CR LF, not with LF: check the file out with LF (git's \
                 `core.autocrlf` and `.gitattributes` decide it)",
            ),
            ("a\r\n", "b\n", "1: holds `a`, not `b`"),
            ("  a \n", "  a\n", "1: holds `  a `, not `  a`"),
            ("\u{feff}a\n", "a\n", "1: holds `\\u{feff}a`, not `a`"),
            ("a\r", "a\t", "1: holds `a\\r`, not `a\\t`"),
        ];
        for (found, wanted, shown) in cases {
            assert_eq!(Difference::first(found, wanted).to_string(), shown);
        }
    }
}
