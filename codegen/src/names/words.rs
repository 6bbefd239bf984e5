//! From the words of a document to Rust identifiers.
//!
//! Only ASCII comes out: rustc warns of many other letters, and people cannot type them. A
//! character that Rust takes no part of becomes `u` and its number, so that two different names
//! stay different and the same name is the same in every release.

use heck::{ToSnakeCase, ToUpperCamelCase};
use smol_str::{SmolStr, format_smolstr};

/// Words that are not worth a place in the name of a definition: `create-a-user-request` is
/// `CreateUserRequest`.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The type for a name: `user_status` is `UserStatus`.
/// ```
/// use clientwright::names::{definition_type_name, field_name, type_name, variant_name};
///
/// assert_eq!(type_name("user_status"), "UserStatus");
/// assert_eq!(definition_type_name("create-a-user-request"), "CreateUserRequest");
/// assert_eq!(field_name("employeeID"), "employee_id");
/// assert_eq!(variant_name("2"), "Value2");
/// ```
pub fn type_name(text: &str) -> SmolStr {
    let name = ascii(text).to_upper_camel_case();
    startable(name, "Type")
}

/// The type for the name of a definition, without its articles.
pub fn definition_type_name(text: &str) -> SmolStr {
    let snake = ascii(text).to_snake_case();
    let words: Vec<&str> = snake.split('_').collect();
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !ARTICLES.contains(word))
        .collect();
    type_name(&if kept.is_empty() { words } else { kept }.join("_"))
}

/// The field, function or argument for a name: `employeeID` is `employee_id`. Keywords stay what
/// they are (they are written `r#type`), but for the four that cannot be written so.
pub fn field_name(text: &str) -> SmolStr {
    let name = startable(ascii(text).to_snake_case(), "value");
    match name.as_str() {
        "self" | "super" | "crate" | "_" => format_smolstr!("{name}_"),
        _ => name,
    }
}

/// The enum variant for a value: `in-progress` is `InProgress`, `2` is `Value2`, `` is `Empty`.
pub fn variant_name(text: &str) -> SmolStr {
    if text.is_empty() {
        return SmolStr::new_static("Empty");
    }
    let signed = match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("minus_{rest}"),
        _ => text.to_owned(),
    };
    startable(ascii(&signed).to_upper_camel_case(), "Value")
}

/// Makes a name that starts as identifiers do. `Self` is the one type name that Rust keeps.
fn startable(name: String, prefix: &str) -> SmolStr {
    match name.as_bytes().first() {
        None => prefix.into(),
        Some(byte) if byte.is_ascii_digit() => match prefix {
            "value" => format_smolstr!("value_{name}"),
            _ => format_smolstr!("{prefix}{name}"),
        },
        Some(_) if name == "Self" => SmolStr::new_static("SelfType"),
        Some(_) => name.into(),
    }
}

/// How many characters of a text make a name. A document may have a name of a megabyte, which
/// stands in front of the names of all that is inside it.
const MOST_CHARS: usize = 256;

/// Letters beyond ASCII as `u` and their number; everything else that names cannot hold as a gap.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MOST_CHARS));
    for c in text.chars().take(MOST_CHARS) {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(c),
            '+' => out.push_str(" plus "),
            _ if c.is_ascii() => out.push(' '),
            _ if c.is_alphanumeric() => out.push_str(&format!(" u{:04x} ", u32::from(c))),
            _ => out.push(' '),
        }
    }
    out
}

/// The singular of a name whose last word is an English plural: `email_ids` is `email_id`. What
/// does not look like a plural stays as it is.
pub fn singular(text: &str) -> SmolStr {
    let lower = text.to_ascii_lowercase();
    let cut = |from_end: usize, ending: &str| {
        let kept = text.len() - from_end;
        format_smolstr!("{}{ending}", text.get(..kept).unwrap_or(text))
    };
    let ends = |ending: &str| lower.ends_with(ending);
    if ends("people") {
        return cut(4, "rson");
    }
    if ends("children") {
        return cut(3, "");
    }
    if !ends("s")
        || ["ss", "us", "is", "series", "species", "news"]
            .iter()
            .any(|end| ends(end))
    {
        return text.into();
    }
    if ends("ies") && text.len() > 4 {
        return cut(3, "y");
    }
    let hissing = ["sses", "xes", "ches", "shes", "zzes"]
        .iter()
        .any(|end| ends(end));
    let latin = ends("uses") && !ends("ouses") && !ends("auses");
    if hissing || latin {
        return cut(2, "");
    }
    if text.len() > 1 {
        cut(1, "")
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_definitions_lose_their_articles() {
        let cases = [
            ("create-a-user-request", "CreateUserRequest"),
            ("get-an-item", "GetItem"),
            ("the", "The"),
            ("users", "Users"),
            ("HTTPServer", "HttpServer"),
        ];
        for (text, name) in cases {
            assert_eq!(definition_type_name(text), name, "{text}");
        }
    }

    #[test]
    fn fields_are_snake_case_and_can_be_written() {
        let cases = [
            ("employeeID", "employee_id"),
            ("type", "type"),
            ("self", "self_"),
            ("2fa", "value_2fa"),
            ("", "value"),
            ("größe", "gr_u00f6_u00df_e"),
            ("x-rate limit", "x_rate_limit"),
            ("+1", "plus_1"),
        ];
        for (text, name) in cases {
            assert_eq!(field_name(text), name, "{text}");
        }
    }

    #[test]
    fn variants_take_any_value() {
        let cases = [
            ("active", "Active"),
            ("in-progress", "InProgress"),
            ("1", "Value1"),
            ("-1", "Minus1"),
            ("", "Empty"),
            ("Self", "SelfType"),
            ("***", "Value"),
        ];
        for (text, name) in cases {
            assert_eq!(variant_name(text), name, "{text}");
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        let cases = [
            ("users", "user"),
            ("email_ids", "email_id"),
            ("addresses", "address"),
            ("taxes", "tax"),
            ("companies", "company"),
            ("statuses", "status"),
            ("warehouses", "warehouse"),
            ("horses", "horse"),
            ("status", "status"),
            ("series", "series"),
            ("people", "person"),
            ("data", "data"),
            ("lineItems", "lineItem"),
            ("s", "s"),
        ];
        for (plural, one) in cases {
            assert_eq!(singular(plural), one, "{plural}");
        }
    }
}
