//! The documentation of operations, modules and clients.

use super::doc_text::{code, doc_line, doc_lines, link};
use super::docs::{self, sentence};
use super::{EmitOptions, example};
use crate::ir::{Api, Auth, Module, Operation};

/// The function of an operation: everything there is to say about it.
pub(super) fn function(
    operation: &Operation,
    module: &Module,
    api: &Api,
    options: &EmitOptions,
    (answers, failures): (Vec<String>, Vec<String>),
) -> Vec<String> {
    let mut lines = vec![summary(operation)];
    section(&mut lines, doc_lines(&operation.doc));
    section(&mut lines, vec![facts(operation)]);
    if !answers.is_empty() {
        section(&mut lines, vec!["# Answers".to_owned()]);
        section(&mut lines, answers);
    }
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|code| error(code, api))
        .collect();
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
    if !product.servers.is_empty() {
        let servers = product.servers.iter().enumerate().map(|(index, server)| {
            let default = if index == 0 { ", the default" } else { "" };
            format!(
                "- {}: {}{default}",
                code(&server.name),
                doc_line(&server.title)
            )
        });
        section(&mut lines, vec!["Data centres:".to_owned()]);
        section(&mut lines, servers.collect());
    }
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

fn error(wire: &str, api: &Api) -> String {
    let documented = api.product.errors.iter().find(|error| error.code == wire);
    let Some(error) = documented else {
        return format!("- {}", code(wire));
    };
    let status = error.status.map(|status| format!(" ({status})"));
    format!(
        "- {}: {}{}",
        code(wire),
        doc_line(&error.meaning),
        status.unwrap_or_default()
    )
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
