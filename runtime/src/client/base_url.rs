//! The URL above the operations' paths.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a URL cannot be the base of requests.
pub(super) type Problem = &'static str;

/// A checked base URL, without a slash at its end.
#[derive(Debug)]
pub(super) struct BaseUrl {
    pub(super) text: String,
    /// Whether what is sent there can be read on the way.
    pub(super) exposed: bool,
}

impl BaseUrl {
    /// Checks a URL. What different readers of URLs could take for different hosts is refused.
    pub(super) fn parse(url: &str) -> Result<Self, Problem> {
        let (secure, rest) = if let Some(rest) = url.strip_prefix("https://") {
            (true, rest)
        } else if let Some(rest) = url.strip_prefix("http://") {
            (false, rest)
        } else {
            return Err("must start with https://");
        };
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let host = host(authority)?;
        let plain =
            |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%:@!$&'()*+,;=".contains(&byte);
        if !path.bytes().all(plain) {
            return Err("must have neither query nor fragment nor unencoded characters");
        }
        if path
            .split('/')
            .any(|segment| !segment.is_empty() && segment.bytes().all(|it| it == b'.'))
        {
            return Err("must not have dots alone between slashes");
        }
        Ok(Self {
            text: url.trim_end_matches('/').to_owned(),
            exposed: !secure && !is_loopback(host),
        })
    }
}

/// The host of an authority; its port is checked.
fn host(authority: &str) -> Result<&str, Problem> {
    const PROBLEM: Problem = "must name a host, with or without a port, and nothing beside it";
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, port) = rest.split_once(']').ok_or(PROBLEM)?;
        host.parse::<Ipv6Addr>().map_err(|_| PROBLEM)?;
        (host, port)
    } else {
        let at = authority.find(':').unwrap_or(authority.len());
        let (host, port) = authority.split_at(at);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        if host.is_empty() || !host.bytes().all(plain) {
            return Err(PROBLEM);
        }
        (host, port)
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok(host),
        Some(port) if port.bytes().all(|it| it.is_ascii_digit()) && port.parse::<u16>().is_ok() => {
            Ok(host)
        }
        _ => Err(PROBLEM),
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
        || host
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback())
}
