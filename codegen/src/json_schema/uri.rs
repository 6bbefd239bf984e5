//! References between documents: relative paths and identifiers (RFC 3986), without a network.

/// The place that a reference names, as seen from a base: both are URIs or relative paths, and
/// fragments are gone. `None` where it leads above the top.
pub(crate) fn resolved(base: &str, reference: &str) -> Option<String> {
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let (root, path) = split_root(base);
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = root.split_once("//").map_or("", |(scheme, _)| scheme);
        return Some(format!("{scheme}//{rest}"));
    }
    if reference.is_empty() {
        return Some(base.to_owned());
    }
    if let Some(absolute) = reference.strip_prefix('/') {
        return match root {
            // A path on this computer is no business of a spec.
            "" => None,
            root => Some(format!("{root}/{}", joined("", absolute)?)),
        };
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = joined(folder, reference)?;
    Some(match root {
        "" => path,
        root => format!("{root}/{path}"),
    })
}

fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Scheme and host, and the path behind them without its first slash.
fn split_root(base: &str) -> (&str, &str) {
    if !has_scheme(base) {
        return ("", base);
    }
    let start = base.find("://").map_or(0, |at| at + 3);
    let rest = base.get(start..).unwrap_or_default();
    match rest.find('/') {
        Some(slash) => {
            let (root, path) = base.split_at(start + slash);
            (root, path.trim_start_matches('/'))
        }
        None => (base, ""),
    }
}

fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A text without its percent escapes; what is no escape stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits are at most 255.
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{percent_decoded, resolved};

    #[test]
    fn references_are_seen_from_their_base() {
        let cases = [
            ("a/users.json", "roles.json", Some("a/roles.json")),
            ("a/users.json", "../b/./roles.json", Some("b/roles.json")),
            ("users.json", "../roles.json", None),
            ("users.json", "/etc/passwd", None),
            (
                "https://x.example/v1/users.json",
                "roles.json",
                Some("https://x.example/v1/roles.json"),
            ),
            (
                "https://x.example/v1/users.json",
                "/roles.json",
                Some("https://x.example/roles.json"),
            ),
            (
                "https://x.example",
                "roles.json",
                Some("https://x.example/roles.json"),
            ),
            (
                "https://x.example/a",
                "//y.example/b",
                Some("https://y.example/b"),
            ),
            ("users.json", "urn:example:roles", Some("urn:example:roles")),
            ("users.json", "", Some("users.json")),
        ];
        for (base, reference, found) in cases {
            assert_eq!(
                resolved(base, reference).as_deref(),
                found,
                "{base} {reference}"
            );
        }
    }

    #[test]
    fn only_whole_escapes_are_undone() {
        let cases = [
            ("%41b", "Ab"),
            ("%+1", "%+1"),
            ("%4", "%4"),
            ("%é1", "%é1"),
            ("%C3%A9", "é"),
            ("100%", "100%"),
        ];
        for (text, plain) in cases {
            assert_eq!(percent_decoded(text), plain, "{text}");
        }
    }
}
