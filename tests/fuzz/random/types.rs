//! The types of a module.

use crate::choices::Choices;

/// Wire names that stay apart in Rust.
const NAMES: [&str; 18] = [
    "label",
    "type",
    "größe",
    "2fa",
    "made-on",
    "isSold",
    "self",
    "a b",
    "price.net",
    "Option",
    "send",
    "clear_label",
    "async",
    "x",
    "日本",
    "employeeID",
    "default",
    "additional",
];

const SCALARS: [&str; 11] = [
    "string",
    "boolean",
    "integer",
    "number",
    "decimal",
    "timestamp",
    "date",
    "url",
    "email",
    "phone",
    "secret",
];

/// A type: its name, the rows of what it is, and what may stand for it.
pub(super) struct Made {
    pub(super) name: String,
    text: String,
    pub(super) is_object: bool,
}

/// Some types; there is an object among them.
pub(super) fn types(choices: &mut Choices<'_>) -> Vec<Made> {
    let count = 3 + choices.below(5);
    // Decided first, since each may name all.
    let kinds: Vec<usize> = (0..count)
        .map(|number| if number == 0 { 0 } else { choices.below(6) })
        .collect();
    let mut made: Vec<Made> = Vec::new();
    for (number, kind) in kinds.iter().enumerate() {
        let name = format!("T{number}");
        let text = match kind {
            3 => format!("base = \"string\"\nvalues = [{}]\n", values(choices, false)),
            4 => format!("base = \"integer\"\nvalues = [{}]\n", values(choices, true)),
            5 => {
                // What is told apart: an object, a list, a text.
                let object = objects(&kinds)[choices.below(objects(&kinds).len())];
                let all = [
                    format!("T{object}"),
                    "list<integer>".to_owned(),
                    "string".to_owned(),
                ];
                let some = 2 + choices.below(2);
                format!("one_of = [\"{}\"]\n", all[..some].join("\", \""))
            }
            _ => format!("members = [\n{}]\n", members(choices, &kinds)),
        };
        made.push(Made {
            name,
            text,
            is_object: *kind < 3,
        });
    }
    if choices.one_in(2) {
        let text = format!("is = \"{}\"\n", expression(choices, &kinds, 2));
        made.push(Made {
            name: "Alias".to_owned(),
            text,
            is_object: false,
        });
    }
    made
}

pub(super) fn text(types: &[Made]) -> String {
    let types = types.iter();
    let types = types.map(|made| {
        format!(
            "[types.{}]\ndoc = \"A {}.\"\n{}\n",
            made.name, made.name, made.text
        )
    });
    types.collect()
}

/// The numbers of those that are objects.
fn objects(kinds: &[usize]) -> Vec<usize> {
    (0..kinds.len())
        .filter(|number| kinds[*number] < 3)
        .collect()
}

fn values(choices: &mut Choices<'_>, numbers: bool) -> String {
    let rows = (0..=choices.below(5)).map(|number| {
        let value = if numbers {
            (number as i64 * 7 - 3).to_string()
        } else {
            format!("\"{}\"", NAMES[number])
        };
        format!("{{ value = {value}, doc = \"One of them.\" }}")
    });
    rows.collect::<Vec<_>>().join(", ")
}

fn members(choices: &mut Choices<'_>, kinds: &[usize]) -> String {
    let mut text = String::new();
    let first = choices.below(NAMES.len());
    for number in 0..1 + choices.below(7) {
        let name = NAMES[(first + number) % NAMES.len()];
        let ty = expression(choices, kinds, 3);
        let mut row = format!("  {{ name = \"{name}\", type = \"{ty}\"");
        for (flag, often) in [
            ("promised", 3),
            ("required", 3),
            ("read_only", 8),
            ("write_only", 8),
            ("deprecated", 8),
        ] {
            // What is only sent is not promised, and what is only received is not required.
            let clash = (flag == "read_only" && row.contains("required"))
                || (flag == "write_only"
                    && (row.contains("promised") || row.contains("read_only")));
            if choices.one_in(often) && !clash {
                row.push_str(&format!(", {flag} = true"));
            }
        }
        let clears = match ty.as_str() {
            "string" => "'\"\"'",
            _ if ty.starts_with("list<") => "\"[]\"",
            _ if ty.starts_with("nullable<") => "\"null\"",
            _ => "",
        };
        if !clears.is_empty() && choices.one_in(3) {
            row.push_str(&format!(", clear = {clears}"));
        }
        if ty == "string" && choices.one_in(3) {
            row.push_str(", default = \"blue\", example = \"red\"");
        }
        text.push_str(&format!("{row}, doc = \"Its {number}.\" }},\n"));
    }
    text
}

/// A type that may stand in a member.
pub(super) fn expression(choices: &mut Choices<'_>, kinds: &[usize], depth: usize) -> String {
    let inner = |choices: &mut Choices<'_>| match depth {
        0 => "string".to_owned(),
        _ => expression(choices, kinds, depth - 1),
    };
    match choices.below(12) {
        0 => format!("list<{}>", inner(choices)),
        1 => format!("map<{}>", inner(choices)),
        2 => {
            // Null twice is null once, and any JSON is null already.
            let inner = inner(choices);
            if inner.starts_with("nullable<") || inner == "any" {
                return inner;
            }
            format!("nullable<{inner}>")
        }
        3..=5 => format!("T{}", choices.below(kinds.len())),
        6 => "id<Widget>".to_owned(),
        7 => "id<Maker>".to_owned(),
        8 if choices.one_in(3) => "any".to_owned(),
        _ => choices.pick(&SCALARS).to_owned(),
    }
}
