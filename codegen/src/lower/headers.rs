//! Headers of requests: what can stand in them, and which are not a spec's to set.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Span, Spanned};
use crate::spec::{ParameterRow, ProductSpec};

/// What the transport says of a message and its connection (RFC 9110, RFC 9112): another value
/// would be wrong, and let who reads it find another request in it.
const OF_TRANSPORT: [&str; 12] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Names that the product gives a meaning already, with the places that do.
pub(crate) struct Taken<'a> {
    token: Option<&'a Spanned<SmolStr>>,
    organization: Option<&'a Spanned<SmolStr>>,
    in_query: bool,
}

impl<'a> Taken<'a> {
    pub(crate) fn of(spec: &'a ProductSpec) -> Self {
        let organization = spec.organization.as_ref();
        Self {
            token: spec.auth.as_ref().map(|auth| &auth.header),
            organization: organization.map(|organization| &organization.name),
            in_query: organization.is_some_and(|organization| organization.place.value != "header"),
        }
    }

    /// What is wrong with the name of a header of an operation, if anything is.
    pub(crate) fn header(&self, row: &ParameterRow) -> Option<Diagnostic> {
        let name = &row.name;
        check_name(name)
            .or_else(|| of_transport(name))
            .or_else(|| {
                let token = self.token.filter(|token| same(token, name))?;
                let help = "take the row out: the client sends the header with each request";
                Some(taken(name, "carries the token", token, help))
            })
            .or_else(|| {
                let organization = self.organization.filter(|_| !self.in_query);
                let organization = organization.filter(|organization| same(organization, name))?;
                let help =
                    "take the row out: the client sends the header where it has an organization";
                Some(taken(name, "says the organization", organization, help))
            })
    }

    /// What is wrong with a parameter of an operation's query, if anything is.
    pub(crate) fn query(&self, row: &ParameterRow) -> Option<Diagnostic> {
        let organization = self.organization.filter(|_| self.in_query);
        let organization = organization.filter(|it| it.value == row.name.value)?;
        let message = format!(
            "the client says the organization in `{}` already: it would be sent twice",
            row.name.value
        );
        Some(
            Diagnostic::error(codes::TAKEN_NAME, row.name.span, message)
                .label("a parameter of the same name")
                .also(organization.span, "where the organization goes")
                .help("take the row out: the client sends it where it has an organization"),
        )
    }
}

/// Checks everything in `product.toml` that becomes a header of a request.
pub(crate) fn check_product(spec: &ProductSpec, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<SmolStr, Span> = HashMap::new();
    let organization = spec.organization.as_ref();
    let organization = organization.filter(|organization| organization.place.value == "header");
    let own = spec.auth.iter().map(|auth| &auth.header);
    let own = own.chain(organization.map(|organization| &organization.name));
    let fixed = spec.headers.iter().map(|(name, _)| name);
    for name in own.chain(fixed) {
        let wrong = check_name(name)
            .or_else(|| of_transport(name))
            .or_else(|| of_body(name));
        if let Some(wrong) = wrong {
            diagnostics.push(wrong);
            continue;
        }
        if let Some(first) = seen.insert(name.value.to_ascii_lowercase().into(), name.span) {
            let message = format!("every request would have the header `{}` twice", name.value);
            diagnostics.push(
                Diagnostic::error(codes::TAKEN_NAME, name.span, message)
                    .label("the second")
                    .also(first, "the first is here")
                    .help("take one of them out; names of headers are the same in any case"),
            );
        }
    }
    let values = spec.headers.iter().map(|(_, value)| value);
    diagnostics.extend(values.filter_map(check_value));
}

fn same(one: &Spanned<SmolStr>, other: &Spanned<SmolStr>) -> bool {
    one.value.eq_ignore_ascii_case(&other.value)
}

fn check_name(name: &Spanned<SmolStr>) -> Option<Diagnostic> {
    // RFC 9110, section 5.6.2.
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.value.is_empty() && name.value.chars().all(token) {
        return None;
    }
    Some(
        Diagnostic::error(
            codes::PRODUCT,
            name.span,
            format!("{:?} cannot be the name of a header", name.value),
        )
        .label("no name of a header")
        .help("write letters, digits and hyphens"),
    )
}

fn check_value(value: &Spanned<SmolStr>) -> Option<Diagnostic> {
    let plain = |c: char| c.is_ascii_graphic() || c == ' ';
    if value.value.chars().all(plain) {
        return None;
    }
    Some(
        Diagnostic::error(
            codes::PRODUCT,
            value.span,
            format!("{:?} cannot stand in a header", value.value),
        )
        .label("not one line of ASCII")
        .help("write one line of ASCII"),
    )
}

fn of_transport(name: &Spanned<SmolStr>) -> Option<Diagnostic> {
    OF_TRANSPORT
        .contains(&name.value.to_ascii_lowercase().as_str())
        .then(|| {
            Diagnostic::error(
                codes::TAKEN_NAME,
                name.span,
                format!("`{}` is set by what sends the request", name.value),
            )
            .label("not for a spec to set")
            .note("it belongs to the message and the connection, not to the API")
            .help("take it out: it is sent where it is needed")
        })
}

fn of_body(name: &Spanned<SmolStr>) -> Option<Diagnostic> {
    name.value.eq_ignore_ascii_case("content-type").then(|| {
        Diagnostic::error(
            codes::TAKEN_NAME,
            name.span,
            format!("`{}` is sent with each body, as its kind is", name.value),
        )
        .label("requests with a body would have it twice")
        .help("take it out; of a `binary` body, an operation says `content_type`")
    })
}

fn taken(name: &Spanned<SmolStr>, what: &str, by: &Spanned<SmolStr>, help: &str) -> Diagnostic {
    Diagnostic::error(
        codes::TAKEN_NAME,
        name.span,
        format!(
            "the header `{}` {what}: the client sets it itself",
            name.value
        ),
    )
    .label("this would take its place")
    .also(by.span, "what the product says")
    .help(help)
}
