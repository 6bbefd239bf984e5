//! What is said to a token server, and what it answers.

use std::time::Duration;

use percent_encoding::utf8_percent_encode;
use serde_json::Value;

use super::AccessToken;
use crate::error::{TokenError, TokenProblem};
use crate::operation::RESERVED;

/// How long a token is good where the answer does not say.
const LIFETIME: Duration = Duration::from_secs(3600);

/// No token lasts longer: more would be a slip, or a trick.
const LONGEST: u64 = 366 * 86_400;

/// A body of the type `application/x-www-form-urlencoded`.
pub(super) fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs = fields.iter().map(|(name, value)| {
        let value = utf8_percent_encode(value, RESERVED);
        format!("{name}={value}")
    });
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

/// Reads a token and how long it is good. A failure may come with a status of success. `secrets` are
/// what was sent: an error text that repeats one is not shown.
pub(super) fn read(
    status: u16,
    body: &[u8],
    secrets: &[&str],
) -> Result<(AccessToken, Duration), TokenError> {
    let body: Value = match serde_json::from_slice(body) {
        Ok(body) => body,
        Err(_) => return Err(wordless(status)),
    };
    if let Some(error) = body.get("error").filter(|error| !error.is_null()) {
        let description = body.get("error_description");
        let texts: Vec<&str> = [Some(error), description]
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|text| !secrets.iter().any(|secret| text.contains(secret)))
            .collect();
        let problem = if status == 429 {
            TokenProblem::RateLimit
        } else if status >= 500 {
            TokenProblem::Unreachable
        } else {
            TokenProblem::Refused
        };
        return Err(TokenError::new(problem).saying(texts.join(": ")));
    }
    if !(200..300).contains(&status) {
        return Err(wordless(status));
    }
    let token = body.get("access_token").and_then(Value::as_str);
    let token = token
        .map(AccessToken::new)
        .filter(AccessToken::can_be_sent)
        .ok_or_else(|| {
            TokenError::new(TokenProblem::Unreadable).saying("there is no `access_token` in it")
        })?;
    let lifetime = match body.get("expires_in") {
        Some(Value::Number(seconds)) => seconds.as_u64(),
        Some(Value::String(seconds)) => seconds.parse().ok(),
        _ => None,
    };
    let lifetime = lifetime.map_or(LIFETIME, |seconds| {
        Duration::from_secs(seconds.min(LONGEST))
    });
    Ok((token, lifetime))
}

/// The error for an answer that says nothing but its status.
fn wordless(status: u16) -> TokenError {
    let problem = match status {
        200..300 => TokenProblem::Unreadable,
        429 => TokenProblem::RateLimit,
        500.. => TokenProblem::Unreachable,
        _ => TokenProblem::Refused,
    };
    TokenError::new(problem).saying(format!("status {status}"))
}
