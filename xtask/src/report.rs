//! What a person sees.

use std::error::Error;
use std::io::IsTerminal as _;

use clientwright::diagnostic::render;
use clientwright::{Described, Failure};

/// Why nothing was done.
pub(crate) fn failure(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<Failure>() {
        Some(failure) => {
            let errors = failure.errors();
            let plural = if errors == 1 { "" } else { "s" };
            let report = failure.render(color());
            format!("{report}\nerror: nothing was written: {errors} error{plural} in the specs\n")
        }
        None => format!("error: {error}\n"),
    }
}

/// What is doubtful in descriptions that could be used all the same.
pub(crate) fn warnings(described: &Described) {
    if !described.warnings.is_empty() {
        eprint!(
            "{}",
            render(&described.sources, &described.warnings, color())
        );
    }
}

fn color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
