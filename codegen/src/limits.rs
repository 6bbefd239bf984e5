//! What one run may cost.

/// How much work a run may be, counted and never timed: the same input gives the same answer on
/// every machine. What is beyond a bound is told at the place where it was reached. Only the last two of
/// these may be crossed without an error.
///
/// The defaults are far beyond every real API. A build script that reads specs of strangers may
/// lower them.
///
/// | Bound | Default | Told as |
/// |---|---|---|
/// | [`toml_bytes`](Self::toml_bytes): of one TOML file | 4 MiB | `E0105` |
/// | [`json_bytes`](Self::json_bytes): of one JSON file | 64 MiB | `E0105` |
/// | [`json_values`](Self::json_values): in one JSON file | 4,000,000 | `E0105` |
/// | [`files`](Self::files): read in a run | 10,000 | `E0701` |
/// | [`bytes`](Self::bytes): read in a run | 256 MiB | `E0701` |
/// | [`steps`](Self::steps): of one product | 4,000,000 | `E0305` |
/// | [`check_steps`](Self::check_steps): of one product | 20,000,000 | `W0701` |
/// | [`diagnostics`](Self::diagnostics): errors told of a run, and warnings | 1,000 each | `E0107`, `W0701` |
///
/// What nests has bounds without a setting, since it is mostly the stack that they spare:
///
/// | Bound | | Error |
/// |---|---|---|
/// | values inside each other in JSON | 128 | `E0104` |
/// | values and tables inside each other in TOML | 48 | `E0104` |
/// | brackets inside each other in a type of a spec | 16 | `E0206` |
/// | lists, maps and tuples inside each other, without a name between | 16 | `E0306` |
/// | pointers of all schemas of a JSON file together | 128 MiB | `E0105` |
/// | types that a tuple is made of, those of tuples inside included | 1,000 | `E0305` |
///
/// And reports end: after 50 mistakes in a TOML file, 100 in a spec, 500 in the references of a product
/// (`E0107`). A message has at most 2,000 bytes, without its middle where it would have more, and a
/// report that is shown has a megabyte.
/// ```
#[doc = include_str!("doc/acme.md")]
/// use clientwright::{Generator, Limits};
///
/// let limits = Limits::default().toml_bytes(100);
/// let failure = Generator::from_product("specs/acme").limits(limits).describe().unwrap_err();
/// assert!(failure.to_string().contains("error[E0105]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of one TOML file.
    pub toml_bytes: usize,
    /// The most bytes of one JSON file.
    pub json_bytes: usize,
    /// The most values in one JSON file: a bound on memory, since `[[],[],…` makes a value of three
    /// bytes.
    pub json_values: usize,
    /// The most files that are read in a run, or that are looked for in vain.
    pub files: usize,
    /// The most bytes that are read in a run.
    pub bytes: usize,
    /// The most work for one product: schemas and references looked at, members made of them, text
    /// copied. The largest schemas of vendors take some ten thousand; what doubles at each level
    /// takes more than this, however small it is.
    pub steps: u32,
    /// The most work for the checks of one product: comparisons of values, types and names. Real
    /// products take some ten thousand. What is left then is not checked: a warning says so.
    pub check_steps: u32,
    /// The most errors that are told of a run, and the most warnings: the first of them, in the
    /// order of the files. That there are more is told too.
    pub diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            toml_bytes: 4 << 20,
            json_bytes: 64 << 20,
            json_values: 4_000_000,
            files: 10_000,
            bytes: 256 << 20,
            steps: 4_000_000,
            check_steps: 20_000_000,
            diagnostics: 1_000,
        }
    }
}

impl Limits {
    /// Sets [`toml_bytes`](Self::toml_bytes).
    #[must_use]
    pub fn toml_bytes(mut self, bytes: usize) -> Self {
        self.toml_bytes = bytes;
        self
    }

    /// Sets [`json_bytes`](Self::json_bytes).
    #[must_use]
    pub fn json_bytes(mut self, bytes: usize) -> Self {
        self.json_bytes = bytes;
        self
    }

    /// Sets [`json_values`](Self::json_values).
    #[must_use]
    pub fn json_values(mut self, values: usize) -> Self {
        self.json_values = values;
        self
    }

    /// Sets [`files`](Self::files).
    #[must_use]
    pub fn files(mut self, files: usize) -> Self {
        self.files = files;
        self
    }

    /// Sets [`bytes`](Self::bytes).
    #[must_use]
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets [`steps`](Self::steps).
    #[must_use]
    pub fn steps(mut self, steps: u32) -> Self {
        self.steps = steps;
        self
    }

    /// Sets [`check_steps`](Self::check_steps).
    #[must_use]
    pub fn check_steps(mut self, steps: u32) -> Self {
        self.check_steps = steps;
        self
    }

    /// Sets [`diagnostics`](Self::diagnostics).
    #[must_use]
    pub fn diagnostics(mut self, diagnostics: usize) -> Self {
        self.diagnostics = diagnostics;
        self
    }
}
