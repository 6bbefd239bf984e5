//! Products, and what holds for all of their calls.

use super::log::{At, Log};
use super::pairs::pairs;
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{code, code_or_none};
use super::{State, auth, operations, servers, types};
use crate::ir::{Api, ErrorCode, Limits, Product, Root};
use crate::names::type_name;

/// Compares two states of all products.
pub(super) fn compare_all(old: &[Api], new: &[Api], log: &mut Log) {
    let by_name = |_: State, api: &Api| Some(api.product.name.clone());
    let apis = pairs(old, new, &[&by_name]);
    for api in apis.gone {
        let what = "the product is removed, and its feature";
        log.breaking(&api.product.name, what, At::Old(&api.product.place));
    }
    for pair in apis.both {
        compare(pair.old, pair.new, log);
    }
    for api in apis.fresh {
        let product = &api.product;
        log.addition(
            &product.name,
            "the product is new, behind a feature of its name",
            At::New(&product.place),
        );
        for module in &api.modules {
            operations::new_module(module, api, log);
        }
    }
}

fn compare(old: &Api, new: &Api, log: &mut Log) {
    let types = types::same_types(old, new);
    let ids = types::same_ids(old, new);
    let two = Two::new(old, new, types, ids);
    let client = two.path("Client");
    let (was, is) = (&old.product, &new.product);
    let documented = (&was.title, &was.doc, &was.source) != (&is.title, &is.doc, &is.source);
    log.documentation(documented, &is.name, &is.place);
    servers::compare(was, is, &client, log);
    auth::compare(was, is, &client, log);
    compare_answers(was, is, &client, log);
    compare_errors(was, is, &client, log);
    compare_limits(was, is, &client, log);
    types::compare_ids(&two, log);
    types::compare_types(&two, log);
    compare_root(&two, log);
    operations::compare_modules(&two, log);
}

/// The alias of a document's root. A root that is a type is compared with the types.
fn compare_root(two: &Two<'_>, log: &mut Log) {
    let alias = |api: &'_ Api| api.root.clone().filter(Root::is_alias);
    let (mut old, new) = (alias(two.old), alias(two.new));
    // Two files have two names, which says nothing of what is in them.
    let is_of_file = |root: &Root| {
        let file = root.document.rsplit('/').next().unwrap_or_default();
        root.rust == type_name(file.split('.').next().unwrap_or_default())
    };
    if let (Some(old), Some(new)) = (&mut old, &new)
        && is_of_file(old)
        && is_of_file(new)
    {
        old.rust.clone_from(&new.rust);
    }
    let is_there = |name: &str| {
        let mut types = two.new.types.iter().map(|def| def.path.name());
        types.any(|known| known == name) || new.as_ref().is_some_and(|new| new.rust == name)
    };
    if let Some(old) = &old
        && !is_there(&old.rust)
    {
        log.breaking(&two.path(&old.rust), "is removed", At::Old(&old.place));
    }
    let Some(new) = &new else {
        return;
    };
    let (path, at) = (two.path(&new.rust), At::New(&new.place));
    match old.filter(|old| old.rust == new.rust) {
        Some(old) if two.kin(&old.ty, &new.ty) == Kin::None => {
            let (is, was) = (rust_type(&new.ty, None), rust_type(&old.ty, None));
            log.breaking(&path, format!("is {}, was {}", code(&is), code(&was)), at);
        }
        Some(old) => {
            let documented = (&old.doc, &old.constraints) != (&new.doc, &new.constraints);
            log.documentation(documented, &path, &new.place);
        }
        None => {
            let mut types = two.old.types.iter().map(|def| def.path.name());
            match types.any(|known| known == new.rust) {
                true => log.breaking(&path, "is an alias, was a type of its own", at),
                false => log.addition(&path, "is new", at),
            }
        }
    }
}

/// Where an answer says what it is.
fn compare_answers(old: &Product, new: &Product, client: &str, log: &mut Log) {
    let at = At::New(&new.place);
    let (was, is) = (&old.error_body, &new.error_body);
    match (&was.code, &is.code) {
        (Some(_), None) => {
            let what = "errors have no code any more: `Error::code` gives nothing";
            log.breaking(client, what, at);
        }
        (None, Some(_)) => log.addition(client, "errors have a code: `Error::code` gives it", at),
        _ => {}
    }
    let (old, new) = (&old.envelope, &new.envelope);
    let members = [
        ("the code of an answer", &old.code, &new.code),
        ("the code of a success", &old.success, &new.success),
        ("the message of an answer", &old.message, &new.message),
        ("the message of an error", &was.message, &is.message),
        ("the detail of an error", &was.detail, &is.detail),
    ];
    let moved = was.code.is_some() && is.code.is_some();
    let code = moved.then_some(("the code of an error", &was.code, &is.code));
    for (what, was, is) in members.into_iter().chain(code) {
        if was != is {
            let (is, was) = (code_or_none(is.as_deref()), code_or_none(was.as_deref()));
            log.fix(client, format!("{what} is {is}, was {was}"), at);
        }
    }
}

fn compare_errors(old: &Product, new: &Product, client: &str, log: &mut Log) {
    let by_code = |_: State, error: &ErrorCode| Some(error.code.clone());
    let errors = pairs(&old.errors, &new.errors, &[&by_code]);
    for error in errors.gone {
        let what = format!("the error {} is no longer documented", code(&error.code));
        log.fix(client, what, At::Old(&error.place));
    }
    for pair in errors.both {
        let (old, new) = (pair.old, pair.new);
        if (old.status, &old.meaning, &old.doc) != (new.status, &new.meaning, &new.doc) {
            let what = format!("the error {} is documented otherwise", code(&new.code));
            log.fix(client, what, At::New(&new.place));
        }
    }
    for error in errors.fresh {
        let what = format!("the error {} is documented", code(&error.code));
        log.addition(client, what, At::New(&error.place));
    }
}

fn compare_limits(old: &Product, new: &Product, client: &str, log: &mut Log) {
    if old.limits != new.limits {
        let what = format!("sends {}, sent {}", most(&new.limits), most(&old.limits));
        log.fix(client, what, At::New(&new.place));
    }
}

fn most(limits: &Limits) -> String {
    match (limits.per_minute, limits.concurrent) {
        (None, None) => "as many requests as are made".to_owned(),
        (Some(minute), None) => format!("at most {minute} requests a minute"),
        (None, Some(time)) => format!("at most {time} requests at a time"),
        (Some(minute), Some(time)) => {
            format!("at most {minute} requests a minute and {time} at a time")
        }
    }
}
