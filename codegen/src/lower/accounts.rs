//! The servers of accounts, where tokens are had, and what a product says of asking them.

use crate::diagnostic::{Diagnostic, codes};
use crate::spec::{ProductSpec, ServerRow};

/// Holds the settings of `auth` against the servers.
/// Where the file is `faulty`, what seems to be missing may have been there.
pub(crate) fn check(spec: &ProductSpec, faulty: bool, diagnostics: &mut Vec<Diagnostic>) {
    let path = spec.auth.as_ref().and_then(|auth| auth.token_path.as_ref());
    let Some(path) = path else {
        if !faulty {
            without_path(spec, diagnostics);
        }
        return;
    };
    let plain = |c: char| c.is_ascii_graphic() && !"?#\\\"<>@{}".contains(c);
    if !path.value.starts_with('/') || !path.value.chars().all(plain) {
        diagnostics.push(
            Diagnostic::error(
                codes::PRODUCT,
                path.span,
                format!("`{}` is no path on a server of accounts", path.value),
            )
            .label("no path")
            .help("write the path from its slash on: `/oauth/token`"),
        );
    }
    let lacks = |row: &&ServerRow| row.accounts.is_none();
    let Some(row) = spec.servers.iter().find(lacks).filter(|_| !faulty) else {
        return;
    };
    let message = match spec.servers.iter().all(|row| row.accounts.is_none()) {
        true => {
            "tokens are had from a server of accounts, and no row of `servers` names one".to_owned()
        }
        false => format!(
            "tokens are had from a server of accounts, and `{}` names none",
            row.name.value
        ),
    };
    diagnostics.push(
        Diagnostic::warning(codes::ACCOUNTS, path.span, message)
            .label("a path on the server of accounts")
            .also(row.span, "a row without `accounts`")
            .help("say `accounts = \"https://…\"` in each row of `servers`"),
    );
}

fn without_path(spec: &ProductSpec, diagnostics: &mut Vec<Diagnostic>) {
    let auth = spec.auth.as_ref();
    let limit = auth.and_then(|auth| auth.token_limit.as_ref());
    // One half of a limit is told of elsewhere.
    let limit = limit.filter(|_| auth.is_some_and(|auth| auth.token_limit_seconds.is_some()));
    if let Some(limit) = limit {
        diagnostics.push(
            Diagnostic::error(
                codes::PRODUCT,
                limit.span,
                "`token_limit` speaks of tokens that are had from a server, and there is no `token_path`",
            )
            .label("a limit of nothing")
            .help("say `token_path = \"/…\"`, or take the limit out"),
        );
    }
    let named = spec.servers.iter().find_map(|row| row.accounts.as_ref());
    if let Some(named) = named {
        let warning = Diagnostic::warning(
            codes::ACCOUNTS,
            named.span,
            "nothing asks the server of accounts for a token",
        )
        .label("a server of accounts");
        diagnostics.push(match auth {
            Some(auth) => warning
                .also(auth.span, "this says no `token_path`")
                .help("say `token_path = \"/…\"` in `[auth]`, or take `accounts` out"),
            None => warning.help("add `[auth]` with a `token_path`, or take `accounts` out"),
        });
    }
}
