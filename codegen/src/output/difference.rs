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
        let show = |text: &Option<String>| match text {
            Some(text) => format!("`{}`", text.trim_end_matches('\r').trim()),
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
        ];
        for (found, wanted, shown) in cases {
            assert_eq!(Difference::first(found, wanted).to_string(), shown);
        }
    }
}
