//! Whether a JSON value is what a scalar says.

use super::Wires;
use crate::ir::{IdWire, Scalar};
use crate::source::{Node, Value};

/// How a value and its type go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// As documented.
    Fits,
    /// Not as documented, but the client reads it.
    Differs,
    /// The client cannot read it.
    Unreadable,
}

/// Judges a value that is no null.
pub(crate) fn judge(node: &Node, scalar: &Scalar, ids: &Wires<'_>) -> Verdict {
    let fits = |good: bool| match good {
        true => Verdict::Fits,
        false => Verdict::Differs,
    };
    match (&node.value, scalar) {
        (_, Scalar::Binary) => Verdict::Fits,
        // What services send for a value that is not set.
        (Value::Array(items), _) if items.is_empty() => Verdict::Differs,
        (Value::Object(object), _) if object.is_empty() => Verdict::Differs,
        (Value::Null, _) => Verdict::Differs,
        (Value::Array(_) | Value::Object(_), _) => Verdict::Unreadable,
        (Value::String(text), _) => judge_text(text, scalar, ids),
        (Value::Number(_), Scalar::Number | Scalar::Decimal) => Verdict::Fits,
        (Value::Number(number), Scalar::Integer | Scalar::Unsigned) => {
            match number.parse::<f64>() {
                _ if is_held(number, scalar) => Verdict::Fits,
                _ if is_whole(number) => Verdict::Unreadable,
                Ok(value) if value.fract() == 0.0 => Verdict::Differs,
                _ => Verdict::Unreadable,
            }
        }
        (Value::Number(number), Scalar::Id(name)) => {
            fits(is_whole(number) && wire_of(name, ids) == IdWire::Integer)
        }
        (Value::Bool(_), Scalar::Boolean) => Verdict::Fits,
        (Value::Bool(_), Scalar::Number | Scalar::Integer | Scalar::Unsigned | Scalar::Decimal) => {
            Verdict::Unreadable
        }
        (Value::Number(_), Scalar::Boolean) => Verdict::Unreadable,
        (Value::Number(_) | Value::Bool(_), _) => Verdict::Differs,
    }
}

fn judge_text(text: &str, scalar: &Scalar, ids: &Wires<'_>) -> Verdict {
    let good = match scalar {
        Scalar::String | Scalar::Secret | Scalar::Phone | Scalar::Binary => true,
        Scalar::Boolean if text.is_empty() || matches!(text, "true" | "false") => false,
        Scalar::Integer | Scalar::Unsigned if text.is_empty() || is_held(text, scalar) => false,
        Scalar::Number if text.is_empty() || is_number(text) => false,
        Scalar::Decimal if text.is_empty() => false,
        Scalar::Decimal if is_number(text) => true,
        Scalar::Boolean | Scalar::Integer | Scalar::Unsigned | Scalar::Number | Scalar::Decimal => {
            return Verdict::Unreadable;
        }
        Scalar::Id(name) => wire_of(name, ids) == IdWire::String,
        // A text that is not set.
        _ if text.is_empty() => true,
        Scalar::Timestamp | Scalar::Date => begins_with_day(text),
        Scalar::Url => is_url(text),
        Scalar::Email => is_email(text),
    };
    match good {
        true => Verdict::Fits,
        false => Verdict::Differs,
    }
}

fn wire_of(rust: &str, ids: &Wires<'_>) -> IdWire {
    ids.get(rust).copied().unwrap_or(IdWire::String)
}

/// Whether a text is a whole number that a scalar of 64 bits holds.
fn is_held(text: &str, scalar: &Scalar) -> bool {
    is_whole(text)
        && match scalar {
            Scalar::Unsigned => text.parse::<u64>().is_ok(),
            _ => text.parse::<i64>().is_ok(),
        }
}

/// Whether a text is a whole number as JSON has it.
pub(crate) fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether a text begins as `2016-06-05` does.
pub(crate) fn begins_with_day(text: &str) -> bool {
    let mut bytes = text.bytes();
    let mut shape = b"dddd-dd-dd".iter();
    shape.all(|wanted| match (wanted, bytes.next()) {
        (b'd', Some(byte)) => byte.is_ascii_digit(),
        (_, byte) => byte == Some(b'-'),
    })
}

/// Whether a text has one `@`, with something before it and a host behind it.
pub(crate) fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| {
        let plain = |part: &str| !part.is_empty() && !part.contains([' ', '\u{a0}', '@']);
        plain(name) && plain(host) && !host.starts_with('.') && !host.ends_with('.')
    })
}

/// Whether a text is an absolute URL, or a path.
pub(crate) fn is_url(text: &str) -> bool {
    let absolute = text.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.is_empty()
    });
    (absolute || text.starts_with('/')) && !text.contains(' ')
}

/// A scalar in words: `a whole number`.
pub(crate) fn words(scalar: &Scalar, ids: &Wires<'_>) -> &'static str {
    match scalar {
        Scalar::String => "a string",
        Scalar::Secret => "a secret, which is a string",
        Scalar::Phone => "a telephone number, which is a string",
        Scalar::Boolean => "a boolean",
        Scalar::Integer => "a whole number",
        Scalar::Unsigned => "a whole number that is not negative",
        Scalar::Number => "a number",
        Scalar::Decimal => "a decimal number",
        Scalar::Id(name) => match wire_of(name, ids) {
            IdWire::String => "an identifier that is written as a string",
            IdWire::Integer => "an identifier that is written as a whole number",
        },
        Scalar::Timestamp => "a time such as `2016-06-05T02:30:08Z`",
        Scalar::Date => "a day such as `2016-06-05`",
        Scalar::Url => "a URL",
        Scalar::Email => "an e-mail address",
        Scalar::Binary => "bytes",
    }
}

/// What a value is, in words: `the string "5"`. Long ones are named by their kind alone.
pub(crate) fn found(node: &Node) -> String {
    const SHORT: usize = 40;
    match &node.value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(text) if text.len() <= SHORT => format!("the number {text}"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) if text.len() <= SHORT => format!("the string {text:?}"),
        Value::Array(items) if items.is_empty() => "an empty array".to_owned(),
        Value::Object(object) if object.is_empty() => "an empty object".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        _ => node.kind().to_owned(),
    }
}
