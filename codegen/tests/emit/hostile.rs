//! An API whose author means harm, or never thought of Rust.

use super::sample::{always, api, boxed, list, map, member, object, string};
use clientwright::ir::*;

/// Markdown that would run, break a link, or hide what it says.
pub(crate) const DOCS: &[&str] = &[
    "```\nfn main() { std::process::exit(1) }\n```",
    "```rust\nloop {}\n```\nafter",
    "~~~should_panic\npanic!()\n~~~",
    "``` \nnever closed",
    "text\n\n    std::process::exit(1);\n\n\tstd::process::exit(2);",
    "- a list\n\n      std::process::exit(3);",
    "-     std::process::exit(4);\n1.      std::process::exit(4);",
    ">     std::process::exit(5);\n> - >     std::process::exit(5);",
    "* * *\n    std::process::exit(6);",
    "- ```\n  std::process::exit(7);\n  ```",
    "10. 11. 12. x\nstd::process::exit(8);\n\nstd::process::exit(8);",
    "see [Vec], [`Nothing`], [text][ref], [x](Missing) and ![i](https://a.example/x.png)\n\n[ref]: Missing",
    "[^1] and\n\n[^1]: std::process::exit(9);",
    "<script>alert(1)</script> a < b > c <b>unclosed <!-- <https://a.example/x>",
    "at https://a.example/a_b(c)?d=[e]. And HTTP://B.EXAMPLE or <https://c.example>, [ok](https://d.example/x)",
    "back `ticks and ``more` \\` \\\\[x]\\",
    "*/ /* \" \\ \u{202e}right to left\u{2066} \u{feff}\u{2028}next\u{85}line\0",
    "# Heading\n## Example\n| a | b |\n|---|---|\n| 1 | [2] |",
    "- item\ncontinued\n  and again\n\nparagraph\n* other\n  + nested",
    "`https://a.example` and `<b>` and [`<b>`](https://a.example)",
    "$ \u{200b}#![allow(x)] //! /// #[doc] &lt; &#96;",
    "===\n---\n+\n1.\n",
];

/// Everything that can carry text carries one of these.
pub(crate) fn hostile_docs() -> Api {
    let mut api = api();
    let mut docs = DOCS.iter().cycle().map(|doc| SmolStr::new_static(doc));
    let mut doc = || docs.next().unwrap_or_default();
    api.product.doc = doc();
    api.product.title = DOCS.join("\n\n").into();
    for server in &mut api.product.servers {
        server.title = doc();
        server.name = format!("{}`\n\"", server.name).into();
    }
    api.product.source = "javascript:alert(1)".into();
    for error in &mut api.product.errors {
        error.meaning = doc();
    }
    for id in &mut api.ids {
        id.doc = doc();
    }
    let members = DOCS.iter().enumerate().map(|(index, doc)| {
        let wire = format!("m{index} `]\"\n\\ \u{202e}*/");
        Member {
            rust: format!("m{index}").into(),
            doc: (*doc).into(),
            default: Some(Literal::String((*doc).into())),
            constraints: Constraints {
                notes: vec![(*doc).into()],
            },
            clear: Some(Clear::Null),
            ..member(&wire, string())
        }
    });
    let members: Vec<Member> = members.collect();
    api.types.push(object("parts::Odd", Role::Update, members));
    for def in &mut api.types {
        def.doc = doc();
        match &mut def.shape {
            Shape::Struct(shape) => {
                for member in &mut shape.members {
                    member.doc = doc();
                }
            }
            Shape::Enum(shape) => {
                for value in &mut shape.values {
                    value.doc = doc();
                    if shape.base == EnumBase::String {
                        value.wire = format!("{}\" }}\n`\u{202e}", value.wire).into();
                    }
                }
            }
            Shape::Union(union) => {
                for variant in &mut union.variants {
                    variant.doc = doc();
                }
            }
        }
    }
    for module in &mut api.modules {
        module.doc = doc();
        module.source = "https://a.example/)[x".into();
        for operation in &mut module.operations {
            operation.doc = doc();
            operation.summary = doc();
            operation.path = format!("{}/`\"\n\\", operation.path).into();
            operation.scopes.any_of.push("`x\n\"".into());
            operation.errors.push("unknown`\n".into());
            for parameter in &mut operation.parameters {
                parameter.doc = doc();
                parameter.example = Some(Literal::String(doc()));
            }
        }
    }
    api
}

/// Types with the names of the prelude and of the runtime, members with those of keywords and
/// trait methods.
pub(crate) fn taken_names() -> Api {
    let mut api = api();
    let names = [
        "Option", "Vec", "Box", "String", "Result", "Default", "Into", "BTreeMap", "Page", "Patch",
        "Date", "Call", "Some", "Value", "Self_",
    ];
    for name in names {
        let path = format!("parts::{name}");
        let mut members = vec![
            always("name", string()),
            member("list", list(map(string()))),
            member("day", Type::Scalar(Scalar::Date)),
            member("self_", boxed("parts::Option")),
        ];
        members.push(Member {
            nullable: true,
            ..member("box", boxed("parts::Box"))
        });
        api.types.push(object(&path, Role::Update, members));
    }
    let words = [
        "as",
        "async",
        "await",
        "dyn",
        "fn",
        "gen",
        "impl",
        "match",
        "type",
        "yield",
        "default",
        "not",
        "to_x",
        "from_x",
        "into_x",
        "is_x",
        "as_x",
        "clone",
        "clear_note",
        "v1",
        "request",
        "source",
        "sink",
        "member",
        "additional",
    ];
    let mut members: Vec<Member> = words.iter().map(|word| member(word, string())).collect();
    members.push(Member {
        clear: Some(Clear::Null),
        ..member("note", string())
    });
    let mut def = object("parts::Words", Role::Update, members);
    if let Shape::Struct(shape) = &mut def.shape {
        shape.additional = Additional::Documented(Type::Any);
    }
    api.types.push(def);
    let many: Vec<Member> = (0..9).map(|n| always(&format!("a{n}"), string())).collect();
    api.types.push(object("parts::Many", Role::Request, many));
    api
}
