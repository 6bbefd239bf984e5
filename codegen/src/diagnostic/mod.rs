//! What is wrong or doubtful in the input, with the place and what to do.

mod bounds;
pub mod codes;
mod explain;
mod json;
mod line;
#[cfg(feature = "render")]
mod render;
mod suggest;

use crate::source::Span;

pub(crate) use bounds::{MOST_REPORT, limit};
pub use explain::{explain, explain_all};
pub use json::json_line;
pub use line::one_line;
pub(crate) use line::{bare_line, printable};
#[cfg(feature = "render")]
pub use render::render;
pub(crate) use suggest::{meant, suggestion};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Doubtful; generation goes on.
    Warning,
}

/// One error or warning.
/// ```
/// use clientwright::diagnostic::{Diagnostic, codes, one_line};
/// use clientwright::source::{Sources, Span};
///
/// let mut sources = Sources::default();
/// let file = sources.add("widgets.toml", "colour = \"rde\"\n");
/// let error = Diagnostic::error(codes::UNKNOWN_WORD, Span::new(file, 9, 14), "`rde` is no colour")
///     .label("not this")
///     .help("write `red`");
/// assert!(one_line(&sources, &error).starts_with("widgets.toml:1:10: error["));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its stable code: `E0101`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// The places; the first is where it is wrong, the others say why.
    pub labels: Vec<Label>,
    /// Why it is wrong.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
}

/// A place of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error at a place. Of texts that are too long to be read, here and below, the middle is
    /// left out.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: bounds::shortened(message.into()),
            labels: vec![Label {
                span,
                text: String::new(),
            }],
            notes: Vec::new(),
            help: None,
        }
    }

    /// Whether it is advice ([`codes::ADVICE`]): it says what a spec could say beside what code is
    /// made from.
    pub fn is_advice(&self) -> bool {
        codes::ADVICE.contains(&self.code)
    }

    /// Where it is wrong: the first place.
    pub fn span(&self) -> Span {
        self.labels
            .first()
            .map_or(Span::default(), |label| label.span)
    }

    /// Says what is to be seen at the first place.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = bounds::shortened(text.into());
        }
        self
    }

    /// Adds a place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: bounds::shortened(text.into()),
        });
        self
    }

    /// Adds why it is wrong.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(bounds::shortened(note.into()));
        self
    }

    /// Says what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(bounds::shortened(help.into()));
        self
    }
}

/// Puts diagnostics into the order in which they are shown: by file, place and code. What is
/// equal in all three keeps its order, so the result is the same in every run.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.span(), a.code).cmp(&(b.span(), b.code)));
}
