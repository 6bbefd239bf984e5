//! Input that was made to break the generator: it ends, in the time that its size deserves, on a small
//! stack.

use std::path::Path;
use std::time::{Duration, Instant};

use clientwright::Generator;
use expect_test::expect;

use super::{MODULE, failure_of};
use crate::support::{fixtures, folder_of};

/// Describes a JSON Schema on a stack of two megabytes, that of a thread of Rust,, within seconds, and gives the report; `None`
/// where it is taken.
fn hostile(text: String) -> Option<String> {
    let run = move || {
        let folder = folder_of(&[("hostile.schema.json", &text)]);
        let generator = Generator::from_schema(folder.path().join("hostile.schema.json"));
        let start = Instant::now();
        let report = match generator.describe() {
            // What is taken must be emitted too.
            Ok(described) => match described.emit(generator.options()) {
                Ok(_) => None,
                Err(error) => Some(error.to_string()),
            },
            Err(failure) => Some(failure.render(false)),
        };
        // The bound itself is work, not time; this is to notice what escapes it. Slow machines
        // and unoptimised builds are allowed for.
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{:?}",
            start.elapsed()
        );
        report
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(run)
        .unwrap()
        .join()
        .expect("no panic")
}

/// `{ "definitions": { "a0": …, "a1": …, … } }`, each of which knows its number.
fn chain(length: usize, link: impl Fn(usize) -> String) -> String {
    let links: Vec<String> = (0..length)
        .map(|number| format!("\"a{number}\": {}", link(number)))
        .collect();
    format!("{{ \"definitions\": {{\n{}\n}} }}\n", links.join(",\n"))
}

fn reference(number: usize) -> String {
    format!("{{ \"$ref\": \"#/definitions/a{number}\" }}")
}

#[test]
fn ten_thousand_references_in_a_chain() {
    let text = chain(10_000, |number| match number {
        9_999 => "{ \"type\": \"object\", \"properties\": { \"x\": {} } }".to_owned(),
        _ => reference(number + 1),
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn three_thousand_objects_that_hold_the_next() {
    let text = chain(3_000, |number| {
        let next = reference((number + 1) % 3_000);
        format!("{{ \"type\": \"object\", \"properties\": {{ \"next\": {next} }} }}")
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn three_thousand_objects_that_require_the_next() {
    let text = chain(3_000, |number| {
        let next = reference((number + 1) % 3_000);
        format!(
            "{{ \"type\": \"object\", \"required\": [\"next\"], \"properties\": {{ \"next\": {next} }} }}"
        )
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn unions_that_double() {
    let text = chain(60, |number| match number {
        59 => "{ \"type\": \"string\" }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!(
                "{{ \"anyOf\": [{next}, {{ \"allOf\": [{next}] }}, {{ \"type\": \"integer\" }}] }}"
            )
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn pieces_that_double() {
    let text = chain(30, |number| match number {
        29 => "{ \"type\": \"object\", \"properties\": { \"x\": {} } }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!("{{ \"allOf\": [{next}, {{ \"allOf\": [{next}] }}] }}")
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn scalar_pieces_that_double() {
    let text = chain(60, |number| match number {
        59 => "{}".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!("{{ \"allOf\": [{next}, {next}] }}")
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn inline_objects_that_double() {
    let text = chain(60, |number| match number {
        59 => "{ \"type\": \"string\" }".to_owned(),
        _ => {
            let next = reference(number + 1);
            format!(
                "{{ \"type\": \"object\", \"properties\": {{ \"a\": {next}, \"b\": {{ \
                 \"type\": \"object\", \"properties\": {{ \"c\": {next} }} }} }} }}"
            )
        }
    });
    assert_eq!(hostile(text), None);
}

#[test]
fn lists_that_double() {
    let pairs = |length: usize| {
        chain(length, |number| {
            let next = reference(number + 1);
            if number + 1 == length {
                return "{ \"type\": \"string\" }".to_owned();
            }
            format!(
                "{{ \"type\": \"array\", \"items\": [{next}, {next}], \"minItems\": 2, \"maxItems\": 2 }}"
            )
        })
    };
    let report = hostile(pairs(60)).expect("2 to the 60th strings are too many");
    assert!(report.starts_with("error[E0306]"), "{report}");
    let report = hostile(pairs(12)).expect("2 to the 11th strings are too many");
    let first = report.lines().next().unwrap();
    expect!["error[E0305]: this array is made of more than 1000 types"].assert_eq(first);
    // Once, at the first that is too large, and not of each that holds it.
    for length in [12, 16, 23] {
        let report = hostile(pairs(length)).expect("they are too many");
        assert_eq!(report.matches("error[").count(), 1, "{length}: {report}");
    }
}

#[test]
fn a_list_of_lists_of_itself() {
    // Not an error: a service may send such lists, and they are read as any JSON.
    let text = chain(2, |number| {
        match number {
        0 => "{ \"type\": \"object\", \"properties\": { \"a\": { \"$ref\": \"#/definitions/a1\" } } }"
            .to_owned(),
        _ => "{ \"type\": \"array\", \"items\": { \"$ref\": \"#/definitions/a1\" } }".to_owned(),
    }
    });
    let folder = folder_of(&[("lists.schema.json", &text)]);
    let generator = Generator::from_schema(folder.path().join("lists.schema.json"));
    let described = crate::support::describe(&generator);
    expect![[r##"
        warning[W0302]: a list or map that holds itself is no type in Rust: any JSON is taken
         --> lists.schema.json:3:7
          |
        3 | "a1": { "type": "array", "items": { "$ref": "#/definitions/a1" } }
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ holds itself
          |
          = help: an object or a choice of types between would have a name
    "##]]
    .assert_eq(&crate::support::warnings(&described));
    let file = &described.emit(generator.options()).unwrap()[0];
    assert!(
        file.text.contains("pub a: Option<Vec<Value>>,"),
        "{}",
        file.text
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn lists_within_lists_beyond_the_bound() {
    let deep = |depth: usize| {
        format!(
            "{{ \"definitions\": {{ \"a\": {{ \"type\": \"object\", \"properties\": {{ \"deep\": {}{{}}{} }} }} }} }}",
            "{ \"type\": \"array\", \"items\": ".repeat(depth),
            " }".repeat(depth)
        )
    };
    assert_eq!(hostile(deep(15)), None);
    let report = hostile(deep(16)).unwrap();
    let first = report.lines().next().unwrap();
    expect!["error[E0306]: types nest deeper than 16 here without a name between"].assert_eq(first);
}

#[test]
fn text_that_nests_without_end() {
    for (open, close) in [("{\"a\":", "}"), ("[", "]"), ("{\"items\":", "}")] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let report = hostile(text).unwrap();
        assert!(
            report.lines().next().unwrap().starts_with("error[E01"),
            "{report}"
        );
    }
    for text in ["{\"a\":".repeat(100_000), "[".repeat(1_000_000)] {
        assert!(hostile(text).is_some());
    }
    let toml = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let failure = failure_of(&[("widgets.toml", &toml)]);
    assert!(
        failure.to_string().starts_with("widgets.toml:1:"),
        "{failure}"
    );
    let expression = format!("{}string{}", "list<".repeat(100_000), ">".repeat(100_000));
    let text = format!(
        "{MODULE}\n[types.A]\ndoc = \"Deep.\"\nmembers = [{{ name = \"a\", type = \"{expression}\", doc = \"A.\" }}]\n"
    );
    let failure = failure_of(&[("widgets.toml", &text)]);
    assert!(
        failure.to_string().starts_with("widgets.toml:"),
        "{}",
        failure.errors()
    );
}

#[test]
fn an_object_of_ten_thousand_members() {
    let members: Vec<String> = (0..10_000)
        .map(|number| format!("\"m {number}\": {{ \"type\": \"string\" }}"))
        .collect();
    let text = format!(
        "{{ \"title\": \"Wide\", \"type\": \"object\", \"properties\": {{ {} }} }}",
        members.join(", ")
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn five_thousand_members_that_want_one_name() {
    // Each in another spelling that gives the same Rust name.
    let members: Vec<String> = (0..5_000)
        .map(|number| {
            format!(
                "\"a{}b\": {{ \"type\": \"string\" }}",
                "-".repeat(number % 100 + 1) + &" ".repeat(number / 100)
            )
        })
        .collect();
    let text = format!(
        "{{ \"title\": \"Wide\", \"type\": \"object\", \"properties\": {{ {} }} }}",
        members.join(", ")
    );
    assert_eq!(hostile(text), None);
}

#[test]
fn text_of_a_schema_does_not_run() {
    let path: &Path = &fixtures("schema").join("hostile_text.rs");
    let text = std::fs::read_to_string(path).unwrap();
    let file = syn::parse_file(&text).unwrap();
    let names: Vec<String> = file
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Fn(item) => Some(item.sig.ident.to_string()),
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["Thing"]);
    assert!(!text.contains("```rust"), "no code that rustdoc would run");
}

#[test]
fn names_as_long_as_texts_around_many_schemas() {
    let anchors: Vec<String> = (0..20_000)
        .map(|number| format!("{{ \"$anchor\": \"a{number}\", \"type\": \"string\" }}"))
        .collect();
    let text = format!(
        "{{ \"properties\": {{ \"{}\": {{ \"prefixItems\": [{}] }} }} }}",
        "x".repeat(100_000),
        anchors.join(", ")
    );
    let report = hostile(text).unwrap();
    assert!(
        report.starts_with("error[E0105]: the places of this file's schemas are too long to say"),
        "{report}"
    );
}

/// References that lead out of a document are noted once, however long the way to them is.
#[test]
fn many_references_to_one_file_below_a_long_name() {
    let text = format!(
        "{{ \"{}\": [{}] }}",
        "x".repeat(100_000),
        vec!["{ \"$ref\": \"other.json\" }"; 1_000].join(", ")
    );
    let report = hostile(text).unwrap();
    assert_eq!(report.matches("error[E0701]").count(), 1, "{report}");
}
