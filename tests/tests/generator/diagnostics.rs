//! A folder of broken specs for each code, and what is said of them.
//!
//! `tests/fixtures/diagnostics/<CODE>/<case>/` holds what differs from the product in
//! `tests/fixtures/diagnostics/base/`, which nothing is wrong with, and `message.txt`. A line
//! `<path> <bytes>` of `fill.txt` stands for a file of so many bytes; a line of `settings.txt` is a
//! setting of the generator, `check_steps <number>` or `derive <path>`.
//!
//! The messages are the examples of `clientwright explain`, which is compiled with them:
//! `UPDATE_EXPECT=1` has to run twice for `docs/diagnostics.md` to follow.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clientwright::diagnostic::{
    Diagnostic, Severity, codes, explain, explain_all, json_line, render,
};
use clientwright::source::Sources;
use clientwright::{Generator, Limits};
use expect_test::expect_file;

use crate::support::{copy_folder, fixtures, listed, root};

const MESSAGE: &str = "message.txt";
const FILL: &str = "fill.txt";
const SETTINGS: &str = "settings.txt";

/// Codes that others have to stand beside.
const NOT_ALONE: [&str; 1] = [codes::MORE_ERRORS];

fn folder() -> PathBuf {
    fixtures("diagnostics")
}

/// Every case, by code and name.
fn cases() -> Vec<(String, String)> {
    let codes = listed(&folder())
        .into_iter()
        .filter(|code| code != "base" && code != "README.md");
    codes
        .flat_map(|code| {
            let names = listed(&folder().join(&code));
            names.into_iter().map(move |name| (code.clone(), name))
        })
        .collect()
}

fn found(case: &Path) -> (Sources, Vec<Diagnostic>) {
    let copy = tempfile::tempdir().unwrap();
    let product = copy.path().join("acme");
    copy_folder(&folder().join("base"), &product);
    copy_folder(case, &product);
    for name in [MESSAGE, FILL, SETTINGS] {
        let _ = std::fs::remove_file(product.join(name));
    }
    for line in std::fs::read_to_string(case.join(FILL))
        .unwrap_or_default()
        .lines()
    {
        let (path, bytes) = line.split_once(' ').unwrap();
        let text = "\n".repeat(bytes.parse().unwrap());
        std::fs::write(product.join(path), text).unwrap();
    }
    let mut generator = Generator::from_product(&product);
    let settings = std::fs::read_to_string(case.join(SETTINGS)).unwrap_or_default();
    for line in settings.lines() {
        generator = match line.split_once(' ').unwrap() {
            ("check_steps", steps) => {
                generator.limits(Limits::default().check_steps(steps.parse().unwrap()))
            }
            ("derive", path) => generator.derive(path),
            _ => panic!("{line}"),
        };
    }
    match generator.describe() {
        Ok(described) => (described.sources, described.warnings),
        Err(failure) => {
            assert!(failure.others.is_empty());
            (failure.sources, failure.diagnostics)
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_base() {
    let (sources, found) = found(&folder().join("base"));
    assert_eq!(render(&sources, &found, false), "");
}

#[test]
fn every_case_has_its_message() {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    for (code, name) in cases() {
        let case = folder().join(&code).join(&name);
        let (sources, all) = found(&case);
        let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.code == code);
        assert!(
            !own.is_empty(),
            "{code}/{name}: {}",
            render(&sources, &others, false)
        );
        if !NOT_ALONE.contains(&code.as_str()) {
            let others = render(&sources, &others, false);
            assert_eq!(others, "", "{code}/{name}: nothing else is wrong");
        }
        for one in &own {
            let severity = if code.starts_with('E') {
                Severity::Error
            } else {
                Severity::Warning
            };
            assert_eq!(one.severity, severity, "{code}/{name}");
            // A place that says what is to be seen there, and what to write.
            assert_ne!(one.labels[0].text, "", "{code}/{name}: {}", one.message);
            assert!(one.labels.iter().all(|label| !label.text.is_empty()));
            let help = one.help.as_deref();
            assert_ne!(
                help.unwrap_or_default(),
                "",
                "{code}/{name}: {}",
                one.message
            );
            // One mistake may be told at several places, but no two mistakes in the same words.
            let case = format!("{code}/{name}");
            let same = messages.insert(one.message.clone(), case.clone());
            assert_eq!(same.unwrap_or(case.clone()), case, "{}", one.message);
        }
        let message = render(&sources, &own, false);
        expect_file![folder().join(&code).join(&name).join(MESSAGE)].assert_eq(&message);
        // The first of each code is the example that `explain` shows.
        examples.entry(code).or_insert(message);
    }
    let examples: Vec<String> = examples
        .iter()
        .map(|(code, message)| format!("# {code}\n{message}"))
        .collect();
    let file = root().join("codegen/src/diagnostic/examples.txt");
    expect_file![file].assert_eq(&examples.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = cases().into_iter().map(|(code, _)| code).collect();
    let codes = codes::all();
    let known: Vec<&str> = codes.iter().map(|code| code.code).collect();
    let unique: BTreeSet<String> = known.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(cases, unique);
    assert_eq!(known.len(), unique.len(), "no code is there twice");
    for code in &codes {
        assert!(
            !code.explanation.is_empty() && !code.explanation.contains("  "),
            "{}",
            code.code
        );
        assert!(code.title.ends_with('.'), "{}", code.code);
    }
}

#[test]
fn codes_are_explained() {
    for code in codes::all() {
        let text = explain(code.code).unwrap();
        assert!(text.contains("```text\n"), "{}", code.code);
        assert!(text.starts_with(&format!("# {}\n\n**{}**\n", code.code, code.title.trim())));
    }
    assert_eq!(explain("e0201"), explain("E0201"));
    assert_eq!(
        explain("E02O1").unwrap_err(),
        "there is no code `E02O1`: did you mean `E0201`?"
    );
    assert_eq!(
        explain("nonsense").unwrap_err(),
        "there is no code `nonsense`: codes are as `E0201` and `W0603`"
    );
}

#[test]
fn the_list_of_codes_is_up_to_date() {
    expect_file![root().join("docs/diagnostics.md")].assert_eq(&explain_all());
}

#[test]
fn json_says_the_same() {
    let (sources, found) = found(&folder().join("W0603/enum"));
    let line = json_line(&sources, &found[0]);
    assert!(!line.contains('\n'));
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        said,
        serde_json::json!({
            "code": "W0603",
            "severity": "warning",
            "message": "the example has the string \"green\", the type says one of the values of `Colour`",
            "file": "get.json",
            "line": 1,
            "column": 12,
            "end": { "line": 1, "column": 19 },
            "labels": [
                {
                    "file": "get.json",
                    "line": 1,
                    "column": 12,
                    "end": { "line": 1, "column": 19 },
                    "text": "in the example",
                },
                {
                    "file": "widgets.toml",
                    "line": 6,
                    "column": 8,
                    "end": { "line": 6, "column": 14 },
                    "text": "its type",
                },
            ],
            "notes": ["the client takes both; one of the documents is wrong all the same"],
            "help": "correct the type, or allow the warning with what is known of the service",
        })
    );
}

#[test]
fn what_could_not_be_read_has_no_place() {
    let copy = tempfile::tempdir().unwrap();
    let failure = Generator::from_product(copy.path()).describe().unwrap_err();
    let line = json_line(&failure.sources, &failure.diagnostics[0]);
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    let nowhere = serde_json::json!({
        "file": "product.toml", "line": null, "column": null, "end": null, "text": "this file",
    });
    assert_eq!(
        said,
        serde_json::json!({
            "code": "E0701",
            "severity": "error",
            "message": "this file cannot be read: there is no such file",
            "file": "product.toml",
            "line": null,
            "column": null,
            "end": null,
            "labels": [nowhere],
            "notes": [],
            "help": "see that it is there, and that it can be read",
        })
    );
    assert_eq!(
        failure.to_string(),
        "product.toml: error[E0701]: this file cannot be read: there is no such file"
    );
}

/// Every file is read to its end, and nothing is told that only follows from another mistake: not
/// that `Part` is used by nothing, nor that the operation of a misspelt key lacks it.
#[test]
fn all_is_told_at_once() {
    let copy = tempfile::tempdir().unwrap();
    let product = copy.path().join("acme");
    copy_folder(&folder().join("base"), &product);
    let header = "[module]\ntitle = \"T\"\ndoc = \"D.\"\nsource = \"https://acme.example/docs/\"\n";
    let files = [
        (
            "parts.toml",
            "\n[types.Part]\nmembers = [{ name = \"label\", type = \"strnig\" }]\n\n\
             [operations.get]\nsumary = \"Gets a part.\"\nhttp = \"GET /parts/{part}\"\n\
             source = \"https://acme.example/docs/\"\nreturns = \"Part\"\npayload = \"\"\n\n\
             [operations.find]\nsummary = \"Finds a part.\"\nhttp = \"GET /parts/{id}\"\n\
             source = \"https://acme.example/docs/\"\nreturns = \"Prat\"\npayload = \"\"\n",
        ),
        (
            "shelves.toml",
            "\n[types.Shelf]\nmembers = [{ name = \"row\", type = \"integer\", example = \"top\" }]\n\n\
             [operations.get]\nsummary = \"Gets a shelf.\"\nhttp = \"GET /shelf\"\n\
             source = \"https://acme.example/docs/\"\nreturns = \"Shelf\"\npayload = \"\"\n\
             examples = [{ response = \"get.json\" }]\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(product.join(name), format!("{header}{text}")).unwrap();
    }
    let report = || match Generator::from_product(&product).describe() {
        Ok(_) => String::new(),
        Err(failure) => failure.to_string(),
    };
    assert_eq!(
        report(),
        "\
parts.toml:7:38: error[E0206]: unknown type `strnig`
parts.toml:10:1: error[E0201]: unknown key `sumary`
parts.toml:11:8: error[E0502]: nothing describes the parameter `{part}` of the path
parts.toml:18:8: error[E0502]: nothing describes the parameter `{id}` of the path
parts.toml:18:8: error[E0504]: `GET /parts/{id}` is an operation already
parts.toml:20:12: error[E0307]: there is no type `Prat`
shelves.toml:7:56: error[E0317]: the example of `row` is the string \"top\", and its type says a whole number
get.json:1:3: warning[W0604]: no type has the member `label` of this example"
    );
    assert_eq!(report(), report(), "in the same order in every run");
}

/// Headers that lack what they must have, six mistakes in a module, three in a schema and two in an
/// example: each is told, and nothing that follows from one.
#[test]
fn a_first_mistake_silences_no_other() {
    let copy = tempfile::tempdir().unwrap();
    let product = copy.path().join("acme");
    copy_folder(&folder().join("base"), &product);
    let files = [
        (
            "product.toml",
            "servers = [{ name = \"main\", title = 1, api = \"https://api.acme.example/v1/\" }]\n\
             [product]\ntitle = \"Acme\"\ndoc = \"Widgets.\"\n\n[ids.Part]\ndok = \"A part.\"\n",
        ),
        (
            "parts.toml",
            "schema = \"parts.json\"\n\n[module]\ntitle = \"Parts\"\n\n\
             [types.Box]\nmembers = [{ name = \"size\", type = \"integr\" }, { name = \"row\", type = \"integer\", example = \"top\" }]\n\n\
             [operations.get]\nsummary = \"Gets.\"\nhttp = \"GET parts\"\n\
             source = \"https://acme.example/docs/\"\nreturns = \"Bxo\"\npayload = \"\"\n\n\
             [operations.find]\nsummary = \"Finds.\"\nhttp = \"GET /parts/{id}\"\n\
             source = \"https://acme.example/docs/\"\npath = [{ nmae = \"id\", type = \"id<Part>\", doc = \"Which.\" }]\n\
             response = \"#part\"\npayload = \"\"\nexamples = [{ response = \"part.json\" }]\n\n\
             [operations.count]\nsummary = \"Counts.\"\nhttp = \"GET /count\"\n\
             source = \"https://acme.example/docs/\"\nresponse = \"#part\"\npayload = \"\"\nexamples = [{ response = \"part.json\" }]\n",
        ),
        (
            "parts.json",
            "{ \"definitions\": {\n\
             \"part\": { \"type\": \"object\", \"properties\": {\n\
             \"no\": { \"type\": \"integer\", \"default\": \"one\" },\n\
             \"box\": { \"$ref\": \"#/definitions/box\" },\n\
             \"kind\": { \"type\": \"strng\" } } },\n\
             \"box\": { \"type\": \"object\", \"properties\": { \"lid\": { \"$ref\": \"#/definitions/lied\" } } } } }\n",
        ),
        ("part.json", "{ \"no\": \"first\", \"colour\": \"red\" }\n"),
    ];
    for (name, text) in files {
        std::fs::write(product.join(name), text).unwrap();
    }
    let failure = Generator::from_product(&product).describe().unwrap_err();
    expect_test::expect![[r#"
        product.toml:1:1: error[E0202]: missing key `format`
        product.toml:1:37: error[E0203]: `title` must be a string, not a number
        product.toml:1:46: error[E0509]: `https://api.acme.example/v1/` is no root of an API
        product.toml:2:1: error[E0202]: missing key `source`
        product.toml:7:1: error[E0201]: unknown key `dok`
        parts.toml:3:1: error[E0202]: missing key `doc`
        parts.toml:3:1: error[E0202]: missing key `source`
        parts.toml:7:37: error[E0206]: unknown type `integr`
        parts.toml:7:92: error[E0317]: the example of `row` is the string "top", and its type says a whole number
        parts.toml:11:8: error[E0501]: the path `parts` does not begin with `/`
        parts.toml:13:12: error[E0307]: there is no type `Bxo`
        parts.toml:20:11: error[E0201]: unknown key `nmae`
        parts.json:3:39: warning[W0304]: the default of `no` is the string "one", and the type is `integer`
        parts.json:5:19: warning[W0310]: JSON Schema has no type `strng`
        parts.json:6:61: error[E0301]: the reference `#/definitions/lied` leads nowhere: nothing stands at `/definitions/lied`
        part.json:1:9: warning[W0602]: the example has the string "first", which cannot be read as a whole number
        part.json:1:18: warning[W0604]: no type has the member `colour` of this example"#]].assert_eq(&failure.to_string());
}

/// A file of the base, what to replace in it, and by what; what is said of it then.
#[test]
fn one_mistake_is_told_once() {
    let row = "members = [{ name = \"label\", type = \"string\", doc = \"What it says on the widget.\" }]";
    let like =
        "\n[types.Big]\nlike = \"Widget\"\nmembers = [{ name = \"label\" }]\n\n[operations.get]";
    let misspelt = like.replace("like = \"Widget\"", "like = \"Wigdet\"");
    let circle: String = (0..40)
        .map(|at| format!("[types.A{at}]\nis = \"list<A{}>\"\n", (at + 1) % 40))
        .collect();
    let circle = format!("{circle}\n[operations.get]");
    let cases = [
        // The rest of the file is no part of what is not closed.
        (
            "widgets.toml",
            vec![(
                row,
                "members = [{ name = \"label\", type = \"string\", doc = \"D.\" }",
            )],
            "widgets.toml:8:11: error[E0101]: this `[` is not closed",
        ),
        (
            "widgets.toml",
            vec![(row, "members = [{ name = \"label\", type = \"string\" ]")],
            "widgets.toml:8:12: error[E0101]: this `{` is not closed",
        ),
        (
            "widgets.toml",
            vec![("[module]", "[[module]")],
            "widgets.toml:1:10: error[E0101]: unclosed array table",
        ),
        (
            "widgets.toml",
            vec![("[types.Widget]", "types.Widget]")],
            "widgets.toml:6:13: error[E0101]: key with no value",
        ),
        // What it swallows is not missed.
        (
            "widgets.toml",
            vec![("doc = \"What Acme sells.\"", "doc = \"\"\"What Acme sells.")],
            "widgets.toml:3:7: error[E0101]: invalid multi-line basic string",
        ),
        (
            "product.toml",
            vec![("doc = \"Widgets.\"", "doc: \"Widgets.\"")],
            "product.toml:6:4: error[E0101]: a colon stands where TOML has `=`",
        ),
        // Nor a type whose declaration cannot be read, nor the type that a member borrows.
        (
            "widgets.toml",
            vec![
                ("[operations.get]", like),
                ("\"string\"", "\"list<string\""),
            ],
            "widgets.toml:8:49: error[E0206]: expected `>` to close `list<`",
        ),
        (
            "widgets.toml",
            vec![("[operations.get]", &misspelt)],
            "widgets.toml:12:8: error[E0307]: there is no type `Wigdet`",
        ),
        (
            "widgets.toml",
            vec![("[types.Widget]", "[types.Widget\"]")],
            "widgets.toml:6:14: error[E0101]: invalid unquoted key",
        ),
        // Nor what stands under a misspelt key, or in a row that is none.
        (
            "widgets.toml",
            vec![("[types.Widget]", "[type.Widget]")],
            "widgets.toml:6:2: error[E0201]: unknown key `type`",
        ),
        (
            "widgets.toml",
            vec![(
                "\"GET /widgets\"",
                "\"GET /widgets/{id}\"\npaht = [{ name = \"id\", type = \"string\", doc = \"Which.\" }]",
            )],
            "widgets.toml:13:1: error[E0201]: unknown key `paht`",
        ),
        (
            "widgets.toml",
            vec![("\"GET /widgets\"", "\"GET /widgets/{id}\"\npath = [\"id\"]")],
            "widgets.toml:13:9: error[E0203]: an item of `path` must be a table, not a string",
        ),
        (
            "widgets.toml",
            vec![("summary = \"Gets a widget.\"", "sumary = 1")],
            "widgets.toml:11:1: error[E0201]: unknown key `sumary`",
        ),
        (
            "widgets.toml",
            vec![("http = \"GET /widgets\"\n", "")],
            "widgets.toml:10:1: error[E0202]: missing key `http`",
        ),
        (
            "product.toml",
            vec![
                ("doc = \"Widgets.\"\n", ""),
                ("format = 1", "format = \"1\""),
            ],
            "product.toml:1:10: error[E0203]: `format` must be a whole number, not a string\n\
             product.toml:4:1: error[E0202]: missing key `doc`",
        ),
        (
            "widgets.toml",
            vec![(
                "[types.Widget]",
                "[[allow]]\ncode = \"W0604\"\nat = \"get.json\"\n\n[types.Widget]",
            )],
            "widgets.toml:6:1: error[E0202]: missing key `reason`",
        ),
        // What the body requires and does not send, its example shows.
        (
            "widgets.toml",
            vec![
                (
                    "type = \"string\"",
                    "type = \"string\", required = true, read_only = true",
                ),
                ("\"GET /widgets\"", "\"POST /widgets\"\nbody = \"Widget\""),
                (
                    "response = \"get.json\"",
                    "request = \"get.json\", response = \"get.json\"",
                ),
            ],
            "widgets.toml:8:21: warning[W0307]: the body requires `label`, which is only ever received",
        ),
        // Each of a circle that nests too deep is as deep as the others.
        (
            "widgets.toml",
            vec![("[operations.get]", &circle)],
            "widgets.toml:41:12: error[E0306]: types nest deeper than 16 here without a name between",
        ),
        // What an `[[allow]]` speaks of may be in the file that cannot be read.
        (
            "widgets.toml",
            vec![
                ("get.json", "got.json"),
                (
                    "[types.Widget]",
                    "[[allow]]\ncode = \"W0604\"\nat = \"got.json#/label\"\nreason = \"R.\"\n\n[types.Widget]",
                ),
            ],
            "widgets.toml:21:26: error[E0701]: the file `got.json` cannot be read: there is no such file",
        ),
    ];
    for (file, changes, said) in cases {
        let copy = tempfile::tempdir().unwrap();
        let product = copy.path().join("acme");
        copy_folder(&folder().join("base"), &product);
        let path = product.join(file);
        let mut text = std::fs::read_to_string(&path).unwrap();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(&path, text).unwrap();
        let (sources, found) = match Generator::from_product(&product).describe() {
            Ok(described) => (described.sources, described.warnings),
            Err(failure) => (failure.sources, failure.diagnostics),
        };
        let found: Vec<String> = found
            .iter()
            .map(|found| {
                let place = sources.place(found.span());
                let kind = match found.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                };
                let (file, line, column) = (place.file, place.line, place.column);
                let (code, message) = (found.code, &found.message);
                format!("{file}:{line}:{column}: {kind}[{code}]: {message}")
            })
            .collect();
        assert_eq!(found.join("\n"), said);
    }
}
