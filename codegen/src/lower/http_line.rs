//! `GET /users/{user_id}`: method and path template.

use std::collections::HashSet;
use std::fmt::Write as _;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{Method, PathSegment};
use crate::source::Spanned;
use crate::spec::ParameterRow;

/// A method and a path, taken apart.
pub(crate) struct HttpLine {
    pub(crate) method: Method,
    pub(crate) path: SmolStr,
    pub(crate) segments: Vec<PathSegment>,
}

/// Reads the line; what is wrong in it is reported.
pub(crate) fn parse(
    line: &Spanned<SmolStr>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<HttpLine> {
    let mut fail = |message: String| {
        let words = line.value.split_once(' ');
        let words = words.filter(|(_, path)| path.starts_with('/'));
        let meant = words.and_then(|(word, path)| {
            let method = Method::parse(&word.to_ascii_uppercase())?;
            (method.as_str() != word).then_some((method, path))
        });
        let help = match meant {
            Some((method, path)) => {
                format!("write the method in capitals: `{} {path}`", method.as_str())
            }
            None => "write a method and a path: `GET /users/{user_id}`".to_owned(),
        };
        diagnostics.push(
            Diagnostic::error(codes::HTTP_LINE, line.span, message)
                .label("no method and path")
                .help(help),
        );
        None
    };
    let Some((method, path)) = line.value.split_once(' ') else {
        return fail(format!("`{}` is no method and path", line.value));
    };
    let Some(method) = Method::parse(method) else {
        return fail(format!("`{method}` is no HTTP method"));
    };
    if !path.starts_with('/') {
        return fail(format!("the path `{path}` does not begin with `/`"));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(c);
    let mut segments: Vec<PathSegment> = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('{') {
            let Some((name, after)) = after.split_once('}').filter(|(name, _)| !name.is_empty())
            else {
                return fail(format!("a `{{` in `{path}` has no `}}` and name"));
            };
            segments.push(PathSegment::Parameter(name.into()));
            rest = after;
        } else {
            let end = rest.find('{').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            if let Some(bad) = text.chars().find(|c| !plain(*c)) {
                return fail(format!("a path cannot hold {bad:?}"));
            }
            if text.split('/').any(|part| part == "." || part == "..") {
                return fail(format!("the path `{path}` has dots for a part"));
            }
            segments.push(PathSegment::Text(text.into()));
            rest = after;
        }
    }
    Some(HttpLine {
        method,
        path: path.into(),
        segments,
    })
}

impl HttpLine {
    /// What stands in for a line that could not be read: a request that may have a body.
    pub(crate) fn unread() -> Self {
        Self {
            method: Method::Post,
            path: SmolStr::default(),
            segments: Vec::new(),
        }
    }
}

/// The path without the names of its parameters.
pub(crate) fn shape(segments: &[PathSegment]) -> SmolStr {
    let mut shape = String::new();
    for segment in segments {
        // Writing to a String cannot fail.
        let _ = match segment {
            PathSegment::Text(text) => write!(shape, "{text}"),
            PathSegment::Parameter(_) => write!(shape, "{{}}"),
        };
    }
    shape.into()
}

/// Holds the template against the rows of path parameters, both ways.
pub(crate) fn check_path(
    line: &Spanned<SmolStr>,
    segments: &[PathSegment],
    rows: &[ParameterRow],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let described: HashSet<&str> = rows.iter().map(|row| row.name.value.as_str()).collect();
    let mut in_template: HashSet<&str> = HashSet::new();
    let mut bare: Vec<&str> = Vec::new();
    for segment in segments {
        let PathSegment::Parameter(name) = segment else {
            continue;
        };
        if !in_template.insert(name) {
            diagnostics.push(
                Diagnostic::error(
                    codes::PATH_PARAMETER,
                    line.span,
                    format!("the path has `{{{name}}}` twice"),
                )
                .label("the path")
                .help("give the second another name, and a row in `path`"),
            );
        } else if !described.contains(name.as_str()) {
            bare.push(name);
        }
    }
    for row in rows {
        let name = row.name.value.as_str();
        if in_template.contains(name) {
            continue;
        }
        let diagnostic = Diagnostic::error(
            codes::PATH_PARAMETER,
            row.name.span,
            format!("the path has no parameter `{name}`"),
        )
        .label("not in the path")
        .also(line.span, "the path");
        // A slip of the hand is one mistake: the parameter of the path is described by this row.
        let near = suggestion(name, bare.iter().copied());
        bare.retain(|bare| near != Some(bare));
        let near = near.or_else(|| suggestion(name, in_template.iter().copied()));
        diagnostics.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!(
                "put `{{{name}}}` into the path, or the row into `query`"
            )),
        });
    }
    for name in bare {
        diagnostics.push(
            Diagnostic::error(
                codes::PATH_PARAMETER,
                line.span,
                format!("nothing describes the parameter `{{{name}}}` of the path"),
            )
            .label("the path")
            .help(format!(
                "add a row `{{ name = \"{name}\", type = \"…\", doc = \"…\" }}` to `path`"
            )),
        );
    }
}
