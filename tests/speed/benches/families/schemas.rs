//! Tables and lists of a JSON Schema that are long.

use super::{Input, rows};

type Make = fn(usize) -> Input;

/// An object with a member of its own.
fn object(row: usize) -> String {
    format!(
        r#"{{"type":"object","required":["k{row}"],"properties":{{"k{row}":{{"type":"string"}},"x":{{"type":"integer"}}}}}}"#
    )
}

fn schema(keywords: &str) -> Input {
    Input::Schema(format!(r#"{{"title":"T","type":"object",{keywords}}}"#))
}

/// Members, each made of its number.
fn members(count: usize, member: impl Fn(usize) -> String) -> Input {
    let members = rows(count, |row| format!(r#""p{row}":{}"#, member(row)));
    schema(&format!(r#""properties":{{{members}}}"#))
}

/// Definitions, and members that refer to them.
fn defined(
    count: usize,
    member: impl Fn(usize) -> String,
    definition: impl Fn(usize) -> String,
) -> Input {
    let members = rows(count, |row| format!(r#""p{row}":{}"#, member(row)));
    let table = rows(count, |row| format!(r#""d{row}":{}"#, definition(row)));
    Input::Schema(format!(
        r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object","properties":{{{members}}},"$defs":{{{table}}}}}"#
    ))
}

/// A member with a keyword that has a list.
fn list(keyword: &str, count: usize, item: impl Fn(usize) -> String) -> Input {
    let items = rows(count, item);
    schema(&format!(
        r#""properties":{{"e":{{"{keyword}":[{items}]}}}}"#
    ))
}

/// A keyword that has a table.
fn table(keyword: &str, count: usize, value: impl Fn(usize) -> String) -> Input {
    let members = rows(count, |row| format!(r#""t{row}":{}"#, value(row)));
    schema(&format!(
        r#""{keyword}":{{{members}}},"properties":{{"a":{{"type":"string"}}}}"#
    ))
}

const STRING: &str = r#"{"type":"string"}"#;

fn string(_row: usize) -> String {
    STRING.to_owned()
}

pub(super) const FAMILIES: &[(&str, Make)] = &[
    ("definitions", |n| {
        defined(n, |row| format!(r##"{{"$ref":"#/$defs/d{row}"}}"##), object)
    }),
    ("properties", |n| members(n, string)),
    ("properties, equal objects", |n| members(n, |_| object(0))),
    ("properties, one name", |n| {
        members(n, |row| {
            format!(
                r#"{{"type":"object","properties":{{"item":{}}}}}"#,
                object(row)
            )
        })
    }),
    ("names that meet", |n| {
        let name = |row: usize| format!("a{}{}b", "-".repeat(row % 50), "_".repeat(row / 50 % 50));
        let members = rows(n.min(2_500), |row| format!(r#""{}":{STRING}"#, name(row)));
        schema(&format!(r#""properties":{{{members}}}"#))
    }),
    ("titles that meet", |n| {
        members(n, |row| {
            format!(r#"{{"title":"One","type":"object","properties":{{"k{row}":{STRING}}}}}"#)
        })
    }),
    ("required", |n| {
        let names = rows(n, |row| format!(r#""r{row}""#));
        schema(&format!(r#""required":[{names}]"#))
    }),
    ("enum", |n| list("enum", n, |row| format!(r#""v{row}""#))),
    ("enum of objects", |n| {
        list("enum", n, |row| format!(r#"{{"a":{row}}}"#))
    }),
    ("enum names", |n| {
        let values = rows(n, |row| format!(r#""v{row}""#));
        let names = rows(n, |row| format!(r#""V{row}""#));
        schema(&format!(
            r#""properties":{{"e":{{"type":"string","enum":[{values}],"x-enum-varnames":[{names}]}}}}"#
        ))
    }),
    ("examples", |n| {
        list("examples", n, |row| format!(r#"{{"a":{row}}}"#))
    }),
    ("example", |n| table("example", n, |row| row.to_string())),
    ("type", |n| list("type", n, |_| r#""string""#.to_owned())),
    ("oneOf", |n| list("oneOf", n, object)),
    ("oneOf constants", |n| {
        list("oneOf", n, |row| {
            format!(r#"{{"const":"c{row}","title":"C {row}"}}"#)
        })
    }),
    ("oneOf tags", |n| {
        list("oneOf", n, |row| {
            format!(
                r#"{{"type":"object","required":["k"],"properties":{{"k":{{"const":"c{row}"}},"v":{STRING}}}}}"#
            )
        })
    }),
    ("anyOf", |n| list("anyOf", n, object)),
    ("unions", |n| {
        members(n, |row| {
            format!(r#"{{"oneOf":[{STRING},{}]}}"#, object(row))
        })
    }),
    ("allOf", |n| list("allOf", n, object)),
    ("items", |n| list("prefixItems", n, object)),
    ("lists", |n| {
        members(n, |row| {
            format!(
                r#"{{"type":"array","items":{{"type":"array","items":{}}}}}"#,
                object(row)
            )
        })
    }),
    ("maps", |n| {
        members(n, |row| {
            format!(
                r#"{{"type":"object","additionalProperties":{}}}"#,
                object(row)
            )
        })
    }),
    ("patternProperties", |n| {
        table("patternProperties", n, object)
    }),
    ("dependentRequired", |n| {
        table("dependentRequired", n, |_| r#"["a"]"#.to_owned())
    }),
    ("$anchor", |n| {
        defined(
            n,
            |row| format!(r##"{{"$ref":"#a{row}"}}"##),
            |row| format!(r#"{{"$anchor":"a{row}","type":"string"}}"#),
        )
    }),
    ("$dynamicAnchor", |n| {
        defined(
            n,
            |row| format!(r##"{{"$dynamicRef":"#a{row}"}}"##),
            |row| format!(r#"{{"$dynamicAnchor":"a{row}","type":"string"}}"#),
        )
    }),
    ("$dynamicAnchor, one name", |n| {
        defined(
            n,
            |_| r##"{"$dynamicRef":"#a"}"##.to_owned(),
            |row| format!(r#"{{"$dynamicAnchor":"a","title":"D {row}","type":"object"}}"#),
        )
    }),
    ("$id", |n| {
        defined(
            n,
            |row| format!(r#"{{"$ref":"s{row}.json"}}"#),
            |row| format!(r##"{{"$id":"s{row}.json","properties":{{"x":{{"$ref":"#"}}}}}}"##),
        )
    }),
    ("references, a chain", |n| {
        let links = rows(n, |row| {
            format!(r##""d{row}":{{"$ref":"#/definitions/d{}"}}"##, row + 1)
        });
        schema(&format!(
            r##""properties":{{"a":{{"$ref":"#/definitions/d0"}}}},"definitions":{{{links},"d{n}":{STRING}}}"##
        ))
    }),
    ("references, a ring", |n| {
        defined(
            n,
            |row| format!(r##"{{"$ref":"#/$defs/d{row}"}}"##),
            |row| {
                let next = (row + 1) % n;
                format!(
                    r##"{{"type":"object","properties":{{"next":{{"$ref":"#/$defs/d{next}"}}}}}}"##
                )
            },
        )
    }),
    ("references that lead nowhere", |n| {
        defined(n, |row| format!(r##"{{"$ref":"#/$defs/e{row}"}}"##), string)
    }),
    ("references to files", |n| {
        members(n, |row| format!(r#"{{"$ref":"f{row}.json"}}"#))
    }),
    ("unknown types", |n| {
        members(n, |_| r#"{"type":"strng"}"#.to_owned())
    }),
    ("unknown keywords", |n| {
        members(n, |row| {
            format!(r#"{{"type":"string","descripton":"x","foo{row}":1}}"#)
        })
    }),
    ("extensions", |n| {
        let words = rows(n, |row| format!(r#""x-e{row}":"v{row}""#));
        schema(&format!(
            r#""properties":{{"a":{{"type":"string",{words}}}}}"#
        ))
    }),
    ("keys that are there twice", |n| {
        schema(&format!(
            r#""properties":{{{}}}"#,
            rows(n, |_| format!(r#""a":{STRING}"#))
        ))
    }),
    ("no JSON", |n| {
        Input::Schema(format!(r#"{{"a":{}"#, "tru,".repeat(n)))
    }),
];
