//! `GET /users/{user_id}`: method and path template.

use std::collections::HashSet;
use std::fmt::Write as _;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{Method, PathSegment};
use crate::source::Spanned;
use crate::spec::ParameterRow;

/// For how many parameters of an operation the name is looked for that was probably meant.
const MOST_SUGGESTIONS: u32 = 20;

/// A method and a path, taken apart.
pub(crate) struct HttpLine {
    pub(crate) method: Method,
    pub(crate) path: SmolStr,
    pub(crate) segments: Vec<PathSegment>,
}

/// What begins or modifies an expression of a URI template (RFC 6570) or separates its variables.
const TEMPLATE_SIGNS: &str = "+#/;?&=,!@|*:";

/// Reads the line; what is wrong in it is reported.
pub(crate) fn parse(
    line: &Spanned<SmolStr>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<HttpLine> {
    match read(&line.value) {
        Ok(line) => Some(line),
        Err((message, help)) => {
            diagnostics.push(
                Diagnostic::error(codes::HTTP_LINE, line.span, message)
                    .label("no method and path")
                    .help(help),
            );
            None
        }
    }
}

/// The line, or what is wrong with it and what to write instead.
fn read(line: &str) -> Result<HttpLine, (String, String)> {
    let usual = || "write a method and a path: `GET /users/{user_id}`".to_owned();
    let Some((word, path)) = line.split_once(' ') else {
        return Err((format!("`{line}` is no method and path"), usual()));
    };
    let Some(method) = Method::parse(word) else {
        let upper = word.to_ascii_uppercase();
        let help = match Method::parse(&upper) {
            Some(_) => format!("write `{upper}`"),
            None => usual(),
        };
        return Err((format!("`{word}` is no HTTP method"), help));
    };
    if !path.starts_with('/') {
        let message = format!("the path `{path}` does not begin with `/`");
        return Err((message, usual()));
    }
    let mut segments: Vec<PathSegment> = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('{') {
            let Some((name, after)) = after.split_once('}').filter(|(name, _)| !name.is_empty())
            else {
                let message = format!("a `{{` in `{path}` has no `}}` and name");
                return Err((message, usual()));
            };
            check_parameter(name)?;
            segments.push(PathSegment::Parameter(name.into()));
            rest = after;
        } else {
            let end = rest.find('{').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            check_text(text)?;
            segments.push(PathSegment::Text(text.into()));
            rest = after;
        }
    }
    if shape(&segments)
        .split('/')
        .any(|part| part == "." || part == "..")
    {
        let message = format!("the path `{path}` has dots for a part");
        return Err((message, usual()));
    }
    Ok(HttpLine {
        method,
        path: path.into(),
        segments,
    })
}

/// The name of a parameter is only a name: its value fills the place, with its slashes encoded.
fn check_parameter(name: &str) -> Result<(), (String, String)> {
    let is_bad = |c: char| TEMPLATE_SIGNS.contains(c) || c == '{' || c.is_whitespace();
    if !name.contains(is_bad) && !name.starts_with('.') {
        return Ok(());
    }
    let plain: String = name
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_')
        .chars()
        .take_while(|c| c.is_alphanumeric() || "_-.$".contains(*c))
        .collect();
    let message =
        format!("`{{{name}}}` is no parameter of a path, but an expression of a template");
    let help = if name.starts_with(['?', '&']) {
        "take it out of the path, and write each of its parameters as a row of `query`".to_owned()
    } else if plain.is_empty() {
        "write a name in braces: `{user_id}`".to_owned()
    } else {
        format!("write `{{{plain}}}`: its value is encoded, slashes too, and fills one segment")
    };
    Err((message, help))
}

/// What stands between parameters is sent as it is.
fn check_text(text: &str) -> Result<(), (String, String)> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(c);
    if let Some(bad) = text.chars().find(|c| !plain(*c)) {
        let help = match bad {
            '?' => "end the path before it, and write the parameters as rows of `query`",
            '#' => "end the path before it: a fragment is never sent",
            '<' | '>' => "write parameters in braces: `{user_id}`",
            _ => "write it percent-encoded, as the service has it",
        };
        return Err((format!("a path cannot hold {bad:?}"), help.to_owned()));
    }
    if let Some((_, name)) = text.split_once("/:") {
        let name = name.split('/').next().unwrap_or_default();
        return Err((
            format!("`:{name}` would be sent as it is: a parameter stands in braces"),
            format!("write `{{{name}}}`, or `%3A` for a colon that begins a part of the path"),
        ));
    }
    let is_escape = |rest: &str| {
        let mut digits = rest.bytes().take(2);
        rest.len() >= 2 && digits.all(|byte| byte.is_ascii_hexdigit())
    };
    if !text.split('%').skip(1).all(is_escape) {
        return Err((
            "a `%` in the path begins no escape".to_owned(),
            "write two hexadecimal digits behind it; `%25` is a percent sign".to_owned(),
        ));
    }
    Ok(())
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
    let mut suggestions = 0;
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
        suggestions += 1;
        let may_suggest = suggestions <= MOST_SUGGESTIONS;
        let near = suggestion(name, bare.iter().copied().filter(|_| may_suggest));
        if near.is_some() {
            bare.retain(|bare| near != Some(bare));
        }
        let known = in_template.iter().copied().filter(|_| may_suggest);
        let near = near.or_else(|| suggestion(name, known));
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
