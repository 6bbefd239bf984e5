//! Warnings that a spec allows, each with its reason.

use smol_str::SmolStr;

use super::Subject;
use crate::diagnostic::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Node, Span, Spanned};
use crate::spec::{AllowRow, NotFound, find_place};

/// A place in which warnings may stand.
struct Allowed<'a> {
    code: &'static str,
    at: &'a Spanned<SmolStr>,
    place: Place<'a>,
    used: bool,
}

enum Place<'a> {
    File(FileId),
    /// In what could not be read.
    Nowhere,
    /// A value, and the key that it stands under.
    Below(&'a Node, Option<Span>),
}

/// Takes out the warnings that the specs of a product allow; what allows nothing is told.
pub(crate) fn apply(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let product = subject.product;
    let rows = product.modules.iter().map(|module| &module.spec.allow);
    let rows = std::iter::once(&product.spec.allow).chain(rows).flatten();
    let mut wrong: Vec<Diagnostic> = Vec::new();
    let known = codes::all();
    let mut allowed: Vec<Allowed<'_>> = Vec::new();
    for row in rows {
        if row.reason.value.trim().is_empty() && !is_told(row.reason.span, diagnostics) {
            wrong.push(
                bad(row.reason.span, "the reason says nothing".to_owned())
                    .label("an empty text")
                    .help("write why the warning may stand"),
            );
        }
        allowed.extend(read(subject, &known, row, &mut wrong));
    }
    if !allowed.is_empty() {
        diagnostics.retain(|diagnostic| {
            // More than one may speak of it: none of them is in vain.
            let mut is_allowed = false;
            for entry in &mut allowed {
                if diagnostic.severity == Severity::Warning
                    && diagnostic.code == entry.code
                    && entry.place.holds(subject, diagnostic.span())
                {
                    entry.used = true;
                    is_allowed = true;
                }
            }
            !is_allowed
        });
    }
    diagnostics.append(&mut wrong);
    // Where there are errors, not everything was checked; nor where it would have been too much.
    if !subject.faults.is_empty() || subject.spent.get().is_some() {
        return;
    }
    for entry in allowed.iter().filter(|entry| !entry.used) {
        diagnostics.push(
            Diagnostic::warning(
                codes::UNUSED_ALLOW,
                entry.at.span,
                format!("there is no warning {} here to allow", entry.code),
            )
            .label("this place")
            .help("remove it, or bring it up to date"),
        );
    }
}

fn bad(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(codes::ALLOW, span, message)
}

/// Warns that the place of an `[[allow]]` is gone or misspelt. The row then allows nothing, so the
/// warning that was meant is shown too.
fn gone(span: Span, why: String) -> Diagnostic {
    Diagnostic::warning(
        codes::UNUSED_ALLOW,
        span,
        format!("{why}: this allows nothing"),
    )
    .label("this place")
    .help("remove it if what it allowed is gone; else write the place as the warning shows it")
}

/// Whether something was said of just this place: a text stands there for one that could not be
/// read.
fn is_told(span: Span, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|known| known.span() == span)
}

fn read<'a>(
    subject: &Subject<'a>,
    known: &[Code],
    row: &'a AllowRow,
    wrong: &mut Vec<Diagnostic>,
) -> Vec<Allowed<'a>> {
    let code = known.iter().find(|known| known.code == row.code.value);
    let Some(code) = code.filter(|code| code.code.starts_with('W')) else {
        let message = match code {
            Some(code) => format!("{} is an error, and errors cannot be allowed", code.code),
            None => format!("there is no warning `{}`", row.code.value),
        };
        let near = subject.suggest(
            &row.code.value,
            known
                .iter()
                .map(|code| code.code)
                .filter(|code| code.starts_with('W')),
        );
        wrong.push(
            bad(row.code.span, message)
                .label("the code of a warning is meant")
                .help(match near.filter(|_| code.is_none()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the code as the warning shows it: `W0603`".to_owned(),
                }),
        );
        return Vec::new();
    };
    let mut allowed = Vec::with_capacity(row.at.0.len());
    for at in &row.at.0 {
        match place(subject, &at.value) {
            Ok(place) => allowed.push(Allowed {
                code: code.code,
                at,
                place,
                used: false,
            }),
            Err(_) if at.value.is_empty() => wrong.push(
                bad(at.span, "the place is empty".to_owned())
                    .label("no place")
                    .help("name a file from the product's folder, and behind `#` a place in it"),
            ),
            Err(why) => wrong.push(gone(at.span, why)),
        }
    }
    allowed
}

/// The place that a text names; else why it names none.
fn place<'a>(subject: &Subject<'a>, at: &str) -> Result<Place<'a>, String> {
    let (file, place) = match at.split_once('#') {
        Some((file, place)) => (file, Some(place)),
        None => (at, None),
    };
    let product = subject.product;
    let document = product.documents.find(file);
    let document = document.and_then(|index| product.documents.document(index));
    let root = document
        .map(|document| (&document.root, document.file))
        .or_else(|| {
            let tree = product.trees.get(file).or(product.examples.get(file))?;
            Some((tree, tree.span.file))
        });
    let mut unread = product.unused_examples.iter();
    if let (Some((_, id)), None) = (unread.find(|(path, _)| path == file), place) {
        return Ok(Place::File(*id));
    }
    let Some((root, file_id)) = root else {
        // What could not be read was told.
        if !subject.faults.is_empty() && is_named(subject, file) {
            return Ok(Place::Nowhere);
        }
        return Err(format!("the product reads no file `{file}`"));
    };
    let Some(place) = place.filter(|place| !place.is_empty()) else {
        return Ok(Place::File(file_id));
    };
    let spend = |rows| subject.spend(rows, root.span);
    match find_place(root, place, spend) {
        Ok(found) => Ok(Place::Below(found.node, found.key)),
        Err(NotFound::OutOfWork) => Ok(Place::Nowhere),
        Err(NotFound::Missing { .. }) if subject.faults.has(file_id) => Ok(Place::Nowhere),
        Err(NotFound::Missing { .. }) => Err(format!("nothing stands at `{place}` in `{file}`")),
    }
}

/// Whether a spec of the product names a file.
fn is_named(subject: &Subject<'_>, file: &str) -> bool {
    subject.product.modules.iter().any(|module| {
        let spec = &module.spec;
        let operations = spec.operations.iter();
        let rows = operations.flat_map(|(_, operation)| &operation.examples);
        let examples = rows.flat_map(|row| row.request.iter().chain(&row.response));
        let mut named = examples.chain(&spec.schema);
        module.file == file || named.any(|named| named.value == file)
    })
}

impl Place<'_> {
    fn holds(&self, subject: &Subject<'_>, span: Span) -> bool {
        match self {
            Self::File(file) => span.file == *file,
            Self::Nowhere => false,
            Self::Below(node, key) => {
                key.is_some_and(|key| holds(key, span)) || below(subject, node, span)
            }
        }
    }
}

/// Whether a place is in what stands at or below a value. The table of a TOML header stands in
/// several pieces.
// Recursion is bounded by the depth that is read.
fn below(subject: &Subject<'_>, node: &Node, span: Span) -> bool {
    if !subject.spend(1, span) {
        return false;
    }
    let inside = match (node.as_object(), node.as_array()) {
        (Some(object), _) => object
            .iter()
            .any(|member| holds(member.name_span, span) || below(subject, &member.value, span)),
        (_, Some(items)) => items.iter().any(|item| below(subject, item, span)),
        _ => false,
    };
    inside || holds(node.span, span)
}

fn holds(outer: Span, span: Span) -> bool {
    outer.file == span.file && outer.start <= span.start && span.end <= outer.end
}
