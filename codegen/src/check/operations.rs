//! What operations say for people, and their scopes.

use smol_str::SmolStr;

use super::Subject;
use super::found::Found;
use super::scalars::is_url;
use super::values::rows;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Module, Operation, Payload};
use crate::load::{LoadedModule, LoadedProduct};
use crate::source::Spanned;
use crate::spec::{Map, ModuleHeader, TypeSpec};

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
        for scope in &spec.scopes {
            check_scope(scope, found);
        }
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

/// Checks that operations show examples.
pub(crate) fn check(subject: &Subject<'_>, module: &LoadedModule, ir: &Module, found: &mut Found) {
    for operation in &ir.operations {
        let entry = module.spec.operations.entry(&operation.id);
        let Some((name, spec)) = entry else { continue };
        if subject.faults.holds(name.span) {
            continue;
        }
        if !operation.examples.is_empty() || !has_json(subject, operation) {
            continue;
        }
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
