//! Data centres.

use super::State;
use super::log::{At, Log};
use super::pairs::pairs;
use super::words::code;
use crate::ir::{Product, Server};

/// Compares where two states of a product are served.
pub(super) fn compare(old: &Product, new: &Product, client: &str, log: &mut Log) {
    let at = At::New(&new.place);
    let by_name = |_: State, server: &Server| Some(server.name.clone());
    let by_url = |_: State, server: &Server| Some(server.api.clone());
    let servers = pairs(&old.servers, &new.servers, &[&by_name, &by_url]);
    for server in &servers.gone {
        let what = format!(
            "the data centre {} is removed: a client of it cannot be built",
            code(&server.name)
        );
        log.breaking(client, what, At::Old(&old.place));
    }
    for pair in &servers.both {
        compare_server(pair.old, pair.new, client, at, log);
    }
    for server in &servers.fresh {
        let what = format!("the data centre {} is new", code(&server.name));
        log.addition(client, what, at);
    }
    let Some(default) = new.servers.first() else {
        return;
    };
    let was_default = servers.both.iter().find(|pair| pair.was == 0);
    if let Some(was) = old.servers.first()
        && was_default.is_none_or(|pair| pair.new.name != default.name)
    {
        let (now, before) = (code(&default.name), code(&was.name));
        let what = format!("the default data centre is {now}, was {before}");
        log.breaking(client, what, at);
    }
}

fn compare_server(old: &Server, new: &Server, client: &str, at: At<'_>, log: &mut Log) {
    let name = code(&new.name);
    if old.name != new.name {
        let what = format!("the data centre {} is called {name} now", code(&old.name));
        log.breaking(client, what, at);
    }
    if old.api != new.api {
        let (now, before) = (code(&new.api), code(&old.api));
        let what = format!("the data centre {name} is at {now}, was at {before}");
        log.fix(client, what, at);
    }
    match (&old.accounts, &new.accounts) {
        (Some(_), None) => {
            let what = format!(
                "the data centre {name} has no accounts server any more: refresh tokens need `accounts_url`"
            );
            log.breaking(client, what, at);
        }
        (None, Some(_)) => {
            let what = format!("the data centre {name} has an accounts server");
            log.addition(client, what, at);
        }
        (Some(old), Some(new)) if old != new => {
            let (now, before) = (code(new), code(old));
            let what = format!(
                "the accounts server of the data centre {name} is at {now}, was at {before}"
            );
            log.fix(client, what, at);
        }
        _ => {}
    }
    if old.title != new.title {
        let what = format!("the data centre {name} is documented otherwise");
        log.fix(client, what, at);
    }
}
