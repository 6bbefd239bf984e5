//! The examples of operations, against the types of what is sent and answered.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::Subject;
use super::fit::{Fit, Kind, Misfit, Why};
use super::found::Found;
use super::scalars;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Module, Operation, ParameterPlace, Payload, Type};
use crate::load::LoadedModule;
use crate::source::{Node, Object, Span, Spanned, Value};
use crate::spec::{ExampleRow, OperationSpec};

/// Checks the examples of a module's operations.
pub(crate) fn check(subject: &Subject<'_>, module: &LoadedModule, ir: &Module, found: &mut Found) {
    for operation in &ir.operations {
        let entry = module.spec.operations.entry(&operation.id);
        let Some((name, spec)) = entry else { continue };
        if subject.faults.holds(name.span) {
            continue;
        }
        for row in &spec.examples {
            let of = Of {
                subject,
                operation,
                spec,
            };
            if let Some(node) = of.file(&row.request) {
                of.request(node, row, found);
            }
            if let Some(node) = of.file(&row.response) {
                let status = row.status.as_ref().map_or(200, |status| status.value);
                match status {
                    400.. => of.failure(node, status, found),
                    _ => of.success(node, status, found),
                }
            }
        }
    }
}

/// An operation and its examples.
struct Of<'a> {
    subject: &'a Subject<'a>,
    operation: &'a Operation,
    spec: &'a OperationSpec,
}

impl<'a> Of<'a> {
    fn file(&self, path: &Option<Spanned<SmolStr>>) -> Option<&'a Node> {
        self.subject
            .product
            .examples
            .get(path.as_ref()?.value.as_str())
    }

    fn request(&self, node: &'a Node, row: &ExampleRow, found: &mut Found) {
        let Some(body) = &self.operation.body else {
            let mut parameters = self.operation.parameters.iter();
            let of_body = |place| matches!(place, ParameterPlace::Form | ParameterPlace::Part);
            if !parameters.any(|parameter| of_body(parameter.place_in)) {
                let span = row.request.as_ref().map_or(row.span, |path| path.span);
                found.tell(
                    Diagnostic::warning(
                        codes::EXAMPLE_DECODE,
                        span,
                        "the example shows a body, and the operation sends none",
                    )
                    .label("the body of a request")
                    .also(self.spec.http.span, "the operation")
                    .help("say its type in `body`, or leave the example out"),
                );
            }
            return;
        };
        let mut fit = Fit::new(self.subject);
        let declared = self.spec.body.as_ref().map(|body| body.span);
        fit.value(node, &body.ty, declared);
        tell(fit.misfits, found);
    }

    /// The members of an answer that say how it went.
    fn envelope(&self) -> Vec<&'a str> {
        let envelope = &self.subject.api.product.envelope;
        let names = envelope.code.iter().chain(&envelope.message);
        names.map(SmolStr::as_str).collect()
    }

    fn success(&self, node: &'a Node, status: u16, found: &mut Found) {
        let payload = match &self.operation.payload {
            Payload::ByStatus { cases, .. } => {
                let case = cases.iter().find(|case| case.statuses.contains(&status));
                let Some(case) = case else { return };
                &case.payload
            }
            payload => payload,
        };
        let mut fit = Fit::new(self.subject);
        self.payload(node, payload, &mut fit);
        tell(fit.misfits, found);
        let envelope = &self.subject.api.product.envelope;
        let (Some(code), Some(success)) = (&envelope.code, &envelope.success) else {
            return;
        };
        if let Some(value) = node.get(code)
            && text(value) != Some(success)
        {
            let spec = self.subject.product.spec.envelope.as_ref();
            let said = spec.and_then(|spec| spec.success.as_ref());
            found.tell(
                Diagnostic::warning(
                    codes::EXAMPLE_CODE,
                    value.span,
                    format!(
                        "this is the example of a success, and `{code}` is {}",
                        scalars::found(value)
                    ),
                )
                .label("the code")
                .also(
                    said.map_or(self.spec.http.span, |said| said.span),
                    "what means success",
                )
                .help("give the row the `status` of the failure, or correct `success`"),
            );
        }
    }

    /// Where an operation says what it returns.
    fn declared(&self) -> Span {
        let spec = self.spec;
        let said = spec.returns.as_ref().or(spec.response.as_ref());
        let row = spec.answers.first().map(|row| row.span);
        said.map(|expr| expr.span).or(row).unwrap_or(spec.http.span)
    }

    fn payload(&self, node: &'a Node, payload: &'a Payload, fit: &mut Fit<'a>) {
        let declared = Some(self.declared());
        let beside = self.envelope();
        match payload {
            Payload::Stream | Payload::ByStatus { .. } => {}
            Payload::Whole {
                ty: Type::Named { path, .. },
            } => {
                if let Some(def) = self.subject.types.get(path) {
                    fit.named(node, def, declared, &beside);
                }
            }
            Payload::Whole { ty } => fit.value(node, ty, declared),
            Payload::Empty => {
                // No body at all is written as nothing or null.
                if let Value::Object(object) = &node.value {
                    self.others(object, &beside, fit);
                }
            }
            Payload::Member { member, ty } => {
                if let Some(object) = self.object(node, fit) {
                    match object.get(member) {
                        Some(value) => fit.value(value, ty, declared),
                        None => fit.misfits.push(self.lacks(node, member)),
                    }
                    self.others(object, &[&beside[..], &[member]].concat(), fit);
                }
            }
            Payload::Page {
                member,
                item,
                context_member,
                context,
            } => {
                let Some(object) = self.object(node, fit) else {
                    return;
                };
                match object.get(member).map(|value| (value, value.as_array())) {
                    Some((_, Some(items))) => {
                        for value in items {
                            fit.value(value, item, declared);
                        }
                    }
                    Some((value, None)) => fit.unreadable(value, "a list".to_owned(), declared),
                    None => fit.misfits.push(self.lacks(node, member)),
                }
                let of_page = context_member.as_ref();
                if let (Some(value), Some(ty)) =
                    (of_page.and_then(|name| object.get(name)), context)
                {
                    let scheme = self.spec.paging.as_ref();
                    fit.value(value, ty, scheme.map(|scheme| scheme.span));
                }
                let known = of_page.map(SmolStr::as_str).into_iter().chain([&**member]);
                let known: Vec<&str> = beside.into_iter().chain(known).collect();
                self.others(object, &known, fit);
            }
        }
    }

    fn object(&self, node: &'a Node, fit: &mut Fit<'a>) -> Option<&'a Object> {
        if node.as_object().is_none() {
            fit.unreadable(node, "an object".to_owned(), Some(self.declared()));
        }
        node.as_object()
    }

    fn lacks(&self, node: &Node, member: &str) -> Misfit {
        let payload = self.spec.payload.as_ref();
        Misfit {
            span: node.span,
            declared: Some(payload.map_or(self.declared(), |payload| payload.span)),
            kind: Kind::Lacks {
                name: member.into(),
                why: Why::Promised,
            },
        }
    }

    /// Members of an answer that the function returns nothing of.
    fn others(&self, object: &Object, known: &[&str], fit: &mut Fit<'a>) {
        for property in object {
            if !known.contains(&property.name.as_str()) {
                fit.misfits.push(Misfit {
                    span: property.name_span,
                    declared: Some(self.declared()),
                    kind: Kind::Unknown {
                        name: property.name.clone(),
                        of: "the answer".to_owned(),
                        near: self
                            .subject
                            .suggest(&property.name, known.iter().copied())
                            .map(str::to_owned),
                    },
                });
            }
        }
    }

    fn failure(&self, node: &'a Node, status: u16, found: &mut Found) {
        let cases = self.operation.failures.iter();
        let mut cases = cases.flat_map(|failures| &failures.cases);
        if let Some(case) = cases.find(|case| case.statuses.contains(&status)) {
            let mut fit = Fit::new(self.subject);
            fit.value(node, &case.ty, Some(case.place.span));
            tell(fit.misfits, found);
        }
        let product = &self.subject.api.product;
        let Some(path) = &product.error_body.code else {
            return;
        };
        let value = path.split('.').try_fold(node, |node, name| node.get(name));
        let Some(value) = value else { return };
        let known = text(value);
        if product.errors.is_empty() || self.operation.errors.iter().any(|code| Some(code) == known)
        {
            return;
        }
        let listed = match &self.spec.errors[..] {
            [first, .., last] => first.span.to(last.span),
            [only] => only.span,
            [] => self.spec.http.span,
        };
        found.tell(
            Diagnostic::warning(
                codes::EXAMPLE_CODE,
                value.span,
                format!(
                    "the operation lists no error with this code: {}",
                    scalars::found(value)
                ),
            )
            .label("the code")
            .also(listed, "the errors of the operation")
            .help("add the code to `errors`, there and in product.toml"),
        );
    }
}

/// A scalar as the text that specs write.
fn text(node: &Node) -> Option<&SmolStr> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}

/// Tells what does not fit; what is the same in every item of a list, once.
fn tell(misfits: Vec<Misfit>, found: &mut Found) {
    let mut told: HashSet<(String, Option<Span>)> = HashSet::new();
    for misfit in misfits {
        let diagnostic = diagnostic(&misfit);
        if told.insert((diagnostic.message.clone(), misfit.declared)) {
            found.tell(diagnostic);
        }
    }
}

fn diagnostic(misfit: &Misfit) -> Diagnostic {
    let span = misfit.span;
    let (diagnostic, said) = match &misfit.kind {
        Kind::Unreadable { found, wanted } => (
            Diagnostic::warning(
                codes::EXAMPLE_DECODE,
                span,
                format!("the example has {found}, which cannot be read as {wanted}"),
            )
            .label("in the example")
            .help("correct the type, or leave the example out where it is wrong"),
            "its type",
        ),
        Kind::Differs { found, wanted } => (
            Diagnostic::warning(
                codes::EXAMPLE_TYPE,
                span,
                format!("the example has {found}, the type says {wanted}"),
            )
            .label("in the example")
            .note("the client takes both; one of the documents is wrong all the same")
            .help("correct the type, or allow the warning with what is known of the service"),
            "its type",
        ),
        Kind::Unknown { name, of, near } => (
            Diagnostic::warning(
                codes::EXAMPLE_MEMBER,
                span,
                format!("no type has the member `{name}` of this example"),
            )
            .label(match of.as_str() {
                "the answer" => "not a member that the operation returns".to_owned(),
                of => format!("not a member of `{of}`"),
            })
            .help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it to the type".to_owned(),
            }),
            "the type",
        ),
        Kind::Lacks { name, why } => {
            let (message, help) = match why {
                Why::Promised => (
                    format!("the example lacks `{name}`, which is promised"),
                    "take the promise away: a missing member is a decode error then",
                ),
                Why::Required => (
                    format!("the example lacks `{name}`, which is required"),
                    "take the requirement away, or allow the warning where the example is wrong",
                ),
                Why::BySchema => (
                    format!("the example lacks `{name}`, which the schema requires"),
                    "take it out of `required` by a correction, or allow the warning with the reason",
                ),
            };
            (
                Diagnostic::warning(codes::EXAMPLE_LACKS, span, message)
                    .label("in the example")
                    .help(help),
                "said here",
            )
        }
    };
    match misfit.declared {
        Some(declared) => diagnostic.also(declared, said),
        None => diagnostic,
    }
}
