//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use crate::http::Headers;

/// The wait that a service asks for: in seconds, or until a date.
pub(crate) fn retry_after(headers: &Headers, today: SystemTime) -> Option<Duration> {
    let text = headers.get("Retry-After")?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit are as good as for ever.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    // A date that has passed asks for no wait.
    Some(date.duration_since(today).unwrap_or_default())
}
