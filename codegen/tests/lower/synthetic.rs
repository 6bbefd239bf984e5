//! Schemas of any size, for tests and benchmarks: the same number gives the same text.

use std::fmt::Write as _;

/// A schema of so many definitions, of all kinds, that refer to each other and compete for names.
pub(crate) fn synthetic(definitions: usize) -> String {
    let mut text =
        String::from("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"definitions\":{");
    for number in 0..definitions {
        let near = (number * 7 + 1) % definitions;
        let far = (number * 31 + 5) % definitions;
        let comma = if number == 0 { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = match number % 10 {
            0..=2 => write!(
                text,
                "{comma}\"field_{number}\":{{\"type\":\"string\",\"description\":\"Field {number}.\",\"example\":\"x\"}}"
            ),
            3 => write!(
                text,
                "{comma}\"state_{number}\":{{\"type\":\"string\",\"enum\":[\"on\",\"off\",\"part {number}\"]}}"
            ),
            4 => write!(
                text,
                "{comma}\"rows_{number}\":{{\"type\":\"array\",\"items\":{{\"type\":\"object\",\"properties\":{{\"row_id\":{{\"type\":\"string\"}},\"cell_{far}\":{{\"type\":\"number\"}}}}}}}}"
            ),
            5 => write!(
                text,
                "{comma}\"choice_{number}\":{{\"oneOf\":[{{\"$ref\":\"#/definitions/{}\"}},{{\"type\":\"string\"}}]}}",
                name(near)
            ),
            6 => write!(
                text,
                "{comma}\"extended_{number}\":{{\"allOf\":[{{\"$ref\":\"#/definitions/{}\"}},{{\"type\":\"object\",\"properties\":{{\"more\":{{\"type\":\"integer\"}}}}}}]}}",
                name(far / 10 * 10 + 7)
            ),
            _ => write!(
                text,
                "{comma}\"thing_{number}\":{{\"type\":\"object\",\"description\":\"Thing {number}.\",\"properties\":{{\"near\":{{\"$ref\":\"#/definitions/{}\"}},\"far\":{{\"$ref\":\"#/definitions/{}\"}},\"lines\":{{\"type\":\"array\",\"items\":{{\"type\":\"object\",\"properties\":{{\"line_id\":{{\"type\":\"string\"}},\"amount_{near}\":{{\"type\":\"number\"}}}}}}}},\"shared\":{{\"type\":\"object\",\"properties\":{{\"code\":{{\"type\":\"integer\"}},\"text\":{{\"type\":\"string\"}}}}}}}}}}",
                name(near),
                name(far)
            ),
        };
    }
    text.push_str("}}");
    text
}

fn name(number: usize) -> String {
    let kind = match number % 10 {
        0..=2 => "field",
        3 => "state",
        4 => "rows",
        5 => "choice",
        6 => "extended",
        _ => "thing",
    };
    format!("{kind}_{number}")
}
