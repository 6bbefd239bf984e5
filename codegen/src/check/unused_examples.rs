//! Files of examples that no operation names.

use super::Subject;
use super::found::Found;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

/// Checks the files that lie where examples do.
pub(crate) fn check(subject: &Subject<'_>, found: &mut Found) {
    for (path, file) in &subject.product.unused_examples {
        let warning = Diagnostic::warning(
            codes::UNUSED_EXAMPLE,
            Span::point(*file, 0),
            format!("no operation names the example `{path}`"),
        )
        .label("this file");
        found.tell(match operation(subject, path) {
            Some((name, place)) => warning
                .also(place, format!("it is named as one of `{name}`"))
                .help("add a row to the operation's `examples`, or remove the file"),
            None => warning.help("name it in `examples` of its operation, or remove the file"),
        });
    }
}

/// The operation that a file is named for: `examples/<module>/<operation>.….json`.
fn operation<'a>(subject: &Subject<'a>, path: &str) -> Option<(&'a str, Span)> {
    let mut parts = path.rsplit('/');
    let stem = parts.next()?.split('.').next()?;
    let folder = parts.next()?;
    let mut modules = subject.product.modules.iter();
    let module = modules.find(|module| module.name == folder)?;
    let (name, _) = module.spec.operations.entry(stem)?;
    Some((name.value.as_str(), name.span))
}
