//! What operations say for people, and their scopes.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::Subject;
use super::found::Found;
use super::scalars::is_url;
use super::values::rows;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Module, Operation, Payload};
use crate::json_schema::child;
use crate::load::{LoadedModule, LoadedProduct};
use crate::source::Spanned;
use crate::spec::{Map, ModuleHeader, OperationSpec, TypeSpec};

/// Checks the texts of `product.toml`.
pub(crate) fn check_product(product: &LoadedProduct, found: &mut Found) {
    let header = &product.spec.product;
    texts(
        &[
            ("title", Some(&header.title)),
            ("doc", Some(&header.doc)),
            ("source", Some(&header.source)),
        ],
        found,
    );
    types(&product.spec.types, found);
    for (_, id) in product.spec.ids.iter() {
        texts(&[("doc", Some(&id.doc))], found);
    }
    for server in &product.spec.servers {
        texts(&[("title", Some(&server.title))], found);
    }
    for error in &product.spec.errors {
        texts(
            &[
                ("meaning", Some(&error.meaning)),
                ("doc", error.doc.as_ref()),
            ],
            found,
        );
    }
    if let Some(organization) = &product.spec.organization {
        texts(&[("doc", Some(&organization.doc))], found);
    }
}

/// Checks the texts and scopes of a module.
pub(crate) fn check_texts(module: &LoadedModule, found: &mut Found) {
    let ModuleHeader {
        title, doc, source, ..
    } = &module.spec.module;
    texts(
        &[
            ("title", Some(title)),
            ("doc", Some(doc)),
            ("source", Some(source)),
        ],
        found,
    );
    types(&module.spec.types, found);
    for (_, spec) in module.spec.operations.iter() {
        texts(
            &[
                ("summary", Some(&spec.summary)),
                ("doc", spec.doc.as_ref()),
                ("source", Some(&spec.source)),
            ],
            found,
        );
        for row in rows(spec) {
            texts(&[("doc", Some(&row.doc))], found);
        }
        for row in &spec.answers {
            texts(&[("doc", row.doc.as_ref())], found);
        }
        for row in &spec.failures {
            texts(&[("doc", row.doc.as_ref())], found);
        }
        for scope in &spec.scopes {
            check_scope(scope, found);
        }
    }
    for (_, overlay) in module.spec.overlay.iter() {
        texts(&[("doc", overlay.doc.as_ref())], found);
    }
    for row in &module.spec.corrections {
        texts(&[("reason", Some(&row.reason))], found);
    }
}

fn types(types: &Map<TypeSpec>, found: &mut Found) {
    for (_, spec) in types.iter() {
        texts(
            &[("doc", spec.doc.as_ref()), ("source", spec.source.as_ref())],
            found,
        );
        for row in &spec.members {
            texts(&[("doc", row.doc.as_ref())], found);
        }
        for row in &spec.values {
            texts(&[("doc", row.doc.as_ref())], found);
        }
    }
}

fn texts(texts: &[(&str, Option<&Spanned<SmolStr>>)], found: &mut Found) {
    for (key, text) in texts {
        let Some(text) = text else { continue };
        if *key == "source" {
            check_source(text, found);
        }
        if !text.value.trim().is_empty() {
            continue;
        }
        found.tell(
            Diagnostic::warning(
                codes::EMPTY_TEXT,
                text.span,
                format!("`{key}` says nothing"),
            )
            .label("an empty text")
            .help(match *key {
                "source" => "write the URL of the page that it is documented on",
                "reason" => "write how one knows",
                _ => "write a sentence, in your own words",
            }),
        );
    }
}

/// A source leads to a page.
fn check_source(text: &Spanned<SmolStr>, found: &mut Found) {
    let is_page = text.value.contains("://") && is_url(&text.value);
    if text.value.trim().is_empty() || is_page {
        return;
    }
    found.tell(
        Diagnostic::warning(
            codes::EMPTY_TEXT,
            text.span,
            format!("the source `{}` is no URL", text.value),
        )
        .label("leads to no page")
        .help("write the whole URL of the page: `https://…`"),
    );
}

fn check_scope(scope: &Spanned<SmolStr>, found: &mut Found) {
    let part = |part: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '*');
        !part.is_empty() && part.chars().all(plain)
    };
    let text = scope.value.as_str();
    let words = |text: &str| text.split(['.', ':', '/']).all(part);
    let known = match text.split_once("://") {
        Some((scheme, rest)) => part(scheme) && words(rest.trim_end_matches('/')),
        None => words(text),
    };
    if known {
        return;
    }
    let several = text.contains([' ', ',', ';']);
    found.tell(
        Diagnostic::warning(
            codes::SCOPE_FORM,
            scope.span,
            format!("`{text}` is a scope in no known form"),
        )
        .label(match several {
            true => "this looks like several scopes",
            false => "words with dots, colons or slashes between are known",
        })
        .help(match several {
            true => "write each as an item of its own",
            false => "write it as the vendor's page on authorization does",
        }),
    );
}

/// How many operations of a module that lack an example are told one by one.
const MOST_SINGLE: usize = 3;

/// Checks that operations show examples. A module most of whose operations have none is told once:
/// nobody has gone through the vendor's examples yet, or its page has none.
pub(crate) fn check(subject: &Subject<'_>, module: &LoadedModule, ir: &Module, found: &mut Found) {
    let mut bare: Vec<(&Spanned<SmolStr>, &OperationSpec)> = Vec::new();
    for operation in &ir.operations {
        let entry = module.spec.operations.entry(&operation.id);
        let Some((name, spec)) = entry else { continue };
        if !subject.faults.holds(name.span)
            && operation.examples.is_empty()
            && has_json(subject, operation)
        {
            bare.push((name, spec));
        }
    }
    // What the specs allow of one operation is told of it, so that it can be allowed.
    let allowed = allowed_places(subject);
    let is_allowed = |name: &str| {
        let dotted = format!("{}#operations.{name}", module.file);
        let pointer = format!("{}#{}", module.file, child("/operations", name));
        allowed.contains(dotted.as_str()) || allowed.contains(pointer.as_str())
    };
    let (allowed, bare): (Vec<_>, Vec<_>) = bare
        .into_iter()
        .partition(|(name, _)| is_allowed(&name.value));
    let single = match bare.as_slice() {
        [(first, _), ..] if bare.len() > MOST_SINGLE => {
            let many = bare.len();
            let title = &module.spec.module.title;
            found.tell(
                Diagnostic::warning(
                    codes::NO_EXAMPLE,
                    title.span,
                    format!(
                        "{many} of the {} operations of `{}` have no example",
                        ir.operations.len(),
                        module.file
                    ),
                )
                .label("the module")
                .also(first.span, "the first of them")
                .help(format!(
                    "put the vendor's examples into files and name them in `examples`; if its page \
                     has none, allow the warning at `{}`",
                    module.file
                )),
            );
            &[]
        }
        few => few,
    };
    for (name, spec) in allowed.iter().chain(single) {
        found.tell(
            Diagnostic::warning(
                codes::NO_EXAMPLE,
                name.span,
                format!("the operation `{}` has no example", name.value),
            )
            .label("no row in `examples`")
            .also(spec.source.span, "the page that should have one")
            .help("put the vendor's example into a file and name it in `examples`"),
        );
    }
}

/// The places of which the specs allow that an example is missing.
fn allowed_places<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let product = subject.product;
    let modules = product.modules.iter();
    let rows = modules.flat_map(|module| &module.spec.allow);
    let rows = rows.chain(&product.spec.allow);
    rows.filter(|row| row.code.value == codes::NO_EXAMPLE)
        .flat_map(|row| row.at.0.iter().map(|at| at.value.as_str()))
        .collect()
}

/// Checks that nothing asks for an answer that could not be read.
pub(crate) fn check_accept(module: &LoadedModule, ir: &Module, found: &mut Found) {
    for operation in &ir.operations {
        let Some(spec) = module.spec.operations.get(&operation.id) else {
            continue;
        };
        let mut rows = spec.header.iter();
        let row = rows.find(|row| row.name.value.eq_ignore_ascii_case("accept"));
        let is_json = operation.payload.types().next().is_some();
        if let (Some(row), true) = (row, is_json) {
            found.tell(
                Diagnostic::warning(
                    codes::ACCEPT,
                    row.name.span,
                    format!(
                        "`{}` may ask for an answer that is not JSON",
                        row.name.value
                    ),
                )
                .label("the caller may say what comes back")
                .also(operation.place.span, "its answer is read as JSON")
                .help("take the row out, or make an operation that `returns = \"binary\"`"),
            );
        }
    }
}

/// Whether there is something to show: JSON that is sent or answered.
fn has_json(subject: &Subject<'_>, operation: &Operation) -> bool {
    let sends = operation
        .body
        .as_ref()
        .is_some_and(|body| body.kind == crate::ir::BodyKind::Json);
    let answers = !matches!(operation.payload, Payload::Stream)
        && (operation.payload.types().next().is_some()
            || subject.api.product.envelope.code.is_some());
    sends || answers
}
