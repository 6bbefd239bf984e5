//! Who calls, and for whom: tokens, the organization, fixed headers.

use super::log::{At, Log};
use super::words::code;
use crate::ir::{Auth, FixedHeader, Organization, OrganizationPlace, Product, TokenLimit};

/// Compares how calls of two states of a product are authorized.
pub(super) fn compare(old: &Product, new: &Product, client: &str, log: &mut Log) {
    let at = At::New(&new.place);
    compare_auth(&old.auth, &new.auth, client, at, log);
    match (&old.organization, &new.organization) {
        (None, Some(_)) => {
            let what = "is of an organization: it cannot be built without `organization`";
            log.breaking(client, what, at);
        }
        (Some(_), None) => {
            let what = "is of no organization any more: `organization` does nothing";
            log.fix(client, what, at);
        }
        (Some(old), Some(new)) => {
            let (is, was) = (goes(new), goes(old));
            if is != was {
                log.fix(
                    client,
                    format!("the organization goes into {is}, went into {was}"),
                    at,
                );
            }
            if old.doc != new.doc {
                log.fix(client, "the organization is documented otherwise", at);
            }
        }
        (None, None) => {}
    }
    let headers = |product: &Product| {
        let headers = product.headers.iter();
        let pairs = headers.map(|FixedHeader { name, value }| code(&format!("{name}: {value}")));
        let pairs: Vec<String> = pairs.collect();
        match pairs.as_slice() {
            [] => "no header".to_owned(),
            pairs => pairs.join(", "),
        }
    };
    if old.headers != new.headers {
        let (is, was) = (headers(new), headers(old));
        log.fix(
            client,
            format!("sends {is} with every request, sent {was}"),
            at,
        );
    }
}

fn compare_auth(old: &Auth, new: &Auth, client: &str, at: At<'_>, log: &mut Log) {
    let (was, is) = match (old, new) {
        (Auth::None, Auth::None) => return,
        (Auth::None, Auth::Token { .. }) => {
            let what = "needs a token: it cannot be built without `access_token` or `credentials`";
            log.breaking(client, what, at);
            return;
        }
        (Auth::Token { .. }, Auth::None) => {
            log.fix(
                client,
                "needs no token any more: what is given is not sent",
                at,
            );
            return;
        }
        (Auth::Token { .. }, Auth::Token { .. }) => (token(old), token(new)),
    };
    if was.sent != is.sent {
        log.fix(
            client,
            format!("a token is sent as {}, was as {}", is.sent, was.sent),
            at,
        );
    }
    match (was.path, is.path) {
        (Some(_), None) => {
            let what = "takes no refresh token any more: it cannot be built with one";
            log.breaking(client, what, at);
        }
        (None, Some(_)) => log.addition(client, "takes a refresh token", at),
        (Some(was), Some(is)) if was != is => {
            let what = format!("a token is refreshed at {}, was at {}", code(is), code(was));
            log.fix(client, what, at);
        }
        _ => {}
    }
    if was.limit != is.limit {
        let what = format!(
            "a token is refreshed {}, was {}",
            often(is.limit),
            often(was.limit)
        );
        log.fix(client, what, at);
    }
}

/// How a token is sent and made.
#[derive(Default)]
struct Token<'a> {
    sent: String,
    path: Option<&'a str>,
    limit: Option<TokenLimit>,
}

fn token(auth: &Auth) -> Token<'_> {
    match auth {
        Auth::None => Token::default(),
        Auth::Token {
            header,
            scheme,
            token_path,
            token_limit,
        } => Token {
            sent: code(format!("{header}: {scheme}").trim_end()),
            path: token_path.as_deref(),
            limit: *token_limit,
        },
    }
}

fn often(limit: Option<TokenLimit>) -> String {
    match limit {
        Some(TokenLimit { tokens, seconds }) => {
            format!("at most {tokens} times in {seconds} seconds")
        }
        None => "whenever it must be".to_owned(),
    }
}

fn goes(organization: &Organization) -> String {
    let place = match organization.place_in {
        OrganizationPlace::Query => "the query parameter",
        OrganizationPlace::Header => "the header",
    };
    format!("{place} {}", code(&organization.name))
}
