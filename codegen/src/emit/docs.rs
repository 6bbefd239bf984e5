//! The documentation of types and what is in them.

use super::doc_text::{code, doc_line, doc_lines};
use super::fields::Holds;
use crate::ir::{
    Constraints, EnumValue, Extensions, IdType, Literal, Member, Parameter, Product, Root, Scalar,
    Type, TypeDef, Variant,
};

/// The field of the members that the document does not name.
pub(super) const ADDITIONAL: &str =
    "Members that the document does not name, by their names on the wire.";

/// The setter of that field.
pub(super) const ADD_ADDITIONAL: &str =
    "Adds members that the document does not name, by their names on the wire.";

/// The field of what came in the place of an object.
pub(super) const INSTEAD: &str =
    "What came in the place of an object: the document does not say that it is one.";

/// The longest value that is worth showing.
pub(super) const SHORT: usize = 80;

/// Lines as `///` comments.
pub(super) fn comment(lines: &[String], indent: &str) -> String {
    let lines = lines.iter().map(|line| {
        let line = format!("{indent}/// {line}");
        format!("{}\n", line.trim_end())
    });
    lines.collect()
}

/// The module of a product.
pub(super) fn product(product: &Product) -> Vec<String> {
    let title = doc_line(&product.title);
    let mut lines = match title.is_empty() {
        true => vec![format!("{}.", code(&product.name))],
        false => vec![format!("{title}.")],
    };
    let doc = doc_lines(&product.doc);
    if !doc.is_empty() {
        lines.push(String::new());
        lines.extend(doc);
    }
    lines
}

/// A named type, which may be the root of a document.
pub(super) fn type_def(def: &TypeDef, root: Option<&Root>) -> Vec<String> {
    let lines = or_name(doc_lines(&def.doc), def.path.name());
    let root = root.filter(|root| !root.is_alias() && root.path() == Some(&def.path));
    let mut notes: Vec<String> = root.map(root_note).into_iter().collect();
    notes.extend(extensions(&def.extensions));
    with_notes(lines, &notes)
}

/// The alias of a document's root.
pub(super) fn root_alias(root: &Root) -> Vec<String> {
    let lines = or_name(doc_lines(&root.doc), &root.rust);
    let notes = std::iter::once(root_note(root)).chain(limits(&root.constraints));
    with_notes(lines, &notes.collect::<Vec<_>>())
}

fn root_note(root: &Root) -> String {
    format!("The root of the document {}.", code(&root.document))
}

/// An identifier type.
pub(super) fn identifier(id: &IdType) -> Vec<String> {
    let lines = doc_lines(&id.doc);
    if lines.is_empty() {
        return vec![format!("Identifies: {}.", code(&id.name))];
    }
    lines
}

/// A value of an enum, with what is on the wire.
pub(super) fn value(value: &EnumValue) -> Vec<String> {
    led(code(&value.wire), doc_lines(&value.doc))
}

/// A variant of a union, whose discriminator is that member.
pub(super) fn variant(variant: &Variant, discriminator: Option<&str>) -> Vec<String> {
    let mut lines = or_name(doc_lines(&variant.doc), &variant.rust);
    if let Some(member) = discriminator
        && !variant.tags.is_empty()
    {
        let values: Vec<String> = variant.tags.iter().map(|tag| code(tag)).collect();
        lines.push(String::new());
        lines.push(format!("{} is {}.", code(member), values.join(" or ")));
    }
    lines
}

/// A variant of what an operation answers, or of what its errors carry.
pub(super) fn case(statuses: &[u16], doc: &str) -> Vec<String> {
    led(self::statuses(statuses), doc_lines(doc))
}

/// The same in one line of a list: the variant with what it holds, if there is an enum, or that
/// alone.
pub(super) fn case_line(
    statuses: &[u16],
    variant: Option<&str>,
    holds: Option<String>,
    doc: &str,
) -> String {
    let what = match (variant, holds) {
        (Some(variant), Some(holds)) => format!("[`{variant}`] ({holds})."),
        (Some(variant), None) => format!("[`{variant}`]."),
        (None, holds) => format!("{}.", holds.unwrap_or_default()),
    };
    let doc = sentence(&doc_line(doc));
    let line = format!("- {}: {what} {doc}", self::statuses(statuses));
    line.trim_end().to_owned()
}

/// `200` or `202`.
pub(super) fn statuses(statuses: &[u16]) -> String {
    let statuses = statuses.iter();
    let statuses: Vec<String> = statuses.map(|status| code(&status.to_string())).collect();
    statuses.join(" or ")
}

/// A member of a struct: what it is, then what else there is to know of it.
pub(super) fn member(member: &Member, holds: Holds) -> Vec<String> {
    let mut notes = Vec::new();
    if member.deprecated {
        notes.push("Deprecated.".to_owned());
    }
    if member.rust != member.wire && !member.doc.trim().is_empty() {
        notes.push(format!("Wire name: {}.", code(&member.wire)));
    }
    notes.extend(value_note("Default", member.default.as_ref()));
    notes.extend(value_note(
        "Example",
        shown_example(member.example.as_ref(), &member.ty),
    ));
    notes.extend(limits(&member.constraints));
    notes.extend(extensions(&member.extensions));
    if holds == Holds::OptionNull {
        notes.push("`Some(None)` is null.".to_owned());
    }
    with_notes(or_name(doc_lines(&member.doc), &member.wire), &notes)
}

/// The documented limits of a value, as a sentence.
fn limits(constraints: &Constraints) -> Option<String> {
    let limits: Vec<String> = constraints
        .notes
        .iter()
        .map(|note| doc_line(note))
        .collect();
    (!limits.is_empty()).then(|| sentence(&limits.join(", ")))
}

/// One line about a member, for its setter.
pub(super) fn member_summary(member: &Member) -> String {
    summary(&member.doc, &member.wire)
}

/// A parameter of an operation.
pub(super) fn parameter(parameter: &Parameter) -> Vec<String> {
    let mut notes = Vec::new();
    if parameter.rust != parameter.wire && !parameter.doc.trim().is_empty() {
        notes.push(format!("Wire name: {}.", code(&parameter.wire)));
    }
    notes.extend(value_note("Default", parameter.default.as_ref()));
    notes.extend(value_note(
        "Example",
        shown_example(parameter.example.as_ref(), &parameter.ty),
    ));
    with_notes(or_name(doc_lines(&parameter.doc), &parameter.wire), &notes)
}

/// One line about a parameter, for its setter.
pub(super) fn parameter_summary(parameter: &Parameter) -> String {
    summary(&parameter.doc, &parameter.wire)
}

/// The first paragraph in one line.
pub(super) fn summary(doc: &str, wire: &str) -> String {
    let lines = doc_lines(doc);
    // Lines of a code block are no text of a paragraph: joined, they would not be code any more.
    let paragraph: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !line.is_empty() && !line.starts_with("```"))
        .collect();
    if paragraph.is_empty() {
        return format!("{}.", code(wire));
    }
    sentence(&paragraph.join(" "))
}

/// An example that tells more than the type does: those of flags do not, and what is secret is not
/// shown.
fn shown_example<'l>(example: Option<&'l Literal>, ty: &Type) -> Option<&'l Literal> {
    example.filter(|_| !matches!(ty, Type::Scalar(Scalar::Boolean | Scalar::Secret)))
}

/// A documented value of a member or parameter, if it is short.
fn value_note(what: &str, value: Option<&Literal>) -> Option<String> {
    let text = match value? {
        Literal::Null => return None,
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) | Literal::String(text) => text.to_string(),
        value @ (Literal::List(_) | Literal::Object(_)) => serde_json::to_string(value).ok()?,
    };
    (!text.is_empty() && text.len() <= SHORT).then(|| format!("{what}: {}.", code(&text)))
}

/// Extensions that the generator itself goes by.
const HEARD: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-format"];

/// What extensions say, a sentence each: of those that are a few words, numbers or flags.
fn extensions(extensions: &Extensions) -> Vec<String> {
    let told = extensions.iter().filter_map(|(name, value)| {
        let text = words(value)?;
        let is_short = !text.is_empty() && text.len() <= SHORT;
        (is_short && !HEARD.contains(&name.as_str())).then(|| {
            let name = name.trim_start_matches("x-").replace(['-', '_'], " ");
            format!(
                "{}: {text}.",
                sentence(&doc_line(&name)).trim_end_matches('.')
            )
        })
    });
    told.collect()
}

/// A scalar, or several in a list, as code.
fn words(value: &Literal) -> Option<String> {
    match value {
        Literal::Bool(value) => Some(code(&value.to_string())),
        Literal::Number(text) | Literal::String(text) if !text.is_empty() => Some(code(text)),
        Literal::List(items) => {
            let nested = |item: &Literal| matches!(item, Literal::List(_) | Literal::Object(_));
            if items.iter().any(nested) {
                return None;
            }
            let items: Option<Vec<String>> = items.iter().map(words).collect();
            Some(items?.join(", "))
        }
        _ => None,
    }
}

/// The lines, or the name where there are none.
fn or_name(lines: Vec<String>, name: &str) -> Vec<String> {
    if lines.is_empty() {
        return vec![format!("{}.", code(name))];
    }
    lines
}

/// The lines with something in front of the first.
fn led(head: String, lines: Vec<String>) -> Vec<String> {
    match lines.first() {
        None => vec![format!("{head}.")],
        Some(first) if is_prose(first) => {
            let mut lines = lines;
            lines[0] = format!("{head}: {}", lines[0]);
            lines
        }
        Some(_) => [format!("{head}:"), String::new()]
            .into_iter()
            .chain(lines)
            .collect(),
    }
}

/// The lines with notes: behind the first paragraph where that is a line of prose.
pub(super) fn with_notes(mut lines: Vec<String>, notes: &[String]) -> Vec<String> {
    if notes.is_empty() {
        return lines;
    }
    let notes = notes.join(" ");
    match lines.as_mut_slice() {
        [line] if is_prose(line) => *line = format!("{} {notes}", sentence(line)),
        [line, blank, ..] if blank.is_empty() && is_prose(line) => {
            *line = format!("{} {notes}", sentence(line));
        }
        _ => lines.extend([String::new(), notes]),
    }
    lines
}

/// Whether the line begins with words, and not with a mark that makes it a block.
fn is_prose(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    !line.starts_with(['-', '*', '+', '#', '|', '~', '>', '='])
        && !line.starts_with("```")
        && !numbered
}

/// A sentence: it begins with a capital and ends with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let stop = if text.ends_with(['.', '!', '?', ':', ';', '…']) {
        ""
    } else {
        "."
    };
    // A number with a full stop would begin a list.
    if !stop.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{text}\\{stop}");
    }
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}
