//! TOML's scalars as JSON's.

use toml_parser::decoder::ScalarKind;

use crate::diagnostic::codes;
use crate::source::Value;

/// The code of an error and what is wrong.
type Wrong = (&'static str, &'static str);

/// The value of a scalar whose text was decoded: underscores gone, prefix of the radix gone.
pub(super) fn value(kind: ScalarKind, text: &str) -> Result<Value, Wrong> {
    Ok(match kind {
        ScalarKind::String => Value::String(text.into()),
        ScalarKind::DateTime => match text.parse::<toml_datetime::Datetime>() {
            Ok(_) => Value::String(text.into()),
            Err(_) => return Err((codes::TOML_SYNTAX, "a date or time that is none")),
        },
        ScalarKind::Boolean(value) => Value::Bool(value),
        ScalarKind::Integer(radix) => Value::Number(integer(text, radix.value())?.into()),
        ScalarKind::Float => {
            let text = text.strip_prefix('+').unwrap_or(text);
            match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Value::Number(text.into()),
                Ok(_) if text.ends_with(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
                    return Err((codes::NUMBER_RANGE, "a number too large for a double"));
                }
                _ => return Err((codes::NUMBER_RANGE, "a number that is not finite")),
            }
        }
    })
}

// TOML promises 64 bits; that 128 are taken lets a spec quote what a vendor writes.
fn integer(text: &str, radix: u32) -> Result<String, Wrong> {
    i128::from_str_radix(text, radix)
        .map(|number| number.to_string())
        .map_err(|_| (codes::NUMBER_RANGE, "a whole number too large"))
}
