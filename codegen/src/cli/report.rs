//! What a person sees.

use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use crate::diagnostic::{Diagnostic, json_line, render};
use crate::output::Change;
use crate::source::Sources;
use crate::{Described, Failure};

/// Why nothing was done.
pub fn failure(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<Failure>() {
        Some(failure) => {
            let errors = counted(failure.errors(), "error");
            let report = failure.render(color());
            format!("{report}\nerror: {errors} in the specs: nothing was done\n")
        }
        None => format!("error: {error}\n"),
    }
}

/// Says on standard error what is doubtful in descriptions that could be used all the same
/// ([`Described::doubts`]).
pub fn warnings(described: &Described) {
    let told: Vec<Diagnostic> = described.doubts().cloned().collect();
    eprint!("{}", render(&described.sources, &told, color()));
}

/// Prints diagnostics as JSON, one object a line.
pub(super) fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> io::Result<()> {
    for diagnostic in diagnostics {
        print(&json_line(sources, diagnostic))?;
    }
    Ok(())
}

/// The same of errors that have no place in a file.
pub(super) fn json_of_others(others: &[String]) -> io::Result<()> {
    for message in others {
        let object = serde_json::json!({
            "code": null, "severity": "error", "message": message, "file": null, "line": null,
            "column": null, "end": null, "labels": [], "notes": [], "help": null,
        });
        print(&object.to_string())?;
    }
    Ok(())
}

pub(super) fn color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Prints a text and a line's end. A reader that has seen enough (`| head`) is no failure.
pub(super) fn print(text: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// `no errors`, `1 error`, `2 errors`.
pub(super) fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// A list of what `--check` found.
pub(super) fn differences(changes: &[Change]) -> ExitCode {
    for change in changes {
        println!("{change}");
    }
    match changes.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
