//! Modules and their operations.

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use super::log::{At, Log};
use super::pairs::pairs;
use super::two::Two;
use super::words::{code, codes};
use super::{State, answers, paging, parameters};
use crate::ir::{Api, Module, Operation, PathSegment};

/// An operation and the module that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) module: &'a Module,
    pub(super) operation: &'a Operation,
}

impl Of<'_> {
    /// Its function, as a consumer knows it.
    pub(super) fn function(&self, two: &Two<'_>) -> String {
        let (module, operation) = (self.module, self.operation);
        let name = &module.name;
        two.path(&format!("{name}::{}::{}", module.rust, operation.function))
    }

    /// An item that stands beside its struct, or the struct itself.
    pub(super) fn item(&self, rust: &str, two: &Two<'_>) -> String {
        two.path(&format!("{}::{rust}", self.module.name))
    }
}

/// Compares the modules, and the operations of those that both states have.
pub(super) fn compare_modules(two: &Two<'_>, log: &mut Log) {
    let by_name = |_: State, module: &Module| Some(module.name.clone());
    let modules = pairs(&two.old.modules, &two.new.modules, &[&by_name]);
    for module in &modules.gone {
        let what = format!("the module is removed, and `Client::{}`", module.name);
        log.breaking(&two.path(&module.name), what, At::Old(&module.place));
    }
    for pair in &modules.both {
        let (old, new) = (pair.old, pair.new);
        let documented = (&old.title, &old.doc, &old.source) != (&new.title, &new.doc, &new.source);
        log.documentation(documented, &two.path(&new.name), &new.place);
    }
    for module in &modules.fresh {
        new_module(module, two.new, log);
    }
    let kept: HashSet<&str> = modules.both.iter().map(|pair| &*pair.new.name).collect();
    let old = operations(two.old).filter(|of| kept.contains(&*of.module.name));
    let (old, new): (Vec<_>, Vec<_>) = (old.collect(), operations(two.new).collect());
    let http = |of: &Of<'_>| {
        let operation = of.operation;
        format!("{} {}", operation.method.as_str(), template(operation))
    };
    let found = pairs(
        &old,
        &new,
        &[
            &|_, of: &Of<'_>| Some(of.operation.pointer.clone()),
            &|_, of: &Of<'_>| Some(format_smolstr!("{} {}", of.module.name, http(of))),
            &|_, of: &Of<'_>| Some(http(of).into()),
        ],
    );
    for of in found.gone {
        let at = At::Old(&of.operation.place);
        log.breaking(&of.function(two), "the operation is removed", at);
    }
    for pair in found.both {
        compare(*pair.old, *pair.new, two, log);
    }
    for of in found.fresh {
        // Those of a new module come with it.
        if kept.contains(&*of.module.name) {
            let what = format!("the operation is new: {}", code(&request(of.operation)));
            log.addition(&of.function(two), what, At::New(&of.operation.place));
        }
    }
}

/// A module that there was not, with its operations.
pub(super) fn new_module(module: &Module, api: &Api, log: &mut Log) {
    let path = format!("{}::{}", api.product.name, module.name);
    let functions = module
        .operations
        .iter()
        .map(|operation| &*operation.function);
    let what = match module.operations.is_empty() {
        true => "the module is new, with types alone".to_owned(),
        false => format!("the module is new, with {}", codes(functions)),
    };
    log.addition(&path, what, At::New(&module.place));
}

fn operations(api: &Api) -> impl Iterator<Item = Of<'_>> {
    let modules = api.modules.iter();
    modules.flat_map(|module| {
        let operations = module.operations.iter();
        operations.map(move |operation| Of { module, operation })
    })
}

/// The path without the names of its parameters, which are ours alone.
fn template(operation: &Operation) -> String {
    let segments = operation.segments.iter();
    segments
        .map(|segment| match segment {
            PathSegment::Text(text) => text,
            PathSegment::Parameter(_) => "{}",
        })
        .collect()
}

/// Whether the path has the same parameters in other places.
fn are_swapped(old: &Operation, new: &Operation) -> bool {
    let names = |operation: &Operation| -> Vec<SmolStr> {
        let segments = operation.segments.iter();
        let names = segments.filter_map(|segment| match segment {
            PathSegment::Parameter(wire) => Some(wire.clone()),
            PathSegment::Text(_) => None,
        });
        names.collect()
    };
    let (mut was, mut is) = (names(old), names(new));
    if was == is {
        return false;
    }
    was.sort_unstable();
    is.sort_unstable();
    was == is
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// An operation of both states.
fn compare(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    let at = At::New(&new.operation.place);
    let function = new.function(two);
    if old.module.name != new.module.name {
        let to = code(&new.function(two));
        log.breaking(&old.function(two), format!("is {to} now"), at);
    } else if old.operation.function != new.operation.function {
        let what = format!("is called {} now", code(&new.operation.function));
        log.breaking(&old.function(two), what, at);
    }
    let (was, is) = (old.operation, new.operation);
    if was.rust != is.rust {
        let what = format!("is called {} now", code(&is.rust));
        log.breaking(&old.item(&was.rust, two), what, at);
    }
    parameters::compare(old, new, two, log);
    answers::compare_answers(old, new, two, log);
    answers::compare_failures(old, new, two, log);
    paging::compare(was, is, &function, log);
    if (was.method, template(was)) != (is.method, template(is)) || are_swapped(was, is) {
        let what = format!("sends {}, sent {}", code(&request(is)), code(&request(was)));
        log.fix(&function, what, at);
    }
    if was.scopes != is.scopes {
        let what = format!("needs {}, needed {}", scopes(is), scopes(was));
        log.fix(&function, what, at);
    }
    match (was.repeatable, is.repeatable) {
        (false, true) => log.fix(&function, "is repeated where that may help", at),
        (true, false) => log.fix(&function, "is no longer repeated", at),
        _ => {}
    }
    let documented = documentation(was) != documentation(is);
    log.documentation(documented, &function, &is.place);
}

fn documentation(of: &Operation) -> (&str, &str, &str, &[SmolStr], &[u16]) {
    (&of.summary, &of.doc, &of.source, &of.errors, &of.statuses)
}

fn scopes(operation: &Operation) -> String {
    let scopes: Vec<String> = operation.scopes.any_of.iter().map(|it| code(it)).collect();
    match scopes.as_slice() {
        [] => "no scope".to_owned(),
        scopes => format!("the scope {}", scopes.join(" or ")),
    }
}
