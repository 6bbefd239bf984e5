//! References between documents: relative paths and identifiers (RFC 3986), without a network.

/// The place that a reference names, as seen from a base: both are URIs or relative paths, and
/// fragments are gone. A path that leads above the top of a relative one begins with `..`. `None`
/// where the base has no path that the reference could be seen from: `urn:acme:order`.
pub(crate) fn resolved(base: &str, reference: &str) -> Option<String> {
    if reference.is_empty() {
        return Some(base.to_owned());
    }
    if has_scheme(reference) {
        let (root, path) = split_root(reference);
        return Some(match path {
            None => root,
            Some(path) => format!("{root}{}", joined("/", path)),
        });
    }
    let (root, path) = split_root(base);
    if reference.starts_with("//") {
        let scheme = root.split_once("//").map_or("", |(scheme, _)| scheme);
        return Some(format!("{scheme}{reference}"));
    }
    if reference.starts_with('/') {
        return Some(format!("{root}{}", joined("/", reference)));
    }
    match path {
        None if !root.contains("//") => None,
        None => Some(format!("{root}{}", joined("/", reference))),
        Some(path) => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let folder = if path.starts_with('/') {
                format!("{folder}/")
            } else {
                folder.to_owned()
            };
            Some(format!("{root}{}", joined(&folder, reference)))
        }
    }
}

/// Whether a reference begins with the scheme of a URI.
pub(crate) fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Scheme and host in lower case, and the path behind them; nothing and the path where there is no
/// scheme. A URI without a slash behind its scheme has no path.
fn split_root(base: &str) -> (String, Option<&str>) {
    if !has_scheme(base) {
        return (String::new(), Some(base));
    }
    match base.find("://") {
        Some(at) => {
            let start = at + 3;
            let rest = base.get(start..).unwrap_or_default();
            let end = rest.find('/').map_or(base.len(), |slash| start + slash);
            let (root, path) = base.split_at(end);
            let path = (!path.is_empty()).then_some(path);
            (root.to_ascii_lowercase(), path)
        }
        None => match base.find('/') {
            Some(slash) => {
                let (root, path) = base.split_at(slash);
                (root.to_owned(), Some(path))
            }
            None => (base.to_owned(), None),
        },
    }
}

/// A path as seen from a folder. An absolute one does not lead above its root, as in RFC 3986; a
/// relative one that leads above its beginning begins with `..`.
fn joined(folder: &str, path: &str) -> String {
    let is_absolute = folder.starts_with('/');
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut rest = path.split('/').peekable();
    // The slash before an absolute path.
    if is_absolute && path.starts_with('/') {
        rest.next();
    }
    while let Some(part) = rest.next() {
        match part {
            "." | ".." => {
                let can_rise = parts.last().is_some_and(|last| *last != "..");
                if part == ".." && can_rise {
                    parts.pop();
                } else if part == ".." && !is_absolute {
                    parts.push(part);
                }
                // What it names is a folder.
                if rest.peek().is_none() && is_absolute {
                    parts.push("");
                }
            }
            part => parts.push(part),
        }
    }
    let slash = if is_absolute { "/" } else { "" };
    format!("{slash}{}", parts.join("/"))
}

/// The folder that a place lies in, with the slash at its end.
pub(crate) fn folder(place: &str) -> &str {
    place
        .rfind('/')
        .map_or("", |slash| place.split_at(slash + 1).0)
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
            ("users.json", "../roles.json", Some("../roles.json")),
            (
                "a/users.json",
                "../../../roles.json",
                Some("../../roles.json"),
            ),
            (
                "../a/users.json",
                "../../roles.json",
                Some("../../roles.json"),
            ),
            ("../a/users.json", "roles.json", Some("../a/roles.json")),
            ("users.json", "/etc/passwd", Some("/etc/passwd")),
            ("/a/users.json", "roles.json", Some("/a/roles.json")),
            ("/users.json", "roles.json", Some("/roles.json")),
            ("/a/users.json", "../../../roles.json", Some("/roles.json")),
            ("/a/users.json", "/b/./roles.json", Some("/b/roles.json")),
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
            (
                "https://x.example/a/users.json",
                "../../../roles.json",
                Some("https://x.example/roles.json"),
            ),
            (
                "users.json",
                "HTTPS://X.Example/A/../B/./roles.json",
                Some("https://x.example/B/roles.json"),
            ),
            ("users.json", "https://x.example", Some("https://x.example")),
            (
                "users.json",
                "https://x.example/",
                Some("https://x.example/"),
            ),
            (
                "users.json",
                "https://x.example/a/",
                Some("https://x.example/a/"),
            ),
            ("https://x.example/a/b", ".", Some("https://x.example/a/")),
            (
                "https://x.example/a/b",
                "c//d",
                Some("https://x.example/a/c//d"),
            ),
            ("users.json", "urn:example:roles", Some("urn:example:roles")),
            ("urn:example:users", "roles.json", None),
            ("urn:example:users", "", Some("urn:example:users")),
            (
                "tag:example,2020:a/users",
                "roles",
                Some("tag:example,2020:a/roles"),
            ),
            (
                "file:///a/users.json",
                "../../roles.json",
                Some("file:///roles.json"),
            ),
            ("users.json", "//x.example/a", Some("//x.example/a")),
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
