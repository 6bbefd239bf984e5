//! Tables and lists of specs that are long.

use super::{Input, rows};

type Make = fn(usize) -> Input;

const PRODUCT: &str = r#"format = 1
servers = [{ name = "main", title = "Everywhere", api = "https://api.acme.example/v1" }]
[product]
title = "Acme"
doc = "Widgets."
source = "https://acme.example/docs/"
"#;

const MODULE: &str = r#"[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"
"#;

const SCHEMA: &str =
    r#"{"definitions":{"widget":{"type":"object","properties":{"label":{"type":"string"}}}}}"#;

/// A product whose header goes on so, with a module that does.
fn product(before: &str, header: &str, top: &str, module: &str) -> Input {
    let (header, module) = (
        format!("{before}{PRODUCT}{header}"),
        format!("{top}{MODULE}{module}"),
    );
    Input::Product(vec![
        ("product.toml".to_owned(), header),
        ("widgets.toml".to_owned(), module),
        ("widgets.schema.json".to_owned(), SCHEMA.to_owned()),
    ])
}

fn module(text: String) -> Input {
    product("", "", "", &text)
}

/// A module that takes its types from a schema; what stands in front of its header.
fn of_schema(top: &str, schema: String) -> Input {
    let module = format!("schema = \"big.schema.json\"\n{top}{MODULE}");
    Input::Product(vec![
        ("product.toml".to_owned(), PRODUCT.to_owned()),
        ("widgets.toml".to_owned(), module),
        ("big.schema.json".to_owned(), schema),
    ])
}

/// Lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    rows(count, |row| format!("\n{}", line(row))).replace(",\n", "\n")
}

fn operation(row: usize, more: &str) -> String {
    format!(
        "[operations.o{row}]\nsummary = \"Does it.\"\nhttp = \"GET /o{row}\"\nsource = \"https://acme.example/docs/o{row}\"\n{more}\n"
    )
}

/// An operation with rows of a kind of parameters.
fn parameters(kind: &str, count: usize) -> Input {
    let rows = rows(count, |row| {
        format!("\n{{ name = \"p{row}\", type = \"string\", doc = \"One.\" }}")
    });
    module(operation(0, &format!("{kind} = [{rows}\n]")))
}

/// A struct with members that are rows.
fn members(count: usize, row: impl Fn(usize) -> String) -> Input {
    let rows = rows(count, |at| format!("\n{{ {} }}", row(at)));
    module(format!(
        "[types.Widget]\ndoc = \"One.\"\nmembers = [{rows}\n]\n"
    ))
}

/// A line of text that is no TOML, or no spec.
fn line(piece: &str, count: usize) -> Input {
    module(format!("a = {}\n", piece.repeat(count * 8 / piece.len())))
}

pub(super) const FAMILIES: &[(&str, Make)] = &[
    ("toml: [ ] b", |n| line("[a]b", n)),
    ("toml: words", |n| line("a b ", n)),
    ("toml: =", |n| line("= ", n)),
    ("toml: open lists", |n| line("[1 ", n)),
    ("toml: list", |n| {
        module(format!("a = [{}]\n", "1 ".repeat(n * 4)))
    }),
    ("toml: quotes", |n| line("\" ' ", n)),
    ("toml: keys", |n| line("a.", n)),
    ("toml: one key", |n| {
        module(lines(n, |_| "a = 1".to_owned()))
    }),
    ("toml: one table", |n| {
        module(lines(n, |_| "[a]".to_owned()))
    }),
    ("keys: misspelt in rows", |n| {
        members(n, |_| {
            "nme = \"a\", tpe = \"string\", dc = \"x\"".to_owned()
        })
    }),
    ("keys: unknown", |n| {
        module(lines(n, |row| format!("sumary{row} = 1")))
    }),
    ("keys: rows in one line", |n| {
        let rows = rows(n, |_| "{nme=1}".to_owned());
        module(format!("[types.Widget]\ndoc = \"x\"\nmembers = [{rows}]\n"))
    }),
    ("types: words that are none", |n| {
        members(n, |row| {
            format!("name = \"a{row}\", type = \"strng\", doc = \"x\"")
        })
    }),
    ("types: names that are none", |n| {
        members(n, |row| {
            format!("name = \"a{row}\", type = \"Widgit{row}\", doc = \"x\"")
        })
    }),
    ("types", |n| {
        module(lines(n, |row| {
            format!(
                "[types.W{row}]\ndoc = \"x\"\nmembers = [{{ name = \"a\", type = \"W{}\", doc = \"x\" }}]",
                (row + 1) % n
            )
        }))
    }),
    ("types: members", |n| {
        members(n, |row| {
            format!("name = \"a{row}\", type = \"string\", doc = \"x\"")
        })
    }),
    ("types: names that meet", |n| {
        members(n, |row| {
            let name = format!("a{}{}b", "-".repeat(row % 50), "_".repeat(row / 50));
            format!("name = \"{name}\", type = \"string\", doc = \"x\"")
        })
    }),
    ("types: like", |n| {
        let last = format!(
            "[types.W{n}]\ndoc = \"x\"\nmembers = [{{ name = \"a\", type = \"string\", doc = \"x\" }}]\n"
        );
        let links = lines(n, |row| {
            format!(
                "[types.W{row}]\nlike = \"W{}\"\nmembers = [{{ name = \"a\" }}]",
                row + 1
            )
        });
        module(format!("{links}\n{last}"))
    }),
    ("types: is", |n| {
        let links = lines(n, |row| {
            format!("[types.W{row}]\ndoc = \"x\"\nis = \"W{}\"", row + 1)
        });
        module(format!(
            "{links}\n[types.W{n}]\ndoc = \"x\"\nis = \"string\"\n"
        ))
    }),
    ("types: values", |n| {
        let rows = rows(n, |row| format!("\n{{ value = \"v{row}\", doc = \"x\" }}"));
        module(format!("[types.Size]\ndoc = \"x\"\nvalues = [{rows}]\n"))
    }),
    ("types: one_of", |n| {
        let names = rows(n, |row| format!("\"W{row}\""));
        let types = lines(n, |row| {
            format!(
                "[types.W{row}]\ndoc = \"x\"\nmembers = [{{ name = \"a{row}\", type = \"string\", doc = \"x\" }}]"
            )
        });
        module(format!(
            "{types}\n[types.Any]\ndoc = \"x\"\none_of = [{names}]\n"
        ))
    }),
    ("operations", |n| module(lines(n, |row| operation(row, "")))),
    ("operations: scopes", |n| {
        let scopes = rows(n, |row| format!("\"s{row}\""));
        module(operation(0, &format!("scopes = [{scopes}]")))
    }),
    ("operations: path", |n| parameters("path", n)),
    ("operations: path that nothing describes", |n| {
        let names = rows(n, |row| format!("{{q{row}}}")).replace(',', "/");
        let rows = rows(n, |row| {
            format!("\n{{ name = \"p{row}\", type = \"string\", doc = \"x\" }}")
        });
        module(format!(
            "[operations.get]\nsummary = \"Gets.\"\nhttp = \"GET /{names}\"\nsource = \"https://a.example\"\npath = [{rows}]\n"
        ))
    }),
    ("operations: query", |n| parameters("query", n)),
    ("operations: header", |n| parameters("header", n)),
    ("operations: form", |n| parameters("form", n)),
    ("operations: errors", |n| {
        let codes = rows(n, |row| format!("\"e{row}\""));
        module(operation(0, &format!("errors = [{codes}]")))
    }),
    ("operations: examples", |n| {
        let rows = rows(n, |row| format!("{{ response = \"e{row}.json\" }}"));
        module(operation(0, &format!("examples = [{rows}]")))
    }),
    ("product: servers", |n| {
        let rows = rows(n, |row| {
            format!(
                "\n{{ name = \"s{row}\", title = \"S\", api = \"https://s{row}.acme.example\" }}"
            )
        });
        let one =
            r#"[{ name = "main", title = "Everywhere", api = "https://api.acme.example/v1" }]"#;
        Input::Product(vec![
            (
                "product.toml".to_owned(),
                PRODUCT.replace(one, &format!("[{rows}]")),
            ),
            (
                "widgets.toml".to_owned(),
                format!("{MODULE}{}", operation(0, "")),
            ),
        ])
    }),
    ("product: errors", |n| {
        let rows = rows(n, |row| {
            format!("\n{{ code = \"e{row}\", meaning = \"M.\" }}")
        });
        product(&format!("errors = [{rows}]\n"), "", "", &operation(0, ""))
    }),
    ("product: headers", |n| {
        let rows = lines(n, |row| format!("\"X-H{row}\" = \"v\""));
        product("", &format!("[headers]\n{rows}\n"), "", &operation(0, ""))
    }),
    ("product: ids", |n| {
        let rows = lines(n, |row| format!("[ids.I{row}]\ndoc = \"x\""));
        product("", &rows, "", &operation(0, ""))
    }),
    ("product: allow", |n| {
        let row = "[[allow]]\ncode = \"W0603\"\nreason = \"x\"\n";
        let rows = lines(n, |at| {
            format!("{row}at = \"widgets.toml#operations.o{at}\"")
        });
        product("", &rows, "", &operation(0, ""))
    }),
    ("schema: corrections that do not apply", |n| {
        let rows = lines(n, |row| {
            format!(
                "[[corrections]]\npointer = \"/definitions/d{row}/type\"\nold = \"x\"\nnew = \"y\"\nreason = \"x\""
            )
        });
        let definitions = rows_of(n, |row| format!(r#""d{row}":{{"type":"string"}}"#));
        of_schema("", definitions).with_module(&rows)
    }),
    ("schema: corrections that remove", |n| {
        let rows = lines(n, |row| {
            format!(
                "[[corrections]]\npointer = \"/definitions/d{row}\"\nold = {{}}\nreason = \"x\""
            )
        });
        of_schema("", rows_of(n, |row| format!(r#""d{row}":{{}}"#))).with_module(&rows)
    }),
    ("schema: schema_refs", |n| {
        let refs = rows(n, |row| format!("\"#/r{row}/\" = \"#/definitions/\""));
        let members = rows(n, |row| format!(r##""p{row}":{{"$ref":"#/r{row}/d"}}"##));
        let schema = format!(
            r#"{{"definitions":{{"d":{{"type":"string"}},"all":{{"type":"object","properties":{{{members}}}}}}}}}"#
        );
        of_schema(&format!("schema_refs = {{{refs}}}\n"), schema)
            .with_module(&operation(0, "response = \"#all\"\npayload = \"\""))
    }),
    ("schema: overlay", |n| {
        let rows = lines(n, |row| {
            format!("[overlay.\"/definitions/d{row}\"]\nname = \"N{row}\"")
        });
        let definitions = rows_of(n, |row| {
            format!(r#""d{row}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#)
        });
        of_schema("", definitions).with_module(&rows)
    }),
    ("modules of one schema", |n| {
        let definitions = rows_of(n, |row| format!(r#""d{row}":{{"type":"string"}}"#));
        let Input::Product(mut files) = of_schema("", definitions) else {
            unreachable!("it is a product");
        };
        for row in 0..n / 16 {
            let text = format!(
                "schema = \"big.schema.json\"\nschema_refs = {{ \"#/r{row}/\" = \"#/definitions/\" }}\n{MODULE}\
                 [[corrections]]\npointer = \"/definitions/d{row}/type\"\nold = \"string\"\nnew = \"integer\"\nreason = \"x\"\n"
            );
            files.push((format!("m{row}.toml"), text));
        }
        Input::Product(files)
    }),
];

/// Definitions as a document.
fn rows_of(count: usize, row: impl Fn(usize) -> String) -> String {
    format!(r#"{{"definitions":{{{}}}}}"#, rows(count, row))
}

impl Input {
    /// The same with more in the module.
    fn with_module(mut self, text: &str) -> Self {
        if let Self::Product(files) = &mut self {
            let module = files.iter_mut().find(|(name, _)| name == "widgets.toml");
            if let Some((_, module)) = module {
                module.push_str(text);
                module.push('\n');
            }
        }
        self
    }
}
