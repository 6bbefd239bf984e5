//! `product.toml` → IR.

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

use super::spec_types::text;
use super::{accounts, headers, naming, paging};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::ir::{
    Auth, Envelope, ErrorBody, ErrorCode, FixedHeader, IdType, IdWire, Limits, Organization,
    OrganizationPlace, Product, Server, TokenLimit,
};
use crate::load::{LoadedProduct, is_syntax};
use crate::names::type_name;
use crate::source::{Sources, Span, Spanned};
use crate::spec::ProductSpec;

/// The version of the format that this generator reads.
const FORMAT: u32 = 1;

/// Makes the IR's product; what does not fit is reported.
pub(crate) fn product(
    sources: &Sources,
    loaded: &LoadedProduct,
    diagnostics: &mut Vec<Diagnostic>,
) -> Product {
    let spec = &loaded.spec;
    // What reading found wrong may be what seems to be missing.
    let faulty = diagnostics
        .iter()
        .any(|known| known.severity == Severity::Error && known.span().file == spec.span.file);
    // What stands in for a number that could not be read was reported.
    let is_read = !diagnostics.iter().any(|known| {
        let same_file = known.span().file == spec.span.file;
        known.span() == spec.format.span || (same_file && is_syntax(known))
    });
    if spec.format.value != FORMAT && is_read {
        diagnostics.push(
            Diagnostic::error(
                codes::PRODUCT,
                spec.format.span,
                format!(
                    "this is format {}, and {FORMAT} is the only one there is",
                    spec.format.value
                ),
            )
            .label("unknown")
            .help(format!("write `format = {FORMAT}`")),
        );
    }
    let optional = |text: &Option<Spanned<SmolStr>>| text.as_ref().map(|text| text.value.clone());
    let envelope = spec.envelope.as_ref();
    let error = spec.error.as_ref();
    check_errors(loaded, diagnostics);
    headers::check_product(spec, diagnostics);
    accounts::check(spec, faulty, diagnostics);
    paging::check_schemes(loaded, diagnostics);
    check_envelope(spec, faulty, diagnostics);
    Product {
        name: loaded.name.as_str().into(),
        title: spec.product.title.value.clone(),
        doc: spec.product.doc.value.clone(),
        source: spec.product.source.value.clone(),
        servers: servers(loaded, faulty, diagnostics),
        auth: auth(loaded, faulty, diagnostics),
        organization: spec.organization.as_ref().map(|organization| Organization {
            place_in: match organization.place.value.as_str() {
                "header" => OrganizationPlace::Header,
                _ => OrganizationPlace::Query,
            },
            name: organization.name.value.clone(),
            doc: organization.doc.value.clone(),
        }),
        headers: spec
            .headers
            .iter()
            .map(|(name, value)| FixedHeader {
                name: name.value.clone(),
                value: value.value.clone(),
            })
            .collect(),
        envelope: Envelope {
            code: envelope.and_then(|envelope| optional(&envelope.code)),
            success: envelope.and_then(|envelope| optional(&envelope.success)),
            message: envelope.and_then(|envelope| optional(&envelope.message)),
        },
        error_body: ErrorBody {
            code: error.and_then(|error| optional(&error.code)),
            message: error.and_then(|error| optional(&error.message)),
            detail: error.and_then(|error| optional(&error.detail)),
        },
        errors: spec
            .errors
            .iter()
            .map(|row| ErrorCode {
                code: row.code.value.clone(),
                status: row.status.as_ref().map(|status| status.value),
                meaning: row.meaning.value.clone(),
                doc: text(&row.doc),
                place: sources.place(row.code.span),
            })
            .collect(),
        limits: spec
            .limits
            .as_ref()
            .map_or_else(Limits::default, |limits| Limits {
                per_minute: limits.per_minute.as_ref().map(|limit| limit.value.get()),
                concurrent: limits.concurrent.as_ref().map(|limit| limit.value.get()),
            }),
        place: sources.place(spec.span),
    }
}

/// The types of identifiers that a product declares.
pub(crate) fn ids(
    sources: &Sources,
    loaded: &LoadedProduct,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<IdType> {
    let mut seen: HashMap<SmolStr, Span> = HashMap::new();
    let mut ids = Vec::with_capacity(loaded.spec.ids.len());
    let told: HashSet<Span> = diagnostics.iter().map(Diagnostic::span).collect();
    let rusts = loaded.spec.ids.iter();
    let rusts: Vec<SmolStr> = rusts.map(|(name, _)| id_type_name(&name.value)).collect();
    let shared = super::repeated(&rusts);
    // Of two that are one in Rust it is told already.
    let is_shared = |rust: &SmolStr| shared.contains(rust);
    for (name, id) in loaded.spec.ids.iter() {
        let rust = id_type_name(&name.value);
        if let Some(first) = seen.insert(rust.clone(), name.span) {
            diagnostics.push(super::collision(name, &rust, first));
        } else if let plain = type_name(&name.value)
            && plain != name.value
            && !is_shared(&rust)
            && !told.contains(&name.span)
        {
            // The guide promises `NAMEId`.
            diagnostics.push(naming::renamed(name, &plain, None));
        }
        ids.push(IdType {
            name: name.value.clone(),
            rust,
            wire: match id.wire.as_ref().map(|wire| wire.value.as_str()) {
                Some("integer") => IdWire::Integer,
                _ => IdWire::String,
            },
            doc: id.doc.value.clone(),
            place: sources.place(name.span),
        });
    }
    ids
}

/// The Rust type of `id<name>`.
pub(crate) fn id_type_name(name: &str) -> SmolStr {
    format_smolstr!("{}Id", type_name(name))
}

fn servers(loaded: &LoadedProduct, faulty: bool, diagnostics: &mut Vec<Diagnostic>) -> Vec<Server> {
    let rows = &loaded.spec.servers;
    // Rows that could not be read were reported.
    if rows.is_empty() && !faulty {
        diagnostics.push(
            Diagnostic::error(
                codes::PRODUCT,
                loaded.spec.product.span,
                "the product is served nowhere",
            )
            .label("no row in `servers`")
            .help("add a row to `servers`"),
        );
    }
    let mut names: HashMap<&str, Span> = HashMap::new();
    for row in rows {
        if let Some(first) = names.insert(&row.name.value, row.name.span) {
            diagnostics.push(
                Diagnostic::error(
                    codes::PRODUCT,
                    row.name.span,
                    format!(
                        "the data centre `{}` stands here a second time",
                        row.name.value
                    ),
                )
                .label("the second")
                .help("give one of them another name")
                .also(first, "the first is here"),
            );
        }
        for url in std::iter::once(&row.api).chain(&row.accounts) {
            let host = url
                .value
                .strip_prefix("https://")
                .or(url.value.strip_prefix("http://"));
            let good = host.is_some_and(|host| {
                !host.is_empty()
                    && !host.starts_with('/')
                    && !host.ends_with('/')
                    && host
                        .chars()
                        .all(|c| c.is_ascii_graphic() && !"?#\\\"<>@".contains(c))
            });
            if !good {
                diagnostics.push(
                    Diagnostic::error(
                        codes::PRODUCT,
                        url.span,
                        format!("`{}` is no root of an API", url.value),
                    ).label("no absolute URL without a slash at the end")
                    .help("write scheme, host and path, without a slash at the end: `https://api.example.com/v1`"),
                );
            }
        }
    }
    rows.iter()
        .map(|row| Server {
            name: row.name.value.clone(),
            title: row.title.value.clone(),
            api: row.api.value.clone(),
            accounts: row.accounts.as_ref().map(|accounts| accounts.value.clone()),
        })
        .collect()
}

fn auth(loaded: &LoadedProduct, faulty: bool, diagnostics: &mut Vec<Diagnostic>) -> Auth {
    let Some(auth) = &loaded.spec.auth else {
        return Auth::None;
    };
    let token_limit = match (&auth.token_limit, &auth.token_limit_seconds) {
        (Some(tokens), Some(seconds)) => Some(TokenLimit {
            tokens: tokens.value.get(),
            seconds: seconds.value.get(),
        }),
        (None, None) => None,
        // What could not be read was reported.
        _ if faulty => None,
        (Some(one), None) | (None, Some(one)) => {
            diagnostics.push(
                Diagnostic::error(
                    codes::PRODUCT,
                    one.span,
                    "`token_limit` and `token_limit_seconds` are one limit: one of them is missing",
                )
                .label("the other is missing")
                .help("give both, or none"),
            );
            None
        }
    };
    Auth::Token {
        header: auth.header.value.clone(),
        scheme: text(&auth.scheme),
        token_path: auth.token_path.as_ref().map(|path| path.value.clone()),
        token_limit,
    }
}

/// Reports an envelope of which a half is missing.
fn check_envelope(spec: &ProductSpec, faulty: bool, diagnostics: &mut Vec<Diagnostic>) {
    let Some(envelope) = spec.envelope.as_ref().filter(|_| !faulty) else {
        return;
    };
    let (one, message, help) = match (&envelope.code, &envelope.success) {
        (Some(code), None) => (
            code,
            "`code` tells success from failure, and `success` does not say how",
            "add `success = \"…\"`: the value of `code` that means success",
        ),
        (None, Some(success)) => (
            success,
            "`success` is the value of a member that `code` does not name",
            "add `code = \"…\"`, or take `success` out",
        ),
        _ => return,
    };
    diagnostics.push(
        Diagnostic::error(codes::PRODUCT, one.span, message)
            .label("the other is missing")
            .help(help),
    );
}

fn check_errors(loaded: &LoadedProduct, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let rows = loaded.spec.errors.iter();
    for row in rows.filter(|row| !row.code.value.is_empty()) {
        if let Some(first) = seen.insert(&row.code.value, row.code.span) {
            diagnostics.push(
                Diagnostic::error(
                    codes::PRODUCT,
                    row.code.span,
                    format!("the error `{}` stands here a second time", row.code.value),
                )
                .label("the second")
                .help("take one of them out")
                .also(first, "the first is here"),
            );
        }
    }
}
