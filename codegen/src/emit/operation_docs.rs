//! The documentation of operations, modules and clients.

use super::doc_text::{code, doc_line, doc_lines, link};
use super::docs::{self, sentence};
use super::emitter::Emitter;
use super::{EmitOptions, example};
use crate::ir::{Api, Auth, Literal, Module, Operation, OrganizationPlace};
use crate::load::PRODUCT_FILE;

/// The function of an operation: everything there is to say about it.
pub(super) fn function(
    operation: &Operation,
    module: &Module,
    emitter: &Emitter<'_>,
    (answers, failures): (Vec<String>, Vec<String>),
) -> Vec<String> {
    let (api, options) = (emitter.names.api, emitter.options);
    let mut lines = vec![summary(operation)];
    section(&mut lines, doc_lines(&operation.doc));
    section(&mut lines, vec![facts(operation)]);
    section(&mut lines, paragraph(origins(operation, api)));
    section(&mut lines, paragraph(success_message(operation, api)));
    if !answers.is_empty() {
        section(&mut lines, vec!["# Answers".to_owned()]);
        section(&mut lines, answers);
    }
    let errors = errors(operation, emitter);
    if !errors.is_empty() || !failures.is_empty() {
        section(&mut lines, vec!["# Errors".to_owned()]);
        section(&mut lines, errors);
    }
    if !failures.is_empty() {
        let reads = format!(
            "[`{0}::failure`] reads what an error carries:",
            operation.rust
        );
        section(&mut lines, vec![reads]);
        section(&mut lines, failures);
    }
    let example = example::lines(operation, module, api, options);
    if !example.is_empty() {
        section(&mut lines, vec!["# Example".to_owned()]);
        section(&mut lines, example);
    }
    lines
}

/// The struct of an operation.
pub(super) fn operation(operation: &Operation) -> Vec<String> {
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    vec![format!("{}: {}", code(&request), summary(operation))]
}

/// The accessor of a module, and the module itself.
pub(super) fn module(module: &Module) -> Vec<String> {
    let mut lines = doc_lines(&module.doc);
    if lines.is_empty() {
        lines.push(sentence(&doc_line(&module.title)));
    }
    if let Some(link) = link("The vendor's page", &module.source) {
        section(&mut lines, vec![format!("{link}.")]);
    }
    lines
}

/// One line about a module.
pub(super) fn module_summary(module: &Module) -> String {
    let lines = doc_lines(&module.doc);
    match lines.first() {
        Some(line) if !line.starts_with('`') => sentence(line),
        _ => sentence(&doc_line(&module.title)),
    }
}

/// The client of a product.
pub(super) fn client(api: &Api, options: &EmitOptions) -> Vec<String> {
    let product = &api.product;
    let mut lines = vec![format!("A client of {}.", doc_line(&product.title))];
    section(&mut lines, doc_lines(&product.doc));
    section(&mut lines, servers(api));
    section(&mut lines, paragraph(client_facts(api)));
    if let Some(link) = link("The vendor's page", &product.source) {
        section(&mut lines, vec![format!("{link}.")]);
    }
    let example = example::client_lines(api, options);
    if !example.is_empty() {
        section(&mut lines, vec!["# Example".to_owned()]);
        section(&mut lines, example);
    }
    lines
}

/// The data centres of a product, with their base URLs.
fn servers(api: &Api) -> Vec<String> {
    let servers = &api.product.servers;
    if servers.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![match inferred(api, "servers") {
        Some(from) => format!("Data centres, inferred from {from}:"),
        None => "Data centres:".to_owned(),
    }];
    lines.push(String::new());
    lines.extend(servers.iter().enumerate().map(|(index, server)| {
        let default = if index == 0 { ", the default" } else { "" };
        format!(
            "- {}: {} ({}){default}",
            code(&server.name),
            doc_line(&server.title),
            code(&server.api)
        )
    }));
    lines
}

/// What else holds for every call: the organization and the limits.
fn client_facts(api: &Api) -> Vec<String> {
    let product = &api.product;
    let mut facts = Vec::new();
    if let Some(organization) = &product.organization {
        let place = match organization.place_in {
            OrganizationPlace::Query => "query parameter",
            OrganizationPlace::Header => "header",
        };
        let name = code(&organization.name);
        facts.push(format!(
            "Each call names the organization in the {place} {name}."
        ));
        facts.extend(origin(api, "organization"));
    }
    let per_minute = product.limits.per_minute;
    let per_minute = per_minute.map(|limit| format!("{limit} requests a minute"));
    let concurrent = product.limits.concurrent;
    let concurrent = concurrent.map(|limit| format!("{limit} requests at a time"));
    let limits: Vec<String> = per_minute.into_iter().chain(concurrent).collect();
    if !limits.is_empty() {
        let whose = match product.organization {
            Some(_) => " for each organization",
            None => "",
        };
        facts.push(format!(
            "The client sends at most {}{whose}, as the service allows.",
            limits.join(" and ")
        ));
        facts.extend(origin(api, "limits"));
    }
    if let Auth::Token {
        token_limit: Some(limit),
        ..
    } = &product.auth
    {
        facts.push(format!(
            "The client gets at most {} access tokens from one refresh token in {} seconds.",
            limit.tokens, limit.seconds
        ));
        facts.extend(origin(api, "auth").or_else(|| origin(api, "auth.token_limit")));
    }
    facts
}

/// The origin of a fact of the product's, as Markdown.
fn inferred(api: &Api, at: &str) -> Option<String> {
    let from = api.inferred_from(&format!("{PRODUCT_FILE}#{at}"))?;
    Some(doc_line(from))
}

fn origin(api: &Api, at: &str) -> Option<String> {
    inferred(api, at).map(|from| format!("Inferred from {from}."))
}

/// Sentences as a paragraph.
fn paragraph(sentences: Vec<String>) -> Vec<String> {
    match sentences.is_empty() {
        true => Vec::new(),
        false => vec![sentences.join(" ")],
    }
}

/// The function that starts a client.
pub(super) fn builder(api: &Api) -> String {
    let product = &api.product;
    let needs = [
        (product.servers.len() > 1).then_some("which data centre"),
        (product.auth != Auth::None).then_some("which token"),
        product.organization.as_ref().map(|_| "which organization"),
    ];
    let needs: Vec<&str> = needs.into_iter().flatten().collect();
    if needs.is_empty() {
        return "Starts a client.".to_owned();
    }
    format!("Starts a client: say {}.", needs.join(", "))
}

fn summary(operation: &Operation) -> String {
    let summary = sentence(&doc_line(&operation.summary));
    if summary.is_empty() {
        return format!("{}.", code(&operation.id));
    }
    summary
}

/// The line of facts: request, scopes, the vendor's page.
fn facts(operation: &Operation) -> String {
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    let mut facts = vec![code(&request)];
    if !operation.scopes.any_of.is_empty() {
        let scopes: Vec<String> = operation.scopes.any_of.iter().map(|s| code(s)).collect();
        facts.push(format!("scope {}", scopes.join(" or ")));
    }
    if !operation.statuses.is_empty() {
        facts.push(format!("answers {}", docs::statuses(&operation.statuses)));
    }
    facts.extend(link("vendor's page", &operation.source));
    facts.join(" · ")
}

/// Where the scopes and the paging of an operation are known from, if not from its page.
fn origins(operation: &Operation, api: &Api) -> Vec<String> {
    let scopes = api.inferred_from(&format!("{}.scopes", operation.pointer));
    let scopes = scopes.map(|from| format!("The scopes are inferred from {}.", doc_line(from)));
    let paging = operation.paging.as_ref();
    let paging = paging.and_then(|paging| inferred(api, &format!("paging.{}", paging.scheme)));
    let paging = paging.map(|from| format!("Paging is inferred from {from}."));
    scopes.into_iter().chain(paging).collect()
}

/// The words of the service on success, from the first example that has them.
fn success_message(operation: &Operation, api: &Api) -> Vec<String> {
    let Some(name) = &api.product.envelope.message else {
        return Vec::new();
    };
    let mut examples = operation.examples.iter().filter(|it| it.status < 300);
    let message = examples.find_map(|example| match example.response_body.as_ref()? {
        Literal::Object(members) => {
            let (_, message) = members.iter().find(|(member, _)| member == name)?;
            match message {
                // A single word, such as `success`, tells nothing.
                Literal::String(text) if text.contains(' ') && text.len() <= docs::SHORT => {
                    Some(text)
                }
                _ => None,
            }
        }
        _ => None,
    });
    let message = message.map(|text| format!("Message on success: {}", code(text)));
    message.into_iter().collect()
}

/// The documented errors, a line each.
fn errors(operation: &Operation, emitter: &Emitter<'_>) -> Vec<String> {
    let mut lines = Vec::with_capacity(operation.errors.len());
    let mut has_status = false;
    for wire in &operation.errors {
        let Some(error) = emitter.errors.get(wire.as_str()) else {
            lines.push(format!("- {}", code(wire)));
            continue;
        };
        let status = error.status.map(|status| format!(" ({status})"));
        has_status |= status.is_some();
        let status = status.unwrap_or_default();
        let meaning = doc_line(&error.meaning);
        let line = format!("- {}: {meaning}{status}", code(wire));
        lines.push(match doc_line(&error.doc) {
            doc if doc.is_empty() => line,
            doc => format!("{line}. {}", sentence(&doc)),
        });
    }
    if let Some(from) = inferred(emitter.names.api, "errors").filter(|_| has_status) {
        lines.push(String::new());
        lines.push(format!("The statuses are inferred from {from}."));
    }
    lines
}

/// Adds a paragraph.
fn section(lines: &mut Vec<String>, more: Vec<String>) {
    if more.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}
